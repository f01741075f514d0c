import type { Lifecycle } from '#platform/server/lifecycle.ts';
import type { ProvidedDatabase } from '#platform/server/postgres/provide-database.ts';
import type { Settings } from '#platform/server/settings.ts';
import { openInstallation } from '#apps/server/installation.ts';
import { composeModules } from '#apps/server/modules.ts';
import { startBackground } from './background.ts';

/** Composes the modules' subscribers and jobs and starts them. */
export async function composeWorker(life: Lifecycle, settings: Settings, provided: ProvidedDatabase): Promise<void> {
  const installation = openInstallation(life, settings, provided, 'worker');
  const modules = composeModules({ ...installation, hub: null, settle: async () => undefined });
  life.keep(await startBackground(installation, modules));
  installation.log.info('worker started');
  console.log('后台进程已启动。');
}
