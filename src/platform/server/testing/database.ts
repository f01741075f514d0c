import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { migrate, readMigrations } from '../migrate.ts';
import { openPostgres } from '../postgres/open-postgres.ts';
import { isAlive, identityOf } from '../postgres/process-identity.ts';
import { addressesAt } from '../postgres/provide-database.ts';
import { ensureRoles } from '../postgres/roles.ts';
import { identifier, withClient } from '../postgres/sql-client.ts';
import { databaseRoles } from '../secrets.ts';

/** A migrated, empty database that belongs to one test file. */
export interface IsolatedDatabase {
  readonly name: string;
  /** A superuser: for looking behind the walls only. */
  readonly adminUrl: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  /** Removes the database, whoever is still connected to it. */
  readonly drop: () => Promise<void>;
}

/** The secret from which the test server's role passwords derive. */
export const testSecret = 'a secret that only the test databases know';

/**
 * A database of its own, cloned in some 30 ms from one that has all migrations. Call it in `beforeAll` and `drop()` in `afterAll`.
 * The server is embedded and shared by everything that tests on this machine; with TEST_DATABASE_URL (a superuser) it is that one.
 */
export async function isolatedDatabase(): Promise<IsolatedDatabase> {
  const server = await openTestServer();
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await withTemplate(server, async (client, template) => {
    await client.query(`create database ${name} template ${template} owner ${databaseRoles.owner}`);
  });
  const drop = async () => {
    await withClient(server.maintenanceUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    await server.close();
  };
  return { name, ...addressesAt(atDatabase(server.maintenanceUrl, name), testSecret), drop };
}

/**
 * For the start of a test run: starts the server, builds the template, clears away what killed runs left behind.
 * Until the returned function is called the server stays up.
 */
export async function prepareTestServer(): Promise<() => Promise<void>> {
  const server = await openTestServer();
  await withTemplate(server, clearLeftovers);
  return server.close;
}

interface TestServer {
  readonly maintenanceUrl: string;
  readonly close: () => Promise<void>;
}

async function openTestServer(): Promise<TestServer> {
  const external = process.env['TEST_DATABASE_URL'];
  if (external) return { maintenanceUrl: external, close: async () => undefined };
  // Outside the source tree, because a clone may lie where PostgreSQL's user cannot enter; one per tree, because trees differ.
  const tree = createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 10);
  const server = await openPostgres({ dataDir: join(tmpdir(), `luzhitong-test-${tree}`), purpose: 'test', durable: false });
  return { maintenanceUrl: server.url('postgres'), close: server.close };
}

/** Runs `work` with the name of the current template, alone among all processes that use this server's templates. */
async function withTemplate(server: TestServer, work: (client: pg.Client, template: string) => Promise<void>): Promise<void> {
  await withClient(server.maintenanceUrl, async (client) => {
    await client.query('select pg_advisory_lock(5170002)');
    const template = `template_${fingerprint()}`;
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (rows.length === 0) await buildTemplate(client, server.maintenanceUrl, template);
    await work(client, template);
  });
}

/** A template is as good as the migrations it was made from. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const migration of readMigrations()) hash.update(`${migration.name} ${migration.sha256}\n`);
  return hash.digest('hex').slice(0, 12);
}

async function buildTemplate(client: pg.Client, maintenanceUrl: string, template: string): Promise<void> {
  const unfinished = template.replace('template_', 'unfinished_');
  await ensureRoles(client, { url: maintenanceUrl, secret: testSecret });
  await client.query(`drop database if exists ${unfinished} with (force)`);
  await client.query(`create database ${unfinished} template template0 owner ${databaseRoles.owner}`);
  await migrate({ url: atDatabase(maintenanceUrl, unfinished), secret: testSecret });
  await client.query(`alter database ${unfinished} rename to ${template}`);
}

async function clearLeftovers(client: pg.Client, template: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^(test|template|unfinished)_'`,
  );
  const leftovers = rows.map((row) => row.name).filter((name) => name !== template && !isInUse(name));
  for (const name of leftovers) await client.query(`drop database if exists ${identifier(name)} with (force)`);
}

/** A test database carries the number of the process that made it. */
function isInUse(name: string): boolean {
  const maker = /^test_(\d+)_/.exec(name);
  const identity = maker ? identityOf(Number(maker[1])) : null;
  return identity !== null && isAlive(identity);
}

function atDatabase(url: string, name: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]+)\/[^?]*/, `$1/${name}`);
}
