import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate, pendingMigrations } from './migrate.ts';
import { withClient } from './postgres/sql-client.ts';
import { databaseRoles } from './secrets.ts';
import { isolatedDatabase, testSecret, type IsolatedDatabase } from './testing/database.ts';

let database: IsolatedDatabase;
let directory: string;

beforeAll(async () => {
  database = await isolatedDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'migrations-'));
  // The template's own history is of no concern here.
  await query(database.adminUrl, 'drop table if exists schema_migration, apple, pear cascade');
});
afterEach(() => rmSync(directory, { recursive: true }));

const file = (name: string, sql: string) => writeFileSync(join(directory, name), sql);
const run = (url = database.adminUrl) => migrate({ url, secret: testSecret, directory });
const query = (url: string, sql: string) => withClient(url, async (client) => (await client.query(sql)).rows as Record<string, unknown>[]);

describe('migrate', () => {
  test('applies files in order as the owner and only once', async () => {
    file('0002_pear.sql', 'create table pear (apple text references apple);');
    file('0001_apple.sql', 'create table apple (name text primary key);');
    expect(await pendingMigrations(database.ownerUrl, directory)).toEqual(['0001_apple.sql', '0002_pear.sql']);
    expect(await run()).toEqual(['0001_apple.sql', '0002_pear.sql']);
    expect(await run()).toEqual([]);
    expect(await pendingMigrations(database.ownerUrl, directory)).toEqual([]);
    const owners = await query(database.adminUrl, `select distinct tableowner from pg_tables where tablename in ('apple', 'pear')`);
    expect(owners).toEqual([{ tableowner: databaseRoles.owner }]);
  });

  test('tells the planner that a body has many rows, until the table itself has been analysed', async () => {
    const able = await query(database.adminUrl, `select to_regproc('pg_restore_attribute_stats') is not null as able`);
    const known = async () => {
      const text = `select attname as name, n_distinct as distinct from pg_stats where tablename = 'apple' and attname in ('body_id', 'id') order by 1`;
      return (await query(database.adminUrl, text)).map((row) => `${String(row['name'])} ${String(row['distinct'])}`);
    };
    file('0001_apple.sql', 'create table apple (body_id uuid, id uuid, words text, primary key (body_id, id));');
    await run();
    expect(await known()).toEqual(able[0]!['able'] ? ['body_id 2', 'id -1'] : []);
    await query(database.adminUrl, 'insert into apple select gen_random_uuid(), gen_random_uuid() from generate_series(1, 50)');
    await query(database.adminUrl, 'analyze apple');
    file('0002_pear.sql', 'create table pear (name text);');
    await run();
    expect(await known()).toEqual(['body_id -1', 'id -1']);
  });

  test('a failing file leaves nothing behind and names its line', async () => {
    file('0001_apple.sql', 'create table apple (name text primary key);\ncreate table pear (name nonsense);');
    await expect(run()).rejects.toThrow('0001_apple.sql:2 没有执行成功');
    expect(await pendingMigrations(database.ownerUrl, directory)).toEqual(['0001_apple.sql']);
    expect(await query(database.adminUrl, `select to_regclass('apple') as apple`)).toEqual([{ apple: null }]);
  });

  test('refuses a changed file, a missing one, one that comes too late, a doubled number and a strange name', async () => {
    file('0002_apple.sql', 'create table apple (name text);');
    await run();
    file('0002_apple.sql', 'create table apple (name text, age int);');
    await expect(run()).rejects.toThrow('0002_apple.sql 执行之后被改动过');
    rmSync(join(directory, '0002_apple.sql'));
    file('0003_pear.sql', 'create table pear (name text);');
    await expect(run()).rejects.toThrow('没有这个文件');
    file('0002_apple.sql', 'create table apple (name text);');
    file('0001_early.sql', 'select 1;');
    await expect(run()).rejects.toThrow('换一个更大的编号');
    rmSync(join(directory, '0001_early.sql'));
    file('0003_peach.sql', 'select 1;');
    await expect(run()).rejects.toThrow('用了两次');
    rmSync(join(directory, '0003_peach.sql'));
    file('4_grape.sql', 'select 1;');
    await expect(run()).rejects.toThrow('名字应形如');
  });

  test('two that start at once do the work once', async () => {
    file('0001_apple.sql', 'create table apple (name text); select pg_sleep(0.2);');
    const applied = await Promise.all([run(), run()]);
    expect(applied.flat()).toEqual(['0001_apple.sql']);
  });

  test('needs no superuser when the roles are there', async () => {
    file('0001_apple.sql', 'create table apple (name text);');
    expect(await run(database.ownerUrl)).toEqual(['0001_apple.sql']);
  });

  test('the application reads the history and cannot change it', async () => {
    file('0001_apple.sql', 'select 1;');
    await run();
    expect(await query(database.appUrl, 'select name from schema_migration')).toEqual([{ name: '0001_apple.sql' }]);
    await expect(query(database.appUrl, 'delete from schema_migration')).rejects.toThrow('permission denied');
  });
});

describe('with a connection that may make roles but is no superuser', () => {
  // Roles belong to the whole server, so this one gets a name of its own and keeps off the product's roles.
  const name = `keeper_${process.pid}`;
  afterAll(async () => {
    await query(database.adminUrl, `drop owned by ${name}`);
    await query(database.adminUrl, `drop role ${name}`);
  });

  test('migrates a database that it owns', async () => {
    await query(database.adminUrl, `create role ${name} login createrole password 'keeper'`);
    await query(database.adminUrl, `grant ${databaseRoles.owner} to ${name} with admin option`);
    file('0001_apple.sql', 'create table apple (name text);');
    const url = database.ownerUrl.replace(/\/\/[^@]+@/, `//${name}:keeper@`);
    expect(await run(url)).toEqual(['0001_apple.sql']);
  });
});
