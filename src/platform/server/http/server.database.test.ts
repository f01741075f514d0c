import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { problems } from '../../contract/problem.ts';
import { defineRoute, done } from '../../contract/route.ts';
import { Database, recordAct } from '../database.ts';
import type { ServerModule } from '../module.ts';
import { officeActor } from '../testing/actors.ts';
import type { IsolatedDatabase } from '../testing/database.ts';
import { isolatedDatabase } from '../testing/database.ts';
import { as, testServer } from '../testing/test-server.ts';
import { bind } from './bind.ts';
import { serializers } from './log.ts';
import { createServer } from './server.ts';
import { Throttle } from './throttle.ts';

const thing = { params: z.object({ id: z.string() }), permission: 'test.use', summary: '测试' } as const;
const readThing = defineRoute({
  id: 'test.read',
  method: 'GET',
  path: '/api/things/:id',
  ...thing,
  query: z.object({ word: z.string().optional() }),
  answer: z.object({ seat: z.string().nullable() }),
});
const writeThing = defineRoute({
  id: 'test.write',
  method: 'POST',
  path: '/api/things/:id',
  ...thing,
  body: z.object({ word: z.string() }),
  answer: done,
});
const breakThing = defineRoute({
  id: 'test.break',
  method: 'GET',
  path: '/api/broken',
  permission: 'public',
  summary: '测试',
  answer: done,
});
const waitThing = defineRoute({ id: 'test.wait', method: 'GET', path: '/api/wait', permission: 'public', summary: '测试', answer: done });
const problem = problems({ 'test.no': { status: 409, message: '不行' } });
const waiting = Promise.withResolvers<() => void>();

const things: ServerModule = {
  name: 'test',
  permissions: { 'test.use': '测试' },
  policies: { 'test.use': (actor) => actor.scope === 'office' },
  routes: [
    bind(readThing, {
      read: async (tx, { params }) => {
        if (params.id === 'no') throw problem('test.no');
        return { seat: tx.actor.seatId };
      },
    }),
    bind(writeThing, {
      write: async (tx, { params, body }) => {
        recordAct(tx, {
          bodyId: tx.actor.bodyId!,
          act: 'test.write',
          subjectKind: 'thing',
          subjectId: params.id,
          detail: { word: body.word },
        });
        return { done: true } as const;
      },
    }),
    bind(breakThing, {
      read: async () => await Promise.reject(Object.assign(new Error('broken'), { detail: 'Key (phone)=(13800000000) exists' })),
    }),
    bind(waitThing, {
      read: async () => {
        await new Promise<void>((resolve) => waiting.resolve(resolve));
        return { done: true } as const;
      },
    }),
  ],
};

let isolated: IsolatedDatabase;
let database: Database;
let server: FastifyInstance;
let dist: string;
const lines: string[] = [];
const actor = officeActor();

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database(isolated);
  dist = await mkdtemp(join(tmpdir(), 'luzhitong-dist-'));
  mkdirSync(join(dist, 'mobile/assets'), { recursive: true });
  writeFileSync(join(dist, 'mobile/index.html'), '<!doctype html><title>手机端</title>');
  writeFileSync(join(dist, 'mobile/service-worker.js'), '//');
  writeFileSync(join(dist, 'mobile/assets/packed-abc123.js'), 'plain');
  writeFileSync(join(dist, 'mobile/assets/packed-abc123.js.br'), brotliCompressSync('packed at build time'));
  writeFileSync(join(dist, 'mobile/assets/main-abc123.js'), `console.log("${'x'.repeat(5_000)}")`);
  const log = pino(
    { level: 'info', serializers },
    new Writable({ write: (chunk: Buffer, _encoding, next) => next(lines.push(String(chunk)) ? null : null) }),
  );
  server = await testServer(database, { modules: [things], dist, log, throttle: new Throttle() });
});
afterAll(async () => {
  await server.close();
  await database.close();
  await isolated.drop();
  rmSync(dist, { recursive: true });
});

describe('the edge', () => {
  it('answers an operation, and refuses in the one shape', async () => {
    expect((await server.inject({ url: '/api/things/x', headers: as(actor) })).json()).toEqual({ seat: actor.seatId });
    const refused = await server.inject({ url: '/api/things/no', headers: as(actor) });
    expect([refused.statusCode, refused.json()]).toEqual([409, { code: 'test.no', message: '不行' }]);
    expect((await server.inject('/api/things/x')).json()).toMatchObject({ code: 'actor.unauthenticated' });
    expect((await server.inject({ url: '/api/things/x', headers: as(officeActor({ scope: 'member' })) })).json()).toMatchObject({
      code: 'actor.forbidden',
    });
    expect((await server.inject('/api/nothing')).json()).toMatchObject({ code: 'route.not-found' });
  });

  it('takes no write from another site, without a key, of a wrong shape or size', async () => {
    const write = async (headers: Record<string, string>, payload: unknown = { word: 'x' }) =>
      (
        await server.inject({
          method: 'POST',
          url: '/api/things/0193a0c0-0000-7000-8000-000000000000',
          headers: { ...as(actor), ...headers },
          payload: payload as object,
        })
      ).json<{ code: string }>().code;
    expect(await write({})).toBeUndefined();
    expect(await write({ origin: 'http://localhost' })).toBeUndefined();
    expect(await write({ origin: 'https://evil.example' })).toBe('request.forgery');
    expect(await write({ 'sec-fetch-site': 'cross-site' })).toBe('request.forgery');
    expect(await write({ 'idempotency-key': '' })).toBe('request.invalid');
    expect(await write({}, { word: 7 })).toBe('request.invalid');
    expect(await write({ 'content-type': 'application/json' }, '{"word":')).toBe('request.invalid');
    expect(await write({}, { word: 'x'.repeat(3_000_000) })).toBe('request.too-large');
  });

  it('tells nobody of a fault but a number, and logs no personal data', async () => {
    const response = await server.inject({ url: '/api/broken?word=13800000000', headers: as(actor) });
    expect(response.statusCode).toBe(500);
    const { message } = response.json<{ message: string }>();
    const number = /编号 (\w+)/.exec(message)![1]!;
    const logged = lines.join('');
    expect(logged).toContain(number);
    expect(logged).toContain('"route":"test.break"');
    expect(logged).not.toContain('13800000000');
    expect(message).not.toContain('broken');
  });

  it('allows scripts from its own files only, and says where it may be shown', async () => {
    const { headers } = await server.inject({ url: '/m/', headers: { accept: 'text/html' } });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`script-src 'self';`);
    expect(policy).toContain(`object-src 'none'`);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'same-origin',
    });
  });

  it('takes the seat of a download or stream from the query', async () => {
    const open = await testServer(database, {
      modules: [things],
      authenticate: async (request) =>
        officeActor({ seatId: typeof request.headers['x-seat'] === 'string' ? request.headers['x-seat'] : null }),
    });
    expect((await open.inject('/api/things/x?seat=abc')).json()).toEqual({ seat: 'abc' });
    expect((await open.inject({ url: '/api/things/x?seat=abc', headers: { 'x-seat': 'own' } })).json()).toEqual({ seat: 'own' });
    await open.close();
  });

  it('holds back one session that calls without end, and nobody else', async () => {
    const call = async (session: string) =>
      (await server.inject({ url: '/api/alive', headers: { cookie: `luzhitong.session_token=${session}` } })).statusCode;
    let refused = 0;
    for (let n = 0; n < 450; n += 1) if ((await call('one')) === 429) refused += 1;
    expect(refused).toBeGreaterThan(0);
    expect(await call('other')).toBe(204);
  });
});

describe('pages for operators', () => {
  it('tell of life and readiness', async () => {
    expect((await server.inject('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await server.inject('/api/alive')).statusCode).toBe(204);
    expect((await server.inject('/readyz')).json()).toMatchObject({ ready: true, database: true, migrations: true });
    const client = new pg.Client({ connectionString: isolated.adminUrl });
    await client.connect();
    await client.query(`insert into subscription (name) values ('stuck');
      insert into outbox (body_id, id, at, type, subject, topics, payload, actor) values (gen_random_uuid(), gen_random_uuid(), now() - interval '1 hour', 'x', gen_random_uuid(), '{}', '{}', '{}')`);
    const behind = await server.inject('/readyz');
    expect([behind.statusCode, behind.json()]).toEqual([
      503,
      { ready: false, database: true, migrations: true, lagSeconds: expect.closeTo(3_600, -2) as number, space: 'enough' },
    ]);
    await client.query(`delete from subscription; delete from schema_migration where name like '0001%'`);
    expect((await server.inject('/readyz')).json()).toMatchObject({ ready: false, migrations: false });
    await client.query('truncate outbox');
    await client.end();
  });

  it('count, but not through a proxy', async () => {
    await server.inject({ url: '/api/things/x', headers: as(actor) });
    const text = (await server.inject('/metrics')).body;
    for (const part of [
      'http_request_duration_seconds_count{route="test.read",status="2xx"}',
      'db_pool_connections{pool="app",state="total"}',
    ])
      expect(text).toContain(part);
    expect((await server.inject({ url: '/metrics', headers: { 'x-forwarded-for': '1.2.3.4' } })).statusCode).toBe(404);
  });

  it('describe every operation with its permission', async () => {
    const document = (await server.inject('/openapi.json')).json<{
      paths: Record<string, Record<string, { operationId: string; 'x-permission': string }>>;
    }>();
    expect(document.paths['/api/things/{id}']!['post']).toMatchObject({ operationId: 'test.write', 'x-permission': 'test.use' });
  });
});

describe('terminals', () => {
  const page = async (url: string, headers: Record<string, string> = { accept: 'text/html' }) => await server.inject({ url, headers });

  it('answer every address of theirs with their page, and missing files with 404', async () => {
    for (const url of ['/m/', '/m/matters/1', '/m/matters/1?tab=2']) {
      const response = await page(url);
      expect([response.statusCode, response.headers['cache-control'], response.body]).toEqual([
        200,
        'no-cache',
        expect.stringContaining('手机端'),
      ]);
    }
    for (const url of ['/m/assets/gone-123.js', '/m/../desk/x.js', '/m/%2e%2e/%2e%2e/package.json'])
      expect((await page(url)).statusCode).not.toBe(200);
    expect((await page('/m/matters/1', { accept: 'application/json' })).statusCode).toBe(404);
  });

  it('let browsers keep what never changes, packed, and nothing else', async () => {
    const asset = await page('/m/assets/main-abc123.js', { 'accept-encoding': 'br' });
    expect(asset.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable', 'content-encoding': 'br' });
    expect((await page('/m/service-worker.js')).headers['cache-control']).toBe('no-cache');
    const packed = await page('/m/assets/packed-abc123.js', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': expect.stringContaining('javascript') as string,
    });
    expect(brotliDecompressSync(packed.rawPayload).toString()).toBe('packed at build time');
    expect((await page('/m/assets/packed-abc123.js', {})).body).toBe('plain');
  });

  it('are found from the root by phones and by others, and say when they are not built', async () => {
    expect((await page('/', { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Mobile' })).headers.location).toBe('/m/');
    expect((await page('/', { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' })).headers.location).toBe('/desk/');
    expect((await page('/m')).headers.location).toBe('/m/');
    expect([(await page('/desk/')).statusCode, (await page('/desk/')).body]).toEqual([503, expect.stringContaining('npm run build')]);
  });
});

describe('closing', () => {
  it('finishes the requests under way and takes no more', async () => {
    const closing = await createServer({
      settings: { publicUrl: 'http://localhost', trustProxy: [] },
      database,
      modules: [things],
      hub: null,
      throttle: null,
      log: pino({ level: 'silent' }),
      authenticate: async () => actor,
    });
    const address = await closing.listen({ port: 0, host: '127.0.0.1' });
    const answer = fetch(`${address}/api/wait`);
    const release = await waiting.promise;
    const closed = closing.close();
    await vi.waitFor(async () => await expect(fetch(`${address}/healthz`)).rejects.toThrow('fetch failed'));
    release();
    expect((await answer).status).toBe(200);
    await closed;
  });
});
