import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The user of the operating system as whom PostgreSQL runs. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/**
 * Whom to run PostgreSQL as, because it refuses to run as root: null (ourselves) for everybody but root; for root the user
 * `postgres`, made where it is missing, or `nobody` where none can be made.
 */
export function serverUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  known ??= lookUp('postgres') ?? createUser('postgres') ?? lookUp('nobody');
  if (!known)
    throw new Error('以 root 运行时需要一个非 root 系统用户来运行数据库：请创建用户 postgres（useradd --system postgres）后再启动。');
  return known;
}

/** The name of the user that this process runs as. */
export function ownName(): string {
  const uid = process.getuid?.() ?? -1;
  return users().find((user) => user.uid === uid)?.name ?? execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
}

/** True when `user` can enter `folder`: asked of the operating system itself, since mode bits do not tell of ACLs and containers. */
export function canEnter(user: SystemUser | null, folder: string): boolean {
  const probe = spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...asUser(user), cwd: '/', stdio: 'ignore' });
  return probe.status === 0;
}

/** Options for `spawn` that run a program as `user`. */
export function asUser(user: SystemUser | null): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

let known: SystemUser | null = null;

function lookUp(name: string): SystemUser | null {
  return users().find((user) => user.name === name && user.uid !== 0) ?? null;
}

function users(): SystemUser[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.map((line) => line.split(':')).map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }));
}

function createUser(name: string): SystemUser | null {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name], { stdio: 'ignore' });
  return lookUp(name);
}
