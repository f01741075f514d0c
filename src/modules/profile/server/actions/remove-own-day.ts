import type { ParamsOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { calendarChanged } from '../../contract/events.ts';
import { profileProblem } from '../../contract/problems.ts';
import type { removeOwnDay as route } from '../../contract/routes.ts';
import { actorBody } from '../standing.ts';
import type { ProfileTables } from '../tables.ts';

/** Takes a day of this body back; the national calendar holds again on it. */
export async function removeOwnDay(tx: Tx, { id }: ParamsOf<typeof route>): Promise<{ done: true }> {
  const body = await actorBody(tx);
  const removed = await tables<ProfileTables>(tx)
    .deleteFrom('calendar_day')
    .where('body_id', '=', body.id)
    .where('id', '=', id)
    .returning(['day', 'kind', 'name'])
    .executeTakeFirst();
  if (!removed) throw profileProblem('profile.day-not-found');
  recordAct(tx, { bodyId: body.id, act: 'profile.remove-own-day', subjectKind: 'calendar-day', subjectId: id, detail: removed });
  emit(tx, calendarChanged, {
    bodyId: body.id,
    subject: id,
    topics: [`body:${body.id}`],
    payload: { bodyId: body.id, regionCode: null, from: removed.day, to: removed.day },
  });
  return { done: true };
}
