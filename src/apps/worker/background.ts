import { Sealer } from '#platform/server/audit/sealer.ts';
import type { JobCount } from '#platform/server/jobs/job-runner.ts';
import { JobRunner } from '#platform/server/jobs/job-runner.ts';
import type { Closable } from '#platform/server/lifecycle.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { Database } from '#platform/server/database.ts';
import { isForeign } from '#platform/server/outbox/adopt.ts';
import { Dispatcher } from '#platform/server/outbox/dispatcher.ts';
import type { Installation } from '#apps/server/installation.ts';

/** Everything that happens after commit: subscribers, sealing of the audit log, jobs. Any number of processes may run it at once. */
export interface Background extends Closable {
  readonly countJobs: () => Promise<JobCount[]>;
}

/** Starts it; `close` lets what is under way finish. */
export async function startBackground({ database, provided, log }: Installation, modules: readonly ServerModule[]): Promise<Background> {
  await refuseForeign(database);
  const dispatcher = new Dispatcher(
    database,
    modules.flatMap((module) => module.subscribers ?? []),
    log,
  );
  const sealer = new Sealer(database, log);
  const runner = new JobRunner({ workerUrl: provided.workerUrl, database, jobs: modules.flatMap((module) => module.jobs ?? []), log });
  await runner.start();
  dispatcher.start();
  sealer.start();
  return {
    countJobs: () => runner.counts(),
    close: async () => {
      await Promise.all([dispatcher.stop(), sealer.stop(), runner.stop()]);
    },
  };
}

/** In a database restored from another server's dump nothing would happen after commit any more, without any error. */
async function refuseForeign(database: Database): Promise<void> {
  if (!(await isForeign(database))) return;
  throw new Error(
    '这个数据库是从另一台数据库服务器的备份恢复的。请确认没有其他履职通进程在运行，先执行 npm run cli -- events adopt，再启动。',
  );
}
