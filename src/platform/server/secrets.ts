import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The roles of the database: three that log in, and one that only owns functions which policies call. */
export const databaseRoles = {
  owner: 'luzhitong_owner',
  app: 'luzhitong_app',
  worker: 'luzhitong_worker',
  guard: 'luzhitong_guard',
} as const;

/** The password of a database role: derived, so that nobody has to store or distribute it. */
export function rolePassword(secret: string, role: string): string {
  return deriveSecret(secret, role).toString('base64url');
}

/** 32 bytes for one purpose, derived from the installation's secret; other purposes cannot be computed from it. */
export function deriveSecret(secret: string, purpose: string): Buffer {
  return createHmac('sha256', secret).update(purpose).digest();
}

/** The secret of the installation in `dataDir`: made at the first call, the same ever after, readable by its owner only. */
export function keepSecret(dataDir: string): string {
  const path = join(dataDir, 'secrets.json');
  const kept = readKept(path);
  if (kept) return kept;
  mkdirSync(dataDir, { recursive: true });
  const made = randomBytes(48).toString('base64url');
  try {
    // `wx` makes two processes that start at once agree: the second one fails here and reads what the first one wrote.
    writeFileSync(path, `${JSON.stringify({ secret: made }, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    const theirs = readKept(path);
    if (theirs) return theirs;
    throw error;
  }
}

function readKept(path: string): string | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const kept: unknown = JSON.parse(text);
  const secret = typeof kept === 'object' && kept !== null && 'secret' in kept ? kept.secret : null;
  if (typeof secret !== 'string' || secret.length < 32)
    throw new Error(`密钥文件 ${path} 已损坏：请从备份恢复，不要删除，否则已有数据库无法登录。`);
  chmodSync(path, 0o600);
  return secret;
}
