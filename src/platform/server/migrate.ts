import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import { expectRows } from './postgres/expected-rows.ts';
import { becomeOwner, ensureRoles } from './postgres/roles.ts';
import { untilReachable, withClient } from './postgres/sql-client.ts';

/** One file of `db/migrations`. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

export interface MigrateOptions {
  /** An address that may make roles, or before which somebody made them; see `ProvidedDatabase.adminUrl`. */
  readonly url: string;
  readonly secret: string;
  /** Roles whose password an administrator keeps himself. */
  readonly foreignRoles?: readonly string[];
  readonly directory?: string;
  readonly onApplied?: (name: string, milliseconds: number) => void;
}

/** The history in the database and the files disagree, or a file cannot be applied; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** The folder of the migrations that belong to this source tree. */
export const migrationDirectory = resolve(import.meta.dirname, '../../../db/migrations');

/**
 * Brings the database to the state of the migrations: makes the roles, then applies what is missing, each file in a transaction of its own
 * as the owner. Refuses with {@link MigrationError} where an applied file has been changed, removed or overtaken. Processes that start at
 * once wait for each other. Returns the names it applied.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const migrations = readMigrations(options.directory);
  await untilReachable(options.url);
  return withClient(options.url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await ensureRoles(client, { url: options.url, secret: options.secret, foreign: options.foreignRoles });
    await becomeOwner(client);
    if (!(await hasHistory(client))) await client.query(historyTable);
    const missing = missingOf(migrations, await history(client));
    for (const migration of missing) await apply(client, migration, { last: migration === missing.at(-1), onApplied: options.onApplied });
    if (missing.length > 0) await expectRows(client);
    return missing.map((migration) => migration.name);
  });
}

/** The migrations that the database lacks, without changing anything. `url` must log in as the owner or better. */
export async function pendingMigrations(url: string, directory?: string): Promise<string[]> {
  const migrations = readMigrations(directory);
  return withClient(url, async (client) => {
    return missingOf(migrations, (await hasHistory(client)) ? await history(client) : []).map((migration) => migration.name);
  });
}

/** The migrations of a folder in their order. Throws where a name has the wrong form or a number stands twice. */
export function readMigrations(directory: string = migrationDirectory): Migration[] {
  const names = readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  for (const [index, name] of names.entries()) {
    if (!/^\d{4}_[a-z0-9-]+\.sql$/.test(name)) throw new MigrationError(`迁移文件 ${name} 的名字应形如 0007_add-matter.sql`);
    const before = names[index - 1];
    if (before?.slice(0, 4) === name.slice(0, 4)) throw new MigrationError(`迁移编号 ${name.slice(0, 4)} 用了两次：${before} 和 ${name}`);
  }
  return names.map((name) => {
    const sql = readFileSync(join(directory, name), 'utf8');
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/** Any fixed number: it is the same in all processes and used for nothing else. */
const lockKey = 5_170_001;

const historyTable = `
  create table if not exists schema_migration (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now(),
    milliseconds integer not null
  );
  alter table schema_migration enable row level security;
  alter table schema_migration force row level security;
  do $$ begin
    if not exists (select from pg_policy where polrelid = 'schema_migration'::regclass) then
      create policy owner_keeps on schema_migration to luzhitong_owner using (true) with check (true);
      create policy everybody_reads on schema_migration for select using (true);
      grant select on schema_migration to luzhitong_app, luzhitong_worker;
    end if;
  end $$`;

interface Applied {
  readonly name: string;
  readonly sha256: string;
}

async function hasHistory(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('public.schema_migration') is not null as there`);
  return rows[0]!.there;
}

async function history(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>('select name, sha256 from schema_migration order by name collate "C"');
  return rows;
}

function missingOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const files = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const entry of applied) {
    const file = files.get(entry.name);
    if (!file) throw new MigrationError(`数据库里已执行过 ${entry.name}，但程序里没有这个文件：程序版本比数据库旧，请换用新版本。`);
    if (file.sha256 !== entry.sha256) {
      throw new MigrationError(`迁移 ${entry.name} 执行之后被改动过：请恢复原文件，把改动写进新的迁移。`);
    }
  }
  const last = applied.at(-1)?.name ?? '';
  const done = new Set(applied.map((entry) => entry.name));
  const missing = migrations.filter((migration) => !done.has(migration.name));
  const overtaken = missing.find((migration) => migration.name < last);
  if (overtaken) throw new MigrationError(`迁移 ${overtaken.name} 的编号小于已执行的 ${last}：请给它换一个更大的编号。`);
  return missing;
}

/** What the disk has of the last one it has of all before it: only that commit waits for the disk. */
async function apply(
  client: pg.Client,
  migration: Migration,
  { last, onApplied }: { last: boolean } & Pick<MigrateOptions, 'onApplied'>,
): Promise<void> {
  const started = performance.now();
  await client.query(last ? 'begin' : 'begin; set local synchronous_commit = off');
  try {
    await client.query(migration.sql);
    const milliseconds = Math.round(performance.now() - started);
    await client.query('insert into schema_migration (name, sha256, milliseconds) values ($1, $2, $3)', [
      migration.name,
      migration.sha256,
      milliseconds,
    ]);
    await client.query('commit');
    onApplied?.(migration.name, milliseconds);
  } catch (error) {
    await client.query('rollback');
    throw new MigrationError(`迁移 ${placeOf(migration, error)} 没有执行成功，数据库保持原样：${(error as Error).message}`, {
      cause: error,
    });
  }
}

function placeOf(migration: Migration, error: unknown): string {
  const position = Number((error as { position?: string }).position ?? 0);
  return position > 0 ? `${migration.name}:${migration.sql.slice(0, position).split('\n').length}` : migration.name;
}
