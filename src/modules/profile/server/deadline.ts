import type { Tx } from '#platform/server/database.ts';
import type { Deadline } from '../contract/deadline.ts';
import type { PeriodKey } from '../contract/parameters.ts';
import type { Period } from '../contract/period.ts';
import { calendarFor } from './calendar.ts';
import { addPeriod } from './calendar-rules.ts';
import { profileAt } from './rules-in-force.ts';

/** What a deadline counts from, and how long: a row of the sheet, or a period that a person decided (an extension, a promise). */
export type DeadlineAsk =
  | { readonly start: string; readonly parameterKey: PeriodKey }
  | { readonly start: string; readonly period: Period };

/**
 * The deadline of an event of day `start` in the rules that are in force on that day, with its whole reckoning. Store it as it is: it names
 * the version that gave it, so that a later change of rules does not move it (DOMAIN §0).
 */
export async function deadline(tx: Tx, bodyId: string, ask: DeadlineAsk): Promise<Deadline> {
  const [rules, calendar] = await Promise.all([profileAt(tx, bodyId, ask.start), calendarFor(tx, bodyId)]);
  const parameterKey = 'parameterKey' in ask ? ask.parameterKey : null;
  const period = 'parameterKey' in ask ? rules.parameters[ask.parameterKey] : ask.period;
  return { ...addPeriod(calendar, ask.start, period), versionId: rules.versionId, versionLabel: rules.label, parameterKey };
}
