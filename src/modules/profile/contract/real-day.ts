import { addDays, day } from '#platform/contract/instant.ts';

/** A day that a person entered: well written and really in the calendar, which 30 February is not. */
export const realDay = day.refine((value) => isRealDay(value), { error: '没有这一天，请核对日期' });

function isRealDay(value: string): boolean {
  return !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) && addDays(value, 0) === value;
}
