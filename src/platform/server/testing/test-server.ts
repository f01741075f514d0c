import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import type { Actor } from '../../contract/actor.ts';
import { nobody } from '../../contract/actor.ts';
import { newId } from '../../contract/identifiers.ts';
import type { Database } from '../database.ts';
import type { ServerParts } from '../http/server.ts';
import { createServer } from '../http/server.ts';

/** An HTTP server around a test database in which every request says itself who makes it: see {@link as}. */
export async function testServer(database: Database, parts: Partial<ServerParts> & Pick<ServerParts, 'modules'>): Promise<FastifyInstance> {
  return await createServer({
    settings: { publicUrl: 'http://localhost', trustProxy: [] },
    database,
    hub: null,
    throttle: null,
    checkAnswers: true,
    log: pino({ level: 'silent' }),
    authenticate: async (request) => {
      const told = request.headers[actorHeader];
      return typeof told === 'string' ? (JSON.parse(decodeURIComponent(told)) as Actor) : nobody;
    },
    ...parts,
  });
}

const actorHeader = 'x-test-actor';

/** The headers of a request that `actor` makes, with a fresh Idempotency-Key. */
export function as(actor: Actor): Record<string, string> {
  return { [actorHeader]: encodeURIComponent(JSON.stringify(actor)), 'idempotency-key': newId() };
}

/** A form with one file, as a browser sends it. */
export function fileForm(name: string, bytes: Buffer): Pick<InjectOptions, 'payload'> & { headers: Record<string, string> } {
  const boundary = `----${newId()}`;
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
