import { sql } from 'kysely';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds, regionsWithin } from '#modules/directory/server/index.ts';
import type { PublicBody, listPublishingBodies as bodiesRoute } from '../../contract/publication.ts';
import type { MatterTables } from '../tables.ts';

const levels = ['province', 'city', 'county', 'township'];

interface YearRow {
  readonly body_id: string;
  readonly year: number;
  readonly count: number;
  readonly changed_at: Date;
}

/** The bodies with at least one published matter, higher levels first, with how much of which year. Read from one index alone. */
export async function listPublishingBodies(tx: Tx): Promise<AnswerOf<typeof bodiesRoute>> {
  const { rows } = await sql<YearRow>`
    select body_id, year, count(*)::int as count, max(changed_at) as changed_at from publication
    where withdrawn_at is null group by body_id, year order by body_id, year desc`.execute(tables<MatterTables>(tx));
  const found = await publishingBodies(
    tx,
    rows.map((row) => row.body_id),
  );
  const ranked = [...found.values()].toSorted(
    (one, other) =>
      levels.indexOf(one.level) - levels.indexOf(other.level) ||
      one.regionCode.localeCompare(other.regionCode) ||
      one.kind.localeCompare(other.kind),
  );
  return { items: ranked.map(({ regionCode: _, ...body }) => ({ ...body, ...shareOf(rows.filter((row) => row.body_id === body.id)) })) };
}

function shareOf(rows: readonly YearRow[]) {
  return {
    published: rows.reduce((sum, row) => sum + row.count, 0),
    changedAt: new Date(Math.max(...rows.map((row) => row.changed_at.getTime()))).toISOString(),
    years: rows.map(({ year, count }) => ({ year, count })),
  };
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
