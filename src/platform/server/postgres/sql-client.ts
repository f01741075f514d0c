import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** Runs `work` on one connection to `url` and closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'luzhitong-migrate' });
  // A connection that breaks while idle reports it here; the next query fails with the same cause.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Returns when the server at `url` takes connections; a server that is only just starting gets half a minute. */
export async function untilReachable(url: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; ; await pause(500)) {
    try {
      return await withClient(url, async () => undefined);
    } catch (error) {
      if (Date.now() > deadline || !isStarting(error)) throw error;
    }
  }
}

/** True for an error of PostgreSQL with one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** `name` as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `value` as an SQL text, for statements that take no parameters. */
export function literal(value: string): string {
  return pg.escapeLiteral(value);
}

function isStarting(error: unknown): boolean {
  return hasCode(error, 'ECONNREFUSED', 'ENOENT', 'EAI_AGAIN', '57P03');
}
