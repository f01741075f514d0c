import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPostgres, wipePostgres, type OpenPostgres } from './open-postgres.ts';
import { withClient } from './sql-client.ts';

let dataDir: string;
const opened: OpenPostgres[] = [];
const children: ChildProcess[] = [];

/** A cluster made once: copying it is quicker than making another for each test. */
let made: string;
beforeAll(async () => {
  made = newFolder();
  await (await openPostgres({ dataDir: made, purpose: 'test', durable: false })).close();
});
afterAll(() => rmSync(made, { recursive: true }));
beforeEach(() => {
  dataDir = newFolder();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of opened.splice(0)) await server.close();
  await wipePostgres(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'open-postgres-'));
  chmodSync(folder, 0o755);
  return folder;
}

async function open(options: { sole?: boolean; port?: number; dataDir?: string } = {}): Promise<OpenPostgres> {
  const server = await openPostgres({ dataDir, purpose: 'test', durable: false, ...options });
  opened.push(server);
  return server;
}

const ask = (server: OpenPostgres, sql: string) =>
  withClient(server.url('postgres'), async (client) => (await client.query(sql)).rows[0] as Record<string, unknown>);

/** Another process that opens the same server, says so, and then does `then`. */
async function openElsewhere(then: string): Promise<ChildProcess> {
  const code = `import { openPostgres } from ${JSON.stringify(join(import.meta.dirname, 'open-postgres.ts'))};
    const server = await openPostgres({ dataDir: ${JSON.stringify(dataDir)}, purpose: 'test', durable: false });
    console.log('open');
    ${then}`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

const wait = 'setInterval(() => undefined, 1000);';

test('a server that ends while it is in use comes back at the same address with what was committed', async () => {
  const server = await open();
  await ask(server, 'create table kept (n int)');
  await ask(server, 'insert into kept values (7)');
  // Tests do not wait for the disk with each commit.
  await ask(server, 'checkpoint');
  process.kill(postmaster(), 'SIGQUIT');
  await expect.poll(() => ask(server, 'select n from kept').catch(() => null), { timeout: 20_000 }).toEqual({ n: 7 });
});
const postmaster = () => Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

describe('a cluster that is there', () => {
  beforeEach(() => execFileSync('cp', ['-a', join(made, 'postgres'), dataDir]));

  test('speaks UTF-8, sorts by code point, and knows that Chinese characters are letters', async () => {
    const server = await open();
    await ask(server, 'create extension pg_trgm');
    expect(
      await ask(server, `select current_setting('server_encoding') as encoding, array_length(show_trgm('督事'), 1) as trigrams`),
    ).toEqual({
      encoding: 'UTF8',
      trigrams: 3,
    });
    expect(await ask(server, `select array(select * from unnest(array['b', 'A', 'a', '中']) as word order by word) as sorted`)).toEqual({
      sorted: ['A', 'a', 'b', '中'],
    });
  });

  test('keeps data, is shared, and stops with its last user', async () => {
    const first = await open();
    await ask(first, 'create table kept (x int)');
    const second = await open();
    expect([first.joined, second.joined, second.port]).toEqual([false, true, first.port]);
    await first.close();
    expect(await ask(second, 'select count(*)::int as rows from kept')).toEqual({ rows: 0 });
    await second.close();
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
    expect(await ask(await open(), 'select count(*)::int as rows from kept')).toEqual({ rows: 0 });
  });

  test('one process that leaves does not stop the server under another', async () => {
    const server = await open();
    const other = await openElsewhere('await server.close(); process.exit(0);');
    await once(other, 'exit');
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
  });

  test('ends the leftover server of a killed process and starts anew', async () => {
    const killed = await openElsewhere(wait);
    const leftover = postmaster();
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const server = await open();
    expect(server.joined).toBe(false);
    expect(postmaster()).not.toBe(leftover);
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
  });

  test('a process that ends without closing takes its server along', async () => {
    const careless = await openElsewhere('process.exit(3);');
    await once(careless, 'exit');
    for (let tries = 0; tries < 100 && existsSync(join(dataDir, 'postgres/postmaster.pid')); tries += 1) await pause(20);
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
  });

  test('survives a pid file whose number now belongs to a stranger', async () => {
    await (await open()).close();
    writeFileSync(
      join(dataDir, 'postgres/postmaster.pid'),
      `${process.pid}\n${dataDir}/postgres\n1700000000\n5999\n/tmp\n127.0.0.1\n\nready\n`,
    );
    expect(await ask(await open(), 'select 1 as one')).toEqual({ one: 1 });
  });

  test('refuses a second product in the same folder, in words that help', async () => {
    await open({ sole: true });
    await expect(open({ sole: true })).rejects.toThrow(`已有一个履职通在运行（进程 ${process.pid}）`);
    await expect(wipePostgres(dataDir)).rejects.toThrow('请先停止它');
  });

  test('says which port is taken', async () => {
    const rival = createServer().listen(0, '127.0.0.1');
    await once(rival, 'listening');
    const { port } = rival.address() as { port: number };
    await expect(open({ port })).rejects.toThrow(`数据库端口 ${port} 已被占用`);
    rival.close();
  });
});

test('refuses the data of another version', async () => {
  mkdirSync(join(dataDir, 'postgres'));
  writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '14\n');
  await expect(open()).rejects.toThrow('属于 PostgreSQL 14');
});

test('being killed while the cluster is made leaves no half cluster', async () => {
  mkdirSync(join(dataDir, 'postgres.new/base'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres.new/PG_VERSION'), '18\n');
  expect(await ask(await open(), 'select 1 as one')).toEqual({ one: 1 });
});

test.runIf(process.getuid?.() === 0)(
  'works in a folder that only root can enter, and shows a new folder nothing of a deleted one',
  async () => {
    const closed = join(dataDir, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const inside = join(closed, 'data');
    const server = await open({ dataDir: inside });
    expect(lstatSync(join(inside, 'postgres')).isSymbolicLink()).toBe(true);
    await ask(server, 'create table kept (x int)');
    await server.close();
    const again = await open({ dataDir: inside });
    expect(await ask(again, `select to_regclass('kept')::text as kept`)).toEqual({ kept: 'kept' });
    await again.close();
    rmSync(inside, { recursive: true });
    const anew = await open({ dataDir: inside });
    expect(await ask(anew, `select to_regclass('kept')::text as kept`)).toEqual({ kept: null });
    await anew.close();
    await wipePostgres(inside);
  },
);
