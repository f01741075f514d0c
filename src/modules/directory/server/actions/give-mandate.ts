import { newId } from '#platform/contract/identifiers.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import { mandateGiven } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import type { giveMandate as route } from '../../contract/routes.ts';
import { knownPerson, tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';

/** Gives a person a mandate in the actor's body for one of its terms. */
export async function giveMandate(tx: Tx, input: BodyOf<typeof route>): Promise<{ id: string }> {
  const bodyId = tx.actor.bodyId!;
  const db = tables<DirectoryTables>(tx);
  await knownPerson(tx, input.personId);
  const term = await db
    .selectFrom('term')
    .select(['from_day', 'to_day'])
    .where('body_id', '=', bodyId)
    .where('id', '=', input.termId)
    .executeTakeFirst();
  if (!term) throw directoryProblem('directory.term-not-found');
  if (input.from < term.from_day || (term.to_day !== null && input.from > term.to_day)) {
    throw directoryProblem('directory.outside-term', {}, [{ path: 'from', message: '不在本届任期内' }]);
  }
  await activeGroup(tx, input.groupId);
  const id = newId(tx.now.getTime());
  const given = await db
    .insertInto('mandate')
    .values({
      body_id: bodyId,
      id,
      person_id: input.personId,
      term_id: input.termId,
      group_id: input.groupId,
      electoral_unit: input.electoralUnit,
      positions: input.positions,
      from_day: input.from,
      to_day: null,
      end_reason: null,
    })
    .onConflict((conflict) => conflict.columns(['body_id', 'term_id', 'person_id']).doNothing())
    .executeTakeFirst();
  if (given.numInsertedOrUpdatedRows === 0n) throw directoryProblem('directory.already-member');
  if (input.certificateNumber !== null) await setCertificate(tx, id, input.certificateNumber);
  tell(tx, mandateGiven, 'directory.give-mandate', {
    kind: 'mandate',
    id,
    personId: input.personId,
    payload: { mandateId: id, personId: input.personId },
    detail: { termId: input.termId, groupId: input.groupId },
  });
  return { id };
}

/** Throws `directory.group-not-found` unless the delegation or sector is one of the actor's body and in use. */
export async function activeGroup(tx: Tx, groupId: string): Promise<void> {
  const group = await tables<DirectoryTables>(tx)
    .selectFrom('member_group')
    .select('id')
    .where('body_id', '=', tx.actor.bodyId)
    .where('id', '=', groupId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (!group) throw directoryProblem('directory.group-not-found');
}

/** Writes the certificate's number of a mandate in the actor's body; null takes it away. A number serves one mandate only. */
export async function setCertificate(tx: Tx, mandateId: string, number: string | null): Promise<void> {
  const db = tables<DirectoryTables>(tx);
  const bodyId = tx.actor.bodyId!;
  await db.deleteFrom('mandate_certificate').where('body_id', '=', bodyId).where('mandate_id', '=', mandateId).execute();
  if (number === null) return;
  const set = await db
    .insertInto('mandate_certificate')
    .values({ body_id: bodyId, mandate_id: mandateId, number })
    .onConflict((conflict) => conflict.columns(['body_id', 'number']).doNothing())
    .executeTakeFirst();
  if (set.numInsertedOrUpdatedRows === 0n)
    throw directoryProblem('directory.number-taken', {}, [{ path: 'certificateNumber', message: '这个证号已经使用' }]);
}
