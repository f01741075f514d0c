import { sql } from 'kysely';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, tables } from '#platform/server/database.ts';
import { personNames } from '../engine/surroundings.ts';
import { presenceChanged, presenceHolds } from '../../contract/presence.ts';
import type { listPresence as listRoute } from '../../contract/presence.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { MatterTables } from '../tables.ts';

/** Keeps that the actor has the case open. Colleagues are told where it is new, not at every sign of life. Only in one's own body. */
export async function showPresence(tx: Tx, bodyId: string, matterId: string): Promise<{ done: true }> {
  const me = ownSeat(tx, bodyId);
  const db = tables<MatterTables>(tx);
  const [seen, matter] = await Promise.all([
    db
      .selectFrom('case_presence')
      .select('seen_at')
      .where('body_id', '=', bodyId)
      .where('person_id', '=', me)
      .where('matter_id', '=', matterId)
      .executeTakeFirst(),
    db.selectFrom('matter').select('id').where('body_id', '=', bodyId).where('id', '=', matterId).executeTakeFirst(),
  ]);
  if (!matter) throw matterProblem('matter.not-found');
  const name = (await personNames(tx, [me])).get(me)!;
  await db
    .deleteFrom('case_presence')
    .where('body_id', '=', bodyId)
    .where('person_id', '=', me)
    .where('seen_at', '<=', heldSince(tx))
    .execute();
  await db
    .insertInto('case_presence')
    .values({ body_id: bodyId, matter_id: matterId, person_id: me, person_name: name, seen_at: tx.now })
    .onConflict((on) => on.columns(['body_id', 'person_id', 'matter_id']).doUpdateSet({ seen_at: tx.now, person_name: name }))
    .execute();
  if (!seen || seen.seen_at <= heldSince(tx)) tell(tx, bodyId, matterId);
  return { done: true };
}

/** Forgets that the actor has the case open; doing so twice changes nothing. */
export async function endPresence(tx: Tx, bodyId: string, matterId: string): Promise<{ done: true }> {
  const gone = await tables<MatterTables>(tx)
    .deleteFrom('case_presence')
    .where('body_id', '=', bodyId)
    .where('person_id', '=', ownSeat(tx, bodyId))
    .where('matter_id', '=', matterId)
    .returning('matter_id')
    .executeTakeFirst();
  if (gone) tell(tx, bodyId, matterId);
  return { done: true };
}

/** The actor's colleagues who have a case open now. */
export async function listPresence(tx: Tx): Promise<AnswerOf<typeof listRoute>> {
  const rows = await tables<MatterTables>(tx)
    .selectFrom('case_presence')
    .select(['matter_id', 'person_id', 'person_name', 'seen_at'])
    .where('body_id', '=', tx.actor.bodyId)
    .where('person_id', '!=', tx.actor.personId)
    .where(sql<boolean>`seen_at > ${heldSince(tx)}`)
    .orderBy('seen_at')
    .limit(200)
    .execute();
  return {
    items: rows.map((row) => ({
      matterId: row.matter_id,
      personId: row.person_id,
      name: row.person_name,
      milliseconds: row.seen_at.getTime() + presenceHolds - tx.now.getTime(),
    })),
  };
}

function ownSeat(tx: Tx, bodyId: string): string {
  if (tx.actor.bodyId !== bodyId || !tx.actor.personId) throw matterProblem('matter.not-found');
  return tx.actor.personId;
}

function heldSince(tx: Tx): Date {
  return new Date(tx.now.getTime() - presenceHolds);
}

function tell(tx: Tx, bodyId: string, matterId: string): void {
  emit(tx, presenceChanged, { bodyId, subject: matterId, topics: [`body:${bodyId}`], payload: {} });
}
