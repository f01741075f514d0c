import { newId } from '#platform/contract/identifiers.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import { organisationAdded } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import { liesIn } from '../../contract/region.ts';
import type { addOrganisation as route } from '../../contract/routes.ts';
import { initialsOf } from '../names.ts';
import { ownOrganisation, tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';

/** Adds a handling or grassroots unit in the region of the actor's body. */
export async function addOrganisation(tx: Tx, input: BodyOf<typeof route>): Promise<{ id: string }> {
  const db = tables<DirectoryTables>(tx);
  const [region, body] = await Promise.all([
    db.selectFrom('region').select('code').where('code', '=', input.regionCode).executeTakeFirst(),
    db.selectFrom('organisation').select('region_code').where('id', '=', tx.actor.bodyId).executeTakeFirstOrThrow(),
  ]);
  if (!region) throw directoryProblem('directory.region-unknown', {}, [{ path: 'regionCode', message: '没有这个区划代码' }]);
  if (!liesIn(input.regionCode, body.region_code)) throw directoryProblem('directory.region-outside');
  if (input.parentId !== null) await ownOrganisation(tx, input.parentId);
  const id = newId(tx.now.getTime());
  const added = await db
    .insertInto('organisation')
    .values({
      id,
      kind: input.kind,
      name: input.name,
      short_name: input.shortName,
      initials: initialsOf(input.name, input.shortName),
      level: input.level,
      region_code: input.regionCode,
      parent_id: input.parentId,
      duties: input.duties,
      keywords: input.keywords,
      divisions: input.divisions,
      postal_address: input.postalAddress,
    })
    .onConflict((conflict) => conflict.columns(['region_code', 'name']).doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n)
    throw directoryProblem('directory.name-taken', {}, [{ path: 'name', message: '同名的单位已存在' }]);
  tell(tx, organisationAdded, 'directory.add-organisation', {
    kind: 'organisation',
    id,
    payload: { organisationId: id },
    detail: { name: input.name },
  });
  return { id };
}
