import { sql } from 'kysely';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds, regionsWithin } from '#modules/directory/server/index.ts';
import type { PublicBody, listPublishingBodies as bodiesRoute } from '../../contract/routes.ts';
import type { MatterTables } from '../tables.ts';

const levels = ['province', 'city', 'county', 'township'];

/** The bodies with at least one published matter, higher levels first. */
export async function listPublishingBodies(tx: Tx): Promise<AnswerOf<typeof bodiesRoute>> {
  // One step in the index for each body, however many matters it has published.
  const { rows } = await sql<{ id: string }>`
    with recursive found as (
      (select body_id as id from publication where withdrawn_at is null order by body_id limit 1)
      union all
      select (select p.body_id from publication p where p.withdrawn_at is null and p.body_id > found.id order by p.body_id limit 1)
      from found where found.id is not null
    )
    select id from found where id is not null`.execute(tables<MatterTables>(tx));
  const bodies = await publishingBodies(
    tx,
    rows.map((row) => row.id),
  );
  const ranked = [...bodies.values()].toSorted(
    (one, other) =>
      levels.indexOf(one.level) - levels.indexOf(other.level) ||
      one.regionCode.localeCompare(other.regionCode) ||
      one.kind.localeCompare(other.kind),
  );
  return { items: ranked.map(({ id, kind, name, shortName, regionName }) => ({ id, kind, name, shortName, regionName })) };
}

/** Bodies as citizens read them, by id. */
export async function publishingBodies(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, PublicBody & { level: string; regionCode: string }>> {
  const bodies = [...(await organisationsByIds(tx, [...new Set(ids)])).values()];
  const codes = [...new Set(bodies.map((body) => body.regionCode))];
  const regions = new Map(await Promise.all(codes.map(async (code) => [code, (await regionsWithin(tx, code)).name] as const)));
  return new Map(
    bodies.map(({ id, kind, name, shortName, level, regionCode }) => [
      id,
      { id, kind: kind === 'cppcc' ? kind : 'congress', name, shortName, regionName: regions.get(regionCode) ?? '', level, regionCode },
    ]),
  );
}
