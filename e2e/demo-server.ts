import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { ensureBuilt } from '../scripts/web-build.mjs';
import { freePort } from '../src/platform/server/free-port.ts';
import { wipePostgres } from '../src/platform/server/postgres/open-postgres.ts';

const root = join(import.meta.dirname, '..');

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo city of this run answers. */
    readonly demoUrl: string;
  }
}

/** Vitest's `globalSetup` of the browser tests: the demo city, served from this working tree by a process of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const demo = await serveDemo();
  project.provide('demoUrl', demo.url);
  return demo.close;
}

export interface ServedDemo {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves the demo city until closed, on data that nobody else sees. `DEMO_URL` names one that runs already and stays. */
export async function serveDemo(): Promise<ServedDemo> {
  const running = process.env['DEMO_URL'];
  if (running) return { url: running, close: async () => undefined };
  ensureBuilt();
  await dropLeftovers();
  const seeded = await seededData();
  const dataDir = ownFolder('run');
  // With owners and modes: the cluster belongs to the database's user.
  execFileSync('cp', ['-a', `${seeded}/.`, dataDir]);
  const server = await start(dataDir);
  return {
    url: server.url,
    close: async () => {
      await end(server.child);
      await wipePostgres(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

interface Served {
  readonly child: ChildProcess;
  readonly url: string;
}

/** A data folder with the demo city in it, made once for each state of the code that writes it, and left as it is. */
async function seededData(): Promise<string> {
  const stamp = join(home, 'sources');
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return join(home, 'data');
  const making = ownFolder('seed');
  const { child } = await start(reachable(join(making, 'data')));
  await end(child);
  writeFileSync(join(making, 'sources'), wanted);
  rmSync(home, { recursive: true, force: true });
  renameSync(making, home);
  return join(home, 'data');
}

/** Of this working tree alone; beside it lie the folders of runs, each with the process that made it in its name. */
const home = join(tmpdir(), `luzhitong-demo-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);

const ownFolder = (what: 'run' | 'seed') => reachable(`${home}-${what}-${process.pid}`);

/** Removes what runs that were killed left behind. */
async function dropLeftovers(): Promise<void> {
  for (const folder of globSync(`${home}-{run,seed}-*`)) {
    if (isAlive(Number(folder.split('-').at(-1)))) continue;
    for (const dataDir of [folder, join(folder, 'data')]) await wipePostgres(dataDir);
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The database's own user must get in. */
function reachable(folder: string): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  return folder;
}

/** What the seeded data depend on. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const files = globSync(['db/**/*.sql', 'src/**/{contract,server}/**/*.{ts,txt,json,jsonl}', 'package-lock.json'], { cwd: root });
  for (const file of files.filter((one) => !one.includes('.test.')).sort()) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

async function start(dataDir: string): Promise<Served> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [join(root, 'src/apps/server/main.ts')], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      TZ: process.env['TZ'],
      DATA_DIR: dataDir,
      PORT: String(port),
      PUBLIC_URL: url,
      DEMO: 'on',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!(await answers(`${url}/readyz`))) {
    if (child.exitCode !== null) throw new Error(`The demo server ended:\n${said}`);
    await pause(100);
  }
  return { child, url };
}

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
