import { day } from '#platform/contract/instant.ts';
import { importColumns, type ImportColumn, type ImportKind } from '../../contract/people-import.ts';
import type { Gender } from '../../contract/person.ts';

/** A cell as the spreadsheet reader gives it. */
export type Cell = string | number | boolean | Date | null;

/** One row that is well formed in itself; whether it fits what is known is for the plan. */
export interface SheetRow {
  /** The row number that the spreadsheet shows. */
  readonly row: number;
  readonly name: string;
  readonly gender: Gender;
  readonly birthYear: number | null;
  readonly phone: string;
  readonly from: string | null;
  /** Delegation or sector; only in a list of members. */
  readonly group: string;
  readonly electoralUnit: string;
  readonly positions: readonly string[];
  readonly certificateNumber: string | null;
  /** Only in a list of staff. */
  readonly organisation: string;
  readonly division: string;
  readonly title: string;
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

/** The most rows that one import takes; more would hold a transaction open for too long. */
export const mostRows = 20_000;

/** Reads a sheet whose first row with two or more cells is the heading. Every row ends among `rows` or, with all reasons, among `refused`. */
export function readRows(kind: ImportKind, sheet: readonly (readonly Cell[])[]): ReadSheet {
  const headingAt = sheet.findIndex((cells) => cells.filter((cell) => textOf(cell) !== '').length >= 2);
  const headings = (sheet[headingAt] ?? []).map((cell) => textOf(cell).replace(/[*＊\s]/g, ''));
  const columns = importColumns[kind];
  const places = new Map(columns.map((column) => [column.key, headings.findIndex((heading) => means(column, heading))]));
  const missingColumns = columns.filter((column) => column.required && places.get(column.key) === -1).map((column) => column.heading);
  const ignoredColumns = headings.filter((heading) => heading !== '' && !columns.some((column) => means(column, heading)));
  if (missingColumns.length > 0) return { rows: [], refused: [], ignoredColumns, missingColumns };
  const read = sheet
    .slice(headingAt + 1)
    .map((cells, index) => readRow(columns, (key) => cells[places.get(key)!] ?? null, headingAt + index + 2));
  const told = read.filter((one) => one !== null);
  const { rows, refused } = withoutDoubles(told.flatMap((one) => ('reasons' in one ? [] : [one])));
  return {
    rows,
    refused: [...told.flatMap((one) => ('reasons' in one ? [one] : [])), ...refused].toSorted((a, b) => a.row - b.row),
    ignoredColumns,
    missingColumns,
  };
}

function means(column: ImportColumn, heading: string): boolean {
  return heading === column.heading || column.also.includes(heading);
}

function readRow(columns: readonly ImportColumn[], cell: (key: string) => Cell, row: number): SheetRow | RefusedRow | null {
  const text = (key: string) => textOf(cell(key));
  if (columns.every((column) => text(column.key) === '')) return null;
  const reasons = columns.filter((column) => column.required && text(column.key) === '').map((column) => `缺少${column.heading}`);
  const note = (reason: string | false) => {
    if (reason) reasons.push(reason);
  };
  const [name, gender, phone, birthYear, from] = [
    text('name'),
    genderOf(text('gender')),
    phoneOf(text('phone')),
    yearOf(cell('birthYear')),
    dayOfCell(cell('from')),
  ];
  note(name !== '' && (name.length < 2 || name.length > 40) && '姓名应为 2 到 40 个字');
  note(text('gender') !== '' && gender === null && '性别应为男或女');
  note(text('phone') !== '' && phone === null && '手机号应为 11 位数字');
  note(birthYear === 'wrong' && '出生年份不对');
  note(from === undefined && '任职日期应如 2022-02-18');
  for (const [key, most] of [
    ['electoralUnit', 80],
    ['certificateNumber', 40],
    ['division', 40],
    ['title', 40],
  ] as const) {
    note(text(key).length > most && `${columns.find((column) => column.key === key)?.heading ?? key}不超过 ${most} 个字`);
  }
  const positions = text('positions')
    .split(/[、,，;；\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  note(positions.some((one) => one.length > 40) && '每个职务不超过 40 个字');
  if (reasons.length > 0 || gender === null || phone === null || birthYear === 'wrong' || from === undefined) return { row, name, reasons };
  return {
    row,
    name,
    gender,
    phone,
    birthYear,
    from,
    positions,
    group: text('group'),
    electoralUnit: text('electoralUnit'),
    certificateNumber: text('certificateNumber') || null,
    organisation: text('organisation'),
    division: text('division'),
    title: text('title'),
  };
}

/** A phone or certificate that stands twice is taken at its first place only: nobody can tell which row is meant. */
function withoutDoubles(rows: readonly SheetRow[]): { rows: SheetRow[]; refused: RefusedRow[] } {
  const [phones, certificates] = [new Map<string, number>(), new Map<string, number>()];
  const kept: SheetRow[] = [];
  const refused: RefusedRow[] = [];
  for (const one of rows) {
    // In a list of staff a person may stand once for each organisation.
    const phoneKey = `${one.phone} ${one.organisation}`;
    const [samePhone, sameCertificate] = [
      phones.get(phoneKey),
      one.certificateNumber === null ? undefined : certificates.get(one.certificateNumber),
    ];
    const reasons = [
      ...(samePhone === undefined ? [] : [`手机号与第 ${samePhone} 行重复`]),
      ...(sameCertificate === undefined ? [] : [`证号与第 ${sameCertificate} 行重复`]),
    ];
    if (reasons.length > 0) {
      refused.push({ row: one.row, name: one.name, reasons });
      continue;
    }
    phones.set(phoneKey, one.row);
    if (one.certificateNumber !== null) certificates.set(one.certificateNumber, one.row);
    kept.push(one);
  }
  return { rows: kept, refused };
}

function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell)
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}

function genderOf(text: string): Gender | null {
  if (['男', '男性'].includes(text)) return 'male';
  return ['女', '女性'].includes(text) ? 'female' : null;
}

function phoneOf(text: string): string | null {
  const bare = text.replaceAll(/[\s-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  return /^1\d{10}$/.test(bare) ? bare : null;
}

function yearOf(cell: Cell): number | null | 'wrong' {
  const text = textOf(cell);
  if (text === '') return null;
  const year = Number(/^(\d{4})(?!\d)|^(\d{4})\d{2}(\d{2})?$/.exec(text)?.[0].slice(0, 4) ?? Number.NaN);
  return year >= 1900 && year <= 2015 ? year : 'wrong';
}

/** A day as ISO writes it; `undefined` where the cell holds something else. */
function dayOfCell(cell: Cell): string | null | undefined {
  const text = textOf(cell);
  if (text === '') return null;
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const value = parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : text;
  return day.safeParse(value).success && !Number.isNaN(Date.parse(value)) ? value : undefined;
}
