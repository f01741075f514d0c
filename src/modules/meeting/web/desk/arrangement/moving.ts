import type { Sitting } from './sitting-words.ts';
import { clockOf, instantOf } from './sitting-words.ts';

interface Times {
  readonly startsAt: string;
  readonly endsAt: string;
}

const after = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

/** An entry's times some minutes later (negative: earlier). */
export function moved({ startsAt, endsAt }: Pick<Sitting, 'startsAt' | 'endsAt'>, minutes: number): Times {
  return { startsAt: after(startsAt, minutes * 60_000), endsAt: after(endsAt, minutes * 60_000) };
}

/** An entry's times on another day at the same hour, as long as before. */
export function movedToDay({ startsAt, endsAt }: Pick<Sitting, 'startsAt' | 'endsAt'>, day: string): Times {
  const start = instantOf(day, clockOf(startsAt));
  return { startsAt: start, endsAt: after(start, Date.parse(endsAt) - Date.parse(startsAt)) };
}

/** An entry's times right behind another one. */
export function movedBehind({ startsAt, endsAt }: Pick<Sitting, 'startsAt' | 'endsAt'>, before: Pick<Sitting, 'endsAt'>): Times {
  return { startsAt: before.endsAt, endsAt: after(before.endsAt, Date.parse(endsAt) - Date.parse(startsAt)) };
}
