import { runProcess } from '#platform/server/lifecycle.ts';
import { migrate } from '#platform/server/migrate.ts';
import { provideDatabase } from '#platform/server/postgres/provide-database.ts';
import type { Settings } from '#platform/server/settings.ts';
import { readSettings } from '#platform/server/settings.ts';

/** The process that answers requests. With the embedded database it also does the worker's part, so that one command starts everything. */
export async function serve(): Promise<void> {
  await runProcess(async (life) => {
    const settings = readSettings();
    // Most of our code is loaded while PostgreSQL starts, in a process of its own.
    const composing = Promise.all([import('./compose.ts'), import('#modules/identity/server/index.ts')]);
    composing.catch(() => undefined);
    const provided = life.keep(await provideDatabase(settings, 'server'));
    await migrate({
      url: provided.adminUrl,
      secret: settings.secret,
      foreignRoles: provided.foreignRoles,
      onApplied: (name, milliseconds) => console.log(`数据库迁移 ${name} 已执行（${milliseconds} 毫秒）`),
    });
    const [{ composeServer }, { demoPassword }] = await composing;
    await composeServer(life, settings, provided);
    console.log(greeting(settings, demoPassword));
  });
}

function greeting({ publicUrl, demo }: Settings, demoPassword: string): string {
  const places = [`履职通已启动：${publicUrl}`, `  手机端 ${publicUrl}/m/`, `  办公端 ${publicUrl}/desk/`, `  公众端 ${publicUrl}/p/`];
  return [...places, ...(demo ? [`演示账号列在登录页，点一下即可登录；统一口令 ${demoPassword}`] : [])].join('\n');
}
