import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineEvent } from '../../contract/event.ts';
import { newId } from '../../contract/identifiers.ts';
import { Sealer } from '../audit/sealer.ts';
import { verifyChain } from '../audit/verify.ts';
import { Database, emit, recordAct, tables } from '../database.ts';
import { officeActor } from '../testing/actors.ts';
import type { IsolatedDatabase } from '../testing/database.ts';
import { isolatedDatabase } from '../testing/database.ts';
import { adopt, isForeign } from './adopt.ts';
import type { OutboxEvent, Subscriber } from './dispatcher.ts';
import { Dispatcher } from './dispatcher.ts';

const counted = defineEvent('test.counted', z.object({ n: z.number() }));
const log = { error: vi.fn(), warn: vi.fn() };
const actor = officeActor();
let isolated: IsolatedDatabase;
let database: Database;
let admin: pg.Client;
let dispatcher: Dispatcher;
let sealer: Sealer;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database(isolated);
  admin = new pg.Client({ connectionString: isolated.adminUrl });
  await admin.connect();
  await admin.query('create table seen (subscriber text, n int); grant all on seen to luzhitong_worker');
  dispatcher = new Dispatcher(database, [noting('one'), echo], log);
  sealer = new Sealer(database, log);
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await isolated.drop();
});

const numberOf = (event: OutboxEvent) => (event.payload as { n: number }).n;

function noting(name: string): Subscriber {
  return {
    name,
    listensTo: [counted.type],
    handle: async (tx, events) => {
      for (const event of events) await sql`insert into seen values (${name}, ${numberOf(event)})`.execute(tables(tx));
    },
  };
}

/** Emits a hundred more than each small number that it hears. */
const echo: Subscriber = {
  name: 'echo',
  listensTo: [counted.type],
  handle: async (tx, events) => {
    for (const event of events.filter((one) => numberOf(one) < 100)) {
      emit(tx, counted, { bodyId: actor.bodyId!, subject: newId(), topics: [], payload: { n: numberOf(event) + 100 } });
    }
  },
};

async function count(n: number): Promise<void> {
  await database.transact(actor, async (tx) => {
    emit(tx, counted, { bodyId: actor.bodyId!, subject: newId(), topics: [], payload: { n } });
    recordAct(tx, { bodyId: actor.bodyId!, act: 'test.count', subjectKind: 'test', subjectId: newId(), detail: { n } });
  });
}

const seen = async () =>
  (await admin.query<{ n: number }>(`select n from seen where subscriber = 'one' order by n`)).rows.map((row) => row.n);

/** All numbers as another server gave them, which had done a hundred million transactions. */
async function comeFromElsewhere(): Promise<void> {
  await admin.query(`begin; set local session_replication_role = replica;
    update outbox set txid = (txid::text::bigint + 100000000)::text::xid8;
    update audit_entry set txid = (txid::text::bigint + 100000000)::text::xid8;
    update subscription set txid = (txid::text::bigint + 100000000)::text::xid8; commit`);
}

it('a database restored from another server goes on where it was, without losing, doubling or breaking anything', async () => {
  expect(await isForeign(database)).toBe(false);
  await count(1);
  await dispatcher.drain();
  await count(2);
  await comeFromElsewhere();
  expect(await isForeign(database)).toBe(true);
  await adopt(database, [noting('one'), echo]);
  expect(await isForeign(database)).toBe(false);
  await count(3);
  await dispatcher.drain();
  expect(await seen()).toEqual([1, 2, 3, 101, 102, 103]);
  await vi.waitFor(async () => {
    await sealer.drain();
    expect(await verifyChain(database)).toMatchObject({ sealed: 3, unsealed: 0, breaks: [] });
  });
  // The server reaches the numbers of the restored entries one day.
  await admin.query(
    `update subscription set txid = '3', event_id = (select id from audit_entry order by id limit 1) where name = 'audit.seal'`,
  );
  await sealer.drain();
  expect((await admin.query('select from audit_seal')).rowCount).toBe(3);
});
