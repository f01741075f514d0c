import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freePort } from '../src/platform/server/free-port.ts';
import { wipePostgres } from '../src/platform/server/postgres/open-postgres.ts';

const main = join(import.meta.dirname, '../src/apps/server/main.ts');
let dataDir: string;
let port: number;
const running: Started[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'start-'));
  chmodSync(dataDir, 0o755);
  port = await freePort();
});
afterEach(async () => {
  for (const { child } of running.splice(0)) if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit');
});
afterAll(async () => {
  await wipePostgres(dataDir);
  rmSync(dataDir, { recursive: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly said: () => string;
}

function start(env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: String(port), DEMO: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const started = { child, said: () => said };
  running.push(started);
  return started;
}

/** Returns when the server answers something; fails with what it said when it ends before. */
async function untilAnswering({ child, said }: Started): Promise<void> {
  for (;;) {
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      )
    )
      return;
    if (child.exitCode !== null) throw new Error(said());
    await pause(50);
  }
}

const databaseRuns = () => existsSync(join(dataDir, 'postgres/postmaster.pid'));

test('starts from nothing, ends in order, and takes its database along', async () => {
  const server = start();
  await untilAnswering(server);
  server.child.kill('SIGTERM');
  expect(await once(server.child, 'exit')).toEqual([0, null]);
  expect(databaseRuns()).toBe(false);
});

test('a second one in the same folder says which process runs already', async () => {
  const first = start();
  await untilAnswering(first);
  const second = start({ PORT: String(await freePort()) });
  expect(await once(second.child, 'exit')).toEqual([1, null]);
  expect(second.said()).toContain(`已有一个履职通在运行（进程 ${first.child.pid}）`);
  expect(second.said()).not.toContain('    at ');
});

test('starts again after being killed, though its database stayed behind', async () => {
  const killed = start();
  await untilAnswering(killed);
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  expect(databaseRuns()).toBe(true);
  await untilAnswering(start());
});

test('ends when the process that started it is gone', async () => {
  const server = start();
  await untilAnswering(server);
  server.child.disconnect();
  expect(await once(server.child, 'exit')).toEqual([0, null]);
  expect(databaseRuns()).toBe(false);
});

test('a taken port and a wrong setting are told in words', async () => {
  const rival = createServer().listen(0, '127.0.0.1');
  await once(rival, 'listening');
  const { port: taken } = rival.address() as { port: number };
  const refused = start({ PORT: String(taken) });
  expect(await once(refused.child, 'exit')).toEqual([1, null]);
  expect(refused.said()).toContain(`端口 ${taken} 已被别的程序占用`);
  rival.close();
  const wrong = start({ PORT: 'http' });
  expect(await once(wrong.child, 'exit')).toEqual([1, null]);
  expect(wrong.said()).toContain('PORT：应为 1 到 65535 之间的端口号');
});
