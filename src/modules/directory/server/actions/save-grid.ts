import { newId } from '#platform/contract/identifiers.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { Position } from '../../contract/organisation.ts';
import { gridChanged } from '../../contract/events.ts';
import { directoryProblem } from '../../contract/problems.ts';
import { looksAfter, ownOrganisation, tell } from '../reach.ts';
import type { DirectoryTables } from '../tables.ts';

interface GridDraft {
  readonly code: string;
  readonly name: string;
  readonly polygon: readonly Position[];
}

/** Adds a grid to a grassroots unit that the actor's organisation looks after. */
export async function addGrid(tx: Tx, input: GridDraft & { organisationId: string }): Promise<{ id: string }> {
  const organisation = await ownOrganisation(tx, input.organisationId);
  if (organisation.kind !== 'grassrootsUnit') throw directoryProblem('directory.organisation-not-found');
  const id = newId(tx.now.getTime());
  const added = await tables<DirectoryTables>(tx)
    .insertInto('grid')
    .values({ organisation_id: organisation.id, id, ...columns(input) })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'code']).doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 0n)
    throw directoryProblem('directory.name-taken', {}, [{ path: 'code', message: '网格编号已存在' }]);
  tell(tx, gridChanged, 'directory.add-grid', {
    kind: 'grid',
    id,
    payload: { gridId: id, organisationId: organisation.id },
    detail: { code: input.code },
  });
  return { id };
}

/** Changes code, name and border of a grid. */
export async function changeGrid(tx: Tx, input: GridDraft & { id: string }): Promise<void> {
  const db = tables<DirectoryTables>(tx);
  const grid = await db.selectFrom('grid').select('organisation_id').where('id', '=', input.id).executeTakeFirst();
  if (!grid || !(await looksAfter(tx, grid.organisation_id))) throw directoryProblem('directory.grid-not-found');
  const namesake = await db
    .selectFrom('grid')
    .select('id')
    .where('organisation_id', '=', grid.organisation_id)
    .where('code', '=', input.code)
    .where('id', '<>', input.id)
    .executeTakeFirst();
  if (namesake) throw directoryProblem('directory.name-taken', {}, [{ path: 'code', message: '网格编号已存在' }]);
  await db.updateTable('grid').set(columns(input)).where('organisation_id', '=', grid.organisation_id).where('id', '=', input.id).execute();
  tell(tx, gridChanged, 'directory.change-grid', {
    kind: 'grid',
    id: input.id,
    payload: { gridId: input.id, organisationId: grid.organisation_id },
    detail: { code: input.code },
  });
}

function columns(input: GridDraft): { code: string; name: string; ring: string; area: string } {
  return { code: input.code, name: input.name, ring: JSON.stringify(input.polygon), area: areaOf(input.polygon) };
}

/** A ring as PostgreSQL writes a polygon. */
export function areaOf(ring: readonly Position[]): string {
  return `(${ring.map(([x, y]) => `(${x},${y})`).join(',')})`;
}
