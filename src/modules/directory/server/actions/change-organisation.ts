import { tables, type Tx } from '#platform/server/database.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import { organisationChanged } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import type { changeOrganisation as route } from '../../contract/routes.ts';
import { initialsOf } from '../names.ts';
import { mustHaveChanged, ownOrganisation, tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';

/** Changes names, duties, keywords, divisions or parent of an organisation that the actor's one looks after. */
export async function changeOrganisation(tx: Tx, input: BodyOf<typeof route> & { id: string }): Promise<void> {
  await ownOrganisation(tx, input.id);
  if (input.parentId === input.id) throw directoryProblem('directory.organisation-not-found');
  if (input.parentId) await ownOrganisation(tx, input.parentId);
  const db = tables<DirectoryTables>(tx);
  const now = await db
    .selectFrom('organisation')
    .select(['name', 'short_name', 'region_code'])
    .where('id', '=', input.id)
    .executeTakeFirstOrThrow();
  const [name, shortName] = [input.name ?? now.name, input.shortName ?? now.short_name];
  const namesake = await db
    .selectFrom('organisation')
    .select('id')
    .where('region_code', '=', now.region_code)
    .where('name', '=', name)
    .where('id', '<>', input.id)
    .executeTakeFirst();
  if (namesake) throw directoryProblem('directory.name-taken', {}, [{ path: 'name', message: '同名的单位已存在' }]);
  mustHaveChanged(
    await db
      .updateTable('organisation')
      .set({
        version: input.version + 1,
        name,
        short_name: shortName,
        initials: initialsOf(name, shortName),
        ...(input.parentId === undefined ? {} : { parent_id: input.parentId }),
        ...(input.duties === undefined ? {} : { duties: input.duties }),
        ...(input.keywords === undefined ? {} : { keywords: input.keywords }),
        ...(input.divisions === undefined ? {} : { divisions: input.divisions }),
        ...(input.postalAddress === undefined ? {} : { postal_address: input.postalAddress }),
      })
      .where('id', '=', input.id)
      .where('version', '=', input.version)
      .executeTakeFirstOrThrow(),
  );
  const { id, version: _, ...changed } = input;
  tell(tx, organisationChanged, 'directory.change-organisation', {
    kind: 'organisation',
    id,
    payload: { organisationId: id },
    detail: changed,
  });
}
