import { sql } from 'kysely';
import { dayOf, startOfDay } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds, regionsWithin } from '#modules/directory/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { readToday as todayRoute } from '../../contract/routes.ts';
import type { MatterTables } from '../tables.ts';
import { tallies } from './read-board.ts';

/** The wall: this body's year and today, by county. The regions' figures add up to the year's but for matters without a place. */
export async function readToday(tx: Tx): Promise<AnswerOf<typeof todayRoute>> {
  const bodyId = tx.actor.bodyId!;
  const [bodies, of, today, latest] = await Promise.all([
    organisationsByIds(tx, [bodyId]),
    tallies(tx),
    figuresOfToday(tx, bodyId),
    latestOf(tx, bodyId),
  ]);
  const body = bodies.get(bodyId)!;
  const regions = await regionsWithin(tx, body.regionCode);
  const within = (dimension: string, code: string) =>
    [...of(dimension)].filter(([key]) => key.startsWith(code)).reduce((total, [, count]) => total + count, 0);
  const marked = (code: string, marks: readonly string[]) =>
    [...of('regionMark')]
      .filter(([key]) => key.startsWith(code) && marks.some((mark) => key.endsWith(`:${mark}`)))
      .reduce((total, [, count]) => total + count, 0);
  const year = dayOf(tx.now).slice(0, 4);
  const nameOf = (code: string | null) => regions.parts.find((county) => code?.startsWith(county.code))?.name ?? body.shortName;
  return {
    at: tx.now.toISOString(),
    bodyName: body.name,
    regionName: regions.name,
    year: {
      raised: of('raised').get(year) ?? 0,
      closed: of('closed').get(year) ?? 0,
      open: of('open').get(year) ?? 0,
      soon: of('mark').get('dueSoon') ?? 0,
      overdue: (of('mark').get('overdue') ?? 0) + (of('mark').get('veryOverdue') ?? 0),
    },
    today,
    regions: regions.parts.map((county) => ({
      code: county.code,
      name: county.name,
      raised: within('regionRaised', county.code),
      closed: within('regionClosed', county.code),
      open: within('regionOpen', county.code),
      soon: marked(county.code, ['dueSoon']),
      overdue: marked(county.code, ['overdue', 'veryOverdue']),
    })),
    latest: latest.map((row) => ({
      at: row.changed_at.toISOString(),
      region: nameOf(row.region_code),
      kindName: kindOf(row.kind).words.name,
      title: row.title,
      mark: kindOf(row.kind).states[row.state]!.mark,
      words: kindOf(row.kind).states[row.state]!.label,
    })),
  };
}

async function figuresOfToday(tx: Tx, bodyId: string): Promise<{ raised: number; taken: number }> {
  return await tables<MatterTables>(tx)
    .selectFrom('matter')
    .where('body_id', '=', bodyId)
    .where('submitted_at', '>=', startOfDay(dayOf(tx.now)))
    .select([
      sql<number>`count(*)::int`.as('raised'),
      sql<number>`count(*) filter (where stage not in ('screen', 'assign'))::int`.as('taken'),
    ])
    .executeTakeFirstOrThrow();
}

async function latestOf(tx: Tx, bodyId: string) {
  return await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['changed_at', 'region_code', 'kind', 'title', 'state'])
    .where('body_id', '=', bodyId)
    .where('submitted_at', 'is not', null)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(8)
    .execute();
}
