import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { Database } from '../database.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import type { IsolatedDatabase } from '../testing/database.ts';
import { isolatedDatabase } from '../testing/database.ts';
import { drainJobs, JobRunner } from './job-runner.ts';
import type { JobDefinition } from './jobs.ts';
import { defineJob, enqueue } from './jobs.ts';

let isolated: IsolatedDatabase;
let database: Database;
let admin: pg.Client;
const runners: JobRunner[] = [];
const log = { error: vi.fn(), warn: vi.fn(), info: vi.fn() };
let numbered = 0;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database(isolated);
  admin = new pg.Client({ connectionString: isolated.adminUrl });
  await admin.connect();
});
afterEach(async () => {
  for (const runner of runners.splice(0)) await runner.stop();
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await isolated.drop();
});

const worker = { access: 'worker' } as const;

/** A job that notes what it was given, under a name of its own. */
function noting(handle: (n: number) => Promise<void> | void = () => undefined): {
  job: JobDefinition<z.ZodObject<{ n: z.ZodNumber }>>;
  seen: number[];
} {
  const seen: number[] = [];
  const job = defineJob({
    name: `test.note-${(numbered += 1)}`,
    data: z.object({ n: z.number() }),
    retrySeconds: 1,
    handle: async (_database, { n }) => {
      await handle(n);
      seen.push(n);
    },
  });
  return { job, seen };
}

async function start(jobs: readonly JobDefinition[]): Promise<JobRunner> {
  const runner = new JobRunner({ workerUrl: isolated.workerUrl, database, jobs, log, watchSeconds: 1 });
  runners.push(runner);
  await runner.start();
  return runner;
}

const statesOf = async (name: string) =>
  (await admin.query<{ state: string }>('select state::text from boss.job where name = $1', [name])).rows.map((row) => row.state);

describe('enqueue', () => {
  it('makes the job exist exactly when the transaction commits', async () => {
    const { job, seen } = noting();
    await database.transact(systemActor, async (tx) => await enqueue(tx, job, { n: 1 }), worker);
    await expect(
      database.transact(
        systemActor,
        async (tx) => {
          await enqueue(tx, job, { n: 2 });
          throw new Error('stop');
        },
        worker,
      ),
    ).rejects.toThrow('stop');
    expect(await drainJobs(database, isolated.workerUrl, [job])).toBe(1);
    expect(seen).toEqual([1]);
  });

  it('is refused to requests, and refuses data of another shape', async () => {
    const { job } = noting();
    await expect(database.transact(systemActor, async (tx) => await enqueue(tx, job, { n: 1 }))).rejects.toThrow('emit an event');
    await expect(database.transact(systemActor, async (tx) => await enqueue(tx, job, { n: 'one' } as never), worker)).rejects.toThrow(
      'expected number',
    );
  });

  it('keeps one waiting job a key, which does not begin before the second transaction is over', async () => {
    const { job, seen } = noting();
    const put = async () => await database.transact(systemActor, async (tx) => await enqueue(tx, job, { n: 1 }, { key: 'one' }), worker);
    await put();
    await put();
    expect(await statesOf(job.name)).toEqual(['created']);
    await database.transact(
      systemActor,
      async (tx) => {
        await enqueue(tx, job, { n: 1 }, { key: 'one' });
        expect(await drainJobs(database, isolated.workerUrl, [job])).toBe(0);
      },
      worker,
    );
    await drainJobs(database, isolated.workerUrl, [job]);
    await put();
    await drainJobs(database, isolated.workerUrl, [job]);
    expect(seen).toEqual([1, 1]);
  });

  it('waits for its time', async () => {
    const { job } = noting();
    await database.transact(
      systemActor,
      async (tx) => await enqueue(tx, job, { n: 1 }, { after: new Date(Date.now() + 3_600_000) }),
      worker,
    );
    expect(await drainJobs(database, isolated.workerUrl, [job])).toBe(0);
    expect(await statesOf(job.name)).toEqual(['created']);
  });
});

describe('a job runner', () => {
  it('does jobs as they come', async () => {
    const { job, seen } = noting();
    await start([job]);
    for (let n = 0; n < 3; n += 1) await database.transact(systemActor, async (tx) => await enqueue(tx, job, { n }), worker);
    await vi.waitFor(() => expect(seen.toSorted((one, other) => one - other)).toEqual([0, 1, 2]), { timeout: 15_000 });
  });

  it('tries a failing job again', async () => {
    let failures = 1;
    const { job, seen } = noting(() => {
      if (failures-- > 0) throw new Error('not now');
    });
    await database.transact(systemActor, async (tx) => await enqueue(tx, job, { n: 7 }), worker);
    const runner = await start([job]);
    await vi.waitFor(() => expect(seen).toEqual([7]), { timeout: 15_000 });
    await vi.waitFor(async () => expect((await runner.counts()).filter((count) => count.name === job.name)).toEqual([]), {
      timeout: 5_000,
    });
  });

  it('takes up the job of a process that was killed', async () => {
    const { job, seen } = noting();
    await database.transact(systemActor, async (tx) => await enqueue(tx, job, { n: 9 }), worker);
    await takeAndDie(job.name);
    expect(await statesOf(job.name)).toEqual(['active']);
    // As if it had been silent for longer than its heartbeat.
    await admin.query(
      `update boss.job set heartbeat_on = now() - interval '1 hour', started_on = now() - interval '1 hour' where name = $1`,
      [job.name],
    );
    await start([job]);
    await vi.waitFor(() => expect(seen).toEqual([9]), { timeout: 20_000 });
  });

  it('keeps schedules in China’s time and drops those that the program no longer has', async () => {
    const { job } = noting();
    const scheduled = { ...job, data: z.object({}), schedule: '0 9 * * *' } as unknown as JobDefinition;
    await (await start([scheduled])).stop();
    const read = async () => (await admin.query('select cron, timezone from boss.schedule where name = $1', [job.name])).rows;
    expect(await read()).toEqual([{ cron: '0 9 * * *', timezone: 'Asia/Shanghai' }]);
    await start([job]);
    expect(await read()).toEqual([]);
  });

  it('refuses two jobs of one name', () => {
    const { job } = noting();
    expect(() => new JobRunner({ workerUrl: isolated.workerUrl, database, jobs: [job, job], log })).toThrow('declared twice');
  });
});

/** Takes a job like a process that dies right after: nobody completes it, fails it or gives a sign of life. */
async function takeAndDie(name: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: isolated.workerUrl,
    schema: 'boss',
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  await boss.start();
  await boss.fetch(name);
  await boss.stop({ graceful: false });
}
