import { addDays, day } from '#platform/contract/instant.ts';

/** A day that a person entered: well written, really in the calendar (30 February is not), and in years of which the product can reckon. */
export const realDay = day
  .refine((value) => isRealDay(value), { error: '没有这一天，请核对日期', abort: true })
  .refine((value) => value >= '1990-01-01' && value <= '2100-12-31', { error: '日期应在 1990 年至 2100 年之间' });

function isRealDay(value: string): boolean {
  return !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) && addDays(value, 0) === value;
}
