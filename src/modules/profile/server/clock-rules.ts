import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { Reckoning } from '../contract/deadline.ts';
import type { ClockState } from '../contract/clock.ts';
import type { Parameters } from '../contract/parameters.ts';
import type { TimeSpan } from '../contract/sheet/urging.ts';
import { addPeriod, isWorkday, momentOf, moveWorkingDays, workingDaysBetween } from './calendar-rules.ts';
import type { WorkingCalendar } from './calendar-rules.ts';

/** A span in which the clock stands still because somebody else must act first; open where `to` is null. */
export interface Pause {
  readonly from: Date;
  readonly to: Date | null;
}

/** One clock of a matter as it is stored. `reckoning` is null while its event has not happened. */
export interface Clock {
  readonly reckoning: Reckoning | null;
  readonly pauses: readonly Pause[];
  readonly metAt: Date | null;
}

/** When a clock counts as due soon and as very overdue, in working days. */
export interface ClockThresholds {
  readonly dueSoon: number;
  readonly veryOverdue: number;
}

/** What decides a card for one handling unit (DOMAIN §4.4; look/desk: 蓝牌未签收, 黄牌临期, 红牌逾期). */
export interface CardFacts {
  readonly receipt: ClockState;
  readonly reply: ClockState;
  readonly extensions: number;
  readonly dissatisfactions: number;
}

/** A card and the reason in words that the unit reads. */
export interface SupervisionCard {
  readonly colour: 'blue' | 'yellow' | 'red';
  readonly reason: string;
}

export type CardRules = Pick<Parameters, 'yellowCardLead' | 'redCardAfter' | 'redCardExtensions' | 'redCardDissatisfactions'>;

/** When staff or members may be reminded, and at which marks. */
export interface ReminderRules {
  readonly marks: readonly number[];
  readonly overdueEvery: number;
  readonly hours: readonly TimeSpan[];
}

/**
 * How a clock stands at `at`. While it is paused its due day moves along with today; after the pause it lies later by as many days of the
 * period's own kind as the clock stood still, the day of pausing not counted (Civil Code §201). A pause that begins after the due day changes nothing: an expired period cannot be stopped.
 */
export function clockAt(calendar: WorkingCalendar, clock: Clock, thresholds: ClockThresholds, at: Date): ClockState {
  if (!clock.reckoning) return { state: 'waiting', due: null, workingDaysLeft: null, paused: false, provisional: false };
  const until = clock.metAt ?? at;
  const moved = movedBy(calendar, clock.reckoning, clock.pauses, until);
  const { due, provisional } = moved.reckoning;
  const today = dayOf(until);
  const workingDaysLeft = workingDaysBetween(calendar, today, due);
  const told = { due, workingDaysLeft, paused: moved.paused, provisional };
  if (clock.metAt) return { ...told, paused: false, state: today <= due ? 'metOnTime' : 'metLate' };
  if (moved.paused) return { ...told, state: 'waiting' };
  if (today > due) return { ...told, state: 0 - workingDaysLeft >= thresholds.veryOverdue ? 'veryOverdue' : 'overdue' };
  return { ...told, state: workingDaysLeft <= leadWithin(calendar, clock.reckoning, thresholds.dueSoon) ? 'dueSoon' : 'running' };
}

/**
 * A lead of working days before the due day as it is meant for this clock: never more than the last third of its whole period, rounded
 * down. Without that, a period of five working days would be due soon from its first day. Pauses make a period no longer.
 */
export function leadWithin(calendar: WorkingCalendar, { start, due }: Pick<Reckoning, 'start' | 'due'>, lead: number): number {
  return Math.min(lead, Math.max(0, Math.floor(workingDaysBetween(calendar, start, due) / 3)));
}

/** The reckoning as pauses have moved it by the moment `until`, and whether the clock stands still at that moment. */
export function movedBy(
  calendar: WorkingCalendar,
  reckoning: Reckoning,
  pauses: readonly Pause[],
  until: Date,
): { reckoning: Reckoning; paused: boolean } {
  let moved = reckoning;
  let paused = false;
  for (const pause of joined(pauses, until)) {
    const [from, to] = [dayOf(pause.from) < reckoning.start ? reckoning.start : dayOf(pause.from), dayOf(pause.to)];
    if (to < from || from > moved.due) continue;
    moved = postpone(calendar, moved, from, to);
    paused ||= pause.open;
  }
  return { reckoning: moved, paused };
}

/** The highest card that the facts deserve, or null. Red outranks yellow, yellow outranks blue. */
export function cardOf(facts: CardFacts, rules: CardRules): SupervisionCard | null {
  const { reply, receipt } = facts;
  const late = isOverdue(reply) ? 0 - (reply.workingDaysLeft ?? 0) : -1;
  if (late >= rules.redCardAfter) return { colour: 'red', reason: late === 0 ? '答复已逾期' : `答复逾期 ${late} 个工作日` };
  if (facts.extensions > rules.redCardExtensions) return { colour: 'red', reason: `已延期 ${facts.extensions} 次` };
  if (facts.dissatisfactions >= rules.redCardDissatisfactions) return { colour: 'red', reason: `评价不满意 ${facts.dissatisfactions} 次` };
  const open = reply.state === 'running' || reply.state === 'dueSoon' || isOverdue(reply);
  if (open && reply.workingDaysLeft !== null && reply.workingDaysLeft <= rules.yellowCardLead) {
    return {
      colour: 'yellow',
      reason: reply.workingDaysLeft > 0 ? `答复剩 ${reply.workingDaysLeft} 个工作日` : isOverdue(reply) ? '答复已逾期' : '答复今日到期',
    };
  }
  return isOverdue(receipt) ? { colour: 'blue', reason: '到期未签收' } : null;
}

/** True when the body's rules want an urge letter drafted now (DOMAIN §4.4). The letter is drafted for signature, never sent by itself. */
export function wantsUrgeLetter(card: SupervisionCard | null, reply: ClockState, rules: Pick<Parameters, 'urgeLetterAt'>): boolean {
  return (
    (card !== null && rules.urgeLetterAt.includes(card.colour)) ||
    (reply.state === 'veryOverdue' && rules.urgeLetterAt.includes('veryOverdue'))
  );
}

/**
 * The first moment after `after` at which the responsible person should be reminded: at each mark of working days left, then on the first
 * working day past due and every so many working days. Marks in the first third of the period are passed over: who was told of a task
 * yesterday needs no reminder today. Null while waiting and once met. Never at night and never on a day off.
 */
export function nextReminder(calendar: WorkingCalendar, clock: Clock, rules: ReminderRules, after: Date): Date | null {
  if (!clock.reckoning || clock.metAt) return null;
  const { reckoning, paused } = movedBy(calendar, clock.reckoning, clock.pauses, after);
  if (paused) return null;
  const whole = workingDaysBetween(calendar, clock.reckoning.start, clock.reckoning.due);
  for (const mark of rules.marks) {
    const markDay = moveWorkingDays(calendar, reckoning.due, -mark);
    if ((markDay <= reckoning.start || mark * 3 > whole * 2) && mark !== 0) continue;
    const moment = openingOf(calendar, rules.hours, markDay);
    if (moment > after) return moment;
  }
  return firstAfterDue(calendar, reckoning.due, rules, after);
}

/**
 * The hours in which reminders may reach this kind of person: staff in office hours, deputies and members outside their quiet hours. Give
 * them to `nextWorkingMoment` to postpone a notification that falls into the night or onto a day off (FIELD §1: alerts at midnight).
 */
export function reminderHours(
  parameters: Pick<Parameters, 'workingHours' | 'contactHours'>,
  person: 'staff' | 'member',
): readonly TimeSpan[] {
  return person === 'staff' ? parameters.workingHours : [parameters.contactHours];
}

/** True for both degrees of overdue. */
export function isOverdue(clock: ClockState): boolean {
  return clock.state === 'overdue' || clock.state === 'veryOverdue';
}

/**
 * The reckoning with the days after `from` up to and with `to` taken out: as many working days for working-day periods, as many calendar
 * days for the others, whose last day is then shifted over days off anew (Civil Code §203) from where it would nominally be.
 */
function postpone(calendar: WorkingCalendar, reckoning: Reckoning, from: string, to: string): Reckoning {
  if (from === to) return reckoning;
  if (reckoning.period.unit === 'workingDay' && reckoning.period.amount > 0) {
    const stood = workingDaysBetween(calendar, from, to);
    const due = moveWorkingDays(calendar, reckoning.due, stood);
    return { ...reckoning, nominal: due, due, provisional: reckoning.provisional || isBeyond(calendar, due) };
  }
  const stood = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  const shifted = addPeriod(calendar, reckoning.nominal, { amount: stood, unit: 'day' });
  return { ...shifted, start: reckoning.start, period: reckoning.period, makeupWorkdays: reckoning.makeupWorkdays };
}

/** Pauses that began by `until`, in order, overlapping ones joined, the open one closed at `until`. */
function joined(pauses: readonly Pause[], until: Date): { from: Date; to: Date; open: boolean }[] {
  const spans: { from: Date; to: Date; open: boolean }[] = [];
  for (const pause of pauses.toSorted((one, other) => one.from.getTime() - other.from.getTime())) {
    if (pause.from > until) break;
    const open = pause.to === null || pause.to > until;
    const to = pause.to === null || pause.to > until ? until : pause.to;
    const last = spans.at(-1);
    if (last && pause.from <= last.to)
      spans[spans.length - 1] = { from: last.from, to: to > last.to ? to : last.to, open: open || last.open };
    else spans.push({ from: pause.from, to, open });
  }
  return spans;
}

function firstAfterDue(calendar: WorkingCalendar, due: string, rules: ReminderRules, after: Date): Date {
  let value = moveWorkingDays(calendar, due, 1);
  for (;;) {
    const moment = openingOf(calendar, rules.hours, value);
    if (moment > after) return moment;
    value = moveWorkingDays(calendar, value, rules.overdueEvery);
  }
}

/** The first moment of reminder hours on `value` or, where that is a day off, on the next working day. */
function openingOf(calendar: WorkingCalendar, hours: readonly TimeSpan[], value: string): Date {
  let at = value;
  while (!isWorkday(calendar, at)) at = addDays(at, 1);
  return momentOf(at, hours[0]!.from);
}

function isBeyond(calendar: WorkingCalendar, value: string): boolean {
  return !calendar.years.has(Number(value.slice(0, 4)));
}
