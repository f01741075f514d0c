import { Command } from 'commander';
import { runCommand } from '#platform/server/lifecycle.ts';
import { databaseCommands } from './database-commands.ts';

/** The operator's commands: `npm run cli -- <area> <command>`. */
await runCommand(async (life) => {
  const program = new Command('npm run cli --').description('履职通管理命令').helpOption('--help', '显示用法').helpCommand(false);
  databaseCommands(program, life);
  await program.parseAsync();
});
