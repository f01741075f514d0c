import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../migrate.ts';
import { databaseRoles } from '../secrets.ts';
import { openPostgres, wipePostgres, type OpenPostgres } from './open-postgres.ts';
import { addressesAt } from './provide-database.ts';
import { withClient } from './sql-client.ts';

/** A server of its own: roles belong to a whole server, and these tests begin where none of the product's exist. */
let server: OpenPostgres;
let dataDir: string;
let directory: string;
const secret = 'a secret of thirty-two characters or more';

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'roles-'));
  server = await openPostgres({ dataDir, purpose: 'test', durable: false });
  directory = mkdtempSync(join(tmpdir(), 'roles-migrations-'));
  writeFileSync(
    join(directory, '0001_guarded.sql'),
    `create extension pg_trgm;
     create table secret_number (value int);
     insert into secret_number values (7);
     alter table secret_number enable row level security;
     create policy guard_looks on secret_number for select to luzhitong_guard using (true);
     grant select on secret_number to luzhitong_guard;
     create function number_is(guess int) returns boolean language sql stable security definer set search_path = public
       as 'select exists (select from secret_number where value = guess)';
     alter function number_is(int) owner to luzhitong_guard;`,
  );
  await run(`create role keeper login createrole password 'keeper'`);
  await run('create database kept owner keeper');
});
afterAll(async () => {
  await server.close();
  await wipePostgres(dataDir);
  for (const folder of [dataDir, directory]) rmSync(folder, { recursive: true, force: true });
});

const run = (sql: string, url = server.url('postgres')) =>
  withClient(url, async (client) => (await client.query(sql)).rows as Record<string, unknown>[]);
const asKeeper = () => server.url('kept', 'keeper', 'keeper');

test('an owner of the database that may make roles, and no superuser, sets everything up', async () => {
  expect(await migrate({ url: asKeeper(), secret, directory })).toEqual(['0001_guarded.sql']);
  const { appUrl, workerUrl, ownerUrl } = addressesAt(asKeeper(), secret);
  for (const url of [appUrl, workerUrl, ownerUrl]) expect(await run('select number_is(7) as yes', url)).toEqual([{ yes: true }]);
  await expect(run('select * from secret_number', appUrl)).rejects.toThrow('permission denied');
  expect(await run(`select rolsuper or rolbypassrls as mighty from pg_roles where rolname like 'luzhitong%' group by 1`)).toEqual([
    { mighty: false },
  ]);
});

test('a changed secret changes the passwords, and an old one no longer opens', async () => {
  const newSecret = 'another secret of thirty-two characters';
  await migrate({ url: asKeeper(), secret: newSecret, directory });
  expect(await run('select 1 as one', addressesAt(asKeeper(), newSecret).appUrl)).toEqual([{ one: 1 }]);
  await expect(run('select 1', addressesAt(asKeeper(), secret).appUrl)).rejects.toThrow('password authentication failed');
});

test('a password that an administrator keeps himself is left alone', async () => {
  await run(`alter role ${databaseRoles.app} password 'kept by hand'`);
  await migrate({ url: asKeeper(), secret, directory, foreignRoles: [databaseRoles.app] });
  expect(await run('select 1 as one', server.url('kept', databaseRoles.app, 'kept by hand'))).toEqual([{ one: 1 }]);
});

test('roles that an administrator made are enough: see docs/operations.md', async () => {
  for (const role of ['owner', 'app', 'worker']) await run(`alter role luzhitong_${role} login password 'by hand'`);
  await run('create database handed owner luzhitong_owner');
  const url = server.url('handed', databaseRoles.owner, 'by hand');
  expect(await migrate({ url, secret, directory, foreignRoles: [databaseRoles.app, databaseRoles.worker] })).toEqual(['0001_guarded.sql']);
  expect(await run('select number_is(7) as yes', server.url('handed', databaseRoles.app, 'by hand'))).toEqual([{ yes: true }]);
});

test('without the right to make roles it says what to ask for', async () => {
  await run(`create role beggar login password 'beggar'`);
  await run('create database begged owner beggar');
  const task = migrate({ url: server.url('begged', 'beggar', 'beggar'), secret: 'yet another secret of thirty-two characters', directory });
  await expect(task).rejects.toThrow(/权限不够，无法执行「alter role luzhitong_owner login password '……'」/);
});
