import { createServer as createBareServer, type ServerResponse } from 'node:http';
import { pino } from 'pino';
import { z } from 'zod';
import type { Actor } from '../../src/platform/contract/actor.ts';
import { defineEvent } from '../../src/platform/contract/event.ts';
import { newId } from '../../src/platform/contract/identifiers.ts';
import { Database, emit } from '../../src/platform/server/database.ts';
import { FileRoom } from '../../src/platform/server/files/file-room.ts';
import { createServer } from '../../src/platform/server/http/server.ts';
import { LiveHub } from '../../src/platform/server/live/hub.ts';
import { messageBytes } from '../../src/platform/server/live/wire.ts';
import { platformModule } from '../../src/platform/server/platform-module.ts';

/** What a server under measurement can do; told by its parent over IPC, one word at a time. */
interface Serving {
  readonly port: number;
  /** Tells all clients of one event. */
  readonly tell: () => Promise<void> | void;
}

const body = newId();
const changed = defineEvent('matter.changed', z.object({}));
const actor: Actor = {
  accountId: newId(),
  personId: newId(),
  name: '测试',
  seatId: newId(),
  scope: 'office',
  bodyId: body,
  unitId: null,
  roles: [],
};

/** The floor: a bare HTTP server that writes the same bytes to every open response. */
async function serveBare(): Promise<Serving> {
  const responses = new Set<ServerResponse>();
  const server = createBareServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\n');
    responses.add(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 20_000, resolve));
  const { port } = server.address() as { port: number };
  const tell = () => {
    const bytes = messageBytes({ txid: '1000', id: newId(), type: changed.type, subject: newId(), topics: [] }, [`body:${body}`]);
    for (const response of responses) response.write(bytes);
  };
  return { port, tell };
}

/** The product: Fastify, route, outbox in PostgreSQL, hub. Only finding out who calls is left to a constant. */
async function serveProduct(urls: { appUrl: string; workerUrl: string }): Promise<Serving> {
  const database = new Database(urls);
  const log = pino({ level: 'silent' });
  const hub = new LiveHub({ database, log });
  await hub.start();
  const files = new FileRoom({ settings: { kind: 'folder', path: '/nonexistent' }, dataDir: '/nonexistent' });
  const platform = platformModule({ modules: [], files, hub, push: null, mayRemindAt: async () => true });
  const settings = { publicUrl: 'http://localhost', trustProxy: [] };
  const server = await createServer({ settings, database, hub, modules: [platform], throttle: null, log, authenticate: async () => actor });
  await server.listen({ port: 0, host: '127.0.0.1', backlog: 20_000 });
  const { port } = server.server.address() as { port: number };
  const tell = async () => {
    await database.transact(actor, async (tx) =>
      emit(tx, changed, { bodyId: body, subject: newId(), topics: [`body:${body}`], payload: {} }),
    );
  };
  return { port, tell };
}

/** What the process holds, without the garbage of opening the streams: the thorough collection also gives free pages back. */
function memory(): number {
  const collect = globalThis.gc as unknown as ((options: object) => void) | undefined;
  for (let round = 0; round < 3; round += 1) collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  return process.memoryUsage().rss;
}

const [mode, urls] = process.argv.slice(2) as ['bare' | 'product', string];
const serving = mode === 'bare' ? await serveBare() : await serveProduct(JSON.parse(urls) as { appUrl: string; workerUrl: string });

async function answer(word: 'tell' | 'memory'): Promise<void> {
  if (word === 'memory') {
    process.send!({ memory: memory() });
    return;
  }
  const at = Number(process.hrtime.bigint()) / 1e6;
  await serving.tell();
  process.send!({ at });
}

process.on('message', (word: 'tell' | 'memory') => void answer(word));
process.send!({ port: serving.port });
