import { addDays } from '#platform/contract/instant.ts';

const dayLength = 86_400_000;

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / dayLength);
}

/** Days, and moments within them, moved so that a meeting's first day becomes another one: 9:00 of day 2 stays 9:00 of day 2. China has no daylight saving. */
export interface Shift {
  readonly day: (day: string) => string;
  readonly moment: (at: Date) => Date;
}

/** The shift that moves a meeting which opened on `from` to open on `to`. */
export function shiftOf(from: string, to: string): Shift {
  const days = daysBetween(from, to);
  return { day: (value) => addDays(value, days), moment: (at) => new Date(at.getTime() + days * dayLength) };
}
