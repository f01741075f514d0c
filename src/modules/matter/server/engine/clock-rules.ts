import { addDays, dayOf, endOfDay, startOfDay } from '#platform/contract/instant.ts';
import type { Reckoning } from '#modules/profile/contract/deadline.ts';
import type { Parameters, PeriodKey } from '#modules/profile/contract/parameters.ts';
import type { Period } from '#modules/profile/contract/period.ts';
import type { CardRules, ClockThresholds, ReminderRules } from '#modules/profile/server/index.ts';
import {
  addPeriod,
  cardOf,
  clockAt,
  leadWithin,
  movedBy,
  moveWorkingDays,
  nextReminder,
  reminderHours,
} from '#modules/profile/server/index.ts';
import type { Clock } from '../../contract/kind.ts';
import { isShort } from '../../contract/kinds/index.ts';
import type { ClockRow, HandlingRow } from '../tables.ts';
import type { Rules } from './act-context.ts';

/** How a stored clock stands, with everything that is stored beside it so that lists and boards need no reckoning. */
export interface Standing {
  readonly state: string;
  readonly card: 'none' | 'blue' | 'yellow' | 'red';
  readonly due_on: string | null;
  readonly due_at: Date | null;
  readonly provisional: boolean;
  readonly workingDaysLeft: number | null;
  readonly next_turn_at: Date | null;
  readonly next_reminder_at: Date | null;
}

/** What a handling has behind it, as far as cards look at it: extensions granted, rounds of handling. */
export type HandlingPast = Pick<HandlingRow, 'extension_count' | 'round'>;

type Reckoned = Pick<ClockRow, 'explanation' | 'pauses' | 'kind' | 'is_right' | 'holder_kind' | 'clock'>;

/** The period that a declared clock runs for, by the matter's nature where it differs; null for tasks without a deadline. */
export function periodOf(clock: Clock, parameters: Parameters, nature: string | null): { key: PeriodKey; period: Period } | null {
  if (clock.period === undefined) return null;
  const key = typeof clock.period === 'string' ? clock.period : (clock.period[nature ?? ''] ?? Object.values(clock.period)[0]!);
  return { key, period: parameters[key] };
}

/** Reckons a clock that starts on `start` (the day of the event, not counted). */
export function reckon(clock: Clock, rules: Rules, nature: string | null, start: string): Reckoning | null {
  const found = periodOf(clock, rules.parameters, nature);
  return found && addPeriod(rules.calendar, start, found.period);
}

/** Marks a due day that people agreed on: no calendar moves it. */
export const agreedRule = 'agreed/1';

/** A due day that people agreed on (an extension, a promise): it is kept as it is, also on a day off. */
export function agreedDay(rules: Rules, start: string, due: string): Reckoning {
  const amount = Math.max(0, Math.round((Date.parse(due) - Date.parse(start)) / 86_400_000));
  return {
    ...addPeriod(rules.calendar, start, { amount: 0, unit: 'day' }),
    period: { amount: Math.min(amount, 400), unit: 'day' },
    nominal: due,
    due,
    rule: agreedRule,
  };
}

/** How a clock stands, without when that will next change: all that a page shows. */
export type Look = Omit<Standing, 'next_turn_at' | 'next_reminder_at'>;

/** How the clock stands at `at`. */
export function lookOf(clock: Reckoned, rules: Rules, at: Date, handling?: HandlingPast): Look {
  const stored = storedOf(clock);
  const nothing = { due_on: null, due_at: null, provisional: false, workingDaysLeft: null };
  if (!stored) return { ...nothing, state: isPaused(clock) ? 'waiting' : 'running', card: 'none' };
  const now = clockAt(rules.calendar, stored, thresholdsFor(clock.kind, rules.parameters), at);
  // A right lapses without blame: it is never late and bears no card.
  const state = clock.is_right && (now.state === 'overdue' || now.state === 'veryOverdue') ? 'running' : now.state;
  const due = now.due!;
  return {
    state,
    card: clock.is_right ? 'none' : cardFor(clock, now, cardRulesFor(clock.kind, stored, rules), handling),
    due_on: due,
    due_at: endOfDay(due),
    provisional: now.provisional,
    workingDaysLeft: now.workingDaysLeft,
  };
}

/** How the clock stands at `at`, and when that will next change. */
export function standingOf(clock: Reckoned, rules: Rules, at: Date, handling?: HandlingPast): Standing {
  const look = lookOf(clock, rules, at, handling);
  const stored = storedOf(clock);
  if (!stored) return { ...look, next_turn_at: null, next_reminder_at: null };
  return {
    ...look,
    next_turn_at: nextTurn(stored, clock.kind, rules, at),
    next_reminder_at: clock.is_right ? null : nextReminder(rules.calendar, stored, reminderRulesFor(clock, rules.parameters), at),
  };
}

/** The clock as profile's rules take it; null where nothing was reckoned. */
function storedOf({ explanation, pauses }: Reckoned): (ReckonedClock & { metAt: null }) | null {
  if (!explanation) return null;
  return {
    reckoning: explanation,
    pauses: pauses.map((pause) => ({ from: new Date(pause.from), to: pause.to ? new Date(pause.to) : null })),
    metAt: null,
  };
}

function isPaused({ pauses }: Reckoned): boolean {
  return pauses.some((pause) => pause.to === null);
}

/** Due soon and very overdue are nearer for 督事, whose whole period is a few days. */
export function thresholdsFor(kind: string, parameters: Parameters): ClockThresholds {
  return isShort(kind)
    ? { dueSoon: parameters.reportDueSoonThreshold, veryOverdue: parameters.reportVeryOverdueThreshold }
    : { dueSoon: parameters.dueSoonThreshold, veryOverdue: parameters.veryOverdueThreshold };
}

const receiptClocks: ReadonlySet<string> = new Set(['receive', 'dispatch']);
const replyClocks: ReadonlySet<string> = new Set(['reply', 'redo', 'coOpinion', 'coOpinionAgain']);

/** Cards are a unit's: blue on what it has not signed for, yellow and red on what it has to answer (DOMAIN §4.4). */
function cardFor(
  { clock }: Pick<Reckoned, 'clock'>,
  now: ReturnType<typeof clockAt>,
  rules: CardRules,
  handling: HandlingPast | undefined,
): Standing['card'] {
  const idle = { state: 'waiting' as const, due: null, workingDaysLeft: null, paused: false, provisional: false };
  const isReceipt = receiptClocks.has(clock);
  if (!isReceipt && !replyClocks.has(clock)) return 'none';
  const facts = { extensions: handling?.extension_count ?? 0, dissatisfactions: Math.max(0, (handling?.round ?? 1) - 1) };
  return cardOf({ receipt: isReceipt ? now : idle, reply: isReceipt ? idle : now, ...facts }, rules)?.colour ?? 'none';
}

/** The rules of cards as they are meant for this clock: a yellow card, like being due soon, comes in the last third of a short period only. */
function cardRulesFor(kind: string, { reckoning }: ReckonedClock, { calendar, parameters }: Rules): CardRules {
  const lead = isShort(kind) ? parameters.reportDueSoonThreshold : parameters.yellowCardLead;
  return { ...parameters, yellowCardLead: leadWithin(calendar, reckoning, lead) };
}

function reminderRulesFor(clock: Reckoned, parameters: Parameters): ReminderRules {
  const hours = reminderHours(parameters, clock.holder_kind === 'person' ? 'member' : 'staff');
  return {
    marks: isShort(clock.kind) ? parameters.reportReminderMarks : parameters.reminderMarks,
    overdueEvery: parameters.overdueReminderEvery,
    hours,
  };
}

/**
 * The first midnight at which the state, the card or the days left cross a mark. Between marks nothing changes that is stored, so the sweep
 * touches a clock only a handful of times in its life. While it stands still nothing turns by itself.
 */
function nextTurn(stored: ReckonedClock, kind: string, rules: Rules, at: Date): Date | null {
  const { calendar } = rules;
  const { reckoning, paused } = movedBy(calendar, stored.reckoning, stored.pauses, at);
  if (paused) return null;
  const today = dayOf(at);
  const thresholds = thresholdsFor(kind, rules.parameters);
  const cards = cardRulesFor(kind, stored, rules);
  const marks = [
    moveWorkingDays(calendar, reckoning.due, -leadWithin(calendar, stored.reckoning, thresholds.dueSoon)),
    moveWorkingDays(calendar, reckoning.due, -cards.yellowCardLead),
    reckoning.due,
    addDays(reckoning.due, 1),
    moveWorkingDays(calendar, reckoning.due, cards.redCardAfter),
    moveWorkingDays(calendar, reckoning.due, thresholds.veryOverdue),
  ];
  const next = marks.filter((mark) => mark > today).toSorted()[0];
  return next === undefined ? null : startOfDay(next);
}

interface ReckonedClock {
  readonly reckoning: Reckoning;
  readonly pauses: readonly { readonly from: Date; readonly to: Date | null }[];
}
