import { sql } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Grid } from '../../contract/organisation.ts';
import type { findGrid as findRoute } from '../../contract/routes.ts';
import type { DirectoryTables } from '../tables.ts';
import { organisations } from './organisations.ts';

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** The grids of a grassroots unit in the order of their codes; workers as far as the actor may see them. */
export async function listGrids(tx: Tx, organisationId: string): Promise<{ items: Grid[] }> {
  const items = await grids(tx).select('g.ring as polygon').where('g.organisation_id', '=', organisationId).orderBy('g.code').execute();
  return { items };
}

/** The grid and its grassroots unit at a position; both null outside all grids. */
export async function findGrid(tx: Tx, at: { longitude: number; latitude: number }): Promise<AnswerOf<typeof findRoute>> {
  const grid = await grids(tx)
    .where(sql<boolean>`g.area @> point(${at.longitude}, ${at.latitude})`)
    .orderBy('g.id')
    .executeTakeFirst();
  if (!grid) return { grid: null, organisation: null };
  const organisation = await organisations(tx).where('id', '=', grid.organisationId).executeTakeFirst();
  return { grid, organisation: organisation ?? null };
}

function grids(tx: Tx) {
  const workers = sql<
    Grid['workers']
  >`coalesce((select jsonb_agg(jsonb_build_object('personId', o.person_id, 'postId', o.id, 'name', p.name) order by o.id)
    from grid_duty d join post o on o.organisation_id = d.organisation_id and o.id = d.post_id and o.status = 'active' join person p on p.id = o.person_id
    where d.organisation_id = g.organisation_id and d.grid_id = g.id), '[]')`;
  return db(tx)
    .selectFrom('grid as g')
    .select(['g.id', 'g.organisation_id as organisationId', 'g.code', 'g.name'])
    .select(workers.as('workers'));
}
