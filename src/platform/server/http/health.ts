import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database.ts';
import { tables } from '../database.ts';
import { readMigrations } from '../migrate.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import { type Space, spaceLeft } from '../outage.ts';

/** How long the oldest event that a subscriber has not handled has been waiting, in seconds. */
export interface Lag {
  readonly subscriber: string;
  readonly seconds: number;
  readonly parked: number;
}

/** A subscriber that lies further behind means that nobody works on the outbox. */
const longestLag = 600;

/**
 * `GET /healthz`: the process lives. `GET /readyz`: it may get requests, i.e. the database answers, has this program's schema, and the
 * subscribers keep up; with a full disk it may still be read, so that it only says so. `GET /api/alive`: a browser reached us at all; touches nothing.
 */
export function registerHealth(server: FastifyInstance, database: Database, dataDir?: string): void {
  let stopping = false;
  server.addHook('preClose', async () => {
    stopping = true;
  });
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/api/alive', (_request, reply) => reply.header('cache-control', 'no-store').code(204).send());
  server.get('/readyz', async (_request, reply) => {
    const state = stopping ? { ready: false, stopping } : await readiness(database, dataDir);
    reply.code(state.ready ? 200 : 503).header('cache-control', 'no-store');
    return state;
  });
}

interface Readiness {
  readonly ready: boolean;
  readonly database: boolean;
  readonly migrations: boolean;
  readonly lagSeconds: number | null;
  readonly space: Space;
}

async function readiness(database: Database, dataDir: string | undefined): Promise<Readiness> {
  const space = await spaceLeft(dataDir);
  if (!(await database.ready())) return { ready: false, database: false, migrations: false, lagSeconds: null, space };
  const migrations = await isCurrent(database).catch(() => false);
  const lags = migrations ? await lagsOf(database) : [];
  const lagSeconds = Math.round(Math.max(0, ...lags.map((lag) => lag.seconds)));
  return { ready: migrations && lagSeconds <= longestLag, database: true, migrations, lagSeconds, space };
}

let ownMigrations: string[] | null = null;

async function isCurrent(database: Database): Promise<boolean> {
  ownMigrations ??= readMigrations().map((migration) => migration.name);
  const { rows } = await database.read(
    systemActor,
    async (tx) =>
      await sql<{ count: number }>`
    select count(*)::int as count from schema_migration where name = any(${ownMigrations}::text[])`.execute(tables(tx)),
    { access: 'worker' },
  );
  return rows[0]!.count === ownMigrations.length;
}

/** The lag of every subscriber that has begun. */
export async function lagsOf(database: Database): Promise<Lag[]> {
  const { rows } = await database.read(
    systemActor,
    async (tx) =>
      await sql<Lag>`
    select s.name as subscriber, coalesce(greatest(0, extract(epoch from ${tx.now}::timestamptz - next.at)), 0)::float8 as seconds,
      (select count(*)::int from parked_event p where p.subscriber = s.name) as parked
    from subscription s left join lateral (
      select o.at from outbox o where (o.txid, o.id) > (s.txid, s.event_id) and s.name <> 'audit.seal' order by o.txid, o.id limit 1) as next on true`.execute(
        tables(tx),
      ),
    { access: 'worker' },
  );
  return rows;
}
