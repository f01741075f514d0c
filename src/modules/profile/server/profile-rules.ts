import { z } from 'zod';
import type { BodyStanding } from '../contract/parameter.ts';
import type { Departures, ParameterKey, Parameters, PeriodKey } from '../contract/parameters.ts';
import {
  defaultValue,
  isSameValue,
  keysFor,
  lockOf,
  parameterKey,
  parameterKeys,
  parameterOf,
  resolveParameters,
} from '../contract/parameters.ts';
import type { Period } from '../contract/period.ts';
import type { Reckoning } from '../contract/deadline.ts';
import type { WorkingCalendar } from './calendar-rules.ts';
import { addPeriod } from './calendar-rules.ts';

/** A value that cannot stand, and what to do about it; `path` is the parameter's key. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/** A published version as rules need to know it. */
export interface VersionStart {
  readonly id: string;
  readonly validFrom: string;
}

/**
 * Checks what a person entered: each value against its row's shape, then against national law (a value that contradicts it is refused with
 * the article), then all together. Values equal to the default are dropped, so that only departures remain.
 */
export function readDepartures(
  standing: BodyStanding,
  values: Readonly<Record<string, unknown>>,
): { departures: Departures; faults: Fault[] } {
  const departures: { [Key in ParameterKey]?: unknown } = {};
  const faults: Fault[] = [];
  for (const [name, value] of Object.entries(values)) {
    const key = parameterKey.safeParse(name);
    if (!key.success || !keysFor(standing).includes(key.data)) {
      faults.push({ path: name, message: '本级没有这一项规则' });
      continue;
    }
    const fault = faultOf(standing, key.data, value);
    if (fault) faults.push(fault);
    else if (!isSameValue(key.data, value, defaultValue(key.data, standing)))
      departures[key.data] = parameterOf(key.data).shape.parse(value);
  }
  if (faults.length === 0) faults.push(...contradictions(resolveParameters(standing, departures as Departures)));
  return { departures: departures as Departures, faults };
}

/** What is wrong with one value by itself: its shape, or national law. */
export function faultOf(standing: BodyStanding, key: ParameterKey, value: unknown): Fault | null {
  const parsed = parameterOf(key).shape.safeParse(value);
  if (!parsed.success) return { path: key, message: firstMessage(parsed.error) };
  const lock = lockOf(key, standing);
  return lock && !lock.allows(parsed.data, defaultValue(key, standing)) ? { path: key, message: lock.reason } : null;
}

/** Values that are sound one by one but not together. */
export function contradictions(parameters: Parameters): Fault[] {
  const faults: Fault[] = [];
  const shorter = (inner: PeriodKey, outer: PeriodKey) => {
    if (roughDays(parameters[inner]) <= roughDays(parameters[outer])) return;
    faults.push({ path: inner, message: `“${parameterOf(inner).label}”不能长于“${parameterOf(outer).label}”` });
  };
  shorter('replyPeriod', 'extendedReplyPeriod');
  shorter('coOpinionPeriod', 'replyPeriod');
  shorter('firstContactPeriod', 'replyPeriod');
  shorter('objectionPeriod', 'replyPeriod');
  shorter('unitReceiptPeriod', 'replyPeriod');
  shorter('reportUrgentPeriod', 'reportHelpPeriod');
  for (const level of ['satisfied', 'dissatisfied'] as const) {
    if (!parameters.ratingLevels.includes(level)) faults.push({ path: 'ratingLevels', message: '满意和不满意两档必须保留' });
  }
  return faults;
}

/** The version in force on `day`: the one with the latest start not after it. Null before the first: then the presets apply. */
export function versionOn<Version extends VersionStart>(versions: readonly Version[], day: string): Version | null {
  const begun = versions.filter((version) => version.validFrom <= day);
  return begun.reduce<Version | null>((latest, version) => (latest && latest.validFrom > version.validFrom ? latest : version), null);
}

/** The label of the next version that begins on `validFrom`: the year and how many begin in it, e.g. `2026-2`. */
export function labelFor(versions: readonly VersionStart[], validFrom: string): string {
  const year = validFrom.slice(0, 4);
  return `${year}-${versions.filter((version) => version.validFrom.startsWith(year)).length + 1}`;
}

/**
 * Why a version may not begin on `validFrom`, or null. Rules never reach back: a version begins today at the earliest and after the latest
 * published one, so that no deadline that was already reckoned changes its rules. A body's first version may begin in the past.
 */
export function startRefusal(versions: readonly VersionStart[], validFrom: string, today: string): 'past' | 'overtaken' | null {
  const last = versions.reduce<string | null>(
    (latest, version) => (latest && latest > version.validFrom ? latest : version.validFrom),
    null,
  );
  if (last === null) return null;
  if (validFrom < today) return 'past';
  return validFrom <= last ? 'overtaken' : null;
}

/** The rows in which two sets of rules differ, in the order of the sheet. */
export function differences(one: Parameters, other: Parameters): ParameterKey[] {
  return parameterKeys.filter((key) => !isSameValue(key, one[key], other[key]));
}

/** Since when each row has had its present value, by the versions up to `until`; null for values that never departed from the preset. */
export function effectiveSince(
  history: readonly { readonly validFrom: string; readonly parameters: Parameters }[],
  preset: Parameters,
): Record<ParameterKey, string | null> {
  const since = Object.fromEntries(parameterKeys.map((key) => [key, null])) as Record<ParameterKey, string | null>;
  let before = preset;
  for (const { validFrom, parameters } of history) {
    for (const key of differences(before, parameters)) since[key] = validFrom;
    before = parameters;
  }
  return since;
}

/** The same deadline reckoned with another calendar: what matter does with open deadlines when a calendar has changed. */
export function reckonAgain(calendar: WorkingCalendar, stored: Reckoning): { changed: boolean; reckoning: Reckoning } {
  const reckoning = addPeriod(calendar, stored.start, stored.period);
  return { changed: reckoning.due !== stored.due || reckoning.provisional !== stored.provisional, reckoning };
}

/**
 * True when a change of the days `from` to `to` can move the stored deadline: working-day periods look at every day of their run, calendar
 * periods only at their last day and the days off after it. Give it the reckoning as `movedBy` leaves it where the clock stood still.
 */
export function isTouchedBy(stored: Reckoning, range: { readonly from: string; readonly to: string }): boolean {
  const first = stored.period.unit === 'workingDay' ? stored.start : stored.nominal;
  return stored.period.amount > 0 && first <= range.to && range.from <= stored.due;
}

/** Days of a period on average, only for comparing periods of different units: a month has 30.4, a working day 1.45. */
function roughDays(period: Period): number {
  return period.amount * { day: 1, workingDay: 1.45, month: 30.4 }[period.unit];
}

function firstMessage(error: z.ZodError): string {
  const message = error.issues[0]?.message ?? '';
  return /\p{Script=Han}/u.test(message) ? message : '填写的内容不符合要求';
}
