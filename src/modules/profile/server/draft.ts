import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { profileProblem } from '../contract/problems.ts';
import type { ProfileTables } from './tables.ts';
import type { VersionRow } from './versions.ts';

/** The body's draft, locked until the transaction ends. Refuses where there is none or, with `revision`, where it is no longer the one that was read. */
export async function lockDraft(tx: Tx, bodyId: string, revision?: number): Promise<VersionRow> {
  const draft = await tables<ProfileTables>(tx)
    .selectFrom('profile_version')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('state', '=', 'draft')
    .forUpdate()
    .executeTakeFirst();
  if (!draft) throw profileProblem('profile.draft-not-found');
  if (revision !== undefined && draft.revision !== revision) throw profileProblem('profile.draft-changed', { name: draft.changed_by_name });
  return draft;
}
