import { z } from 'zod';

/**
 * A moment in time as ISO 8601 in UTC with milliseconds, e.g. `2026-11-23T02:26:00.000Z`; one that no clock ever shows is refused, and no rule
 * over several fields is asked about it.
 */
export const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, { error: '时间格式不对', abort: true })
  .refine((value) => isReal(value) && inReach(value), { error: '没有这个时间，请核对', abort: true });

/**
 * A calendar day in the body's time zone (Asia/Shanghai), e.g. `2026-11-23`: well written, really in the calendar (30 February is not), and
 * in years that a person can mean and the database can keep.
 */
export const day = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: '日期格式不对，应如 2026-11-23', abort: true })
  .refine((value) => isReal(`${value}T00:00:00.000Z`) && inReach(value), { error: '没有这一天，请核对日期', abort: true });

/** V8 rolls 30 February over into March; PostgreSQL refuses it. */
function isReal(value: string): boolean {
  const at = Date.parse(value);
  return !Number.isNaN(at) && new Date(at).getUTCDate() === Number(value.slice(8, 10));
}

function inReach(value: string): boolean {
  return value >= '1900' && value < '2200';
}

/** All bodies of the product keep China Standard Time; it has no daylight saving, so the offset is fixed. */
const chinaOffset = 8 * 3_600_000;

/** The calendar day in China on which the moment `at` falls. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + chinaOffset).toISOString().slice(0, 10);
}

/** The first moment of the calendar day `value` in China. */
export function startOfDay(value: string): Date {
  return new Date(Date.parse(`${value}T00:00:00.000Z`) - chinaOffset);
}

/** The last millisecond of the calendar day `value` in China: a period ends at 24:00 of its last day (Civil Code §203). */
export function endOfDay(value: string): Date {
  return new Date(startOfDay(value).getTime() + 86_400_000 - 1);
}

/** `value` moved by whole calendar days, which may be negative. */
export function addDays(value: string, days: number): string {
  return new Date(Date.parse(`${value}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
