import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { Database } from '#platform/server/database.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestCast } from '../factory.ts';
import { makeCast, raiseReport, reportForm } from '../factory.ts';
import { raiseMatter, raisingAhead } from '../actions/raise-matter.ts';
import { kindOf } from '../../contract/kinds/index.ts';
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

test('write_acts changes every column that is not the identity of its row: a migration that adds one calls make_write_act()', async () => {
  const forgotten = await ask<{ name: string }>(`
    select format('%s.%s', table_name, column_name) as name from information_schema.columns, pg_proc
    where proname = 'write_acts' and table_schema = 'public' and table_name in ('matter', 'matter_clock', 'handling')
      and position(format('r.%I', column_name) in prosrc) = 0
      and column_name not in ('body_id', 'id', 'matter_id', 'kind', 'created_at', 'source', 'source_key', 'clock', 'unit_id')`);
  expect(forgotten.map((row) => row.name)).toEqual([]);
});

test('make_write_act() leaves write_acts the guard’s, with the rights of the guard', async () => {
  await withClient(isolated.ownerUrl, (client) => client.query('call make_write_act()'));
  const [made] = await ask(`select proowner::regrole::text as owner, prosecdef as definer from pg_proc where proname = 'write_acts'`);
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

test('acts on many cases at once are few transactions, each told and written as its own', async () => {
  const guard = () => ({ key: newId(), route: 'test', fingerprint: createHash('sha256').digest() });
  const authors = [cast.author, ...cast.cosigners];
  const raised = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const matterId = newId();
      const { actor } = authors[index % authors.length]!;
      const form = reportForm();
      const raise = (tx: Tx) => raiseMatter(tx, kindOf('report'), matterId, form);
      await database.transact(actor, raise, { ahead: raisingAhead(actor, matterId, form), repetition: guard() });
      return { bodyId: cast.city.congress.id, matterId };
    }),
  );
  expect(await transactionsOf(raised, 'submit')).toBeLessThan(10);
  const ids = raised.map((of) => of.matterId);
  const shares = await ask<{ id: string; matter: string }>('select id, matter_id as matter from handling where matter_id = any($1)', [ids]);
  const outcomes = await Promise.all(
    raised.map(async (of) => {
      const targetId = shares.find((share) => share.matter === of.matterId)!.id;
      const request = { ...of, act: 'dispatch', targetId, input: { worker: cast.gridWorker.actor.personId } };
      const ahead = caseAhead(of.bodyId, of.matterId);
      return await database.transact(cast.dutyDesk.actor, (tx) => performAct(tx, request), { ahead, repetition: guard() });
    }),
  );
  expect(outcomes.map((one) => [one.matterId, one.state, one.revision])).toEqual(ids.map((id) => [id, 'handling', 2]));
  const stored = await ask<{ id: string; state: string; worker: string; open: string[]; lines: number[]; ended: number; audited: number }>(
    `select m.id, m.state, h.worker_id as worker, (select count(*) from audit_entry a where a.subject_id = m.id) as audited,
       array(select c.clock from matter_clock c where c.matter_id = m.id and c.ended_at is null order by 1) as open,
       (select count(*) from matter_clock c where c.matter_id = m.id and c.outcome = 'metOnTime') as ended,
       array(select l.revision from matter_history l where l.matter_id = m.id order by 1) as lines
     from matter m join handling h on h.matter_id = m.id where m.id = any($1) order by array_position($1, m.id)`,
    [ids],
  );
  const each = { state: 'handling', worker: cast.gridWorker.personId, open: ['reply', 'work'], lines: [1, 2], ended: 2, audited: 2 };
  expect(stored).toEqual(ids.map((id) => ({ id, ...each })));
  expect(await transactionsOf(raised, 'dispatch')).toBeLessThan(10);
});

/** In how many transactions the act was done to the cases. */
async function transactionsOf(cases: readonly { matterId: string }[], act: string): Promise<number> {
  const [found] = await ask<{ count: number }>(
    `select count(distinct txid) from audit_entry where subject_id = any($1) and act = 'matter.report.' || $2`,
    [cases.map((of) => of.matterId), act],
  );
  return found!.count;
}
