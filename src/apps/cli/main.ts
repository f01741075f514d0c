import { Command } from 'commander';
import { openInstallation } from '#apps/server/installation.ts';
import { composeModules } from '#apps/server/modules.ts';
import { FileRoom } from '#platform/server/files/file-room.ts';
import { openLog } from '#platform/server/http/log.ts';
import { runCommand } from '#platform/server/lifecycle.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { provideDatabase } from '#platform/server/postgres/provide-database.ts';
import type { Settings } from '#platform/server/settings.ts';
import { readSettings } from '#platform/server/settings.ts';
import { auditCommands } from './audit-commands.ts';
import { databaseCommands } from './database-commands.ts';
import { eventCommands } from './event-commands.ts';

/** The operator's commands: `npm run cli -- <area> <command>`. */
await runCommand(async (life) => {
  const settings = readSettings();
  const modules = modulesFor(settings);
  const open = async () => ({
    settings,
    database: openInstallation(life, settings, life.keep(await provideDatabase(settings, 'cli')), 'cli').database,
  });
  const program = new Command('npm run cli --').description('履职通管理命令').helpOption('--help', '显示用法').helpCommand(false);
  databaseCommands(program, life);
  auditCommands(program, open);
  eventCommands(program, open, modules);
  for (const module of modules) module.commands?.(program, open);
  await program.parseAsync();
});

/** The modules as commands need them: they serve nobody and hold nothing open. */
function modulesFor(settings: Settings): readonly ServerModule[] {
  const files = new FileRoom({ settings: settings.files, dataDir: settings.dataDir, quota: settings.fileQuota });
  return composeModules({ settings, files, log: openLog(settings, 'cli'), hub: null, settle: async () => undefined });
}
