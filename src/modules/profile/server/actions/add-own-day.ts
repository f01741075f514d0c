import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { calendarChanged } from '../../contract/events.ts';
import { profileProblem } from '../../contract/problems.ts';
import type { addOwnDay as route } from '../../contract/routes.ts';
import { calendarFor } from '../calendar.ts';
import { natureOf } from '../calendar-rules.ts';
import { actorBody } from '../standing.ts';
import type { ProfileTables } from '../tables.ts';

/** Registers a day off or a workday of this body alone. A statutory holiday can not be made a workday: Civil Code §203 lets deadlines pass over it. */
export async function addOwnDay(tx: Tx, input: BodyOf<typeof route>): Promise<AnswerOf<typeof route>> {
  const body = await actorBody(tx);
  const { works, kind, name } = natureOf(await calendarFor(tx, body.id), input.day);
  if (kind === 'own') throw profileProblem('profile.day-taken', { day: input.day });
  if (input.kind === 'work' && kind === 'holiday') throw profileProblem('profile.holiday-not-workable', { day: input.day, name });
  if (works === (input.kind === 'work')) throw profileProblem('profile.day-as-it-is', { day: input.day, what: works ? '上班' : '放假' });
  const added = await tables<ProfileTables>(tx)
    .insertInto('calendar_day')
    .values({
      ...input,
      body_id: body.id,
      id: newId(tx.now.getTime()),
      added_at: tx.now,
      added_by: tx.actor.personId,
      added_by_name: tx.actor.name,
    })
    .onConflict((conflict) => conflict.columns(['body_id', 'day']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw profileProblem('profile.day-taken', { day: input.day });
  recordAct(tx, { bodyId: body.id, act: 'profile.add-own-day', subjectKind: 'calendar-day', subjectId: added.id, detail: input });
  emit(tx, calendarChanged, {
    bodyId: body.id,
    subject: added.id,
    topics: [`body:${body.id}`],
    payload: { bodyId: body.id, regionCode: null, from: input.day, to: input.day },
  });
  return added;
}
