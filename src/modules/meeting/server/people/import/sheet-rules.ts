import type { AttendeeCategory } from '../../../contract/meeting.ts';
import type { AttendeeColumn, AttendeeColumnKey } from '../../../contract/people/import.ts';
import { attendeeColumns, categoryNames } from '../../../contract/people/import.ts';

/** A cell as the spreadsheet reader gives it. */
export type Cell = string | number | boolean | Date | null;

/** One row that is well formed in itself; whether it fits what is known is for the plan. */
export interface SheetRow {
  /** The row number that the spreadsheet shows. */
  readonly row: number;
  readonly name: string;
  readonly gender: 'male' | 'female' | null;
  /** Null where the row names none. */
  readonly category: AttendeeCategory | null;
  /** Eleven digits, a fixed line as it was written, or empty. */
  readonly phone: string;
  readonly certificateNumber: string;
  readonly group: string;
  readonly title: string;
  readonly unit: string;
  readonly diet: string;
  readonly needs: string;
  readonly note: string;
}

export interface RefusedRow {
  readonly row: number;
  readonly name: string;
  readonly reasons: readonly string[];
}

export interface ReadSheet {
  readonly rows: readonly SheetRow[];
  readonly refused: readonly RefusedRow[];
  readonly ignoredColumns: readonly string[];
  /** Headings that are required and not there; then there are no rows. */
  readonly missingColumns: readonly string[];
}

/** The most rows that one import takes: the largest session has some 3,000 people. */
export const mostRows = 5_000;

const columns: readonly (AttendeeColumn & { readonly key: AttendeeColumnKey })[] = attendeeColumns;

/** The longest text that each column takes. */
const longest: Readonly<Partial<Record<AttendeeColumnKey, number>>> = {
  certificateNumber: 40,
  group: 40,
  title: 80,
  unit: 80,
  diet: 80,
  needs: 200,
  note: 200,
};

/** Reads a sheet whose first row with a cell 姓名 is the heading. Every row ends among `rows` or, with all reasons, among `refused`. */
export function readRows(sheet: readonly (readonly Cell[])[]): ReadSheet {
  const headingAt = sheet.findIndex((cells) => cells.some((cell) => means(columns[0]!, headingOf(cell))));
  const headings = (sheet[headingAt] ?? []).map(headingOf);
  const places = new Map(columns.map((column) => [column.key, headings.findIndex((heading) => means(column, heading))]));
  const missingColumns = columns.filter((column) => column.required && places.get(column.key) === -1).map((column) => column.heading);
  const ignoredColumns = headings.filter((heading) => heading !== '' && !columns.some((column) => means(column, heading)));
  if (missingColumns.length > 0) return { rows: [], refused: [], ignoredColumns, missingColumns };
  const read = sheet
    .slice(headingAt + 1)
    .map((cells, index) => readRow((key) => textOf(cells[places.get(key)!]), headingAt + index + 2))
    .filter((one) => one !== null);
  const { rows, refused } = withoutDoubles(read.flatMap((one) => ('reasons' in one ? [] : [one])));
  return {
    rows,
    refused: [...read.flatMap((one) => ('reasons' in one ? [one] : [])), ...refused].toSorted((one, other) => one.row - other.row),
    ignoredColumns,
    missingColumns,
  };
}

function means(column: AttendeeColumn, heading: string): boolean {
  return heading === column.heading || column.also.includes(heading);
}

function readRow(text: (key: AttendeeColumnKey) => string, row: number): SheetRow | RefusedRow | null {
  if (columns.every((column) => text(column.key) === '')) return null;
  const [name, gender, category, phone] = [text('name'), genderOf(text('gender')), categoryOf(text('category')), phoneOf(text('phone'))];
  const reasons = [
    ...columns.filter((column) => column.required && text(column.key) === '').map((column) => `缺少${column.heading}`),
    ...(name !== '' && (name.length < 2 || name.length > 40) ? ['姓名应为 2 到 40 个字'] : []),
    ...(gender === undefined ? ['性别应为男或女'] : []),
    ...(category === undefined ? [`不认识类别“${text('category')}”，可写正式、列席、旁听、工作、记者、来宾`] : []),
    ...(phone === undefined ? ['手机号应为 11 位数字'] : []),
    ...columns.flatMap(({ key, heading }) =>
      text(key).length > (longest[key] ?? Infinity) ? [`${heading}不超过 ${longest[key]} 个字`] : [],
    ),
  ];
  if (reasons.length > 0 || gender === undefined || category === undefined || phone === undefined) return { row, name, reasons };
  return {
    row,
    name,
    gender,
    category,
    phone,
    certificateNumber: text('certificateNumber'),
    group: text('group'),
    title: text('title'),
    unit: text('unit'),
    diet: text('diet'),
    needs: text('needs'),
    note: text('note'),
  };
}

/**
 * A certificate, or a name with the same phone, that stands twice is taken at its first place only: nobody can tell which row is meant. One
 * phone under several names is no double: an office gives its own number for its guests.
 */
function withoutDoubles(rows: readonly SheetRow[]): { rows: SheetRow[]; refused: RefusedRow[] } {
  const [people, certificates] = [new Map<string, number>(), new Map<string, number>()];
  const kept: SheetRow[] = [];
  const refused: RefusedRow[] = [];
  for (const one of rows) {
    const person = one.phone === '' ? null : `${one.name} ${one.phone}`;
    const [same, sameCertificate] = [person && people.get(person), one.certificateNumber && certificates.get(one.certificateNumber)];
    const reasons = [
      ...(same ? [`姓名和手机号与第 ${same} 行相同`] : []),
      ...(sameCertificate ? [`证件号与第 ${sameCertificate} 行重复`] : []),
    ];
    if (reasons.length > 0) refused.push({ row: one.row, name: one.name, reasons });
    else {
      if (person) people.set(person, one.row);
      if (one.certificateNumber) certificates.set(one.certificateNumber, one.row);
      kept.push(one);
    }
  }
  return { rows: kept, refused };
}

function headingOf(cell: Cell | undefined): string {
  return textOf(cell).replace(/[*＊\s]/g, '');
}

function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell)
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}

/** `undefined` where the cell holds something else; so with the following. */
function genderOf(text: string): 'male' | 'female' | null | undefined {
  if (text === '') return null;
  if (['男', '男性'].includes(text)) return 'male';
  return ['女', '女性'].includes(text) ? 'female' : undefined;
}

function categoryOf(text: string): AttendeeCategory | null | undefined {
  if (text === '') return null;
  const found = Object.entries(categoryNames).find(([, names]) => names.includes(text.replace(/人员$/, '')) || names.includes(text));
  return found ? (found[0] as AttendeeCategory) : undefined;
}

function phoneOf(text: string): string | undefined {
  const bare = text.replaceAll(/[\s-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  if (bare === '' || /^1\d{10}$/.test(bare)) return bare;
  // A fixed line begins with 0 or has its seven or eight digits alone.
  return /^(0\d{9,11}|\d{7,8})$/.test(bare) ? text : undefined;
}
