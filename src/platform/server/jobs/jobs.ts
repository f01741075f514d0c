import { sql } from 'kysely';
import type { z } from 'zod';
import type { Database, Tx } from '../database.ts';
import { tables } from '../database.ts';

/** A job as those know it who enqueue it: its name, the shape of its data, its tries. */
export interface JobDeclaration<Data extends z.ZodType = z.ZodType> {
  /** Stable name `module.verb-noun`; letters, digits, dots and hyphens. */
  readonly name: string;
  /** What {@link enqueue} gives and the handler gets. Ids and few words: operators see it. */
  readonly data: Data;
  /** Tries after the first failure, with growing pauses; 5 unless told. */
  readonly retries?: number;
  /** Seconds before the first retry; 5 unless told. Each next pause is twice as long, at most an hour. */
  readonly retrySeconds?: number;
  /** A run that takes longer is taken for dead and tried again; 900 unless told. */
  readonly expireSeconds?: number;
}

/**
 * Work that happens later, again and again, or outside the database (mail, push, HTTP). A job that was accepted is done at least once, also
 * after kill -9: its handler must bear being run twice. What it writes, it writes through `database.transact(systemActor, …, { access: 'worker' })`.
 */
export interface JobDefinition<Data extends z.ZodType = z.ZodType> extends JobDeclaration<Data> {
  /** Runs at these times in China (`分 时 日 月 周`); scheduled runs get `{}`, which `data` must accept. */
  readonly schedule?: string;
  /** How many run at once in one process; 1 unless told. */
  readonly concurrency?: number;
  handle(database: Database, data: z.output<Data>, run: JobRun): Promise<void>;
}

/** One run of a job. */
export interface JobRun {
  readonly id: string;
  /** Aborted when the process stops or the run took too long. */
  readonly signal: AbortSignal;
}

/** Declares a job; keeps the type of its data. */
export function defineJob<Data extends z.ZodType>(job: JobDefinition<Data>): JobDefinition<Data> {
  return job;
}

export interface EnqueueOptions {
  /** Not before this moment. */
  readonly after?: Date;
  /**
   * At most one waiting job of this name has the key. Where one waits already it stays as it is, and does not begin before this
   * transaction commits: so it sees what the transaction wrote.
   */
  readonly key?: string;
}

/**
 * Enqueues `job` in the transaction itself: it exists exactly when the transaction commits. Only subscribers, jobs, imports and seeds may
 * (access `worker`): an action emits an event, and a subscriber turns it into a job.
 */
export async function enqueue<Data extends z.ZodType>(
  tx: Tx,
  job: JobDeclaration<Data>,
  data: z.input<Data>,
  options: EnqueueOptions = {},
): Promise<void> {
  if (tx.access !== 'worker') throw new Error(`The job ${job.name} was enqueued by a request; emit an event and enqueue in a subscriber.`);
  const words = JSON.stringify(job.data.parse(data));
  if (await insertJob(tx, job.name, words, options)) return;
  await createQueue(tx, job);
  await insertJob(tx, job.name, words, options);
}

/** How pg-boss is told of a job's tries and times. */
export function queueOptions(job: JobDeclaration) {
  return {
    // `short` is what makes a waiting job's key unique; jobs without a key get one of their own.
    policy: 'short',
    retryLimit: job.retries ?? 5,
    retryDelay: job.retrySeconds ?? 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    expireInSeconds: job.expireSeconds ?? 900,
    // A killed process is noticed by its silence, long before the run's own time is over.
    heartbeatSeconds: 30,
    retentionSeconds: 14 * 86_400,
    deleteAfterSeconds: 3 * 86_400,
    notify: true,
  } as const;
}

/** pg-boss's own insertion in one statement; false where the queue is not known yet. */
async function insertJob(tx: Tx, name: string, words: string, options: EnqueueOptions): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    with queue as (select * from boss.queue where name = ${name}),
    job as (
      insert into boss.job_common as job (name, data, start_after, keep_until, singleton_key, policy, retry_limit, retry_delay, retry_backoff,
        retry_delay_max, expire_seconds, deletion_seconds, heartbeat_seconds, dead_letter)
      select name, ${words}::jsonb, due.at, due.at + retention_seconds * interval '1 s', coalesce(${options.key ?? null}, gen_random_uuid()::text), policy,
        retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, heartbeat_seconds, dead_letter
      from queue, (select coalesce(${options.after ?? null}::timestamptz, now()) as at) as due
      on conflict (name, (coalesce(singleton_key, ''))) where state = 'created' and policy = 'short'
      do update set start_after = job.start_after
      returning start_after
    ),
    waking as (select pg_notify('pgboss_' || left(encode(sha224('boss'), 'hex'), 24), ${name}) from job where start_after <= now())
    select exists (select from queue) and (select count(*) from waking) >= 0 as known`.execute(tables(tx));
  return rows[0]!.known;
}

async function createQueue(tx: Tx, job: JobDeclaration): Promise<void> {
  await sql`select boss.create_queue(${job.name}, ${JSON.stringify(queueOptions(job))}::jsonb)`.execute(tables(tx));
}
