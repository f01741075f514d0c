import { day } from '#platform/contract/instant.ts';

/** A day that a person entered, in years of which the product can reckon. */
export const realDay = day.refine((value) => value >= '1990-01-01' && value <= '2100-12-31', {
  error: '日期应在 1990 年至 2100 年之间',
});
