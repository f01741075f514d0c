import { sql, type SqlBool } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Organisation } from '../../contract/organisation.ts';
import { directoryProblem } from '../../contract/problems.ts';
import { regionPrefix } from '../../contract/region.ts';
import type { listOrganisations as listRoute, listUnits as unitsRoute, readOrganisation as readRoute } from '../../contract/routes.ts';
import { levels } from '../level-rules.ts';
import { likeAnywhere, likePrefix } from '../names.ts';
import type { DirectoryTables } from '../tables.ts';
import { keysetOf, pageOf } from './paged.ts';

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Organisations that fit the filter, higher levels first, then by name. */
export async function listOrganisations(tx: Tx, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  let select = organisations(tx).where('status', '=', query.status);
  if (query.kind) select = select.where('kind', '=', query.kind);
  if (query.level) select = select.where('level', '=', query.level);
  if (query.parentId) select = select.where('parent_id', '=', query.parentId);
  if (query.region) select = select.where(sql<SqlBool>`starts_with(region_code, ${regionPrefix(query.region)})`);
  if (query.text) select = select.where(matches(query.text));
  return await inOrder(select, query);
}

/** Active units in the region of the actor's organisation; those whose duties or keywords fit the text, too. */
export async function listUnits(tx: Tx, query: QueryOf<typeof unitsRoute>): Promise<AnswerOf<typeof unitsRoute>> {
  let select = organisations(tx)
    .where('status', '=', 'active')
    .where('kind', 'in', query.kind ? [query.kind] : ['handlingUnit', 'grassrootsUnit'])
    .where(
      sql<SqlBool>`starts_with(region_code, (select region_prefix(ours.region_code) from organisation ours where ours.id = ${tx.actor.bodyId ?? tx.actor.unitId}))`,
    );
  if (query.region) select = select.where(sql<SqlBool>`starts_with(region_code, ${regionPrefix(query.region)})`);
  if (query.text) {
    const anywhere = likeAnywhere(query.text);
    select = select.where(
      sql<SqlBool>`(${matches(query.text)} or duties like ${anywhere} or exists (select from unnest(keywords) word where word like ${anywhere}))`,
    );
  }
  return await inOrder(select, query);
}

/** One organisation with its parent. */
export async function readOrganisation(tx: Tx, id: string): Promise<AnswerOf<typeof readRoute>> {
  const row = await organisations(tx)
    .select(sql<boolean>`looks_after(id)`.as('manageable'))
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw directoryProblem('directory.organisation-not-found');
  const parent = row.parentId
    ? await db(tx).selectFrom('organisation').select(['id', 'name']).where('id', '=', row.parentId).executeTakeFirst()
    : undefined;
  return { ...row, parent: parent ?? null };
}

/** All members of an organisation as the contract names them. */
export function organisations(tx: Tx) {
  return db(tx)
    .selectFrom('organisation')
    .select([
      'id',
      'kind',
      'name',
      'short_name as shortName',
      'level',
      'region_code as regionCode',
      'parent_id as parentId',
      'duties',
      'keywords',
      'divisions',
      'postal_address as postalAddress',
      'status',
      'version',
    ]);
}

function matches(text: string) {
  const initials = likePrefix(text.toLowerCase());
  return sql<SqlBool>`(name like ${likeAnywhere(text)} or short_name like ${likeAnywhere(text)} or initials like ${initials} or initials like ${`% ${initials}`})`;
}

const rank = sql<number>`array_position(array['province', 'city', 'county', 'township'], level)`;

async function inOrder(
  select: ReturnType<typeof organisations>,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ items: Organisation[]; next: string | null }> {
  const after = keysetOf(query.cursor, 3);
  let ordered = select;
  if (after)
    ordered = ordered.where(sql<SqlBool>`(${rank}, name, id) > (${levels.indexOf(after[0] as never) + 1}, ${after[1]}, ${after[2]}::uuid)`);
  const rows = await ordered
    .orderBy(rank)
    .orderBy('name')
    .orderBy('id')
    .limit(query.limit + 1)
    .execute();
  return pageOf(
    rows,
    query.limit,
    (row) => [row.level, row.name, row.id],
    (row) => row,
  );
}
