import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { fastify } from 'fastify';
import pg from 'pg';

/**
 * The floor of `meeting.checkin`: a bare Fastify that gathers what arrives while a statement is under way into the next one, which looks the
 * sessions up and writes one row each. No codes, no lists, no people, no rules, no conflicts, no audit, no rights.
 */
export const floorFunctions = `
  create table floor_scan (nonce uuid primary key, list_id uuid not null, session_id uuid not null, code text not null, at timestamptz not null);
  create table floor_session (token_hash bytea primary key, id uuid not null, ended_at timestamptz, expires_at timestamptz not null);
  grant all on floor_scan, floor_session to luzhitong_app;
  create function floor_scans(tokens bytea[], lists uuid[], nonces uuid[], codes text[]) returns bigint language sql as $$
    with taken as (
      insert into floor_scan
      select t.nonce, t.list_id, s.id, t.code, now() from unnest(tokens, lists, nonces, codes) as t (token, list_id, nonce, code)
      join floor_session s on s.token_hash = t.token and s.ended_at is null and s.expires_at > now()
      on conflict do nothing returning 1)
    select count(*) from taken $$`;

interface FloorScan {
  readonly listId: string;
  readonly nonce: string;
  readonly code: string;
}

interface Waiting extends FloorScan {
  readonly token: Buffer;
  readonly done: (error?: Error) => void;
}

function tokenIn({ cookie }: IncomingHttpHeaders): Buffer {
  return createHash('sha256')
    .update(cookie!.slice(cookie!.indexOf('=') + 1))
    .digest();
}

async function serve(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  const waiting: Waiting[] = [];
  let busy = false;
  const work = async () => {
    busy = true;
    while (waiting.length > 0) {
      const together = waiting.splice(0, 400);
      const columns = [
        together.map((one) => one.token),
        together.map((one) => one.listId),
        together.map((one) => one.nonce),
        together.map((one) => one.code),
      ];
      const failed = await pool.query({ name: 'scans', text: 'select floor_scans($1, $2, $3, $4)', values: columns }).then(
        () => undefined,
        (error: Error) => error,
      );
      for (const one of together) one.done(failed);
    }
    busy = false;
  };
  const server = fastify();
  server.post('/scan', (request, reply) => {
    const done = (error?: Error) => void (error ? reply.code(500).send({ error: error.message }) : reply.send({ done: true }));
    waiting.push({ ...(request.body as FloorScan), token: tokenIn(request.headers), done });
    if (!busy) void work();
    return reply;
  });
  server.post('/scans', (request, reply) => {
    const token = tokenIn(request.headers);
    const { scans } = request.body as { scans: FloorScan[] };
    let left = scans.length;
    let failed: Error | undefined;
    const done = (error?: Error) => {
      failed ??= error;
      if (--left === 0) void (failed ? reply.code(500).send({ error: failed.message }) : reply.send({ done: true }));
    };
    for (const scan of scans) waiting.push({ ...scan, token, done });
    if (!busy) void work();
    return reply;
  });
  await server.listen({ port: 0, host: '127.0.0.1', backlog: 4_000 });
  process.send!({ port: (server.server.address() as { port: number }).port });
}

const [url] = process.argv.slice(2);
if (process.send && url) await serve(url);
