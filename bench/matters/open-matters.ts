import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { Database } from '#platform/server/database.ts';
import { migrate, readMigrations } from '#platform/server/migrate.ts';
import { openPostgres } from '#platform/server/postgres/open-postgres.ts';
import { addressesAt, createDatabase } from '#platform/server/postgres/provide-database.ts';
import { identifier, literal, withClient } from '#platform/server/postgres/sql-client.ts';
import { testPhoneSecret } from '#modules/identity/server/factory.ts';
import { makeBenchCity } from './city.ts';
import type { BenchCity } from './city.ts';
import { fillMatters } from './fill-matters.ts';

/** The secret of the benchmarks' databases; also of a product server that is started on one of them. */
export const benchSecret = testPhoneSecret;

/** Where the benchmarks' cluster lies between runs; deleting it costs nothing but the time to build it again. */
const dataDir = join(import.meta.dirname, '../../.data/bench');

/** A database with so many matters, and the people in whose seats one measures. */
export interface BenchMatters {
  readonly name: string;
  readonly size: number;
  readonly city: BenchCity;
  readonly urls: ReturnType<typeof addressesAt>;
  readonly database: Database;
  readonly close: () => Promise<void>;
}

/**
 * Opens the database with `size` matters in 50 bodies, building it where it is missing, or was built by other migrations or another builder.
 * It is kept between runs under `.data/bench`: a million takes a few minutes once.
 */
export async function openMatters(size: number): Promise<BenchMatters> {
  const name = await nameOf(size);
  const known = await cityOf(name);
  const city = known ?? (await build(name, size));
  const server = await openPostgres({ dataDir, purpose: 'bench' });
  await dropRoleSettings(server.url('postgres'));
  const urls = addressesAt(server.url(name), benchSecret);
  const database = new Database(urls);
  const close = async () => {
    await database.close();
    await server.close();
  };
  return { name, size, city, urls, database, close };
}

/** Takes back what somebody has set for a role to look at its statements: logging each one slows the product, and not its floor. */
async function dropRoleSettings(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<{ role: string }>(
      'select distinct setrole::regrole::text as role from pg_db_role_setting where setrole <> 0',
    );
    for (const { role } of rows) {
      await client.query(`alter role ${role} reset all`);
      console.error(`已取消角色 ${role} 上遗留的设置`);
    }
  });
}

/** A copy of the database with `size` matters, for measurements that write; removed at `close`. */
export async function copyMatters(size: number): Promise<BenchMatters> {
  const original = await openMatters(size);
  // A template must have no connections; the server stays up meanwhile.
  const server = await openPostgres({ dataDir, purpose: 'bench' });
  await original.close();
  const name = `bench_copy_${process.pid}`;
  const maintain = async (text: string) => await withClient(server.url('postgres'), (client) => client.query(text));
  await maintain(`create database ${name} template ${original.name} strategy file_copy`);
  const urls = addressesAt(server.url(name), benchSecret);
  const database = new Database(urls);
  const close = async () => {
    await database.close();
    await maintain(`drop database ${name} with (force)`);
    await server.close();
  };
  return { name, size, city: original.city, urls, database, close };
}

/** Reads `--size N` off the words of a command line. */
export function sizeIn(words: readonly string[], usual = 10_000): number {
  const at = words.indexOf('--size');
  const size = at < 0 ? usual : Number(words[at + 1]);
  if (!Number.isInteger(size) || size < 1_000) throw new Error('--size：应为不小于 1000 的整数，例如 --size 1000000');
  return size;
}

/** The city is kept as the database's comment, which is written last: without it the database is half built. */
async function cityOf(name: string): Promise<BenchCity | null> {
  const server = await openPostgres({ dataDir, purpose: 'bench' });
  try {
    return await withClient(server.url('postgres'), async (client) => {
      const text = `select shobj_description(oid, 'pg_database') as city from pg_database where datname = $1`;
      const { rows } = await client.query<{ city: string | null }>(text, [name]);
      return rows[0]?.city ? (JSON.parse(rows[0].city) as BenchCity) : null;
    });
  } finally {
    await server.close();
  }
}

async function build(name: string, size: number): Promise<BenchCity> {
  // Without syncing: a crash of the machine meanwhile leaves a database without its comment, which is built anew.
  const server = await openPostgres({ dataDir, purpose: 'bench', durable: false });
  const begun = performance.now();
  try {
    await withClient(server.url('postgres'), (client) => dropOthers(client, size));
    await createDatabase(server.url('postgres'), name, benchSecret);
    await migrate({ url: server.url(name), secret: benchSecret });
    const urls = addressesAt(server.url(name), benchSecret);
    const city = await makeCityIn(urls);
    await withClient(urls.adminUrl, (client) => fillMatters(client, city, size));
    await withClient(server.url('postgres'), async (client) => {
      await client.query(`comment on database ${identifier(name)} is ${literal(JSON.stringify(city))}`);
      await client.query('checkpoint');
    });
    console.error(`已建好 ${size} 件事项的测量数据库（${((performance.now() - begun) / 1_000).toFixed(0)} 秒）`);
    return city;
  } finally {
    await server.close();
  }
}

async function makeCityIn(urls: BenchMatters['urls']): Promise<BenchCity> {
  const database = new Database(urls);
  try {
    return await makeBenchCity(database);
  } finally {
    await database.close();
  }
}

/** Databases of the same size that are out of date, and copies that a killed run left behind. */
async function dropOthers(client: pg.Client, size: number): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(`select datname from pg_database where datname ~ $1`, [
    `^bench_(${size}|copy)_`,
  ]);
  for (const { datname } of rows) await client.query(`drop database ${identifier(datname)} with (force)`);
}

/** With BENCH_REUSE set, the database at hand, also where migrations have changed since: for somebody who is at work on other things. */
async function nameOf(size: number): Promise<string> {
  const reused = process.env['BENCH_REUSE'] ? (await databases(`^bench_${size}_`)).at(-1) : undefined;
  return reused ?? `bench_${size}_${fingerprint()}`;
}

async function databases(pattern: string): Promise<string[]> {
  const server = await openPostgres({ dataDir, purpose: 'bench' });
  try {
    return await withClient(server.url('postgres'), async (client) => {
      const text = `select datname from pg_database where datname ~ $1 and shobj_description(oid, 'pg_database') is not null order by oid`;
      return (await client.query<{ datname: string }>(text, [pattern])).rows.map((row) => row.datname);
    });
  } finally {
    await server.close();
  }
}

/** Of everything that decides what lies in the database. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const migration of readMigrations()) hash.update(migration.sha256);
  for (const file of globSync('{city,fill-matters,texts}.ts', { cwd: import.meta.dirname }).toSorted())
    hash.update(readFileSync(join(import.meta.dirname, file)));
  return hash.digest('hex').slice(0, 10);
}
