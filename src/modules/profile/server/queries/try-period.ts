import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import type { tryPeriod as route } from '../../contract/routes.ts';
import { calendarFor } from '../calendar.ts';
import { addPeriod } from '../calendar-rules.ts';
import { actorBody } from '../standing.ts';

/** The reckoning of a period in the calendar of the actor's body. */
export async function tryPeriod(tx: Tx, { start, amount, unit }: QueryOf<typeof route>): Promise<AnswerOf<typeof route>> {
  const body = await actorBody(tx);
  return addPeriod(await calendarFor(tx, body.id), start, { amount, unit });
}
