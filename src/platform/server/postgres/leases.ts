import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity.ts';

/** A process that uses a shared thing, and in what capacity. */
export interface Lease extends ProcessIdentity {
  readonly purpose: string;
}

/** Runs `work` while no other process holds the lock in `folder`. A lock left by a dead process is broken. */
export async function locked<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const path = join(folder, 'lock');
  mkdirSync(folder, { recursive: true });
  await obtain(path);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Notes that this process uses what `folder` belongs to. A process that opens it twice holds two leases. */
export function takeLease(folder: string, purpose: string): { readonly lease: Lease; readonly release: () => void } {
  const lease: Lease = { ...identityOf(process.pid)!, purpose };
  const path = join(folder, `${process.pid}-${randomBytes(4).toString('hex')}.lease`);
  writeFileSync(path, JSON.stringify(lease));
  return { lease, release: () => rmSync(path, { force: true }) };
}

/** The leases of living processes in `folder`; those of dead ones are removed. */
export function livingLeases(folder: string): Lease[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.lease'));
  return names.flatMap((name) => {
    const lease = readIdentity(join(folder, name)) as Lease | null;
    if (lease && isAlive(lease)) return [lease];
    rmSync(join(folder, name), { force: true });
    return [];
  });
}

const patience = 60_000;

async function obtain(path: string): Promise<void> {
  // Written aside and then linked, so that a lock never exists without the name of its holder in it.
  const mine = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(mine, JSON.stringify(identityOf(process.pid)));
    for (const deadline = Date.now() + patience; Date.now() < deadline; await pause(15)) {
      if (linkIfFree(mine, path)) return;
      breakIfDead(path);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw new Error(`等不到 ${path}：另一个进程长时间占用。请确认后删除该文件再试。`);
}

function linkIfFree(mine: string, path: string): boolean {
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function breakIfDead(path: string): void {
  const holder = readIdentity(path);
  if (!holder || isAlive(holder)) return;
  // Renaming is atomic, so of several waiting processes only one breaks the lock; and it looks again at what it took.
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const taken = readIdentity(aside);
  if (taken && isAlive(taken)) renameSync(aside, path);
  else rmSync(aside, { force: true });
}

function readIdentity(path: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
  } catch {
    return null;
  }
}
