import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { MatterTables } from '../tables.ts';

/** Discards the author's own draft for good; nothing that was ever submitted or sent to co-signers can be discarded. */
export async function deleteDraft(tx: Tx, matterId: string): Promise<{ done: true }> {
  const gone = await tables<MatterTables>(tx)
    .deleteFrom('matter')
    .where('id', '=', matterId)
    .where('author_id', '=', tx.actor.personId)
    .where('submitted_at', 'is', null)
    .where('state', '=', 'draft')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('matter_party')
            .select('person_id')
            .whereRef('matter_party.matter_id', '=', 'matter.id')
            .where('matter_party.role', '=', 'signer'),
        ),
      ),
    )
    .returning('body_id')
    .executeTakeFirst();
  if (!gone) throw matterProblem('matter.not-found');
  recordAct(tx, { bodyId: gone.body_id, act: 'matter.delete-draft', subjectKind: 'matter', subjectId: matterId, detail: {} });
  return { done: true };
}
