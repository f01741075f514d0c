import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { livingLeases, locked, takeLease } from './leases.ts';
import { identityOf, isAlive } from './process-identity.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leases-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('only one works at a time, and each one gets its turn', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, (inside += 1));
    await pause(5);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => locked(folder, work)));
  expect([most, inside]).toEqual([1, 0]);
});

test('failing work frees the lock', async () => {
  await expect(locked(folder, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await locked(folder, async () => 'next')).toBe('next');
});

test('a dead process holds neither lock nor lease', async () => {
  const dead = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
  await once(dead, 'spawn');
  const identity = identityOf(dead.pid!)!;
  dead.kill('SIGKILL');
  await once(dead, 'exit');
  writeFileSync(join(folder, 'lock'), JSON.stringify(identity));
  writeFileSync(join(folder, `${identity.pid}-x.lease`), JSON.stringify({ ...identity, purpose: 'server' }));
  expect(await locked(folder, async () => livingLeases(folder))).toEqual([]);
});

test('a later process with the same number is another one', () => {
  const me = identityOf(process.pid)!;
  expect(isAlive(me)).toBe(true);
  expect(isAlive({ ...me, started: 'before' })).toBe(false);
});

test('one process may hold several leases', () => {
  const first = takeLease(folder, 'server');
  const second = takeLease(folder, 'cli');
  first.release();
  expect(livingLeases(folder).map((lease) => lease.purpose)).toEqual(['cli']);
  second.release();
  expect(livingLeases(folder)).toEqual([]);
});
