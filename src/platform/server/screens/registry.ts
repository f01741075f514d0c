import { sql } from 'kysely';
import type { Actor } from '../../contract/actor.ts';
import type { Database, Tx } from '../database.ts';
import { tables } from '../database.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import type { PlatformTables } from '../tables.ts';
import type { ScreenProof } from './screen-token.ts';

/** A paired screen as it is found by its token. */
export interface FoundScreen {
  readonly id: string;
  readonly bodyId: string;
  readonly name: string;
}

/** A screen that nobody has switched on for so long has to be paired again. */
const longestAwayDays = 180;
/** A screen's last sign of life is written once in this time, not at every request. */
const touchMilliseconds = 60_000;

/** The paired screen that `proof` belongs to; null for an unknown, ended or forgotten one. */
export async function findScreen(database: Database, proof: ScreenProof): Promise<FoundScreen | null> {
  const row = await asWorker(database, (tx) =>
    tables<PlatformTables>(tx)
      .selectFrom('screen')
      .select(['id', 'body_id', 'name', 'last_seen_at'])
      .where('id', '=', proof.id)
      .where('token_hash', '=', proof.hash)
      .where('ended_at', 'is', null)
      .where(sql<boolean>`last_seen_at > ${tx.now}::timestamptz - make_interval(days => ${longestAwayDays}::int)`)
      .executeTakeFirst(),
  );
  if (!row) return null;
  const away = database.clock().getTime() - row.last_seen_at.getTime();
  if (away > touchMilliseconds) await touch(database, row.body_id, row.id);
  return { id: row.id, bodyId: row.body_id, name: row.name };
}

/** The actor that a screen is: it sees what its body's wall shows, and nobody's seat is behind it. */
export function screenActor({ id, bodyId, name }: FoundScreen): Actor {
  return { accountId: null, personId: null, name: `大屏“${name}”`, seatId: id, scope: 'screen', bodyId, unitId: null, roles: ['screen'] };
}

/** Reads as the worker's role: before a screen is known there is nobody in whose name row-level security could look. */
export async function asWorker<Result>(database: Database, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return await database.read(systemActor, work, { access: 'worker' });
}

async function touch(database: Database, bodyId: string, id: string): Promise<void> {
  await database.transact(
    systemActor,
    (tx) =>
      tables<PlatformTables>(tx)
        .updateTable('screen')
        .set({ last_seen_at: tx.now })
        .where('body_id', '=', bodyId)
        .where('id', '=', id)
        .execute(),
    { access: 'worker' },
  );
}
