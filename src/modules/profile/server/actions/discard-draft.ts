import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { discardDraft as route } from '../../contract/routes.ts';
import { lockDraft } from '../draft.ts';
import { actorBody } from '../standing.ts';
import type { ProfileTables } from '../tables.ts';

/** Removes the body's draft. What it held stays in the audit log. */
export async function discardDraft(tx: Tx, { revision }: BodyOf<typeof route>): Promise<{ done: true }> {
  const body = await actorBody(tx);
  const draft = await lockDraft(tx, body.id, revision);
  await tables<ProfileTables>(tx).deleteFrom('profile_version').where('body_id', '=', body.id).where('id', '=', draft.id).execute();
  recordAct(tx, {
    bodyId: body.id,
    act: 'profile.discard-draft',
    subjectKind: 'profile-version',
    subjectId: draft.id,
    detail: { departures: draft.departures },
  });
  return { done: true };
}
