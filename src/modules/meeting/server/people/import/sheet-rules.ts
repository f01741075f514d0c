import type { ListColumn } from '#platform/contract/list-import.ts';
import type { Cell, ReadList, RefusedRow, RowMark } from '#platform/server/list-import/read-list.ts';
import { bareNumber, genderOf, readList, textOf } from '#platform/server/list-import/read-list.ts';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import type { AttendeeColumnKey } from '../../../contract/people/import.ts';
import { attendeeColumns, categoryNames } from '../../../contract/people/import.ts';

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

/** The most rows that one import takes: the largest session has some 3,000 people. */
export const mostRows = 5_000;

const columns: readonly (ListColumn & { readonly key: AttendeeColumnKey })[] = attendeeColumns;

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

/** Reads a list of people of a meeting. */
export function readRows(sheet: readonly (readonly Cell[])[]): ReadList<SheetRow> {
  return readList({ columns, readRow, marks }, sheet);
}

function readRow(cell: (key: AttendeeColumnKey) => Cell, row: number, missing: readonly string[]): SheetRow | RefusedRow {
  const text = (key: AttendeeColumnKey) => textOf(cell(key));
  const [name, gender, category, phone] = [text('name'), genderOf(text('gender')), categoryOf(text('category')), phoneOf(text('phone'))];
  const reasons = [
    ...missing,
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

/** Known by certificate, or by name with phone. One phone under several names is no double: an office gives its own number for its guests. */
function marks({ name, phone, certificateNumber }: SheetRow): RowMark[] {
  return [
    ...(phone === '' ? [] : [[`person ${name} ${phone}`, (row: number) => `姓名和手机号与第 ${row} 行相同`] as const]),
    ...(certificateNumber === '' ? [] : [[`certificate ${certificateNumber}`, (row: number) => `证件号与第 ${row} 行重复`] as const]),
  ];
}

/** Null where the cell is empty, undefined where it holds something else. */
function categoryOf(text: string): AttendeeCategory | null | undefined {
  if (text === '') return null;
  const found = Object.entries(categoryNames).find(([, names]) => names.includes(text.replace(/人员$/, '')) || names.includes(text));
  return found ? (found[0] as AttendeeCategory) : undefined;
}

/** Undefined where it is no number. */
function phoneOf(text: string): string | undefined {
  const bare = bareNumber(text);
  if (bare === '' || /^1\d{10}$/.test(bare)) return bare;
  // A fixed line begins with 0 or has its seven or eight digits alone.
  return /^(0\d{9,11}|\d{7,8})$/.test(bare) ? text : undefined;
}
