import { z } from 'zod';

/** Calendar day 日, working day 工作日, calendar month 月 (DOMAIN §0 "Time base"; Civil Code §201-202). */
export const periodUnits = { day: '日', workingDay: '个工作日', month: '个月' } as const;
export type PeriodUnit = keyof typeof periodUnits;

/** The words that name the way of counting in a table column. */
export const periodUnitNames = { day: '自然日', workingDay: '工作日', month: '自然月' } as const satisfies Record<PeriodUnit, string>;

/** A span of time as rules state it. Zero days means the very day of the event (当日). */
export const periodShape = z.object({
  amount: z.int({ error: '请填写整数' }).min(0, '期限不能为负').max(400, '期限太长'),
  unit: z.enum(['day', 'workingDay', 'month'], { error: '请选择自然日、工作日或自然月' }),
});
export type Period = z.output<typeof periodShape>;

export const days = (amount: number): Period => ({ amount, unit: 'day' });
export const workingDays = (amount: number): Period => ({ amount, unit: 'workingDay' });
export const months = (amount: number): Period => ({ amount, unit: 'month' });

/** A period in words: `3 个月`, `15 个工作日`, `10 日`, `当日`. */
export function sayPeriod(period: Period): string {
  return period.amount === 0 ? '当日' : `${period.amount} ${periodUnits[period.unit]}`;
}
