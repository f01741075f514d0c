import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineEvent } from '../../contract/event.ts';
import { newId } from '../../contract/identifiers.ts';
import type { Tx } from '../database.ts';
import { Database, emit, tables } from '../database.ts';
import { officeActor } from '../testing/actors.ts';
import type { IsolatedDatabase } from '../testing/database.ts';
import { isolatedDatabase } from '../testing/database.ts';
import type { OutboxEvent, Subscriber } from './dispatcher.ts';
import { Dispatcher } from './dispatcher.ts';
import { dropParked, listParked, replayParked } from './parked.ts';

const counted = defineEvent('test.counted', z.object({ n: z.number() }));
const other = defineEvent('test.other', z.object({}));

let isolated: IsolatedDatabase;
let database: Database;
let now: Date;
let clockStep = 0;
const actor = officeActor();
const log = { error: vi.fn(), warn: vi.fn() };

beforeAll(async () => {
  isolated = await isolatedDatabase();
  await query('create table seen (subscriber text, n int); grant all on seen to luzhitong_worker');
});
afterAll(async () => await isolated.drop());

beforeEach(async () => {
  now = new Date(Date.UTC(2026, 10, 23) + (clockStep += 86_400_000));
  database = new Database({ appUrl: isolated.appUrl, workerUrl: isolated.workerUrl, clock: () => now });
  await query('truncate seen, outbox, subscription, parked_event');
});
afterEach(async () => await database.close());

async function query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: isolated.adminUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

const emitCounted = (tx: Tx, n: number) => emit(tx, counted, { bodyId: actor.bodyId!, subject: newId(), topics: [], payload: { n } });
const count = async (n: number) => await database.transact(actor, async (tx) => emitCounted(tx, n));
const numberOf = (event: OutboxEvent) => (event.payload as { n: number }).n;
const seenBy = async (name: string) => (await query('select n from seen where subscriber = $1', [name])).map((row) => row['n']);

function noting(name: string, before: (n: number) => void = () => undefined, listensTo: string[] = [counted.type]): Subscriber {
  return {
    name,
    listensTo,
    handle: async (tx, events) => {
      for (const event of events) {
        await sql`insert into seen values (${name}, ${numberOf(event)})`.execute(tables(tx));
        before(numberOf(event));
      }
    },
  };
}

/** Does what a running dispatcher does, with the pauses between tries passed over. */
async function drainThroughRetries(dispatcher: Dispatcher, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await dispatcher.drain();
    now = new Date(now.getTime() + 61_000);
  }
}

describe('dispatcher', () => {
  it('hands each subscriber what it listens to, once, in the order of commits', async () => {
    const dispatcher = new Dispatcher(database, [noting('one'), noting('two')], log);
    for (let n = 0; n < 450; n += 1) await count(n);
    await database.transact(actor, async (tx) => emit(tx, other, { bodyId: actor.bodyId!, subject: newId(), topics: [], payload: {} }));
    await dispatcher.drain();
    await dispatcher.drain();
    const all = Array.from({ length: 450 }, (_, n) => n);
    expect(await seenBy('one')).toEqual(all);
    expect(await seenBy('two')).toEqual(all);
  });

  it('wakes up for commits of its own process and of others', async () => {
    const dispatcher = new Dispatcher(database, [noting('one')], log);
    dispatcher.start();
    await count(1);
    await vi.waitFor(async () => expect(await seenBy('one')).toEqual([1]));
    const elsewhere = new Database({ appUrl: isolated.appUrl, workerUrl: isolated.workerUrl });
    await elsewhere.transact(actor, async (tx) => emitCounted(tx, 2));
    await vi.waitFor(async () => expect(await seenBy('one')).toEqual([1, 2]));
    await elsewhere.close();
    await dispatcher.stop();
  });

  it('takes an event back whose handling fails, and handles it once all the same', async () => {
    let failures = 2;
    const dispatcher = new Dispatcher(
      database,
      [
        noting('one', (n) => {
          if (n === 3 && failures-- > 0) throw new Error('not now');
        }),
      ],
      log,
    );
    for (let n = 0; n < 6; n += 1) await count(n);
    await drainThroughRetries(dispatcher, 10);
    expect(await seenBy('one')).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('parks an event that always fails, and goes on behind it', async () => {
    const dispatcher = new Dispatcher(
      database,
      [
        noting('one', (n) => {
          if (n === 2) throw new Error('never');
        }),
        noting('two'),
      ],
      log,
    );
    for (let n = 0; n < 5; n += 1) await count(n);
    await drainThroughRetries(dispatcher, 20);
    expect(await seenBy('one')).toEqual([0, 1, 3, 4]);
    expect(await seenBy('two')).toEqual([0, 1, 2, 3, 4]);
    expect(await query('select subscriber, error from parked_event')).toMatchObject([
      { subscriber: 'one', error: expect.stringContaining('never') as string },
    ]);
  });

  it('does not pass over a transaction that commits after later ones', async () => {
    const dispatcher = new Dispatcher(database, [noting('one')], log);
    const late = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    // Holds an older transaction number than those that follow, and commits after them.
    const slow = database.transact(actor, async (tx) => {
      await sql`select pg_current_xact_id()`.execute(tables(tx));
      begun.resolve();
      await late.promise;
      emitCounted(tx, 1);
    });
    await begun.promise;
    await count(2);
    dispatcher.start();
    late.resolve();
    await slow;
    await vi.waitFor(async () => expect(await seenBy('one')).toHaveLength(2));
    await dispatcher.stop();
    expect(await seenBy('one')).toEqual([1, 2]);
  });

  it('is not held back by a transaction in another database of the server', async () => {
    const elsewhere = new pg.Client({ connectionString: isolated.adminUrl.replace(/\/[^/]+$/, '/postgres') });
    await elsewhere.connect();
    await elsewhere.query('begin; select pg_current_xact_id()');
    await count(1);
    await new Dispatcher(database, [noting('one')], log).drain();
    expect(await seenBy('one')).toEqual([1]);
    await elsewhere.end();
  });

  it('shares the work of one subscriber among processes without doing any twice', async () => {
    const others = Array.from(
      { length: 3 },
      () => new Database({ appUrl: isolated.appUrl, workerUrl: isolated.workerUrl, clock: () => now }),
    );
    const dispatchers = [database, ...others].map((own) => new Dispatcher(own, [noting('one')], log));
    for (const dispatcher of dispatchers) dispatcher.start();
    await Promise.all(Array.from({ length: 300 }, async (_, n) => await count(n)));
    await vi.waitFor(async () => expect((await seenBy('one')).length).toBeGreaterThanOrEqual(300), { timeout: 10_000 });
    for (const dispatcher of dispatchers) await dispatcher.stop();
    expect((await seenBy('one')).toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 300 }, (_, n) => n));
    for (const own of others) await own.close();
  });

  it('drains also what subscribers emit themselves', async () => {
    const echo: Subscriber = {
      name: 'echo',
      listensTo: [counted.type],
      handle: async (tx, events) => {
        for (const event of events) if (numberOf(event) < 3) emitCounted(tx, numberOf(event) + 1);
      },
    };
    await count(0);
    await new Dispatcher(database, [noting('one'), echo], log).drain();
    expect(await seenBy('one')).toEqual([0, 1, 2, 3]);
  });

  it('hands parked events out again when an operator says so, or drops them', async () => {
    let broken = true;
    const one = noting('one', (n) => {
      if (broken && n > 0) throw new Error('never');
    });
    const dispatcher = new Dispatcher(database, [one], log);
    for (let n = 0; n < 3; n += 1) await count(n);
    await drainThroughRetries(dispatcher, 20);
    const parked = await listParked(database);
    expect(parked.map(({ subscriber, type }) => [subscriber, type])).toEqual([
      ['one', counted.type],
      ['one', counted.type],
    ]);
    await expect(replayParked(database, one)).rejects.toThrow('never');
    broken = false;
    expect(await dropParked(database, 'one', parked[0]!.eventId)).toBe(true);
    expect(await dropParked(database, 'one', parked[0]!.eventId)).toBe(false);
    expect(await replayParked(database, one)).toBe(1);
    expect([await seenBy('one'), await listParked(database)]).toEqual([[0, 2], []]);
  });
});
