import type { DaysOffRun, Reckoning } from '../contract/deadline.ts';
import { reckoningRule } from '../contract/deadline.ts';
import type { Period } from '../contract/period.ts';
import type { TimeSpan } from '../contract/sheet/urging.ts';
import { dayOf, startOfDay } from '#platform/contract/instant.ts';

/** A day on which the State Council's yearly notice departs from the plain week: off, or a weekend day on which people work (补班). */
export interface CalendarDay {
  readonly day: string;
  readonly kind: 'off' | 'work';
  readonly name: string;
}

/** What working calendars are made of: the national years that are loaded, and the body's own days, which win over them. */
export interface CalendarTable {
  readonly years: readonly { readonly year: number; readonly days: readonly CalendarDay[] }[];
  readonly ownDays: readonly CalendarDay[];
}

/** Which days are worked. Made by {@link workingCalendar}; immutable. */
export interface WorkingCalendar {
  /** Departures from the plain week by day number (days since 1970-01-01). */
  readonly departures: ReadonlyMap<number, { readonly off: boolean; readonly name: string; readonly own: boolean }>;
  /** Of the departures those that change whether people work, in order of days; `more`: by how many working days all up to this one add to the plain week. */
  readonly corrections: readonly { readonly at: number; readonly more: number }[];
  readonly years: ReadonlySet<number>;
  /** The last year up to which all years from the first loaded one are known; null where none is loaded. */
  readonly lastKnownYear: number | null;
}

/** What one day is, and why. */
export interface DayNature {
  readonly works: boolean;
  readonly kind: 'weekday' | 'weekend' | 'holiday' | 'makeupWorkday' | 'own';
  readonly name: string;
}

/** The working calendar of one body. */
export function workingCalendar(table: CalendarTable): WorkingCalendar {
  const years = new Set(table.years.map(({ year }) => year));
  const departures = fixedHolidaysExcept(years);
  for (const { days } of table.years)
    for (const one of days) departures.set(numberOf(one.day), { off: one.kind === 'off', name: one.name, own: false });
  for (const one of table.ownDays) departures.set(numberOf(one.day), { off: one.kind === 'off', name: one.name, own: true });
  return { departures, corrections: correctionsOf(departures), years, lastKnownYear: lastOfRun(years) };
}

/** Whether people work on `value`, and the name of the reason. Days of unknown years follow the plain week and the fixed-date holidays. */
export function natureOf(calendar: WorkingCalendar, value: string): DayNature {
  return natureOfNumber(calendar, numberOf(value));
}

/** True when `value` is worked. */
export function isWorkday(calendar: WorkingCalendar, value: string): boolean {
  return natureOf(calendar, value).works;
}

/**
 * The last day of `period` after the event of day `start`, with its explanation.
 * Civil Code §201: the day of the event is not counted. §202: months end on the corresponding day, or the month's last day where there is
 * none. §203: a last day that is a day off moves to the first working day after it; the period ends at 24:00. Working-day periods skip days
 * off and count makeup workdays (DOMAIN §4.5). A period of 0 is the very day of the event, whatever day that is.
 */
export function addPeriod(calendar: WorkingCalendar, start: string, period: Period): Reckoning {
  const plain = { start, period, rule: reckoningRule, makeupWorkdays: [] as string[] };
  if (period.amount === 0) return { ...plain, nominal: start, due: start, shiftedBy: 0, reasons: [], provisional: false };
  if (period.unit === 'workingDay') {
    const { due, makeupWorkdays } = countWorkdays(calendar, start, period.amount);
    return { ...plain, nominal: due, due, shiftedBy: 0, reasons: [], makeupWorkdays, provisional: isUnknown(calendar, start, due) };
  }
  const nominal = period.unit === 'month' ? addMonths(start, period.amount) : dayOfNumber(numberOf(start) + period.amount);
  return { ...plain, nominal, ...shiftOverDaysOff(calendar, nominal) };
}

/**
 * Working days from `from` to `to`: days worked after `from` up to and with `to`; negative when `to` lies before. So a period of N working
 * days from today has exactly N left, and a deadline of today has 0 (DESIGN §5: 剩 N 工作日, 逾期 N 工作日).
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, to: string): number {
  const [first, last] = [numberOf(from), numberOf(to)];
  if (last < first) return 0 - countBetween(calendar, last, first);
  return countBetween(calendar, first, last);
}

/** The day that lies `count` working days after `from`, or before it where `count` is negative. `count` 0 is `from` itself. */
export function moveWorkingDays(calendar: WorkingCalendar, from: string, count: number): string {
  const step = count < 0 ? -1 : 1;
  let at = numberOf(from);
  for (let left = Math.abs(count); left > 0;) {
    at += step;
    if (natureOfNumber(calendar, at).works) left -= 1;
  }
  return dayOfNumber(at);
}

/** The first moment at or after `at` that lies in `hours` of a working day. */
export function nextWorkingMoment(calendar: WorkingCalendar, hours: readonly TimeSpan[], at: Date): Date {
  for (let value = dayOf(at); ; value = dayOfNumber(numberOf(value) + 1)) {
    if (!isWorkday(calendar, value)) continue;
    for (const span of hours) {
      if (at < momentOf(value, span.to)) return at < momentOf(value, span.from) ? momentOf(value, span.from) : at;
    }
  }
}

/** The moment at which the clock in China shows `time` on `value`. */
export function momentOf(value: string, time: string): Date {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return new Date(startOfDay(value).getTime() + (hour * 60 + minute) * 60_000);
}

/**
 * The last year in which every possible deadline from `today` ends, given the longest period of the sheet. A calendar that ends before it
 * leaves deadlines provisional.
 */
export function yearNeeded(today: string, longestMonths: number): number {
  return Number(addMonths(today, longestMonths).slice(0, 4));
}

/** The same day `count` months later, or the month's last day where that month has no such day (Civil Code §202). */
export function addMonths(start: string, count: number): string {
  const [year, month, date] = start.split('-').map(Number) as [number, number, number];
  const target = year * 12 + (month - 1) + count;
  const [targetYear, targetMonth] = [Math.floor(target / 12), target % 12];
  const lastOfMonth = new Date(Date.UTC(targetYear, targetMonth + 1, 0)).getUTCDate();
  return new Date(Date.UTC(targetYear, targetMonth, Math.min(date, lastOfMonth))).toISOString().slice(0, 10);
}

type Departures = Map<number, { off: boolean; name: string; own: boolean }>;

/** Holidays on a fixed date of the solar calendar that the holiday regulation of 2024 gives off every year, whatever the yearly notice says. */
const fixedHolidays = [
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['05-02', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
] as const;

/** Day numbers of the fixed-date holidays, for the years of which the product's records can speak. */
const fixedHolidayNumbers = Array.from({ length: 111 }, (_, index) => 1990 + index).flatMap((year) =>
  fixedHolidays.map(([date, name]) => ({ year, at: numberOf(`${year}-${date}`), name })),
);

/** The fixed-date holidays of the years that are not loaded. */
function fixedHolidaysExcept(years: ReadonlySet<number>): Departures {
  const departures: Departures = new Map();
  for (const { year, at, name } of fixedHolidayNumbers) if (!years.has(year)) departures.set(at, { off: true, name, own: false });
  return departures;
}

function natureOfNumber(calendar: WorkingCalendar, at: number): DayNature {
  const departure = calendar.departures.get(at);
  if (departure) {
    if (departure.own) return { works: !departure.off, kind: 'own', name: departure.name };
    return departure.off
      ? { works: false, kind: 'holiday', name: departure.name }
      : { works: true, kind: 'makeupWorkday', name: departure.name };
  }
  return isWeekend(at) ? { works: false, kind: 'weekend', name: '周末' } : { works: true, kind: 'weekday', name: '' };
}

function shiftOverDaysOff(calendar: WorkingCalendar, nominal: string): Pick<Reckoning, 'due' | 'shiftedBy' | 'reasons' | 'provisional'> {
  const reasons: DaysOffRun[] = [];
  let at = numberOf(nominal);
  for (let nature = natureOfNumber(calendar, at); !nature.works; at += 1, nature = natureOfNumber(calendar, at)) {
    const value = dayOfNumber(at);
    const kind = nature.kind === 'own' ? 'own' : nature.kind === 'holiday' ? 'holiday' : 'weekend';
    const run = reasons.at(-1);
    if (run?.name === nature.name && run.kind === kind) reasons[reasons.length - 1] = { ...run, to: value };
    else reasons.push({ from: value, to: value, name: nature.name, kind });
  }
  const due = dayOfNumber(at);
  return { due, shiftedBy: at - numberOf(nominal), reasons, provisional: isUnknown(calendar, nominal, due) };
}

function countWorkdays(calendar: WorkingCalendar, start: string, amount: number): { due: string; makeupWorkdays: string[] } {
  const makeupWorkdays: string[] = [];
  let at = numberOf(start);
  for (let left = amount; left > 0;) {
    at += 1;
    const nature = natureOfNumber(calendar, at);
    if (!nature.works) continue;
    left -= 1;
    if (isWeekend(at)) makeupWorkdays.push(dayOfNumber(at));
  }
  return { due: dayOfNumber(at), makeupWorkdays };
}

function correctionsOf(departures: Departures): WorkingCalendar['corrections'] {
  let more = 0;
  return [...departures]
    .filter(([at, { off }]) => off !== isWeekend(at))
    .toSorted(([one], [other]) => one - other)
    .map(([at, { off }]) => ({ at, more: (more += off ? -1 : 1) }));
}

/** Days worked in the half-open run (first, last] of day numbers. */
function countBetween({ corrections }: WorkingCalendar, first: number, last: number): number {
  return weekdaysUpTo(last) - weekdaysUpTo(first) + correctionUpTo(corrections, last) - correctionUpTo(corrections, first);
}

/** Mondays to Fridays from the Monday of the week of 1970-01-01 to the day number, both included; less than none before. */
function weekdaysUpTo(at: number): number {
  const days = at + 3;
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(days - weeks * 7 + 1, 5);
}

function correctionUpTo(corrections: WorkingCalendar['corrections'], at: number): number {
  let [from, to] = [0, corrections.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (corrections[middle]!.at <= at) from = middle + 1;
    else to = middle;
  }
  return corrections[from - 1]?.more ?? 0;
}

function isUnknown(calendar: WorkingCalendar, from: string, to: string): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!calendar.years.has(year)) return true;
  return false;
}

function lastOfRun(years: ReadonlySet<number>): number | null {
  if (years.size === 0) return null;
  let last = Math.min(...years);
  while (years.has(last + 1)) last += 1;
  return last;
}

function isWeekend(at: number): boolean {
  const weekday = (((at + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

function yearOf(value: string): number {
  return Number(value.slice(0, 4));
}

/** Every clock of every page asks for several: by its figures a day is found in a fraction of the time that Date.parse takes. */
function numberOf(value: string): number {
  return Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)) - 1, Number(value.slice(8, 10))) / 86_400_000;
}

function dayOfNumber(at: number): string {
  return new Date(at * 86_400_000).toISOString().slice(0, 10);
}
