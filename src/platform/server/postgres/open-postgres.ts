import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { locateBinaries, reachableFolder, type PostgresMajor } from './binaries.ts';
import { createCluster, findRunning, signal, startCluster, stopCluster, type Cluster, type RunningCluster } from './cluster.ts';
import { livingLeases, locked, takeLease, type Lease } from './leases.ts';
import { isAlive } from './process-identity.ts';
import { canEnter, serverUser, type SystemUser } from './system-user.ts';

export interface OpenPostgresOptions {
  /** The folder in which the cluster lies, as `postgres/`, with its log beside it. Made where missing. */
  readonly dataDir: string;
  /** What the caller is, for messages to others: `server`, `worker`, `cli`, `test`. */
  readonly purpose: string;
  readonly major?: PostgresMajor;
  /** The TCP port on 127.0.0.1; null takes a free one. */
  readonly port?: number | null;
  /** False for tests: quick, but a crash of the machine may spoil the data. */
  readonly durable?: boolean;
  /** Refuses where a living process has opened the same folder for the same purpose. */
  readonly sole?: boolean;
}

/** A PostgreSQL server out of the npm package, in use by this process. */
export interface OpenPostgres {
  readonly port: number;
  readonly socketDir: string;
  /** True when another living process had started the server already. */
  readonly joined: boolean;
  /** The address of `database` for `role`. Without a password only the superuser `postgres` gets in, by its operating system user. */
  readonly url: (database: string, role?: string, password?: string) => string;
  /** Gives the server up; the last process to do so stops it. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the PostgreSQL server of a data folder: makes the cluster at the first call, starts the server, or joins the one that other
 * living processes use. A server left over by a killed process is ended in order and started anew.
 */
export async function openPostgres(options: OpenPostgresOptions): Promise<OpenPostgres> {
  refuseWindows();
  mkdirSync(options.dataDir, { recursive: true });
  const dataDir = realpathSync(options.dataDir);
  const leases = join(dataDir, 'postgres-use');
  return locked(leases, async () => {
    const cluster = await describe(dataDir, options);
    const users = livingLeases(leases);
    if (options.sole) refuseSecond(users, options.purpose, dataDir);
    const others = users.length > 0;
    const found = findRunning(cluster);
    if (found && !others) await stopCluster(found);
    const running = found && others ? found : await startNew(cluster, options.port ?? null);
    return inUse({ cluster, running }, leases, options.purpose, found !== null && others);
  });
}

/** Removes the cluster of a data folder for good. Refuses while a living process uses it. */
export async function wipePostgres(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const leases = join(realpathSync(dataDir), 'postgres-use');
  await locked(leases, async () => {
    const [user] = livingLeases(leases);
    if (user) throw new Error(`数据库正在使用（${user.purpose}，进程 ${user.pid}），请先停止它。`);
    const link = join(realpathSync(dataDir), 'postgres');
    if (!existsSync(link)) return;
    const cluster = await describe(realpathSync(dataDir), { dataDir, purpose: 'wipe' });
    const leftover = findRunning(cluster);
    if (leftover) await stopCluster(leftover);
    const place = lstatSync(link).isSymbolicLink() ? dirname(cluster.location) : cluster.location;
    for (const folder of [place, setAside(place)]) rmSync(folder, { recursive: true, force: true });
    rmSync(link, { force: true });
  });
}

function refuseSecond(users: readonly Lease[], purpose: string, dataDir: string): void {
  const rival = users.find((user) => user.purpose === purpose);
  if (!rival) return;
  throw new Error(
    `目录 ${dataDir} 里已有一个履职通在运行（进程 ${rival.pid}）。请先停止它（在它的窗口按 Ctrl+C，或执行 kill ${rival.pid}），或者用 DATA_DIR 和 PORT 换一个目录和端口再启动。`,
  );
}

function refuseWindows(): void {
  if (process.platform !== 'win32') return;
  throw new Error('内置数据库不支持 Windows：请在 WSL 中运行，或安装 PostgreSQL 15 以上版本并设置 DATABASE_URL。');
}

async function describe(dataDir: string, options: OpenPostgresOptions): Promise<Cluster> {
  const user = serverUser();
  const major = options.major ?? 18;
  return {
    location: await settle(dataDir, user),
    major,
    binaries: locateBinaries(major, user),
    user,
    logFile: join(dataDir, 'postgres.log'),
    durable: options.durable ?? true,
  };
}

/**
 * Where the cluster lies: in the data folder itself, or, where the server's user cannot enter that (a folder under /root), at a place of
 * the same name ever after outside of it, to which a link in the data folder points. Without the link the data folder is a new one, and
 * a cluster found at that place belonged to a deleted one: it is set aside, not shown to strangers.
 */
async function settle(dataDir: string, user: SystemUser | null): Promise<string> {
  const usual = join(dataDir, 'postgres');
  const there = existsSync(usual);
  if (there && lstatSync(usual).isSymbolicLink()) return readlinkSync(usual);
  if (!user || canEnter(user, dataDir)) return usual;
  const place = await emptyPlace(dataDir);
  const location = join(place, 'postgres');
  // A cluster of former times, when the folder was still open to the server's user, moves along.
  if (there) execFileSync('mv', [usual, location]);
  rmSync(usual, { force: true });
  symlinkSync(location, usual);
  return location;
}

/** Where the cluster of a deleted data folder waits for its operator to think better of it. */
function setAside(place: string): string {
  return `${place}.deleted`;
}

async function emptyPlace(dataDir: string): Promise<string> {
  const place = join(reachableFolder(), `cluster-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`);
  if (existsSync(place)) {
    const orphan = findRunning({ location: join(place, 'postgres') });
    if (orphan) await stopCluster(orphan);
    rmSync(setAside(place), { recursive: true, force: true });
    renameSync(place, setAside(place));
  }
  mkdirSync(place);
  chmodSync(place, 0o755);
  return place;
}

async function startNew(cluster: Cluster, port: number | null): Promise<RunningCluster> {
  await createCluster(cluster);
  return await startCluster(cluster, port);
}

/** A cluster with the server that runs it now. */
interface Served {
  readonly cluster: Cluster;
  running: RunningCluster;
}

function inUse(served: Served, leases: string, purpose: string, joined: boolean): OpenPostgres {
  const { release } = takeLease(leases, purpose);
  const { running } = served;
  const stopWatching = keepAlive(served, leases);
  const leave = () => {
    release();
    if (livingLeases(leases).length === 0) signal(served.running, 'SIGINT');
  };
  process.once('exit', leave);
  let closing: Promise<void> | null = null;
  const close = () => {
    stopWatching();
    return locked(leases, async () => {
      process.off('exit', leave);
      release();
      if (livingLeases(leases).length === 0) await stopCluster(served.running);
    });
  };
  return {
    port: running.port,
    socketDir: running.socketDir,
    joined,
    url: (database, role = 'postgres', password = '') => addressOf(running, database, role, password),
    close: () => (closing ??= close()),
  };
}

const watchMilliseconds = 1_000;

/**
 * Starts the server anew where it is gone while it is in use, at the same address, so that whoever has it connects again. PostgreSQL comes back by
 * itself after a crash, except where it cannot: with a disk too full for its log it ends altogether. Tried until it succeeds.
 */
function keepAlive(served: Served, leases: string): () => void {
  let stopped = false;
  let busy = false;
  const revive = () =>
    locked(leases, async () => {
      if (stopped || !existsSync(join(served.cluster.location, 'PG_VERSION'))) return;
      served.running = findRunning(served.cluster) ?? (await startCluster(served.cluster, served.running.port));
    });
  const look = async () => {
    if (busy || stopped || isAlive(served.running.process)) return;
    busy = true;
    // What is wrong, such as the full disk, stands in the database's own log.
    await revive().catch(() => undefined);
    busy = false;
  };
  const timer = setInterval(() => void look(), watchMilliseconds).unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}

function addressOf(running: RunningCluster, database: string, role: string, password: string): string {
  const credentials = password === '' ? role : `${role}:${encodeURIComponent(password)}`;
  return `postgres://${credentials}@${encodeURIComponent(running.socketDir)}:${running.port}/${database}`;
}
