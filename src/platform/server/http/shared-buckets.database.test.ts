import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../database.ts';
import { isolatedDatabase, type IsolatedDatabase } from '../testing/database.ts';
import { sharedBuckets } from './shared-buckets.ts';
import { Throttle } from './throttle.ts';

let isolated: IsolatedDatabase;
let processes: readonly { throttle: Throttle; database: Database }[];

beforeAll(async () => {
  isolated = await isolatedDatabase();
  processes = Array.from({ length: 3 }, () => ({ throttle: new Throttle(), database: new Database({ ...isolated, connections: 2 }) }));
});
afterAll(async () => {
  for (const { database } of processes) await database.close();
  await isolated.drop();
});

/** So slow to come back that no test sees it. */
const allowance = { burst: 30, perMinute: 0.001 };
const drawAll = () => Promise.all(processes.map(({ throttle, database }) => throttle.draw(sharedBuckets(database))));
const granted = (key: string, times: number) =>
  processes.map(
    ({ throttle }) => Array.from({ length: times }, () => throttle.take('session', key, allowance)).filter((wait) => wait === 0).length,
  );

describe('processes that count together', () => {
  it('grant one allowance among them, and what they grant between two draws', async () => {
    expect(granted('caller', 10)).toEqual([10, 10, 10]);
    await drawAll();
    const more = granted('caller', 10).reduce((sum, one) => sum + one, 0);
    // Whoever drew before the others had did not know of theirs yet: by the order of the draws that is 20 and 10 more, at most.
    expect(more).toBeLessThanOrEqual(30);
    await drawAll();
    expect(granted('caller', 10)).toEqual([0, 0, 0]);
  });

  it('leave others alone, and keep neither name nor key', async () => {
    expect(granted('colleague', 5)).toEqual([5, 5, 5]);
    await drawAll();
    const client = await processes[0]!.database.connectWorker();
    const { rows } = await client.query<{ text: string }>('select t::text as text from rate_bucket t');
    client.release();
    expect(rows.length).toBeGreaterThanOrEqual(2);
    for (const { text } of rows) for (const word of ['caller', Buffer.from('caller').toString('hex')]) expect(text).not.toContain(word);
  });
});
