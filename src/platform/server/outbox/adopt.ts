import { sql } from 'kysely';
import { sealBatch, sealingCursor } from '../audit/sealer.ts';
import type { Database, Tx } from '../database.ts';
import { tables } from '../database.ts';
import type { PlatformTables } from '../tables.ts';
import type { Subscriber } from './dispatcher.ts';
import { systemActor, takeBatch } from './dispatcher.ts';

const worker = { access: 'worker' } as const;

/**
 * True where rows carry transaction numbers that this PostgreSQL server has not reached: the data came out of a dump of another server.
 * Subscribers would wait for those numbers, and pass over everything new because it is smaller than their cursors.
 */
export async function isForeign(database: Database): Promise<boolean> {
  return await database.read(
    systemActor,
    async (tx) => {
      const { rows } = await sql<{ foreign: boolean }>`
      with reached as (select pg_snapshot_xmax(pg_current_snapshot()) as txid)
      select exists (select from outbox where txid >= (select txid from reached))
        or exists (select from subscription where txid >= (select txid from reached)) as foreign`.execute(tables(tx));
      return rows[0]!.foreign;
    },
    worker,
  );
}

/**
 * Makes a restored database this server's own: every subscriber handles what was left for it, the audit log is sealed, and cursors and events
 * get numbers of this server. No other process may use the database meanwhile. Cut off in the middle, it can be run again.
 */
export async function adopt(database: Database, subscribers: readonly Subscriber[]): Promise<void> {
  const begun = await database.transact(systemActor, rememberStart, worker);
  for (const subscriber of subscribers) while (await database.transact(systemActor, (tx) => takeBatch(tx, subscriber, begun), worker));
  while (await database.transact(systemActor, (tx) => sealBatch(tx, begun), worker));
  await database.transact(systemActor, renumber, worker);
}

/** Where this server's own numbers begin, and when: what subscribers emit from now on lies behind it. */
const start = 'platform.adopting';

async function rememberStart(tx: Tx): Promise<Date> {
  const db = tables<PlatformTables>(tx);
  await db
    .insertInto('subscription')
    .values({ name: start, txid: sql<string>`pg_current_xact_id()`, moved_at: tx.now })
    .onConflict((on) => on.doNothing())
    .execute();
  const { moved_at: begun } = await db.selectFrom('subscription').select('moved_at').where('name', '=', start).executeTakeFirstOrThrow();
  return begun;
}

/** Handled events go to the very beginning; every cursor to where this server's numbers begin. */
async function renumber(tx: Tx): Promise<void> {
  const db = tables<PlatformTables>(tx);
  await sql`update outbox set txid = '3' where txid >= pg_snapshot_xmax(pg_current_snapshot())`.execute(db);
  await sql`
    update subscription set txid = (select txid from subscription where name = ${start}), event_id = case name when ${sealingCursor} then event_id else ${zero} end,
      failures = 0, retry_at = null where name <> ${start} and txid >= pg_snapshot_xmax(pg_current_snapshot())`.execute(db);
  // No process keeps facts of before; numbers of the other server would make every fact look changed.
  await sql`delete from fact_change where txid >= pg_snapshot_xmax(pg_current_snapshot())`.execute(db);
  await db.deleteFrom('subscription').where('name', '=', start).execute();
}

const zero = sql<string>`'00000000-0000-0000-0000-000000000000'::uuid`;
