import { createServer as createBareServer, type Server, type ServerResponse } from 'node:http';
import pg from 'pg';
import { pino } from 'pino';
import type { Actor } from '../../src/platform/contract/actor.ts';
import { newId } from '../../src/platform/contract/identifiers.ts';
import { Database, emit } from '../../src/platform/server/database.ts';
import { FileRoom } from '../../src/platform/server/files/file-room.ts';
import { createServer } from '../../src/platform/server/http/server.ts';
import { LiveHub } from '../../src/platform/server/live/hub.ts';
import { messageBytes } from '../../src/platform/server/live/wire.ts';
import { platformModule } from '../../src/platform/server/platform-module.ts';
import { meetingChanged } from '../../src/modules/meeting/contract/events.ts';
import { meetingModules } from '../../src/modules/meeting/server/index.ts';
import { bareDay } from './bare-day.ts';
import type { BenchSession } from './session.ts';

/** What a server under measurement can do; told by its parent over IPC. */
interface Serving {
  readonly port: number;
  /** Something of the meeting changes: everybody is told and reads again. */
  readonly change: () => Promise<void> | void;
}

export interface ServerOrder {
  readonly mode: 'bare' | 'product';
  readonly urls: { readonly appUrl: string; readonly workerUrl: string; readonly adminUrl: string };
  readonly session: BenchSession;
}

/** The floor: a bare HTTP server that writes the event's bytes to every open response, and answers with one bare query. */
async function serveBare({ urls, session }: ServerOrder): Promise<Serving> {
  const pool = new pg.Pool({ connectionString: urls.adminUrl, max: 16 });
  const open = new Set<ServerResponse>();
  const server = createBareServer((request, response) => {
    if (request.url!.startsWith('/api/live')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 2000\n\n');
      open.add(response);
      return;
    }
    const values = [
      session.bodyId,
      session.meetingId,
      request.headers['x-person'],
      `${session.day}T00:00:00+08:00`,
      `${session.day}T23:59:59+08:00`,
    ];
    void answer(pool, values, response);
  });
  keepOpen(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 20_000, resolve));
  const { port } = server.address() as { port: number };
  const tell = () => {
    const bytes = messageBytes({ txid: '1000', id: newId(), type: meetingChanged.type, subject: session.meetingId, topics: [] }, [
      `meeting:${session.meetingId}`,
    ]);
    for (const response of open) response.write(bytes);
  };
  return { port, change: tell };
}

async function answer(pool: pg.Pool, values: readonly unknown[], response: ServerResponse): Promise<void> {
  const { rows } = await pool.query<{ day: string }>({ name: 'day', text: bareDay, values: [...values] });
  const bytes = Buffer.from(rows[0]!.day);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
}

/** The product: Fastify, routes with their permissions, transactions under row-level security, outbox, hub. Only who calls is read out of a header. */
async function serveProduct({ urls, session }: ServerOrder): Promise<Serving> {
  const database = new Database(urls);
  const log = pino({ level: 'silent' });
  const hub = new LiveHub({ database, log });
  await hub.start();
  const files = new FileRoom({ settings: { kind: 'folder', path: '/nonexistent' }, dataDir: '/nonexistent' });
  const meeting = meetingModules({
    settings: { publicUrl: 'http://localhost', secret: 'a secret of this benchmark', officeConverter: '' },
    files,
    raised: async () => [],
  });
  const platform = platformModule({ modules: meeting, files, hub, push: null, mayRemindAt: async () => true });
  const server = await createServer({
    settings: { publicUrl: 'http://localhost', trustProxy: [] },
    database,
    hub,
    modules: [platform, ...meeting],
    throttle: null,
    log,
    authenticate: async (request) => memberOf(session, String(request.headers['x-person'])),
  });
  keepOpen(server.server);
  await server.listen({ port: 0, host: '127.0.0.1', backlog: 20_000 });
  const { port } = server.server.address() as { port: number };
  const tell = async () => {
    await database.transact(memberOf(session, session.people[0]!), async (tx) =>
      emit(tx, meetingChanged, {
        bodyId: session.bodyId,
        subject: session.meetingId,
        topics: [`meeting:${session.meetingId}`],
        payload: { meetingId: session.meetingId, parts: ['programme'], words: '第 5 项改到 14:30' },
      }),
    );
  };
  return { port, change: tell };
}

/** Phones hold their connections as long as the benchmark lasts, also on a machine that is busy with other things. */
function keepOpen(server: Server): void {
  server.keepAliveTimeout = 0;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
}

function memberOf({ bodyId }: BenchSession, personId: string): Actor {
  return {
    accountId: personId,
    personId,
    name: '委员',
    seatId: personId,
    scope: 'member',
    bodyId,
    unitId: null,
    roles: ['member'],
    bodyKind: 'cppcc',
  };
}

const order = JSON.parse(process.argv[2]!) as ServerOrder;
const serving = order.mode === 'bare' ? await serveBare(order) : await serveProduct(order);

async function change(): Promise<void> {
  const at = Number(process.hrtime.bigint()) / 1e6;
  await serving.change();
  process.send!({ at });
}

process.on('message', () => void change());
process.send!({ port: serving.port });
