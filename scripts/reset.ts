import { rmSync } from 'node:fs';
import { wipePostgres } from '../src/platform/server/postgres/open-postgres.ts';
import { readSettings } from '../src/platform/server/settings.ts';

/** Empties an installation with the embedded database: its rows and its uploaded files. The secret stays. */
async function reset(): Promise<void> {
  const settings = readSettings();
  if (settings.database.kind === 'external') throw new Error('--reset 只用于内置数据库；外部数据库请由数据库管理员处理。');
  await wipePostgres(settings.dataDir);
  if (settings.files.kind === 'folder') rmSync(settings.files.path, { recursive: true, force: true });
  console.log('演示数据已清空。');
}

await reset().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
