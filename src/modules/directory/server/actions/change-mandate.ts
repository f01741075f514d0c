import { tables, type Tx } from '#platform/server/database.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import { mandateChanged } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import type { changeMandate as route } from '../../contract/routes.ts';
import { mustHaveChanged, tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';
import { activeGroup, setCertificate } from './give-mandate.ts';

/** Changes delegation or sector, electoral unit, positions or certificate of a mandate in the actor's body. */
export async function changeMandate(tx: Tx, input: BodyOf<typeof route> & { id: string }): Promise<void> {
  const db = tables<DirectoryTables>(tx);
  const bodyId = tx.actor.bodyId!;
  const mandate = await db
    .selectFrom('mandate')
    .select(['person_id', 'group_id'])
    .where('body_id', '=', bodyId)
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (!mandate) throw directoryProblem('directory.member-not-found');
  if (input.groupId !== undefined && input.groupId !== mandate.group_id) await activeGroup(tx, input.groupId);
  mustHaveChanged(
    await db
      .updateTable('mandate')
      .set({
        version: input.version + 1,
        ...(input.groupId === undefined ? {} : { group_id: input.groupId }),
        ...(input.electoralUnit === undefined ? {} : { electoral_unit: input.electoralUnit }),
        ...(input.positions === undefined ? {} : { positions: input.positions }),
      })
      .where('body_id', '=', bodyId)
      .where('id', '=', input.id)
      .where('version', '=', input.version)
      .executeTakeFirstOrThrow(),
  );
  if (input.certificateNumber !== undefined) await setCertificate(tx, input.id, input.certificateNumber);
  const { id, version: _, ...changed } = input;
  tell(tx, mandateChanged, 'directory.change-mandate', {
    kind: 'mandate',
    id,
    personId: mandate.person_id,
    payload: { mandateId: id, personId: mandate.person_id },
    detail: changed,
  });
}
