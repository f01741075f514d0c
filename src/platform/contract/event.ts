import type { z } from 'zod';

/** A declared kind of event: its stable name `module.noun-verbed` and the shape of what it tells. */
export interface EventContract<Payload extends z.ZodType = z.ZodType> {
  readonly type: string;
  readonly payload: Payload;
}

/** Declares an event. Payloads carry ids and the few words that a subscriber needs, never whole records. */
export function defineEvent<Payload extends z.ZodType>(type: string, payload: Payload): EventContract<Payload> {
  return { type, payload };
}
