import pg from 'pg';
import { listMatters as route } from '#modules/matter/contract/routes.ts';
import { searchQuery } from '#modules/matter/server/engine/search.ts';
import { listMatters } from '#modules/matter/server/queries/list-matters.ts';
import { openMatters, sizeIn } from './matters/open-matters.ts';
import { drawTexts, wordPairs } from './matters/texts.ts';
import type { MeasuringTask, Measurement } from './measurement.ts';
import type { Distribution } from './timing.ts';
import { inTurns } from './timing.ts';

/**
 * Work: two Chinese words out of one title, typed by a clerk of the largest body and by one of its deputies, filtered by kind and year, ranked: the
 * first 30 by `listMatters` through `Database.read`, so with transaction, settings, row-level security and everything that a line shows.
 * Floor: the same words, filters, rank and order on the word index, ids only, one prepared statement sent bare by the same driver. Beside it
 * in `detail`: the word index alone, without rank.
 */
export const description = 'matter.search：两个词、按相关度、带筛选（下限为同样条件的裸 GIN 查询）；--size 10000|1000000';

const rounds = 240;

const filtered = `search @@ $1::tsquery and body_id = $2 and kind = 'suggestion' and submitted_at >= '2024-12-31 16:00:00+00'`;
const ranked = `select id, ts_rank(search, $1::tsquery) as rank from matter where ${filtered} order by rank desc, id desc limit 31`;
const plain = `select id from matter where ${filtered} limit 31`;

export const measure: MeasuringTask['measure'] = async (words) => {
  const size = sizeIn(words);
  const matters = await openMatters(size);
  const { city, database } = matters;
  const client = new pg.Client({ connectionString: matters.urls.adminUrl });
  const pairs = wordPairs(drawTexts(300), 60);
  const measurements: Measurement[] = [];
  try {
    await client.connect();
    for (const [who, { actor }] of [
      ['office', city.clerk],
      ['deputy', city.deputies[1]!],
    ] as const) {
      const pairIn = (round: number) => pairs[round % pairs.length]!;
      const bare = async (name: string, text: string, round: number) =>
        await client.query({ name, text, values: [searchQuery(actor.bodyId, pairIn(round)), actor.bodyId] });
      const times = await inTurns(rounds, {
        product: (round) => {
          const query = route.query.parse({ words: pairIn(round), kind: 'suggestion', from: '2025-01-01', order: 'relevance' });
          return database.read(actor, (tx) => listMatters(tx, query));
        },
        floor: (round) => bare('ranked', ranked, round),
        unranked: (round) => bare('plain', plain, round),
      });
      measurements.push(...told(who, size, times));
    }
  } finally {
    await client.end();
    await matters.close();
  }
  return measurements;
};

function told(
  who: string,
  size: number,
  { product, floor, unranked }: Record<'product' | 'floor' | 'unranked', Distribution>,
): Measurement[] {
  return (['p50', 'p95'] as const).map((at) => ({
    name: `matter.search two words by ${who}, ${at}`,
    value: product[at],
    floor: floor[at],
    unit: 'ms',
    reach: { most: 2 },
    detail: { size, unranked: Number(unranked[at].toPrecision(3)), samples: product.samples },
  }));
}
