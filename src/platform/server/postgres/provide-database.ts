import { databaseRoles, rolePassword } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import { openPostgres } from './open-postgres.ts';
import { addressFor, ensureRoles } from './roles.ts';
import { identifier, withClient } from './sql-client.ts';

/** The addresses of the product's database, and how to let go of it. */
export interface ProvidedDatabase {
  /** For {@link migrate} and administration: may make roles. */
  readonly adminUrl: string;
  /** Logs in as the owner of all tables, bound by row-level security like everybody. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  /** Roles whose passwords an administrator keeps himself; for {@link migrate}. */
  readonly foreignRoles: readonly string[];
  /** The embedded server's TCP port for tools such as psql; null for an external database. */
  readonly port: number | null;
  /** Ends the embedded server when no other process uses it; leaves an external one alone. Close the pools first. */
  readonly close: () => Promise<void>;
}

/**
 * Gives the database that the settings name, starting the embedded server where it is that. `purpose` says who uses it:
 * of `server` there may be only one in a data folder, commands and workers join it.
 */
export async function provideDatabase(settings: Settings, purpose: 'server' | 'worker' | 'cli' | 'test'): Promise<ProvidedDatabase> {
  const { database, secret } = settings;
  if (database.kind === 'external') {
    const derived = addressesAt(database.url, secret);
    return {
      ...derived,
      ownerUrl: database.url.includes(`//${databaseRoles.owner}:`) ? database.url : derived.ownerUrl,
      appUrl: database.appUrl ?? derived.appUrl,
      workerUrl: database.workerUrl ?? derived.workerUrl,
      foreignRoles: [database.appUrl && databaseRoles.app, database.workerUrl && databaseRoles.worker].filter((role) => role !== null),
      port: null,
      close: async () => undefined,
    };
  }
  const server = await openPostgres({ dataDir: settings.dataDir, purpose, port: database.port, sole: purpose === 'server' });
  try {
    await createDatabase(server.url('postgres'), 'luzhitong', secret);
  } catch (error) {
    await server.close();
    throw error;
  }
  return { ...addressesAt(server.url('luzhitong'), secret), foreignRoles: [], port: server.port, close: server.close };
}

/** The addresses of one database for its roles, with derived passwords. */
export function addressesAt(adminUrl: string, secret: string): Pick<ProvidedDatabase, 'adminUrl' | 'ownerUrl' | 'appUrl' | 'workerUrl'> {
  const as = (role: string) => addressFor(adminUrl, role, rolePassword(secret, role));
  return { adminUrl, ownerUrl: as(databaseRoles.owner), appUrl: as(databaseRoles.app), workerUrl: as(databaseRoles.worker) };
}

/** Makes the roles and, owned by the owner's role, the database `name`, where they are missing. */
export async function createDatabase(maintenanceUrl: string, name: string, secret: string): Promise<void> {
  await withClient(maintenanceUrl, async (client) => {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    await ensureRoles(client, { url: maintenanceUrl, secret });
    await client.query(`create database ${identifier(name)} owner ${databaseRoles.owner}`);
  });
}
