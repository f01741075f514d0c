import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Actor } from '#platform/contract/actor.ts';
import { nobody } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import { codeCharacters, codeLength, pairingCode } from '#platform/contract/screens.ts';
import { Database, tables } from '#platform/server/database.ts';
import { LiveHub } from '#platform/server/live/hub.ts';
import { platformModule } from '#platform/server/platform-module.ts';
import { withScreens } from '#platform/server/screens/authenticate.ts';
import { screenActor } from '#platform/server/screens/registry.ts';
import { screenModule } from '#platform/server/screens/screen-module.ts';
import { officeActor } from '#platform/server/testing/actors.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { EventStream } from '#platform/server/testing/event-stream.ts';
import { as, testServer } from '#platform/server/testing/test-server.ts';
import { openAuthenticator, type Authenticator } from '#modules/directory/server/index.ts';
import type { TestCast } from '#modules/matter/server/factory.ts';
import { draftSuggestion, makeCast, raiseReport } from '#modules/matter/server/factory.ts';
import { matterMapModule, matterModule } from '#modules/matter/server/index.ts';
import { Dispatcher } from '#platform/server/outbox/dispatcher.ts';

let isolated: IsolatedDatabase;
let database: Database;
let server: FastifyInstance;
let hub: LiveHub;
let authenticator: Authenticator;
let cast: TestCast;
let clerk: Actor;
let now = new Date('2026-11-23T02:26:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
  clerk = cast.clerk.actor;
  authenticator = await openAuthenticator(database);
  hub = new LiveHub({ database, log: pino({ level: 'silent' }) });
  await hub.start();
  authenticator.changes.on('changed', (id) => hub.endStreamsOf(id));
  const parts = [
    matterModule,
    matterMapModule({ demo: true, map: { style: null, outline: null, origins: [] } }),
    screenModule({ publicUrl: 'http://localhost' }),
  ];
  const platform = platformModule({ modules: parts, files: {} as never, hub, push: null, mayRemindAt: async () => true });
  server = await testServer(database, {
    hub,
    modules: [...parts, platform],
    authenticate: withScreens(database, async (request) => toldActor(request.headers['x-test-actor'])),
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await authenticator.close();
  await database.close();
  await isolated.drop();
});
beforeEach(() => {
  now = new Date('2026-11-23T02:26:00.000Z');
});

const toldActor = (told: unknown): Actor => (typeof told === 'string' ? (JSON.parse(decodeURIComponent(told)) as Actor) : nobody);

type Headers = Record<string, string>;
const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, headers: Headers = {}, payload?: object) => {
  const answer = await server.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json(), cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0]! };
};

/** A browser that asked for a code. */
async function waiting(): Promise<{ code: string; cookie: string }> {
  const answer = await call('POST', '/api/screens/codes', {}, { device: '1920×1080 · Chrome' });
  expect(answer).toMatchObject({ status: 200, body: { state: 'waiting' } });
  return { code: answer.body.code as string, cookie: answer.cookie };
}

/** A paired screen of the city's congress, with the headers of its requests. */
async function paired(name = '一楼大厅', by = clerk): Promise<{ id: string; cookie: string; headers: Headers }> {
  const { code, cookie } = await waiting();
  const { body } = await call('POST', '/api/screens', as(by), { code, name });
  return { id: body.id as string, cookie, headers: { cookie, 'x-seat': body.id as string } };
}

describe('pairing', () => {
  test('a screen shows a code, an office types it, and the screen is the body’s', async () => {
    const { code, cookie } = await waiting();
    expect(code).toHaveLength(codeLength);
    expect((await call('GET', '/api/screens/own', { cookie })).body).toMatchObject({ state: 'waiting', code });
    const typed = `${code.slice(0, 3).toLowerCase()} ${code.slice(3)}`;
    const line = await call('POST', '/api/screens', as(clerk), { code: typed, name: ' 一楼大厅 ' });
    expect(line).toMatchObject({
      status: 200,
      body: { name: '一楼大厅', device: '1920×1080 · Chrome', pairedBy: clerk.name, online: true },
    });
    expect((await call('GET', '/api/screens/own', { cookie })).body).toEqual({
      state: 'paired',
      id: line.body.id,
      name: '一楼大厅',
      bodyId: clerk.bodyId,
    });
    expect((await call('GET', '/api/screens', as(clerk))).body.items.map((one: { id: string }) => one.id)).toContain(line.body.id);
    expect((await call('POST', '/api/screens', as(clerk), { code, name: '再来一次' })).body.code).toBe('screen.code');
  });

  test('nothing that proves a screen stands in an answer, and only its hash in the database', async () => {
    const { cookie } = await paired();
    const token = cookie.split('.').at(-1)!;
    const answers = [await call('GET', '/api/screens/own', { cookie }), await call('GET', '/api/screens', as(clerk))];
    for (const answer of answers) expect(JSON.stringify(answer.body)).not.toContain(token);
    const client = new pg.Client({ connectionString: isolated.adminUrl });
    await client.connect();
    const { rows } = await client.query(
      'select (select jsonb_agg(s) from screen s)::text || (select jsonb_agg(r) from request_record r)::text || (select jsonb_agg(a) from audit_entry a)::text as kept',
    );
    await client.end();
    expect(rows[0].kept).not.toContain(token);
  });

  test('a code lives ten minutes', async () => {
    const { code, cookie } = await waiting();
    now = new Date(now.getTime() + 11 * 60_000);
    expect((await call('GET', '/api/screens/own', { cookie })).body).toEqual({ state: 'unpaired' });
    expect(await call('POST', '/api/screens', as(clerk), { code, name: '晚了' })).toMatchObject({
      status: 409,
      body: { code: 'screen.code' },
    });
  });

  test('a typed code is read kindly, and what is none is refused', async () => {
    expect(pairingCode.safeParse('34 67-9a').data).toBe('34679A');
    for (const typed of ['', '34679', '34679AA', '34679O', '３４６７９Ａ']) expect(pairingCode.safeParse(typed).success, typed).toBe(false);
    expect(new Set(codeCharacters).size).toBe(codeCharacters.length);
    expect(await call('POST', '/api/screens', as(clerk), { code: 'OOOOOO', name: '' })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', fields: [{ path: 'code' }, { path: 'name' }] },
    });
  });

  test('whoever asks for codes all the time has to wait', async () => {
    const answers = await Promise.all(
      Array.from({ length: 120 }, () =>
        server.inject({ method: 'POST', url: '/api/screens/codes', payload: {}, remoteAddress: '10.9.8.7' }),
      ),
    );
    expect(answers.filter((answer) => answer.statusCode === 429).length).toBeGreaterThan(5);
  });
});

describe('who may pair and manage', () => {
  const routes = (id: string) =>
    [
      ['GET', '/api/screens', undefined],
      ['POST', '/api/screens', { code: '34679A', name: '屏' }],
      ['PATCH', `/api/screens/${id}`, { name: '改名' }],
      ['DELETE', `/api/screens/${id}`, {}],
    ] as const;

  test('nobody unknown, no deputy, no unit, no auditor, no screen', async () => {
    const { id, headers } = await paired();
    for (const [method, url, payload] of routes(id)) {
      expect((await call(method, url, {}, payload)).status, `${method} nobody`).toBe(401);
      for (const actor of [cast.author.actor, cast.lead.clerk.actor, officeActor({ bodyId: clerk.bodyId, roles: ['auditor'] })])
        expect((await call(method, url, as(actor), payload)).status, `${method} ${actor.roles.join()}`).toBe(403);
      expect((await call(method, url, { ...headers, 'idempotency-key': newId() }, payload)).status, `${method} screen`).toBe(403);
    }
  });

  test('another body’s screen is no screen', async () => {
    const { id, headers } = await paired();
    const other = officeActor({ bodyId: cast.city.county.id });
    expect((await call('GET', '/api/screens', as(other))).body.items).toEqual([]);
    for (const [method, url, payload] of routes(id).slice(2))
      expect(await call(method, url, as(other), payload)).toMatchObject({ status: 404, body: { code: 'screen.not-found' } });
    expect((await call('GET', '/api/screen/today', headers)).status).toBe(200);
    const seen = await database.read(other, (tx) => sql<{ id: string }>`select id from screen`.execute(tables<Record<string, never>>(tx)));
    expect(seen.rows).toEqual([]);
    await expect(
      database.read(clerk, (tx) => sql`select token_hash from screen`.execute(tables<Record<string, never>>(tx))),
    ).rejects.toThrow('permission denied');
  });

  test('a renamed screen knows its name, an ended one is nothing any more', async () => {
    const { id, cookie, headers } = await paired();
    expect((await call('PATCH', `/api/screens/${id}`, as(clerk), { name: '二楼走廊' })).status).toBe(200);
    expect((await call('GET', '/api/screens/own', { cookie })).body.name).toBe('二楼走廊');
    expect((await call('DELETE', `/api/screens/${id}`, as(clerk), {})).status).toBe(200);
    expect((await call('GET', '/api/screens/own', { cookie })).body).toEqual({ state: 'unpaired' });
    expect((await call('GET', '/api/screen/today', headers)).status).toBe(401);
    expect((await call('DELETE', `/api/screens/${id}`, as(clerk), {})).status).toBe(404);
  });

  test('who did it is written down', async () => {
    const { id } = await paired('审计的屏');
    await call('DELETE', `/api/screens/${id}`, as(clerk), {});
    const acts = await database.read(clerk, (tx) =>
      sql<{ act: string }>`select act from audit_entry where subject_id = ${id} order by id`.execute(tables<Record<string, never>>(tx)),
    );
    expect(acts.rows.map((row) => row.act).toSorted()).toEqual(['screen.end', 'screen.pair']);
  });
});

describe('what a screen may', () => {
  test('read the wall of its body, and call nothing else that asks who one is', async () => {
    const { headers } = await paired();
    for (const url of ['/api/screen/today', '/api/screen/outline', '/api/board'])
      expect((await call('GET', url, headers)).status, url).toBe(200);
    const modules = [
      matterModule,
      screenModule({ publicUrl: 'http://localhost' }),
      platformModule({ modules: [], files: {} as never, hub, push: null, mayRemindAt: async () => true }),
    ];
    const allowed = new Set(['matter.board', 'live.follow', 'public', 'file.read']);
    const others = modules.flatMap((module) => module.routes.map(({ route }) => route)).filter((route) => !allowed.has(route.permission));
    expect(others.length).toBeGreaterThan(60);
    for (const route of others)
      expect((await server.inject({ ...addressOf(route), headers: { ...headers, 'idempotency-key': newId() } })).statusCode, route.id).toBe(
        403,
      );
  });

  test('see behind the policy no case, no person but public figures and no other screen, with row-level security alone', async () => {
    await raiseReport(database, cast);
    const { id } = await paired();
    const actor = screenActor({ id, bodyId: clerk.bodyId!, name: '屏' });
    const cases = ['matter', 'matter_text', 'matter_party', 'handling', 'reply', 'rating', 'commitment', 'matter_history', 'matter_note'];
    const seen = await database.read(actor, async (tx) => {
      const rest = ['stored_file', 'audit_entry', 'person where not public_figure'].map((from) => `select 1 from ${from}`);
      const queries = [...cases.map((table) => `select 1 from ${table}`), ...rest, 'select id from screen', 'select id from account'];
      return await Promise.all(
        queries.map(async (query) => `${query}: ${(await sql.raw(query).execute(tables<Record<string, never>>(tx))).rows.length}`),
      );
    });
    expect(seen.filter((line) => !line.endsWith(': 0'))).toEqual([]);
  });

  test('act as itself only where its own seat is named: beside it a person may be signed in', async () => {
    const { cookie } = await paired();
    expect((await call('GET', '/api/screens', { ...as(clerk), cookie })).status).toBe(200);
    expect((await call('GET', '/api/screen/today', { cookie })).status).toBe(401);
    expect((await call('GET', '/api/screen/today', { cookie, 'x-seat': newId() })).status).toBe(401);
    const forged = cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await call('GET', '/api/screen/today', { cookie: forged, 'x-seat': cookie.split('=')[1]!.split('.')[0]! })).status).toBe(401);
  });

  test('be away for half a year at most', async () => {
    const { headers } = await paired();
    now = new Date(now.getTime() + 179 * 86_400_000);
    expect((await call('GET', '/api/screen/today', headers)).status).toBe(200);
    now = new Date(now.getTime() + 181 * 86_400_000);
    expect((await call('GET', '/api/screen/today', headers)).status).toBe(401);
  });

  test('follow its body live, until it is ended', async () => {
    const { id, headers } = await paired();
    const { port } = server.server.address() as { port: number };
    const stream = await new EventStream(`http://127.0.0.1:${port}/api/live?seat=${id}`, { cookie: headers['cookie']! }).ready();
    expect(stream.status).toBe(200);
    const { matterId } = await raiseReport(database, cast);
    await vi.waitFor(() => expect(stream.messages.map((message) => message.subject)).toContain(matterId), { timeout: 5_000 });
    await call('DELETE', `/api/screens/${id}`, as(clerk), {});
    await vi.waitFor(() => expect(stream.ended).toBe(true), { timeout: 5_000 });
  });
});

describe('the wall', () => {
  test('shows figures that add up, and no title that its author wants kept', async () => {
    await raiseReport(database, cast);
    const secret = await draftSuggestion(database, cast, {
      title: '关于金丝雀一二三的建议',
      openness: 'confidential',
      confidentialReason: '涉及企业商业秘密',
    });
    const client = new pg.Client({ connectionString: isolated.adminUrl });
    await client.connect();
    await client.query(`update matter set submitted_at = $2, changed_at = $2, state = 'screening', stage = 'screen' where id = $1`, [
      secret.matterId,
      now,
    ]);
    await client.end();
    const { headers } = await paired();
    // Raised through the acts, so counted by the subscribers.
    await new Dispatcher(database, matterModule.subscribers ?? [], pino({ level: 'silent' })).drain();
    const { body: today } = await call('GET', '/api/screen/today', headers);
    expect(today.year.raised).toBeGreaterThan(0);
    expect(today.year.raised).toBe(today.year.closed + today.year.open);
    const parts = [...today.regions, today.elsewhere];
    for (const figure of ['raised', 'closed', 'open', 'soon', 'overdue'])
      expect(
        parts.reduce((sum, one) => sum + one[figure], 0),
        figure,
      ).toBe(today.year[figure]);
    expect(today.today.taken).toBeLessThanOrEqual(today.today.raised);
    expect(JSON.stringify(today)).not.toContain('金丝雀');
    expect(today.latest.some((line: { title: string | null }) => line.title === null)).toBe(true);
    expect((await call('GET', '/api/screen/today', as(officeActor({ bodyId: cast.city.county.id })))).body.year.raised).toBe(0);
  });

  test('draws the outlines of the body’s own regions', async () => {
    const { headers } = await paired();
    const { body } = await call('GET', '/api/screen/outline', headers);
    expect(body.regions).toMatchObject([{ name: '云津区' }]);
    expect(body.regions[0].rings[0].length).toBeGreaterThan(20);
  });
});

function addressOf(route: RouteContract) {
  return { method: route.method, url: route.path.replaceAll(/:(\w+)/g, () => newId()), ...(route.method === 'GET' ? {} : { payload: {} }) };
}
