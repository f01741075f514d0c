import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rolePassword } from './secrets.ts';
import { readSettings, SettingsError } from './settings.ts';

const secret = 'a secret of thirty-two characters or more';
let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readSettings({ DATA_DIR: dataDir, ...env });
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
}

describe('an empty environment', () => {
  test('is a demo on this machine', () => {
    expect(readSettings({ DATA_DIR: dataDir })).toMatchObject({
      host: '127.0.0.1',
      port: 5170,
      publicUrl: 'http://localhost:5170',
      database: { kind: 'embedded', port: null },
      demo: true,
      logLevel: 'info',
      files: { kind: 'folder', path: join(dataDir, 'files') },
      sms: { kind: 'log' },
      push: null,
      oidc: null,
      zhezhengding: null,
      fileQuota: { usual: 100 * 2 ** 30, of: {} },
      secondFactor: 'administrators',
      transcription: { kind: 'none' },
      officeConverter: 'auto',
    });
  });

  test('makes a secret once, for its owner only', () => {
    const first = readSettings({ DATA_DIR: dataDir }).secret;
    expect(first.length).toBeGreaterThanOrEqual(64);
    expect(readSettings({ DATA_DIR: dataDir }).secret).toBe(first);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('a damaged secret is told, never replaced', () => {
    const damaged = mkdtempSync(join(tmpdir(), 'settings-'));
    writeFileSync(join(damaged, 'secrets.json'), '{"secret":""}');
    expect(() => readSettings({ DATA_DIR: damaged })).toThrow('已损坏');
    rmSync(damaged, { recursive: true });
  });
});

describe('an external database', () => {
  const url = 'postgres://keeper:word@db:5432/luzhitong';

  test('demands a secret, and shows no demo data', () => {
    expect(faultsOf({ DATABASE_URL: url })).toEqual([expect.stringMatching(/^SECRET：使用外部数据库时必须设置/)]);
    expect(readSettings({ DATA_DIR: dataDir, DATABASE_URL: url, SECRET: secret })).toMatchObject({
      database: { kind: 'external', url, appUrl: null, workerUrl: null },
      demo: false,
      secret,
    });
  });

  test('takes the secret out of a file', () => {
    const file = join(dataDir, 'secret');
    writeFileSync(file, `${secret}\n`);
    expect(readSettings({ DATA_DIR: dataDir, DATABASE_URL: url, SECRET_FILE: file }).secret).toBe(secret);
    expect(faultsOf({ SECRET_FILE: join(dataDir, 'nothing') })).toEqual([expect.stringContaining('SECRET_FILE：读不到文件')]);
  });
});

test('a body may have a quota of its own', () => {
  const body = '0199aaaa-0000-7000-8000-000000000001';
  expect(readSettings({ DATA_DIR: dataDir, FILE_QUOTA_GB: `0.5, ${body}=500` }).fileQuota).toEqual({
    usual: 2 ** 29,
    of: { [body]: 500 * 2 ** 30 },
  });
  expect(faultsOf({ FILE_QUOTA_GB: '100, 明州=1' })).toEqual([expect.stringMatching(/^FILE_QUOTA_GB：/)]);
});

test('every wrong variable is named with what to write', () => {
  const faults = faultsOf({
    PORT: 'http',
    PUBLIC_URL: 'luzhitong.gov.cn',
    DATABASE_URL: 'mysql://db',
    SECRET: 'short',
    DEMO: 'maybe',
    LOG_LEVEL: 'loud',
    FILES: 'ftp://files',
    OIDC_ISSUER: 'https://login.example.com',
  });
  for (const name of [
    'PORT',
    'PUBLIC_URL',
    'DATABASE_URL',
    'SECRET',
    'DEMO',
    'LOG_LEVEL',
    'FILES',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
  ]) {
    expect(
      faults.filter((fault) => fault.startsWith(`${name}：`) && /\p{Script=Han}/u.test(fault.slice(name.length + 1))),
      name,
    ).toHaveLength(1);
  }
});

test('an empty variable counts as absent', () => {
  expect(faultsOf({ PORT: '', DATABASE_URL: ' ', SMS_URL: '' })).toEqual([]);
});

test('files in a bucket need its keys', () => {
  expect(faultsOf({ FILES: 's3://papers/2026' })).toHaveLength(3);
  const keys = { S3_ENDPOINT: 'https://s3.example.com', S3_ACCESS_KEY: 'key', S3_SECRET_KEY: 'word' };
  expect(readSettings({ DATA_DIR: dataDir, FILES: 's3://papers/2026', ...keys }).files).toMatchObject({
    kind: 's3',
    bucket: 'papers',
    prefix: '2026',
  });
});

test('the roles have different passwords, the same ever again', () => {
  const passwords = ['luzhitong_owner', 'luzhitong_app', 'luzhitong_worker'].map((role) => rolePassword(secret, role));
  expect(new Set(passwords).size).toBe(3);
  expect(rolePassword(secret, 'luzhitong_app')).toBe(passwords[1]);
});
