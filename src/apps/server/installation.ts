import { Database } from '#platform/server/database.ts';
import { FileRoom } from '#platform/server/files/file-room.ts';
import type { Logger } from '#platform/server/http/log.ts';
import { openLog } from '#platform/server/http/log.ts';
import type { Lifecycle } from '#platform/server/lifecycle.ts';
import type { ProvidedDatabase } from '#platform/server/postgres/provide-database.ts';
import type { Settings } from '#platform/server/settings.ts';

/** What every process of the product has open. */
export interface Installation {
  readonly settings: Settings;
  readonly provided: ProvidedDatabase;
  readonly database: Database;
  readonly files: FileRoom;
  readonly log: Logger;
}

/** Opens log, pools and files of an installation whose database is provided and migrated; `life` closes them. */
export function openInstallation(
  life: Lifecycle,
  settings: Settings,
  provided: ProvidedDatabase,
  name: 'server' | 'worker' | 'cli',
): Installation {
  const log = openLog(settings, name);
  const database = life.keep(new Database({ appUrl: provided.appUrl, workerUrl: provided.workerUrl, workerConnections: 8 }));
  const files = new FileRoom({ settings: settings.files, dataDir: settings.dataDir, quota: settings.fileQuota });
  return { settings, provided, database, files, log };
}
