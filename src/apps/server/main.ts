import { runProcess } from '#platform/server/lifecycle.ts';
import { migrate } from '#platform/server/migrate.ts';
import { provideDatabase } from '#platform/server/postgres/provide-database.ts';
import { readSettings } from '#platform/server/settings.ts';
import { composeServer } from './compose.ts';

/** The process that answers requests. With the embedded database it also does the worker's part, so that one command starts everything. */
await runProcess(async (life) => {
  const settings = readSettings();
  const database = life.keep(await provideDatabase(settings, 'server'));
  await migrate({
    url: database.adminUrl,
    secret: settings.secret,
    foreignRoles: database.foreignRoles,
    onApplied: (name, milliseconds) => console.log(`数据库迁移 ${name} 已执行（${milliseconds} 毫秒）`),
  });
  life.keep(await composeServer({ settings, database }));
});
