import { day } from '#platform/contract/instant.ts';
import type { ListColumn } from '#platform/contract/list-import.ts';
import type { Cell, ReadList, RefusedRow, RowMark } from '#platform/server/list-import/read-list.ts';
import { bareNumber, genderOf, readList, textOf } from '#platform/server/list-import/read-list.ts';
import { importColumns, type ImportKind } from '../../contract/people-import.ts';
import type { Gender } from '../../contract/person.ts';

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
  readonly postalAddress: string | null;
  /** Only in a list of staff. */
  readonly organisation: string;
  readonly division: string;
  readonly title: string;
}

/** The most rows that one import takes. */
export const mostRows = 20_000;

/** The longest text that each column takes. */
const longest = [
  ['electoralUnit', 80],
  ['certificateNumber', 40],
  ['postalAddress', 120],
  ['division', 40],
  ['title', 40],
] as const;

/** Reads a list of people of either kind. */
export function readRows(kind: ImportKind, sheet: readonly (readonly Cell[])[]): ReadList<SheetRow> {
  const columns = importColumns[kind];
  return readList({ columns, readRow: (cell, row, reasons) => readRow(columns, cell, row, reasons), marks }, sheet);
}

function readRow(
  columns: readonly ListColumn[],
  cell: (key: string) => Cell,
  row: number,
  missing: readonly string[],
): SheetRow | RefusedRow {
  const text = (key: string) => textOf(cell(key));
  const reasons = [...missing];
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
  note(gender === undefined && '性别应为男或女');
  note(text('phone') !== '' && phone === null && '手机号应为 11 位数字');
  note(birthYear === 'wrong' && '出生年份不对');
  note(from === undefined && '任职日期应如 2022-02-18');
  for (const [key, most] of longest)
    note(text(key).length > most && `${columns.find((column) => column.key === key)?.heading ?? key}不超过 ${most} 个字`);
  const positions = text('positions')
    .split(/[、,，;；\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
  note(positions.some((one) => one.length > 40) && '每个职务不超过 40 个字');
  if (reasons.length > 0 || !gender || phone === null || birthYear === 'wrong' || from === undefined) return { row, name, reasons };
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
    postalAddress: text('postalAddress') || null,
    organisation: text('organisation'),
    division: text('division'),
    title: text('title'),
  };
}

/** Known by phone and certificate. In a list of staff a person may stand once for each organisation. */
function marks({ phone, organisation, certificateNumber }: SheetRow): RowMark[] {
  return [
    [`phone ${phone} ${organisation}`, (row) => `手机号与第 ${row} 行重复`],
    ...(certificateNumber === null ? [] : [[`certificate ${certificateNumber}`, (row: number) => `证号与第 ${row} 行重复`] as const]),
  ];
}

function phoneOf(text: string): string | null {
  const bare = bareNumber(text);
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
