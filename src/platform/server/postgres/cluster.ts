import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../free-port.ts';
import type { PostgresBinaries, PostgresMajor } from './binaries.ts';
import { commandOf, identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';
import { asUser, ownName, type SystemUser } from './system-user.ts';

/** A data directory of PostgreSQL and what is needed to run it. */
export interface Cluster {
  readonly location: string;
  readonly major: PostgresMajor;
  readonly binaries: PostgresBinaries;
  readonly user: SystemUser | null;
  readonly logFile: string;
  /** False only for tests and benchmarks: a crash of the machine may then lose or spoil the data. */
  readonly durable: boolean;
}

/** A running server of a data directory. */
export interface RunningCluster {
  readonly process: ProcessIdentity;
  readonly port: number;
  readonly socketDir: string;
}

/** Makes the data directory where it is missing. Being killed half-way leaves nothing that a later call would take for a whole one. */
export async function createCluster(cluster: Cluster): Promise<void> {
  if (existsSync(join(cluster.location, 'PG_VERSION'))) return refuseOtherVersion(cluster);
  const unfinished = `${cluster.location}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  if (cluster.user) chownSync(unfinished, cluster.user.uid, cluster.user.gid);
  const fault = await initialise(cluster, unfinished);
  if (fault !== null) throw new Error(`建立数据库失败：${fault}`);
  renameSync(unfinished, cluster.location);
}

/** Starts the server of the data directory on its socket and on `port` of 127.0.0.1 (null: a free one), and waits until it answers. */
export async function startCluster(cluster: Cluster, port: number | null): Promise<RunningCluster> {
  writeAccessRules(cluster);
  const socketDir = prepareSocketDir(cluster);
  const chosen = await choosePort(port);
  const log = openLog(cluster.logFile);
  const child = spawn(
    cluster.binaries.postgres,
    ['-D', cluster.location, '-p', String(chosen), '-k', socketDir, ...flags(cluster.durable)],
    {
      ...asUser(cluster.user),
      cwd: '/',
      // Its own session: Ctrl+C in a terminal must reach us alone, so that we close in order. Its own log file: it may outlive us.
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env['PATH'], TZ: 'UTC' },
    },
  );
  closeSync(log);
  child.unref();
  return untilReady(cluster, child);
}

/** The live server of the data directory, be it ours, another process's or a leftover of a killed one; a stale pid file is removed. */
export function findRunning(cluster: Pick<Cluster, 'location'>): RunningCluster | null {
  const file = readPidFile(cluster);
  if (!file) return null;
  const identity = identityOf(file.pid);
  // After a restart of the machine or container the number may belong to somebody else's process.
  if (!identity || !commandOf(file.pid).includes(`postgres -D ${cluster.location} `)) {
    rmSync(join(cluster.location, 'postmaster.pid'), { force: true });
    return null;
  }
  return { process: identity, port: file.port, socketDir: file.socketDir };
}

/** Stops a server: running statements are cancelled, everything committed is on disk. Returns when the process is gone. */
export async function stopCluster(running: RunningCluster): Promise<void> {
  signal(running, 'SIGINT');
  if (!(await gone(running, 20_000))) {
    signal(running, 'SIGQUIT');
    if (!(await gone(running, 10_000))) throw new Error(`数据库进程 ${running.process.pid} 没有停下来，请手动结束后再试。`);
  }
  try {
    rmdirSync(running.socketDir);
  } catch {
    // Not empty, or gone already: it is only tidiness.
  }
}

/** Asks the server to stop without waiting, for the last moment of a process. */
export function signal(running: RunningCluster, name: 'SIGINT' | 'SIGQUIT'): void {
  if (!isAlive(running.process)) return;
  try {
    process.kill(running.process.pid, name);
  } catch {
    // It ended between the question and the signal.
  }
}

function refuseOtherVersion(cluster: Cluster): void {
  const found = readFileSync(join(cluster.location, 'PG_VERSION'), 'utf8').trim();
  if (found === String(cluster.major)) return;
  throw new Error(
    `数据目录 ${cluster.location} 属于 PostgreSQL ${found}，当前内置版本是 ${cluster.major}。请先用旧版本导出，再在新目录导入（见 docs/operations.md）。`,
  );
}

/**
 * `C.UTF-8` sorts by code point like `C`, but knows which characters are letters: under plain `C` pg_trgm sees no Chinese.
 * PostgreSQL 15 has no provider of its own for it, so there it is the system's, or else ICU's root order.
 */
function localesFor(major: PostgresMajor): readonly (readonly string[])[] {
  if (major >= 18) return [['--locale-provider=builtin', '--locale=C.UTF-8']];
  return [['--locale=C.UTF-8'], ['--locale=C', '--locale-provider=icu', '--icu-locale=und']];
}

/** Fills the folder; returns what was wrong with the last attempt, or null. The caller goes on with other things meanwhile: it takes a second. */
async function initialise(cluster: Cluster, folder: string): Promise<string | null> {
  const common = [
    '--encoding=UTF8',
    '--username=postgres',
    '--auth-local=peer',
    '--auth-host=scram-sha-256',
    '--lc-messages=C',
    '--no-instructions',
  ];
  const sync = cluster.durable ? [] : ['--no-sync'];
  let fault: string | null = null;
  for (const locale of localesFor(cluster.major)) {
    fault = await run(cluster, cluster.binaries.initdb, ['-D', folder, ...common, ...sync, ...locale]);
    if (fault === null) return null;
  }
  return fault;
}

/** Runs a program to its end; returns what it complained of, or null. */
async function run(cluster: Cluster, program: string, words: readonly string[]): Promise<string | null> {
  const options = { ...asUser(cluster.user), cwd: '/', env: { PATH: process.env['PATH'], TZ: 'UTC' } };
  return await new Promise((resolve) => {
    execFile(program, words, options, (error, _, complaint) => resolve(error && (complaint.trim() || error.message)));
  });
}

/** The superuser enters through the socket, known by the operating system, without a password; everybody else by password. */
function writeAccessRules(cluster: Cluster): void {
  const keepers = new Set([ownName(), cluster.user?.name ?? ownName()]);
  writeFileSync(
    join(cluster.location, 'pg_hba.conf'),
    [
      'local all,replication postgres peer map=keeper',
      'local all all scram-sha-256',
      'host all all 127.0.0.1/32 scram-sha-256',
      'host all all ::1/128 scram-sha-256',
      '',
    ].join('\n'),
  );
  writeFileSync(join(cluster.location, 'pg_ident.conf'), [...keepers].map((name) => `keeper "${name}" postgres\n`).join(''));
}

function flags(durable: boolean): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_permissions: '0700',
    max_connections: '200',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '8MB',
    maintenance_work_mem: '128MB',
    // Plans of this product's small queries cost more to compile than to run.
    jit: 'off',
    random_page_cost: '1.1',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    synchronous_commit: durable ? 'on' : 'off',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    logging_collector: 'off',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** A short path of its own: a socket's path may have no more than about a hundred characters. */
function prepareSocketDir(cluster: Cluster): string {
  const path = `/tmp/luzhitong-${createHash('sha256').update(cluster.location).digest('hex').slice(0, 12)}`;
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const owner = lstatSync(path);
  const expected = cluster.user?.uid ?? process.getuid?.();
  if (!owner.isDirectory() || (owner.uid !== expected && owner.uid !== process.getuid?.())) {
    throw new Error(`目录 ${path} 属于别的用户，不能放数据库的连接文件，请删除后再启动。`);
  }
  if (cluster.user) chownSync(path, cluster.user.uid, cluster.user.gid);
  return path;
}

async function choosePort(wanted: number | null): Promise<number> {
  try {
    return await freePort(wanted ?? 0);
  } catch {
    throw new Error(`数据库端口 ${wanted} 已被占用，请换一个 DATABASE_PORT。`);
  }
}

const largestLog = 10_000_000;

function openLog(path: string): number {
  const tooLarge = existsSync(path) && statSync(path).size > largestLog;
  return openSync(path, tooLarge ? 'w' : 'a', 0o600);
}

function tail(path: string): string {
  return readFileSync(path, 'utf8').trim().split('\n').slice(-8).join('\n');
}

async function untilReady(cluster: Cluster, child: ChildProcess): Promise<RunningCluster> {
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  for (;;) {
    const file = readPidFile(cluster);
    if (file?.pid === child.pid && file?.status === 'ready') {
      return { process: identityOf(file.pid)!, port: file.port, socketDir: file.socketDir };
    }
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`数据库没有启动成功，最后的日志：\n${tail(cluster.logFile)}`);
    await pause(10);
  }
}

function readPidFile(cluster: Pick<Cluster, 'location'>): { pid: number; port: number; socketDir: string; status: string } | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster.location, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  return { pid: Number(lines[0]), port: Number(lines[3]), socketDir: lines[4] ?? '', status: (lines[7] ?? '').trim() };
}

async function gone(running: RunningCluster, within: number): Promise<boolean> {
  for (const deadline = Date.now() + within; Date.now() < deadline; await pause(10)) {
    if (!isAlive(running.process)) return true;
  }
  return !isAlive(running.process);
}
