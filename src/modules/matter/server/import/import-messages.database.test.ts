import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Database } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { listMatters as listRoute } from '../../contract/routes.ts';
import type { TestCast } from '../factory.ts';
import { makeCast, unitsUnlikeShares } from '../factory.ts';
import { listMatters } from '../queries/list-matters.ts';
import { countAgain } from '../reactions/count-matters.ts';
import { importMessages } from './import-messages.ts';

const now = new Date('2026-03-02T02:00:00.000Z');
const count = 1_200;

let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;
let folder: string;
let file: string;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  file = join(folder, 'messages.jsonl');
  const lines = Array.from({ length: count }, (_, index) => ({
    id: index,
    title: `第${index}号路灯不亮`,
    time: '2026-02-01 08:00:00',
    body: `青禾社区东门第${index}号路灯已经一周不亮，晚上走路看不清。`,
  }));
  // One line comes twice, far from the other; two cannot be taken.
  const all = [
    ...lines.map((line) => JSON.stringify(line)),
    JSON.stringify(lines[3]),
    '{"id":',
    JSON.stringify({ id: 'later', body: '四个字的话', time: '2030-01-01' }),
  ];
  writeFileSync(file, all.join('\n'));
});

afterAll(async () => {
  await database.close();
  await isolated.drop();
  rmSync(folder, { recursive: true, force: true });
});

const run = async (onProgress: () => void = () => undefined) =>
  await importMessages({ database, bodyId: cast.city.congress.id, file, authorId: null, onProgress });

const asked = async (text: string): Promise<Record<string, unknown>> =>
  await withClient(isolated.adminUrl, async (client) => (await client.query<Record<string, unknown>>(text)).rows[0]!);

test('a run that is killed in the middle is gone on with, and nothing is taken twice', async () => {
  // The first batch is cut off in its transaction: it waits for its numbers when its connection breaks.
  await withClient(isolated.adminUrl, async (client) => {
    await client.query('begin; lock table number_series in exclusive mode');
    const cut = run().then(
      () => null,
      (error: unknown) => error,
    );
    const kill = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = 'luzhitong_worker' and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await client.query(kill)).rowCount, { interval: 5, timeout: 20_000 }).toBe(1);
    expect(await cut).toBeInstanceOf(Error);
    await client.query('rollback');
  });
  expect(await asked(`select count(*)::int from matter`)).toEqual({ count: 0 });

  // Then a run ends between two batches.
  const stopped = new Error('stopped');
  const stop = () => {
    throw stopped;
  };
  await expect(run(stop)).rejects.toBe(stopped);
  const { count: half } = await asked(`select count(*)::int from matter`);
  expect(half).toBeGreaterThan(0);
  expect(half).toBeLessThan(count);

  expect(await run()).toMatchObject({ taken: count - Number(half), known: Number(half) + 1, rejected: 2 });
  expect(await run()).toMatchObject({ taken: 0, known: count + 1, rejected: 2 });
  expect(
    await asked(
      `select count(*)::int, count(distinct source_key)::int as keys, min(number), max(number), count(distinct number)::int as numbers from matter`,
    ),
  ).toEqual({ count, keys: count, min: 1, max: count, numbers: count });
  expect(
    readFileSync(`${file}.rejects.jsonl`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { line: number }).line),
  ).toEqual([count + 2, count + 3]);
  expect(await asked(`select count(*)::int as found from (${unitsUnlikeShares}) m`), 'every line names the unit that has the case').toEqual(
    { found: 0 },
  );
});

test('what was taken is whole: its text, its unit, its clocks, its story, and it is found by words and by number', async () => {
  expect(
    await asked(`select (select count(*)::int from matter_text) as texts, (select count(*)::int from handling) as handlings,
      (select count(*)::int from matter_clock where ended_at is null) as clocks, (select count(*)::int from matter_history) as lines`),
  ).toEqual({ texts: count, handlings: count, clocks: 3 * count, lines: count });
  const search = async (words: string) =>
    (await database.read(cast.clerk.actor, (tx) => listMatters(tx, listRoute.query.parse({ words })))).items.map((one) => one.title);
  expect(await search('第77号路灯')).toContain('第77号路灯不亮');
  const { number_short: short, title } = await asked(`select number_short, title from matter where source_key = '77'`);
  expect(
    await database.read(cast.clerk.actor, (tx) => listMatters(tx, listRoute.query.parse({ words: '青禾社区', limit: 1 }))),
  ).toMatchObject({
    items: [{ stateLabel: expect.any(String) }],
  });
  expect(await asked(`select title from matter where search @@ '''n:${String(short)}'''::tsquery`)).toEqual({ title });
});

test('the board counts imported matters as it would have counted them by their events', async () => {
  const tally = `select jsonb_agg(jsonb_build_array(dimension, key, count) order by dimension, key) as tally from matter_tally where count <> 0`;
  const counted = await asked(tally);
  expect(counted['tally']).toContainEqual(['raised', 'all', count]);
  const { ids } = await asked(`select array_agg(id) as ids from matter`);
  await database.transact(systemActor, (tx) => countAgain(tx, cast.city.congress.id, ids as string[]), { access: 'worker' });
  expect(await asked(tally)).toEqual(counted);
});
