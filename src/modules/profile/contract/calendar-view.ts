import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { realDay } from './real-day.ts';

/** One day on which a year departs from the plain week. */
export const calendarDay = z.object({
  day: realDay,
  kind: z.enum(['off', 'work'], { error: '请写“休”或“班”' }),
  name: z.string().trim().min(1, '请写明节日或事由').max(20, '名称请不超过 20 字'),
});
export type CalendarDayView = z.output<typeof calendarDay>;

/** A body's own day, with the reason that people read. */
export const ownDay = calendarDay.extend({ id: uuid, reason: z.string(), addedAt: instant, addedBy: z.string() });
export type OwnDayView = z.output<typeof ownDay>;

/** One year as the calendar page shows it. */
export const yearView = z.object({
  year: z.int(),
  today: day,
  /** Whether the year's arrangement is loaded; if not, only weekends and the fixed-date holidays are known. */
  known: z.boolean(),
  /** Every day of the year that is no plain weekday or weekend. */
  days: z.array(z.object({ day, works: z.boolean(), kind: z.enum(['holiday', 'makeupWorkday', 'own']), name: z.string() })),
  ownDays: z.array(ownDay),
  workdays: z.int(),
  source: z.string().nullable(),
  regionName: z.string().nullable(),
  loadedAt: instant.nullable(),
  loadedBy: z.string().nullable(),
  lastKnownYear: z.int().nullable(),
  yearNeeded: z.int(),
  /** The package that comes with the product has this year's arrangement, ready to be checked and loaded. */
  offered: z.boolean(),
});
export type YearView = z.output<typeof yearView>;

/** A year of days as somebody is about to load it. */
export const yearInput = z.object({
  year: z.int().min(1990, '年份太早').max(2100, '年份太晚'),
  source: z.string().trim().min(4, '请写明依据的通知').max(120, '依据请不超过 120 字'),
  days: z
    .array(calendarDay)
    .min(1, '请至少写一天')
    .max(120, '一年最多 120 天')
    .refine((days) => new Set(days.map((one) => one.day)).size === days.length, { error: '同一天写了两次' }),
});

/** What was read out of a file or out of the package, for a person to check before loading. */
export const yearReading = z.object({
  year: z.int().nullable(),
  source: z.string(),
  days: z.array(calendarDay),
  /** Rows that were not understood. */
  faults: z.array(z.object({ row: z.int(), message: z.string() })),
});
export type YearReading = z.output<typeof yearReading>;

export const ownDayInput = calendarDay.extend({ reason: z.string().trim().min(4, '请写明理由或文号').max(200, '理由请不超过 200 字') });
