import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missingEntries } from './complete-lockfile.mjs';

const text = readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8');

test('npm ci will take the lock file on every platform; else run scripts/complete-lockfile.mjs', () => {
  const { packages } = JSON.parse(text) as { packages: Record<string, object> };
  expect(Object.keys(missingEntries(packages))).toEqual([]);
});

test('the lock file names no place to download from', () => {
  expect(text).not.toContain('"resolved"');
});

test('a missing package of another platform is written where npm will look for it', () => {
  const packages = {
    '': {},
    'node_modules/tool': {
      version: '1.0.0',
      dev: true,
      optionalDependencies: { '@tool/linux-x64-musl': '1.0.0', '@tool/darwin-arm64': '1.0.0' },
    },
    'node_modules/@tool/darwin-arm64': { version: '1.0.0' },
    'node_modules/app/node_modules/tool': { version: '2.0.0', optionalDependencies: { '@tool/linux-x64-musl': '2.0.0' } },
  };
  expect(missingEntries(packages)).toEqual({
    'node_modules/@tool/linux-x64-musl': { version: '1.0.0', cpu: ['x64'], dev: true, libc: ['musl'], optional: true, os: ['linux'] },
    'node_modules/app/node_modules/tool/node_modules/@tool/linux-x64-musl': {
      version: '2.0.0',
      cpu: ['x64'],
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
  });
});
