import { PgBoss } from 'pg-boss';
import type { Job } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from '../database.ts';
import type { JobDefinition } from './jobs.ts';
import { queueOptions } from './jobs.ts';

export interface JobRunnerOptions {
  /** The worker role's address: the queue has connections of its own. */
  readonly workerUrl: string;
  readonly database: Database;
  readonly jobs: readonly JobDefinition[];
  readonly log: Pick<Logger, 'error' | 'warn' | 'info'>;
  /** How often dead runs are looked for; 15 unless told. What became due without a notification (a retry, a start in the future) is looked for thrice as often. */
  readonly watchSeconds?: number;
}

/** Waiting, running and failed jobs of one name. */
export interface JobCount {
  readonly name: string;
  readonly state: string;
  readonly count: number;
}

/** Runs the jobs of all modules. Several processes may: each job is taken by one, and a killed one's jobs are taken up by another. */
export class JobRunner {
  private readonly options: JobRunnerOptions;
  private readonly boss: PgBoss;
  private readonly watchSeconds: number;
  private readonly stopping = new AbortController();

  constructor(options: JobRunnerOptions) {
    refuseDoubles(options.jobs);
    this.options = options;
    this.watchSeconds = options.watchSeconds ?? 15;
    this.boss = openQueue(options.workerUrl, { running: true, watchSeconds: this.watchSeconds });
    this.boss.on('error', (error) => options.log.error({ err: error }, 'job queue failed'));
    this.boss.on('warning', (warning) => options.log.warn({ warning: warning.message }, 'job queue warns'));
  }

  async start(): Promise<void> {
    await this.boss.start();
    for (const job of this.options.jobs) await this.open(job);
    await this.dropForgottenSchedules();
  }

  /** Lets running jobs finish for a few seconds; what does not is taken up again after the next start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.boss.stop({ graceful: true, timeout: 8_000 });
  }

  /** Counts for the metrics page. */
  async counts(): Promise<JobCount[]> {
    return await countJobs(this.options.database);
  }

  private async open(job: JobDefinition): Promise<void> {
    const { policy, ...changeable } = queueOptions(job);
    await this.boss.createQueue(job.name, { policy, ...changeable });
    await this.boss.updateQueue(job.name, changeable);
    if (job.schedule) await this.boss.schedule(job.name, job.schedule, {}, { tz: 'Asia/Shanghai' });
    const look = Math.max(0.5, this.watchSeconds / 3);
    const options = {
      localConcurrency: job.concurrency ?? 1,
      pollingIntervalSeconds: Math.min(2, look),
      notifyPollingIntervalSeconds: look,
    };
    await this.boss.work(job.name, options, async ([run]) => {
      await this.run(job, run!);
    });
  }

  private async run(job: JobDefinition, run: Job<unknown>): Promise<void> {
    try {
      const signal = AbortSignal.any([run.signal, this.stopping.signal]);
      await job.handle(this.options.database, job.data.parse(run.data ?? {}), { id: run.id, signal });
    } catch (error) {
      this.options.log.error({ err: error, job: job.name, run: run.id }, 'job failed');
      throw error;
    }
  }

  /** A schedule stays in the database when its job is taken out of the program; nobody would ever do its runs. */
  private async dropForgottenSchedules(): Promise<void> {
    const wanted = new Set(this.options.jobs.filter((job) => job.schedule).map((job) => job.name));
    for (const { name } of await this.boss.getSchedules()) if (!wanted.has(name)) await this.boss.unschedule(name);
  }
}

/**
 * Does all jobs that are due now, one after the other, and returns how many it did; for tests, imports and seeds. A failing job throws
 * and is left for its retry.
 */
export async function drainJobs(database: Database, workerUrl: string, jobs: readonly JobDefinition[]): Promise<number> {
  const boss = openQueue(workerUrl, { running: false, watchSeconds: 15 });
  boss.on('error', () => undefined);
  await boss.start();
  let done = 0;
  try {
    for (const job of jobs) await boss.createQueue(job.name, queueOptions(job));
    for (let before = -1; before !== done;) {
      before = done;
      for (const job of jobs) done += await drainQueue(boss, database, job);
    }
    return done;
  } finally {
    await boss.stop({ graceful: false });
  }
}

async function drainQueue(boss: PgBoss, database: Database, job: JobDefinition): Promise<number> {
  for (let done = 0; ; done += 1) {
    const [run] = await boss.fetch(job.name);
    if (!run) return done;
    try {
      await job.handle(database, job.data.parse(run.data ?? {}), { id: run.id, signal: new AbortController().signal });
    } catch (error) {
      await boss.fail(job.name, run.id, { message: String(error) });
      throw error;
    }
    await boss.complete(job.name, run.id);
  }
}

function openQueue(workerUrl: string, { running, watchSeconds }: { running: boolean; watchSeconds: number }): PgBoss {
  return new PgBoss({
    connectionString: workerUrl,
    application_name: 'luzhitong-jobs',
    max: 4,
    schema: 'boss',
    // The schema is a migration of ours (db/migrations/0000_jobs.sql); this role owns nothing and can rebuild no index.
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
    supervise: running,
    schedule: running,
    useListenNotify: running,
    registerInstance: false,
    superviseIntervalSeconds: watchSeconds,
    monitorIntervalSeconds: watchSeconds,
    maintenanceIntervalSeconds: 3_600,
    openTelemetry: { enabled: false },
  });
}

async function countJobs(database: Database): Promise<JobCount[]> {
  const client = await database.connectWorker();
  try {
    const { rows } = await client.query<JobCount>(
      `select name, state::text, count(*)::int from boss.job where state <> 'completed' group by name, state`,
    );
    return rows;
  } finally {
    client.release();
  }
}

function refuseDoubles(jobs: readonly JobDefinition[]): void {
  const names = new Set<string>();
  for (const { name } of jobs) {
    if (names.has(name)) throw new Error(`The job ${name} is declared twice.`);
    names.add(name);
  }
}
