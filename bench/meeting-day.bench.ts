import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Database } from '../src/platform/server/database.ts';
import { migrate } from '../src/platform/server/migrate.ts';
import { openPostgres, wipePostgres } from '../src/platform/server/postgres/open-postgres.ts';
import { addressesAt, createDatabase } from '../src/platform/server/postgres/provide-database.ts';
import { ask, next } from './child-answers.ts';
import { fillSession, type BenchSession } from './meeting-day/session.ts';
import type { ServerOrder } from './meeting-day/server.ts';
import type { MeasuringTask, Measurement } from './measurement.ts';

const serverPath = fileURLToPath(new URL('./meeting-day/server.ts', import.meta.url));
const phonesPath = fileURLToPath(new URL('./meeting-day/phones.ts', import.meta.url));

/**
 * Work: one change of a running session reaches 3,000 open phones and each reads its day page again, from before the write to the last answer.
 * Floor: a bare HTTP server that writes the same event to all streams and answers each reading with the same rows by one prepared statement.
 */
export const description = 'meeting.day：一处变动送达 3,000 部手机并各自重读当天页面（下限为裸 HTTP 推送加一条裸查询）；可另给人数';

interface Outcome {
  /** Milliseconds from before the change until the last phone had heard of it, and until the last had read its day again. */
  readonly heard: number;
  readonly read: number;
  /** Bytes of one answer. */
  readonly bytes: number;
}

/** `words` may name another number of phones. */
export const measure: MeasuringTask['measure'] = async (words) => {
  const count = Number(words[0] ?? 3_000);
  const installation = await ownDatabase(count);
  try {
    const outcomes: Record<'bare' | 'product', Outcome[]> = { bare: [], product: [] };
    // In turns, and the better of two: what else the machine does at the time shall not decide.
    for (const mode of ['bare', 'product', 'bare', 'product'] as const) outcomes[mode].push(await measureServer(mode, installation));
    const best = (all: readonly Outcome[]) => all.reduce((one, other) => (other.read < one.read ? other : one));
    return inMeasurements(count, best(outcomes.product), best(outcomes.bare));
  } finally {
    await installation.close();
  }
};

function inMeasurements(count: number, product: Outcome, bare: Outcome): Measurement[] {
  const detail = { phones: count, answerBytes: product.bytes, floorBytes: bare.bytes };
  return [
    { name: `meeting.day ${count} phones, change heard, to the last`, value: product.heard, floor: bare.heard, unit: 'ms', detail },
    {
      name: `meeting.day ${count} phones, day read again, to the last`,
      value: product.read,
      floor: bare.read,
      unit: 'ms',
      reach: { most: 2 },
      detail,
    },
  ];
}

interface Installation {
  readonly urls: ServerOrder['urls'];
  readonly session: BenchSession;
  readonly close: () => Promise<void>;
}

/** A server of its own: transactions of others on the same server would hold events back. */
async function ownDatabase(count: number): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'meeting-day-'));
  const secret = 'a secret of this benchmark and nothing else';
  const server = await openPostgres({ dataDir, purpose: 'test' });
  const close = async () => {
    await server.close();
    await wipePostgres(dataDir);
    rmSync(dataDir, { recursive: true });
  };
  await createDatabase(server.url('postgres'), 'luzhitong', secret);
  const adminUrl = server.url('luzhitong');
  await migrate({ url: adminUrl, secret });
  const { appUrl, workerUrl } = addressesAt(adminUrl, secret);
  const database = new Database({ appUrl, workerUrl });
  const session = await fillSession(database, adminUrl, count);
  await database.close();
  return { urls: { appUrl, workerUrl, adminUrl }, session, close };
}

async function measureServer(mode: 'bare' | 'product', { urls, session }: Installation): Promise<Outcome> {
  const server = fork(serverPath, [JSON.stringify({ mode, urls, session } satisfies ServerOrder)]);
  let phones: ChildProcess | undefined;
  try {
    const { port } = await next<{ port: number }>(server);
    phones = fork(phonesPath, [JSON.stringify({ port, ...session })]);
    await next(phones);
    await pause(500);
    const rounds: Outcome[] = [];
    // The first two warm up.
    for (let round = 0; round < 7; round += 1) rounds.push(await change(server, phones, round, session.people.length));
    return median(rounds.slice(2));
  } finally {
    for (const child of [phones, server]) child?.kill('SIGKILL');
  }
}

interface Told {
  readonly heard: readonly { count: number; last: number }[];
  readonly read: readonly { count: number; last: number }[];
  readonly bytes: number;
  readonly refused: string;
}

async function change(server: ChildProcess, phones: ChildProcess, round: number, count: number): Promise<Outcome> {
  const { at } = await ask<{ at: number }>(server, 'change');
  for (const deadline = performance.now() + 60_000; ; await pause(20)) {
    const { heard, read, bytes, refused } = await ask<Told>(phones, 'so far');
    if (refused !== '') throw new Error(`a phone was refused: ${refused}`);
    if (read[round]?.count === count)
      return { heard: heard[round]!.last - at, read: read[round].last - at, bytes: Math.round(bytes / count / (round + 1)) };
    if (performance.now() > deadline) throw new Error(`of change ${round}, ${read[round]?.count ?? 0} of ${count} phones have read`);
  }
}

function median(outcomes: readonly Outcome[]): Outcome {
  return outcomes.toSorted((one, other) => one.read - other.read)[Math.floor(outcomes.length / 2)]!;
}
