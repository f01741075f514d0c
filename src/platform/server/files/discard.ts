import { fileProblems } from '../../contract/files.ts';
import { problems } from '../../contract/problem.ts';
import type { Tx } from '../database.ts';
import { recordAct, tables } from '../database.ts';
import type { PlatformTables } from '../tables.ts';

const problem = problems(fileProblems);

/** Removes a loose file of the actor's own; its bytes go with the next sweep. */
export async function discard(tx: Tx, id: string): Promise<{ done: true }> {
  const db = tables<PlatformTables>(tx);
  const file = await db
    .selectFrom('stored_file')
    .select(['body_id', 'subject_id'])
    .where('id', '=', id)
    .where('owner_person_id', '=', tx.actor.personId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!file) throw problem('file.not-found');
  if (file.subject_id !== null) throw problem('file.attached');
  await db.updateTable('stored_file').set({ deleted_at: tx.now }).where('body_id', '=', file.body_id).where('id', '=', id).execute();
  recordAct(tx, { bodyId: file.body_id, act: 'file.discard', subjectKind: 'file', subjectId: id, detail: {} });
  return { done: true };
}
