import { tables, type Tx } from '#platform/server/database.ts';
import { organisationClosed } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import { mustHaveChanged, ownOrganisation, tell } from '../reach.ts';
import { isBody } from '../seat-rules.ts';
import type { DirectoryTables } from '../tables.ts';

/** Closes a unit in which nobody holds a post any more. Bodies are never closed. */
export async function closeOrganisation(tx: Tx, input: { id: string; version: number }): Promise<void> {
  const organisation = await ownOrganisation(tx, input.id);
  if (isBody(organisation.kind)) throw directoryProblem('directory.organisation-not-found');
  if (organisation.status === 'closed') throw directoryProblem('directory.already-ended');
  const db = tables<DirectoryTables>(tx);
  const staff = await db
    .selectFrom('post')
    .select('id')
    .where('organisation_id', '=', input.id)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (staff) throw directoryProblem('directory.in-use');
  mustHaveChanged(
    await db
      .updateTable('organisation')
      .set({ status: 'closed', version: input.version + 1 })
      .where('id', '=', input.id)
      .where('version', '=', input.version)
      .executeTakeFirstOrThrow(),
  );
  tell(tx, organisationClosed, 'directory.close-organisation', {
    kind: 'organisation',
    id: input.id,
    payload: { organisationId: input.id },
  });
}
