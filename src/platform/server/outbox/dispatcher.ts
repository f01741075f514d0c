import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Actor } from '../../contract/actor.ts';
import type { Database, Tx } from '../database.ts';
import { noBody, tables } from '../database.ts';
import type { PlatformTables } from '../tables.ts';
import { CommitLoop } from './commit-loop.ts';
import { readableBelow } from './horizon.ts';

/** An event as a subscriber receives it. */
export interface OutboxEvent<Payload = unknown> {
  readonly bodyId: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly topics: readonly string[];
  readonly at: Date;
  readonly payload: Payload;
  readonly actor: {
    readonly personId: string | null;
    readonly name: string;
    readonly organisationId: string | null;
    readonly seatId: string | null;
  };
}

/**
 * A reaction to events. `handle` is called with the events it listens to, in the order of their commits, inside a transaction that also
 * moves the subscriber's cursor: what it writes happens once. It must reach outside (mail, push, HTTP) only through jobs.
 */
export interface Subscriber {
  /** Stable name; renaming makes it start from the oldest event kept. */
  readonly name: string;
  /** Event types it wants; `*` for all. */
  readonly listensTo: readonly string[];
  /** Called with one batch, at most 200 events. Throwing rolls the batch back; it is tried again alone, then parked. */
  readonly handle: (tx: Tx, events: readonly OutboxEvent[]) => Promise<void>;
}

const batchSize = 200;
const triesBeforeParking = 5;

/** The actor of subscribers and jobs. */
export const systemActor: Actor = {
  accountId: null,
  personId: null,
  name: '系统',
  seatId: null,
  scope: 'system',
  bodyId: null,
  unitId: null,
  roles: [],
};

/**
 * Carries events from the outbox to the subscribers, each at its own pace. Several processes may run dispatchers: a subscriber's cursor row
 * is locked while it works, so each batch is handled by one of them.
 */
export class Dispatcher {
  private readonly database: Database;
  private readonly subscribers: readonly Subscriber[];
  private readonly log: Pick<Logger, 'error' | 'warn'>;
  private readonly loops: readonly CommitLoop[];

  constructor(database: Database, subscribers: readonly Subscriber[], log: Pick<Logger, 'error' | 'warn'>) {
    this.database = database;
    this.subscribers = subscribers;
    this.log = log;
    this.loops = subscribers.map(
      (subscriber) =>
        new CommitLoop({
          database,
          step: () => this.advance(subscriber),
          failed: (error) => log.error({ err: error, subscriber: subscriber.name }, 'subscriber failed'),
        }),
    );
  }

  start(): void {
    for (const loop of this.loops) loop.start();
  }

  /** Finishes the batches under way and stops. */
  async stop(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** Handles everything committed so far, and what that leads to, and returns; for tests, imports and seeds. Events under retry are left. */
  async drain(): Promise<void> {
    for (let moved = true; moved;) {
      moved = false;
      await untilReadable(this.database);
      for (const subscriber of this.subscribers) {
        for (; await this.isBehind(subscriber.name); moved = true) await this.advance(subscriber);
      }
    }
  }

  /** Handles one batch; true when there may be more. A failing batch is retried as single events; one that keeps failing is parked. */
  private async advance(subscriber: Subscriber): Promise<boolean> {
    if (!(await this.isBehind(subscriber.name))) return false;
    try {
      return await this.database.transact(systemActor, (tx) => takeBatch(tx, subscriber), { access: 'worker' });
    } catch (error) {
      await this.noteFailure(subscriber, error);
      return false;
    }
  }

  /** Looks without a lock first: a locking look would use up a transaction number each time, also where there is nothing to do. */
  private async isBehind(name: string): Promise<boolean> {
    return await this.database.read(
      systemActor,
      async (tx) => {
        const { rows } = await sql<{ retry_at: Date | null; behind: boolean }>`
        select s.retry_at, exists (
          select from outbox o where (o.txid, o.id) > (coalesce(s.txid, '0'), coalesce(s.event_id, ${noBody}::uuid))
            and o.txid < (select readable_below())) as behind
        from (select ${name}::text as name) as wanted left join subscription s using (name)`.execute(tables(tx));
        const { retry_at: retryAt, behind } = rows[0]!;
        return behind && (retryAt === null || retryAt <= this.database.clock());
      },
      { access: 'worker' },
    );
  }

  private async noteFailure(subscriber: Subscriber, error: unknown): Promise<void> {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await this.database.transact(
      systemActor,
      async (tx) => {
        const db = tables<PlatformTables>(tx);
        await ensureCursor(tx, subscriber.name);
        const { failures: before } = await db
          .selectFrom('subscription')
          .select('failures')
          .where('name', '=', subscriber.name)
          .forUpdate()
          .executeTakeFirstOrThrow();
        const failures = before + 1;
        this.log.warn({ err: error, subscriber: subscriber.name, failures }, 'subscriber batch failed');
        if (failures > triesBeforeParking) await parkNext(tx, subscriber, words);
        const retryAt = new Date(tx.now.getTime() + Math.min(60_000, 100 * 2 ** failures));
        await db
          .updateTable('subscription')
          .where('name', '=', subscriber.name)
          .set(
            failures > triesBeforeParking
              ? { failures: 0, retry_at: null, last_error: words }
              : { failures, retry_at: retryAt, last_error: words },
          )
          .execute();
      },
      { access: 'worker' },
    );
  }
}

/** Hands the subscriber its next batch and moves its cursor; true when there may be more. */
export async function takeBatch(tx: Tx, subscriber: Subscriber, before?: Date): Promise<boolean> {
  const db = tables<PlatformTables>(tx);
  await ensureCursor(tx, subscriber.name);
  const cursor = await db
    .selectFrom('subscription')
    .select(['txid', 'event_id', 'failures'])
    .where('name', '=', subscriber.name)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!cursor) return false;
  const size = cursor.failures > 0 ? 1 : batchSize;
  const rows = await nextEvents(tx, cursor, size, before);
  const last = rows.at(-1);
  if (!last) return false;
  const wanted = rows.filter((row) => subscriber.listensTo.includes('*') || subscriber.listensTo.includes(row.type));
  if (wanted.length > 0)
    await subscriber.handle(
      tx,
      wanted.map(({ txid: _, ...event }) => event),
    );
  await db
    .updateTable('subscription')
    .where('name', '=', subscriber.name)
    .set({ txid: last.txid, event_id: last.id, failures: 0, retry_at: null, moved_at: tx.now })
    .execute();
  return rows.length === size;
}

async function ensureCursor(tx: Tx, name: string): Promise<void> {
  await tables<PlatformTables>(tx)
    .insertInto('subscription')
    .values({ name })
    .onConflict((on) => on.doNothing())
    .execute();
}

type OrderedEvent = OutboxEvent & { readonly txid: string };

/**
 * Returns when every transaction that is committed now can be read by {@link nextEvents}: it holds events back while an older transaction
 * is still open.
 */
async function untilReadable(database: Database): Promise<void> {
  const look = async (than: string | null) =>
    await database.read(
      systemActor,
      async (tx) => {
        const { rows } = await sql<{ top: string; readable: boolean }>`
      select pg_snapshot_xmax(pg_current_snapshot())::text as top, coalesce(readable_below() >= ${than}::xid8, false) as readable
    `.execute(tables(tx));
        return rows[0]!;
      },
      { access: 'worker' },
    );
  const { top } = await look(null);
  while (!(await look(top)).readable) await new Promise((resolve) => setTimeout(resolve, 5));
}

/**
 * The next committed events after `cursor`. Rows of transactions that might still be open, and all behind them, wait for the next call.
 * With `before`, all that happened before that moment instead, for when nobody else writes.
 */
async function nextEvents(tx: Tx, cursor: { txid: string; event_id: string }, size: number, before?: Date): Promise<OrderedEvent[]> {
  const horizon = await readableBelow(tx);
  return await tables<PlatformTables>(tx)
    .selectFrom('outbox')
    .select(['body_id as bodyId', 'id', sql<string>`txid::text`.as('txid'), 'type', 'subject', 'topics', 'at', 'payload', 'actor'])
    .where(sql<boolean>`(txid, id) > (${cursor.txid}::xid8, ${cursor.event_id}::uuid)`)
    .where(before ? sql<boolean>`at < ${before}` : sql<boolean>`txid < ${horizon}::xid8`)
    .orderBy('outbox.txid')
    .orderBy('outbox.id')
    .limit(size)
    .execute();
}

async function parkNext(tx: Tx, subscriber: Subscriber, error: string): Promise<void> {
  const db = tables<PlatformTables>(tx);
  const cursor = await db
    .selectFrom('subscription')
    .select(['txid', 'event_id'])
    .where('name', '=', subscriber.name)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const [event] = await nextEvents(tx, cursor, 1);
  if (!event) return;
  await db
    .insertInto('parked_event')
    .values({ body_id: event.bodyId, subscriber: subscriber.name, event_id: event.id, error, parked_at: tx.now })
    .onConflict((on) => on.doNothing())
    .execute();
  await db.updateTable('subscription').where('name', '=', subscriber.name).set({ txid: event.txid, event_id: event.id }).execute();
}
