import pg from 'pg';
import { readBoard } from '#modules/matter/server/queries/read-board.ts';
import { openMatters, sizeIn } from './matters/open-matters.ts';
import type { MeasuringTask } from './measurement.ts';
import { inTurns } from './timing.ts';

/**
 * Work: `readBoard` of the largest body (60 handling units, 24 centres) through `Database.read`: all counts of the supervision board with the
 * names of its units, in one transaction under row-level security.
 * Floor: the same counters of the body summed over the kinds, one prepared statement sent bare by the same driver. Beside it in `detail`: what counting
 * the open matters live costs.
 */
export const description = 'matter.board：最大一个人大的督办看板（下限为裸读计数）；--size 10000|1000000';

const counters = "select dimension, key, sum(count) from matter_tally where body_id = $1 and dimension <> 'wall' group by dimension, key";
const live = `select c.state, count(*) from matter m join matter_clock c on c.body_id = m.body_id and c.matter_id = m.id and c.principal and c.ended_at is null
  where m.body_id = $1 and m.closed_at is null group by c.state`;

export const measure: MeasuringTask['measure'] = async (words) => {
  const size = sizeIn(words);
  const matters = await openMatters(size);
  const { actor } = matters.city.clerk;
  const client = new pg.Client({ connectionString: matters.urls.adminUrl });
  try {
    await client.connect();
    const bare = (name: string, text: string) => client.query({ name, text, values: [actor.bodyId] });
    const { product, floor } = await inTurns(400, {
      product: () => matters.database.read(actor, (tx) => readBoard(tx, {})),
      floor: () => bare('counters', counters),
    });
    const counted = await inTurns(10, { live: () => bare('live', live) });
    return (['p50', 'p95'] as const).map((at) => ({
      name: `matter.board counts of the largest body, ${at}`,
      value: product[at],
      floor: floor[at],
      unit: 'ms',
      reach: { most: 3 },
      detail: { size, live: Number(counted.live[at].toPrecision(3)), samples: product.samples },
    }));
  } finally {
    await client.end();
    await matters.close();
  }
};
