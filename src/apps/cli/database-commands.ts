import type { Command } from 'commander';
import { Option } from 'commander';
import type { Lifecycle } from '#platform/server/lifecycle.ts';
import { migrate, pendingMigrations } from '#platform/server/migrate.ts';
import { provideDatabase } from '#platform/server/postgres/provide-database.ts';
import { readSettings } from '#platform/server/settings.ts';

/** Adds `database migrate`, `database pending` and `database address`. */
export function databaseCommands(program: Command, life: Lifecycle): void {
  const area = program.command('database').description('数据库');
  area
    .command('migrate')
    .description('把数据库更新到当前版本')
    .action(async () => {
      const settings = readSettings();
      const { adminUrl, foreignRoles } = life.keep(await provideDatabase(settings, 'cli'));
      const applied = await migrate({
        url: adminUrl,
        secret: settings.secret,
        foreignRoles,
        onApplied: (name) => console.log(`已执行 ${name}`),
      });
      console.log(applied.length > 0 ? `共执行 ${applied.length} 个迁移。` : '数据库已是最新版本。');
    });
  area
    .command('pending')
    .description('列出还没有执行的迁移')
    .action(async () => {
      const { adminUrl } = life.keep(await provideDatabase(readSettings(), 'cli'));
      const names = await pendingMigrations(adminUrl);
      console.log(names.length > 0 ? names.join('\n') : '没有待执行的迁移。');
    });
  area
    .command('address')
    .description('显示数据库的连接地址（含密码，请勿外传）；服务运行时可用 psql 连接')
    .addOption(new Option('--role <角色>', '只显示一个角色的').choices(['owner', 'app', 'worker']))
    .action(async ({ role }: { role?: 'owner' | 'app' | 'worker' }) => {
      const { ownerUrl, appUrl, workerUrl } = life.keep(await provideDatabase(readSettings(), 'cli'));
      const addresses = { owner: ownerUrl, app: appUrl, worker: workerUrl };
      console.log(role ? addresses[role] : Object.values(addresses).join('\n'));
    });
}
