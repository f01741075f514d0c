import type { YearReading } from '../contract/calendar-view.ts';
import { addDays } from '#platform/contract/instant.ts';
import type { CalendarDay } from './calendar-rules.ts';

/** A cell as JSON, CSV or xlsx give it. */
export type Cell = string | number | boolean | Date | null | undefined;

/** The columns of a holiday table, by the words that offices write above them. */
const columns = {
  day: ['日期', 'date', 'day'],
  kind: ['休或班', '类型', '休班', 'kind', 'type'],
  name: ['名称', '节日', '假日', 'name', 'holiday'],
} as const;

const kinds: Readonly<Record<string, CalendarDay['kind']>> = {
  休: 'off',
  放假: 'off',
  休息: 'off',
  假: 'off',
  off: 'off',
  班: 'work',
  补班: 'work',
  上班: 'work',
  调休上班: 'work',
  work: 'work',
};

/** The holidays that the national regulation names (DOMAIN §4.5), with the words under which they appear. */
const statutory: readonly (readonly [string, RegExp])[] = [
  ['元旦', /元旦/],
  ['春节', /春节|除夕/],
  ['清明节', /清明/],
  ['劳动节', /劳动|五一/],
  ['端午节', /端午/],
  ['中秋节', /中秋/],
  ['国庆节', /国庆/],
];

/**
 * Reads a table whose first row names its columns. A date may be a run of days (`2027-02-05 至 2027-02-11`). Rows that are not understood
 * are told with their number as a spreadsheet shows it; a table without the columns throws the reason in Chinese.
 */
export function readYearTable(rows: readonly (readonly Cell[])[]): YearReading {
  const [head = [], ...body] = rows;
  const at = {
    day: columnAt(head, columns.day, '日期'),
    kind: columnAt(head, columns.kind, '休或班'),
    name: columnAt(head, columns.name, '名称'),
  };
  const days = new Map<string, CalendarDay>();
  const faults: YearReading['faults'] = [];
  for (const [index, row] of body.entries()) {
    if (row.every((cell) => cell === null || cell === undefined || String(cell).trim() === '')) continue;
    const found = readRow(row[at.day], row[at.kind], row[at.name]);
    if (typeof found === 'string') faults.push({ row: index + 2, message: found });
    else for (const one of found) days.set(one.day, one);
  }
  const sorted = [...days.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1));
  return { year: commonYear(sorted), source: '', days: sorted, faults };
}

/** Days that lie outside the year. */
export function strayDays(year: number, days: readonly CalendarDay[]): string[] {
  return days.filter((one) => !one.day.startsWith(`${year}-`)).map((one) => one.day);
}

/** Makeup workdays on a weekday, which is worked anyway: a sign that the date is wrong. */
export function idleWorkdays(days: readonly CalendarDay[]): string[] {
  return days.filter((one) => one.kind === 'work' && ![0, 6].includes(new Date(`${one.day}T00:00:00Z`).getUTCDay())).map((one) => one.day);
}

/** Statutory holidays that no day off of the list names. 中秋 and 国庆 may share a run, and then one name may stand for both. */
export function missingHolidays(days: readonly CalendarDay[]): string[] {
  const names = new Set(days.filter((one) => one.kind === 'off').map((one) => one.name));
  const missing = statutory.filter(([, words]) => ![...names].some((name) => words.test(name))).map(([name]) => name);
  return missing.length === 1 && missing[0] === '中秋节' && hasLongOctober(days) ? [] : missing;
}

/** An eight-day run from 1 October holds both 国庆 and 中秋 (2020, 2025). */
function hasLongOctober(days: readonly CalendarDay[]): boolean {
  return days.filter((one) => one.kind === 'off' && /-(09-(29|30)|10-0[1-8])$/.test(one.day)).length >= 8;
}

function columnAt(head: readonly Cell[], words: readonly string[], title: string): number {
  const found = head.findIndex((cell) =>
    words.includes(
      String(cell ?? '')
        .trim()
        .toLowerCase(),
    ),
  );
  if (found < 0) throw new Error(`第一行缺少“${title}”一列`);
  return found;
}

function readRow(dayCell: Cell, kindCell: Cell, nameCell: Cell): CalendarDay[] | string {
  const kind =
    kinds[
      String(kindCell ?? '')
        .trim()
        .toLowerCase()
    ];
  if (!kind) return '“休或班”一列请写休或班';
  const name = String(nameCell ?? '').trim();
  if (name === '' || name.length > 20) return '请写明节日名称，不超过 20 字';
  const days = readDays(dayCell);
  return days ? days.map((day) => ({ day, kind, name })) : '日期请写成 2027-01-01，连续几天写成 2027-02-05 至 2027-02-11';
}

/** One day or a run of at most 20 days; null where the cell is neither. */
function readDays(cell: Cell): string[] | null {
  const [first, last, more] =
    cell instanceof Date
      ? [dayOfCell(cell)]
      : String(cell ?? '')
          .split(/至|~|～|—|到/)
          .map((part) => dayOfCell(part.trim()));
  if (!first || more !== undefined || last === null) return null;
  if (last === undefined) return [first];
  const length = Array.from({ length: 20 }, (_, index) => addDays(first, index)).indexOf(last) + 1;
  return length === 0 ? null : Array.from({ length }, (_, index) => addDays(first, index));
}

function dayOfCell(cell: string | Date): string | null {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(0, 10);
  const parts = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))$/.exec(cell);
  if (!parts) return null;
  const [month, date] = [parts[2] ?? parts[4]!, parts[3] ?? parts[5]!];
  const day = `${parts[1]}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day) ? day : null;
}

/** The year that most days lie in: a stray day must not hide which year was meant. */
function commonYear(days: readonly CalendarDay[]): number | null {
  const counts = new Map<number, number>();
  for (const { day } of days) counts.set(Number(day.slice(0, 4)), (counts.get(Number(day.slice(0, 4))) ?? 0) + 1);
  return [...counts].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}
