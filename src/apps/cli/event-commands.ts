import type { Command } from 'commander';
import type { Database } from '#platform/server/database.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { adopt, isForeign } from '#platform/server/outbox/adopt.ts';
import { dropParked, listParked, replayParked } from '#platform/server/outbox/parked.ts';

/** Adds `events parked`, `replay` and `drop`, for events that a subscriber could not take, and `adopt` for a restored database. */
export function eventCommands(program: Command, open: () => Promise<{ database: Database }>, modules: readonly ServerModule[]): void {
  const area = program.command('events').description('事件');
  area
    .command('parked')
    .description('列出处理失败、被搁置的事件')
    .action(async () => {
      const { database } = await open();
      const parked = await listParked(database);
      for (const event of parked)
        console.log(
          `${event.parkedAt.toISOString()}  ${event.subscriber}  ${event.type}  ${event.eventId}\n    ${event.error.split('\n', 1)[0]}`,
        );
      console.log(`共 ${parked.length} 个。`);
    });
  area
    .command('replay <订阅者>')
    .description('重新处理一个订阅者被搁置的事件')
    .action(async (name: string) => {
      const { database } = await open();
      const subscriber = modules.flatMap((module) => module.subscribers ?? []).find((one) => one.name === name);
      if (!subscriber) throw new Error(`没有名为 ${name} 的订阅者。`);
      console.log(`已处理 ${await replayParked(database, subscriber)} 个。`);
    });
  area
    .command('drop <订阅者> <事件编号>')
    .description('放弃一个被搁置的事件')
    .action(async (name: string, eventId: string) => {
      const { database } = await open();
      console.log((await dropParked(database, name, eventId)) ? '已放弃。' : '没有这个被搁置的事件。');
    });
  area
    .command('adopt')
    .description('从另一台数据库服务器恢复数据之后执行一次：办完恢复前未办完的事件，并改用本服务器的编号')
    .action(async () => {
      const { database } = await open();
      if (!(await isForeign(database))) return console.log('不需要：数据属于这台数据库服务器。');
      await adopt(
        database,
        modules.flatMap((module) => module.subscribers ?? []),
      );
      return console.log('已完成，可以启动服务。');
    });
}
