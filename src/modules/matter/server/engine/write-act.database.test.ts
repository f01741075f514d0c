import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { Database } from '#platform/server/database.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestCast } from '../factory.ts';
import { makeCast, raiseReport } from '../factory.ts';
import { performAct } from './act.ts';
import { caseAhead } from './case.ts';

let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database(isolated);
  cast = await makeCast(database);
});
afterAll(async () => {
  await database.close();
  await isolated.drop();
});

const ask = async <Row extends object>(text: string, values: readonly unknown[] = []) =>
  await withClient(isolated.adminUrl, async (client) => (await client.query<Row>(text, [...values])).rows);

test('write_act changes every column that is not the identity of its row: a migration that adds one calls make_write_act()', async () => {
  const forgotten = await ask<{ name: string }>(`
    select format('%s.%s', table_name, column_name) as name from information_schema.columns, pg_proc
    where proname = 'write_act' and table_schema = 'public' and table_name in ('matter', 'matter_clock', 'handling')
      and position(format('r.%I', column_name) in prosrc) = 0
      and column_name not in ('body_id', 'id', 'matter_id', 'kind', 'created_at', 'source', 'source_key', 'clock', 'unit_id')`);
  expect(forgotten.map((row) => row.name)).toEqual([]);
});

test('make_write_act() leaves write_act the guard’s, with the rights of the guard', async () => {
  await withClient(isolated.ownerUrl, (client) => client.query('call make_write_act()'));
  const [made] = await ask(`select proowner::regrole::text as owner, prosecdef as definer from pg_proc where proname = 'write_act'`);
  expect(made).toEqual({ owner: 'luzhitong_guard', definer: true });
});

test('acts that looked at one case at once happen one after the other: the revision and the story count each', async () => {
  const of = await raiseReport(database, cast);
  const [handling] = await ask<{ id: string }>('select id from handling where matter_id = $1', [of.matterId]);
  const dispatch = async () => {
    const request = { ...of, act: 'dispatch', targetId: handling!.id, input: { worker: cast.gridWorker.actor.personId } };
    const repetition = { key: newId(), route: 'test', fingerprint: createHash('sha256').digest() };
    return await database.transact(cast.dutyDesk.actor, (tx) => performAct(tx, request), {
      ahead: caseAhead(of.bodyId, of.matterId),
      repetition,
    });
  };
  const [first, second] = await Promise.all([dispatch(), dispatch()]);
  expect(new Set([first.revision, second.revision])).toEqual(new Set([2, 3]));
  const story = await ask<{ revision: number }>(`select revision from matter_history where matter_id = $1 order by revision`, [
    of.matterId,
  ]);
  expect(story.map((line) => line.revision)).toEqual([1, 2, 3]);
});
