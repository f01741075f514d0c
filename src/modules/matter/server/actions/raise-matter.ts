import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { Kind } from '../../contract/kind.ts';
import type { ActInput } from '../engine/act-context.ts';
import type { ActOutcome } from '../engine/act.ts';
import { performAct, performOn } from '../engine/act.ts';
import { newCase } from '../engine/case.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';
import { makeDraft, saveDraft } from './save-draft.ts';

/**
 * Stores the whole form and submits it, in one transaction: what a phone sends in one go, also later when the signal is back. A matter that
 * was submitted before under the same id is answered as it stands now, so a repetition under another key raises nothing twice.
 */
export async function raiseMatter(tx: Tx, kind: Kind, matterId: string, form: ActInput): Promise<ActOutcome> {
  const bodyId = tx.actor.bodyId ?? '';
  // Asked for in advance, so that they travel with the first statements.
  if (bodyId) rulesFor(tx, bodyId).catch(() => undefined);
  const made = await makeDraft(tx, kind, matterId, form);
  if (made) return await performOn(tx, newCase(made), { bodyId, matterId, act: 'submit', input: {} });
  const earlier =
    bodyId &&
    (await tables<MatterTables>(tx)
      .selectFrom('matter')
      .select(['state', 'revision', 'number_text', 'submitted_at'])
      .where('body_id', '=', bodyId)
      .where('id', '=', matterId)
      .where('author_id', '=', tx.actor.personId)
      .where('kind', '=', kind.kind)
      .executeTakeFirst());
  if (earlier && earlier.submitted_at !== null)
    return { state: earlier.state, revision: earlier.revision, number: earlier.number_text, matterId, bodyId };
  await saveDraft(tx, kind, matterId, form);
  return await performAct(tx, { bodyId, matterId, act: 'submit', input: {} });
}
