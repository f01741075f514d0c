import { sql } from 'kysely';
import type { FileLine } from '../../contract/files.ts';
import { fileProblems } from '../../contract/files.ts';
import { problems } from '../../contract/problem.ts';
import type { Tx } from '../database.ts';
import { tables } from '../database.ts';
import type { PlatformTables } from '../tables.ts';

const problem = problems(fileProblems);

/** The thing that files hang on; `kind` is that of a registered `FileSubject`. */
export interface FileSubjectId {
  readonly bodyId: string;
  readonly kind: string;
  readonly id: string;
}

/**
 * Hangs the actor's own loose files on a thing, in the transaction of the action that has decided that the actor may add to it. Refuses with
 * `file.gone` where one is not there, not the actor's, of another body, or hangs elsewhere. Doing it again changes nothing.
 */
export async function attach(tx: Tx, fileIds: readonly string[], subject: FileSubjectId): Promise<void> {
  const ids = [...new Set(fileIds)];
  if (ids.length === 0) return;
  const attached = await tables<PlatformTables>(tx)
    .updateTable('stored_file')
    .set({ subject_kind: subject.kind, subject_id: subject.id })
    .where('body_id', '=', subject.bodyId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('deleted_at', 'is', null)
    .where((by) =>
      by.or([by('subject_id', 'is', null), by.and([by('subject_kind', '=', subject.kind), by('subject_id', '=', subject.id)])]),
    )
    .$if(tx.access === 'app', (update) => update.where('owner_person_id', '=', tx.actor.personId))
    .returning('id')
    .execute();
  if (attached.length < ids.length) throw problem('file.gone');
}

/** The files that hang on things of one kind, by thing, oldest first; of each only what row-level security shows the actor. */
export async function filesOn(
  tx: Tx,
  subjects: { bodyId: string; kind: string; ids: readonly string[] },
): Promise<Map<string, FileLine[]>> {
  const rows = await tables<PlatformTables>(tx)
    .selectFrom('stored_file')
    .select(['id', 'name', 'media_type', 'size', 'width', 'height', 'subject_id'])
    .where('body_id', '=', subjects.bodyId)
    .where(sql<boolean>`subject_id = any(${subjects.ids}::uuid[])`)
    .where('subject_kind', '=', subjects.kind)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .execute();
  const found = new Map<string, FileLine[]>();
  for (const row of rows) {
    const line = { id: row.id, name: row.name, mediaType: row.media_type, size: row.size, width: row.width, height: row.height };
    found.set(row.subject_id!, [...(found.get(row.subject_id!) ?? []), line]);
  }
  return found;
}
