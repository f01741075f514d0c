import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { migrate } from '../src/platform/server/migrate.ts';
import { openPostgres, wipePostgres } from '../src/platform/server/postgres/open-postgres.ts';
import { addressesAt, createDatabase } from '../src/platform/server/postgres/provide-database.ts';
import { ask, next } from './child-answers.ts';
import type { MeasuringTask, Measurement } from './measurement.ts';

const serverPath = fileURLToPath(new URL('./live-fanout/server.ts', import.meta.url));
const clientsPath = fileURLToPath(new URL('./live-fanout/clients.ts', import.meta.url));

/** How one server did with one number of clients. */
interface Outcome {
  /** Milliseconds from before the write to the last client's receipt: the median of five messages. */
  readonly last: number;
  /** The same at the 99th percentile of all receipts, at ten messages a second for ten seconds. */
  readonly p99: number;
  /** Bytes of the server's memory for each open client. */
  readonly memory: number;
}

export const description = 'live.fanout：一条消息送达 2,000 和 5,000 个实时连接的时间与内存（下限为写同样字节的裸 HTTP 服务）';

/** `words` may name other numbers of clients. */
export const measure: MeasuringTask['measure'] = async (words) => {
  const counts = words.length > 0 ? words.map(Number) : [2_000, 5_000];
  const most = openFilesLimit() - 500;
  const database = await ownDatabase();
  const { urls } = database;
  const measurements: Measurement[] = [];
  try {
    for (const count of counts) {
      if (count > most) throw new Error(`${count} 个连接需要更多可打开的文件：请先执行 ulimit -n ${count + 1_000}`);
      measurements.push(...inMeasurements(count, await inTurns(urls, count)));
    }
  } finally {
    await database.close();
  }
  return measurements;
};

/** A server of its own: transactions of others on the same server would hold events back. */
async function ownDatabase(): Promise<{ urls: string; close: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'live-fanout-'));
  const secret = 'a secret of this benchmark and nothing else';
  const server = await openPostgres({ dataDir, purpose: 'test' });
  await createDatabase(server.url('postgres'), 'luzhitong', secret);
  await migrate({ url: server.url('luzhitong'), secret });
  const { appUrl, workerUrl } = addressesAt(server.url('luzhitong'), secret);
  const close = async () => {
    await server.close();
    await wipePostgres(dataDir);
    rmSync(dataDir, { recursive: true });
  };
  return { urls: JSON.stringify({ appUrl, workerUrl }), close };
}

function inMeasurements(count: number, { product, bare }: Record<'product' | 'bare', Outcome>): Measurement[] {
  const detail = { clients: count };
  return [
    { name: `live.fanout ${count} clients, one message, to the last`, value: product.last, floor: bare.last, unit: 'ms', detail },
    { name: `live.fanout ${count} clients, 10 messages/s, p99`, value: product.p99, floor: bare.p99, unit: 'ms', detail },
    {
      name: `live.fanout ${count} clients, memory a client`,
      value: product.memory / 1_024,
      floor: bare.memory / 1_024,
      unit: 'KiB',
      detail,
    },
  ];
}

/** Each server twice, in turns, and the better of its two results: what else the machine does at the time shall not decide. */
async function inTurns(urls: string, count: number): Promise<Record<'product' | 'bare', Outcome>> {
  const bare = [await measureServer('bare', urls, count)];
  const product = [await measureServer('product', urls, count)];
  bare.push(await measureServer('bare', urls, count));
  product.push(await measureServer('product', urls, count));
  return { bare: best(bare), product: best(product) };
}

function best(outcomes: readonly Outcome[]): Outcome {
  const least = (of: (outcome: Outcome) => number) => Math.min(...outcomes.map(of));
  return { last: least((one) => one.last), p99: least((one) => one.p99), memory: least((one) => one.memory) };
}

async function measureServer(mode: 'bare' | 'product', urls: string, count: number): Promise<Outcome> {
  const server = fork(serverPath, [mode, urls], { execArgv: ['--expose-gc'] });
  let clients: ChildProcess | undefined;
  try {
    const { port } = await next<{ port: number }>(server);
    // Warms up, long enough ago that no client can hear it.
    await ask(server, 'tell');
    await pause(1_000);
    const before = (await ask<{ memory: number }>(server, 'memory')).memory;
    clients = fork(clientsPath, [String(port), String(count)]);
    await next(clients);
    await pause(500);
    const { memory } = await ask<{ memory: number }>(server, 'memory');
    return { ...(await timings(server, clients, count)), memory: (memory - before) / count };
  } finally {
    for (const child of [clients, server]) child?.kill('SIGKILL');
  }
}

async function timings(server: ChildProcess, clients: ChildProcess, count: number): Promise<Pick<Outcome, 'last' | 'p99'>> {
  const starts: number[] = [];
  const tell = async () => starts.push((await ask<{ at: number }>(server, 'tell')).at);
  for (let single = 0; single < 7; single += 1) {
    await tell();
    await received(clients, starts.length, count);
  }
  const singles = starts.length;
  for (let begun = performance.now(), sent = 0; sent < 100; sent += 1) {
    await pause(Math.max(0, begun + sent * 100 - performance.now()));
    await tell();
  }
  await received(clients, starts.length, count);
  const { lasts, p99 } = await ask<{ lasts: number[]; p99: number }>(clients, { starts });
  // The first two warm up.
  return { last: median(lasts.slice(2, singles)), p99 };
}

/** Returns when `messages` messages have reached all clients. */
async function received(clients: ChildProcess, messages: number, count: number): Promise<void> {
  for (const deadline = performance.now() + 30_000; ; await pause(20)) {
    const { counts } = await ask<{ counts: number[] }>(clients, 'counts');
    if (counts.length === messages && counts.at(-1) === count) return;
    if (performance.now() > deadline) throw new Error(`of message ${messages}, ${counts.at(-1)} of ${count} clients heard`);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

/** Node raises its own limit up to the hard one at the start. */
function openFilesLimit(): number {
  try {
    const [, hard] = /^Max open files\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return hard === 'unlimited' ? Infinity : Number(hard);
  } catch {
    return Infinity;
  }
}
