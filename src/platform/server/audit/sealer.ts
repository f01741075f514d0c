import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database, Tx } from '../database.ts';
import { noBody, tables } from '../database.ts';
import { CommitLoop } from '../outbox/commit-loop.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import { readableBelow } from '../outbox/horizon.ts';
import type { PlatformTables } from '../tables.ts';
import type { SealedWords } from './chain.ts';
import { beginning, sealedColumns, sealHash } from './chain.ts';

/** The cursor's name in `subscription`: sealing follows the audit log as a subscriber follows the outbox. */
export const sealingCursor = 'audit.seal';

/**
 * Links committed audit entries into the hash chain of their body, in the order of their transactions. Several processes may seal: the
 * cursor's row is locked, so that positions have no gaps and no doubles.
 */
export class Sealer {
  private readonly database: Database;
  private readonly loop: CommitLoop;

  constructor(database: Database, log: Pick<Logger, 'error'>) {
    this.database = database;
    this.loop = new CommitLoop({
      database,
      step: () => this.step(),
      failed: (error) => log.error({ err: error }, 'sealing the audit log failed'),
      pollMilliseconds: 1_000,
    });
  }

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Seals everything that is committed and readable, and returns; for tests and commands. */
  async drain(): Promise<void> {
    while (await this.step());
  }

  private async step(): Promise<boolean> {
    const waiting = await this.database.read(systemActor, hasUnsealed, { access: 'worker' });
    return waiting && (await this.database.transact(systemActor, (tx) => sealBatch(tx), { access: 'worker' }));
  }
}

const batchSize = 500;

async function hasUnsealed(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ waiting: boolean }>`
    select exists (select from audit_entry e where (e.txid, e.id) > (coalesce(s.txid, '0'), coalesce(s.event_id, ${noBody}::uuid))
      and e.txid < (select readable_below()) and ${isUnsealed}) as waiting
    from (select ${sealingCursor}::text as name) as wanted left join subscription s using (name)`.execute(tables(tx));
  return rows[0]!.waiting;
}

interface Unsealed {
  readonly body_id: string;
  readonly id: string;
  readonly txid: string;
  readonly words: SealedWords;
}

/** Entries of a restored database (see outbox/adopt.ts) keep transaction numbers that this server reaches later; they are sealed by then. */
const isUnsealed = sql<boolean>`not exists (select from audit_seal s where s.body_id = e.body_id and s.entry_id = e.id)`;

/** Seals the next entries; true when there may be more. With `before`, all of before that moment, for when nobody else writes. */
export async function sealBatch(tx: Tx, before?: Date): Promise<boolean> {
  const db = tables<PlatformTables>(tx);
  await db
    .insertInto('subscription')
    .values({ name: sealingCursor })
    .onConflict((on) => on.doNothing())
    .execute();
  const cursor = await db
    .selectFrom('subscription')
    .select(['txid', 'event_id'])
    .where('name', '=', sealingCursor)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const horizon = await readableBelow(tx);
  const { rows } = await sql<Unsealed>`
    select e.body_id, e.id, e.txid::text as txid, ${sealedColumns} as words from audit_entry e
    where (e.txid, e.id) > (${cursor.txid}::xid8, ${cursor.event_id}::uuid) and ${isUnsealed}
      and ${before ? sql`e.at < ${before}` : sql`e.txid < ${horizon}::xid8`}
    order by e.txid, e.id limit ${batchSize}`.execute(db);
  const last = rows.at(-1);
  if (!last) return false;
  await appendSeals(tx, rows);
  await db
    .updateTable('subscription')
    .where('name', '=', sealingCursor)
    .set({ txid: last.txid, event_id: last.id, moved_at: tx.now })
    .execute();
  return rows.length === batchSize;
}

async function appendSeals(tx: Tx, entries: readonly Unsealed[]): Promise<void> {
  const heads = await headsOf(tx, [...new Set(entries.map((entry) => entry.body_id))]);
  const seals = entries.map((entry) => {
    const head = heads.get(entry.body_id) ?? { position: 0, hash: beginning };
    const seal = { position: head.position + 1, hash: sealHash(head.hash, entry.words) };
    heads.set(entry.body_id, seal);
    return { body_id: entry.body_id, position: seal.position, entry_id: entry.id, previous_hash: head.hash, hash: seal.hash };
  });
  await tables<PlatformTables>(tx).insertInto('audit_seal').values(seals).execute();
}

async function headsOf(tx: Tx, bodyIds: readonly string[]): Promise<Map<string, { position: number; hash: Buffer }>> {
  const { rows } = await sql<{ body_id: string; position: number; hash: Buffer }>`
    select body_id, position, hash from unnest(${bodyIds}::uuid[]) as wanted (body_id)
    cross join lateral (select position, hash from audit_seal s where s.body_id = wanted.body_id order by position desc limit 1) as head
  `.execute(tables(tx));
  return new Map(rows.map((row) => [row.body_id, row]));
}
