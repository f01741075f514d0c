import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#platform/server/free-port.ts';

const root = join(import.meta.dirname, '..');

/** A process of the product, started as its own command starts it. */
export interface ProductProcess {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from the start to the first request that was answered well. */
  readonly firstAnswer: number;
  readonly stop: () => Promise<void>;
}

/** Starts the server with `env` added to the environment, on a free port, and returns when it answers `/readyz`. */
export async function startServer(env: Readonly<Record<string, string>>, flags: readonly string[] = []): Promise<ProductProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const { child, said } = run('src/apps/server/main.ts', { ...env, PORT: String(port), PUBLIC_URL: url }, flags);
  const stop = async () => await end(child);
  for (;;) {
    if (child.exitCode !== null) throw new Error(`服务没有启动成功：\n${said()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return { url, pid: child.pid!, firstAnswer: performance.now() - begun, stop };
    // Asking oftener would take the core from the one that is asked.
    await pause(10);
  }
}

/** Starts the worker beside a server whose database is an external one. */
export function startWorker(env: Readonly<Record<string, string>>): { stop: () => Promise<void> } {
  const { child } = run('src/apps/worker/main.ts', env, []);
  return { stop: async () => await end(child) };
}

function run(path: string, env: Readonly<Record<string, string>>, flags: readonly string[]): { child: ChildProcess; said: () => string } {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.has(name)));
  const child = spawn(process.execPath, [...flags, join(root, path)], {
    cwd: root,
    env: { ...clean, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => lines.push(chunk));
  return { child, said: () => Buffer.concat(lines).toString() };
}

/** Settings of whoever runs the benchmark, which are not the measured server's. */
const ours = new Set([
  'DATABASE_URL',
  'APP_DATABASE_URL',
  'WORKER_DATABASE_URL',
  'DATABASE_PORT',
  'DATA_DIR',
  'DEMO',
  'FILES',
  'SECRET',
  'SECRET_FILE',
  'HOST',
]);

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
