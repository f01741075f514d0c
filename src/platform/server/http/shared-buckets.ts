import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { tables } from '../database.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import type { Draw, SharedBuckets } from './throttle.ts';

/** Buckets that nobody drew from for so long are full again, whatever their allowance. */
const keptMinutes = 60;

/** The buckets of all processes of an installation, in PostgreSQL (table rate_bucket). Names and keys lie there as a digest only. */
export function sharedBuckets(database: Database): SharedBuckets {
  return {
    draw: async (draws) => {
      const rows = draws.map((one) => ({ ...one, key: digestOf(one.id) }));
      // In one order everywhere, so that two processes do not wait for each other.
      rows.sort((a, b) => Buffer.compare(a.key, b.key));
      const left = await database.transact(systemActor, async (tx) => (await drawStatement(rows).execute(tables(tx))).rows, {
        access: 'worker',
      });
      const tokens = new Map(left.map((row) => [row.key.toString('base64'), row.tokens]));
      return rows.map(({ id, key }) => ({ id, tokens: tokens.get(key.toString('base64'))! }));
    },
    forget: async () => {
      await database.transact(
        systemActor,
        (tx) => sql`delete from rate_bucket where at < now() - make_interval(mins => ${keptMinutes})`.execute(tables(tx)),
        { access: 'worker' },
      );
    },
  };
}

/** What came back since the last draw comes in first, then what was taken goes out: never above the burst, and never more than one burst in debt. */
function drawStatement(rows: readonly (Draw & { key: Buffer })[]) {
  return sql<{ key: Buffer; tokens: number }>`
    insert into rate_bucket as b (key, tokens, at)
    select d.key, d.burst - d.taken, clock_timestamp()
    from unnest(${rows.map((row) => row.key)}::bytea[], ${rows.map((row) => row.taken)}::float8[],
      ${rows.map((row) => row.allowance.burst)}::float8[], ${rows.map((row) => row.allowance.perMinute)}::float8[]) as d(key, taken, burst, per_minute)
    on conflict (key) do update set at = excluded.at, tokens = (
      select greatest(-d.burst, least(d.burst, b.tokens + extract(epoch from excluded.at - b.at) * d.per_minute / 60) - d.taken)
      from unnest(${rows.map((row) => row.key)}::bytea[], ${rows.map((row) => row.taken)}::float8[],
        ${rows.map((row) => row.allowance.burst)}::float8[], ${rows.map((row) => row.allowance.perMinute)}::float8[]) as d(key, taken, burst, per_minute)
      where d.key = b.key)
    returning b.key, b.tokens`;
}

function digestOf(id: string): Buffer {
  return createHash('sha256').update(id).digest();
}
