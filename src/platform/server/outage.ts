import { statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** `low`: soon there will be none; `full`: writes are being refused. Reading goes on in any case. */
export type Space = 'enough' | 'low' | 'full';

const low = 512 * 2 ** 20;
const full = 16 * 2 ** 20;
/** How long a refusal of the database for want of space counts, in milliseconds. */
const remembered = 30_000;

let lastRefused = Number.NEGATIVE_INFINITY;

/** True where the database undid what it was asked because its disk is full (disk_full); it is told by {@link spaceLeft} for a while. */
export function isOutOfSpace(error: unknown): boolean {
  const found = codeOf(error) === '53100';
  if (found) lastRefused = Date.now();
  return found;
}

/**
 * True where the database is away: stopping, starting, coming back after a crash (57P01 to 57P03, class 08), without a free connection (53300), or a
 * connection broke under a statement, which may or may not have been done.
 */
export function isOutage(error: unknown): boolean {
  const code = codeOf(error);
  // No socket: the embedded database is gone, and on its way back.
  if (code === 'ENOENT' && (error as NodeJS.ErrnoException).syscall === 'connect') return true;
  if (/^(57P0[1-3]|08\w{3}|53300|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code)) return true;
  return error instanceof Error && /^(Connection terminated|Client has encountered a connection error)/.test(error.message);
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '');
}

/** How much room is left for the data folder and the embedded database, and whether the database, wherever it is, just lacked some. */
export async function spaceLeft(dataDir: string | undefined): Promise<Space> {
  const places = dataDir ? [dataDir, join(dataDir, 'postgres')] : [];
  const left = Math.min(...(await Promise.all(places.map(leftAt))), Number.POSITIVE_INFINITY);
  if (left < full || Date.now() - lastRefused < remembered) return 'full';
  return left < low ? 'low' : 'enough';
}

/** Bytes that this user may still write there. */
async function leftAt(path: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    // The database is elsewhere.
    return Number.POSITIVE_INFINITY;
  }
}
