import { Sealer } from '#platform/server/audit/sealer.ts';
import type { JobCount } from '#platform/server/jobs/job-runner.ts';
import { JobRunner } from '#platform/server/jobs/job-runner.ts';
import type { Closable } from '#platform/server/lifecycle.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { Dispatcher } from '#platform/server/outbox/dispatcher.ts';
import type { Installation } from '#apps/server/installation.ts';

/** Everything that happens after commit: subscribers, sealing of the audit log, jobs. Any number of processes may run it at once. */
export interface Background extends Closable {
  readonly countJobs: () => Promise<JobCount[]>;
}

/** Starts it; `close` lets what is under way finish. */
export async function startBackground({ database, provided, log }: Installation, modules: readonly ServerModule[]): Promise<Background> {
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
