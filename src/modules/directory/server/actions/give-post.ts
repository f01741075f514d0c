import { newId } from '#platform/contract/identifiers.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import { postGiven } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import type { givePost as route } from '../../contract/routes.ts';
import { knownPerson, ownOrganisation, tell } from '../reach.ts';
import { isBody } from '../seat-rules.ts';
import type { DirectoryTables } from '../tables.ts';

/** Gives a person a post in an organisation that the actor's one looks after. It carries no roles until the security administrator grants them. */
export async function givePost(tx: Tx, input: BodyOf<typeof route> & { id: string }): Promise<{ id: string }> {
  const organisation = await ownOrganisation(tx, input.id);
  if (organisation.status === 'closed') throw directoryProblem('directory.organisation-not-found');
  await knownPerson(tx, input.personId);
  const id = newId(tx.now.getTime());
  await tables<DirectoryTables>(tx)
    .insertInto('post')
    .values({
      organisation_id: organisation.id,
      id,
      person_id: input.personId,
      in_body: isBody(organisation.kind),
      division: input.division,
      title: input.title,
      from_day: input.from,
      to_day: null,
      end_reason: null,
    })
    .execute();
  await setGrids(tx, { organisationId: organisation.id, postId: id, gridIds: input.gridIds });
  const payload = { postId: id, personId: input.personId, organisationId: organisation.id };
  tell(tx, postGiven, 'directory.give-post', {
    kind: 'post',
    id,
    personId: input.personId,
    payload,
    detail: { organisationId: organisation.id, title: input.title },
  });
  return { id };
}

/** Makes `gridIds` exactly the grids that a post looks after; they must be grids of its organisation. */
export async function setGrids(tx: Tx, input: { organisationId: string; postId: string; gridIds: readonly string[] }): Promise<void> {
  const db = tables<DirectoryTables>(tx);
  const { organisationId, postId } = input;
  await db.deleteFrom('grid_duty').where('organisation_id', '=', organisationId).where('post_id', '=', postId).execute();
  const gridIds = [...new Set(input.gridIds)];
  if (gridIds.length === 0) return;
  const found = await db.selectFrom('grid').select('id').where('organisation_id', '=', organisationId).where('id', 'in', gridIds).execute();
  if (found.length !== gridIds.length) throw directoryProblem('directory.grid-not-found');
  await db
    .insertInto('grid_duty')
    .values(gridIds.map((gridId) => ({ organisation_id: organisationId, grid_id: gridId, post_id: postId })))
    .execute();
}
