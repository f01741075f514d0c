import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { CalendarDay } from './calendar-rules.ts';

/** One year of the State Council's holiday arrangement. */
export interface NationalYear {
  readonly year: number;
  readonly days: readonly CalendarDay[];
}

/** The years whose arrangement the package carries, oldest first. Years from 2024 on are checked against DOMAIN §4.5 by test. */
export const publishedYears: readonly number[] = [
  ...new Set(Object.keys(published.holidays).map((day) => Number(day.slice(0, 4)))),
].toSorted((one, other) => one - other);

/** The arrangement of `year` out of the package `chinese-days`, or null where the package does not carry it yet. */
export function publishedYear(year: number): NationalYear | null {
  if (!publishedYears.includes(year)) return null;
  const days = [...daysOf(published.holidays, 'off', year), ...daysOf(published.workdays, 'work', year)];
  return { year, days: days.toSorted((one, other) => (one.day < other.day ? -1 : 1)) };
}

/** The package words a day as `English,中文,statutory days`; 清明 and 端午 are named in full on paper. */
function daysOf(source: Readonly<Record<string, string>>, kind: CalendarDay['kind'], year: number): CalendarDay[] {
  const fullNames: Record<string, string> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };
  return Object.entries(source)
    .filter(([day]) => day.startsWith(`${year}-`))
    .map(([day, words]) => {
      const name = words.split(',')[1] ?? '';
      return { day, kind, name: fullNames[name] ?? name };
    });
}
