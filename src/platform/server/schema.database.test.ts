import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from './postgres/sql-client.ts';
import { referenceTables } from './reference-tables.ts';
import { isolatedDatabase, type IsolatedDatabase } from './testing/database.ts';

/** What docs/architecture.md §4 demands of every table, asked of the catalogue: a migration that forgets a wall fails here. */
let database: IsolatedDatabase;
beforeAll(async () => {
  database = await isolatedDatabase();
});
afterAll(() => database.drop());

const names = (sql: string, values: readonly unknown[] = []) =>
  withClient(database.adminUrl, async (client) => (await client.query<{ name: string }>(sql, [...values])).rows.map((row) => row.name));

const ours = `select c.oid, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`;

test('row-level security is enabled and forced on every table', async () => {
  expect(
    await names(
      `select name from (${ours}) t join pg_class c using (oid) where not (c.relrowsecurity and c.relforcerowsecurity) order by 1`,
    ),
  ).toEqual([]);
});

test('every table has a policy for the worker', async () => {
  const reached = `select 1 from pg_policy p where p.polrelid = t.oid and (p.polroles = '{0}' or 'luzhitong_worker'::regrole = any (p.polroles))`;
  expect(await names(`select name from (${ours}) t where not exists (${reached}) order by 1`)).toEqual([]);
});

test('the owner owns every table, and the application and worker own nothing', async () => {
  expect(
    await names(`select name from (${ours}) t join pg_class c using (oid) where c.relowner <> 'luzhitong_owner'::regrole order by 1`),
  ).toEqual([]);
});

test('body_id leads every primary key, unique index and foreign key, except of reference tables', async () => {
  const leading = `
    select distinct t.name from (${ours}) t join pg_index i on i.indrelid = t.oid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
      where i.indisunique and a.attname <> 'body_id'
    union
    select distinct t.name from (${ours}) t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
      join pg_class other on other.oid = k.confrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
      where a.attname <> 'body_id' and other.relname <> all ($1)
    union
    select t.name from (${ours}) t where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)
    order by 1`;
  const references = Object.keys(referenceTables);
  // Equal, not merely contained: a table that leads with body_id has no place in the list.
  expect(await names(leading, [references])).toEqual(references.toSorted());
});

test('there are no sequences', async () => {
  expect(
    await names(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'S'`,
    ),
  ).toEqual([]);
});
