import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { Database, tables } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { as, testServer } from '#platform/server/testing/test-server.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { makeStaff, making } from '#modules/directory/server/factory.ts';
import { presenceHolds } from '../contract/presence.ts';
import type { TestCast } from './factory.ts';
import { doAct, draftSuggestion, makeCast, raiseReport } from './factory.ts';
import { matterModule } from './index.ts';
import { runBulk, turnClocks } from './jobs.ts';

let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;
let colleague: TestSeat;
let server: FastifyInstance;
let now = new Date('2026-03-02T02:00:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
  colleague = await making(database, (tx) => makeStaff(tx, cast.city.congress, ['clerk'], { name: '乔安' }));
  server = await testServer(database, { modules: [matterModule] });
});

afterAll(async () => {
  await server.close();
  await database.close();
  await isolated.drop();
});

beforeEach(() => {
  now = new Date('2026-03-02T02:00:00.000Z');
});

const everyGround = [
  'personalMatter',
  'forwardedLetter',
  'pendingCase',
  'liveTender',
  'consultation',
  'academic',
  'promotion',
  'noContent',
];
const job = () => ({ id: newId(), signal: new AbortController().signal });

async function ask(seat: TestSeat, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object, headers: object = {}) {
  const answer = await server.inject({ method, url, headers: { ...as(seat.actor), ...headers }, ...(body ? { payload: body } : {}) });
  return { status: answer.statusCode, body: answer.json() };
}

async function submitted(title?: string): Promise<{ bodyId: string; matterId: string }> {
  const of = await draftSuggestion(database, cast, title ? { title } : {});
  await doAct(database, cast.author, of, 'submit');
  return of;
}

async function accepted(): Promise<{ bodyId: string; matterId: string; number: string }> {
  const of = await submitted();
  const { number } = await doAct(database, cast.clerk, of, 'accept', { checked: everyGround });
  return { ...of, number: number! };
}

const readCase = async (of: { bodyId: string; matterId: string }) =>
  (await ask(cast.clerk, 'GET', `/api/matters/${of.bodyId}/${of.matterId}`)).body;

describe('assignment by sheet', () => {
  const rowOf = (row: number, number: string, lead: string, co = '', mode = '') => ({ row, number, title: '', mode, lead, co });

  test('every row is told apart, and nothing is written by the check', async () => {
    const [one, two] = [await accepted(), await accepted()];
    const rows = [
      rowOf(2, one.number, '市财政局', '市交通运输局'),
      rowOf(3, two.number, '没有的局'),
      rowOf(4, '闭 9999', '市财政局'),
      rowOf(5, two.number, ''),
    ];
    const { status, body } = await ask(cast.clerk, 'POST', '/api/assignment-rows', { kind: 'suggestion', rows });
    expect(status).toBe(200);
    expect(body.rows.map((row: { outcome: string }) => row.outcome)).toEqual(['ready', 'refused', 'refused', 'blank']);
    expect(body.rows[0]).toMatchObject({
      matterId: one.matterId,
      units: '市财政局主办，市交通运输局会办',
      input: { mode: 'lead', lead: cast.co.id, co: [cast.third.id] },
    });
    expect((await readCase(one)).matter.state).toBe('accepted');
  });

  test('is the office’s, and sees its own body only', async () => {
    const rows = [rowOf(2, '1', '市财政局')];
    expect((await ask(cast.author, 'POST', '/api/assignment-rows', { kind: 'suggestion', rows })).status).toBe(403);
    expect((await ask(cast.lead.clerk, 'POST', '/api/assignment-rows', { kind: 'suggestion', rows })).status).toBe(403);
  });

  test('what is ready goes as one batch with an input for each case: once for one key, undone as a whole, else done', async () => {
    const [one, two] = [await accepted(), await accepted()];
    const targets = [
      { bodyId: one.bodyId, matterId: one.matterId, input: { mode: 'sole', lead: cast.co.id } },
      { bodyId: two.bodyId, matterId: two.matterId, input: { mode: 'separate', separate: [cast.co.id, cast.third.id] } },
    ];
    const handIn = (headers = {}) =>
      ask(cast.clerk, 'POST', '/api/bulk', { kind: 'suggestion', act: 'assign', input: {}, targets }, headers);
    const key = { 'idempotency-key': newId() };
    const [first, again] = [await handIn(key), await handIn(key)];
    expect(again.body).toEqual(first.body);
    expect((await ask(cast.clerk, 'POST', `/api/bulk/${first.body.batchId}/undo`, {})).status).toBe(200);
    const second = await handIn();
    now = new Date(now.getTime() + 60_000);
    for (const { body } of [first, second]) await runBulk.handle(database, { bodyId: cast.city.congress.id, batchId: body.batchId }, job());
    expect((await readCase(one)).handlings.map((share: { unit: { id: string }; role: string }) => [share.unit.id, share.role])).toEqual([
      [cast.co.id, 'sole'],
    ]);
    expect((await readCase(two)).handlings.map((share: { role: string }) => share.role)).toEqual(['separate', 'separate']);
    expect((await ask(cast.clerk, 'GET', `/api/bulk/${second.body.batchId}`)).body).toMatchObject({
      state: 'done',
      total: 2,
      done: 2,
      failed: [],
    });
  });

  test('a case’s own input is checked before anything is kept', async () => {
    const one = await accepted();
    const targets = [{ bodyId: one.bodyId, matterId: one.matterId, input: { mode: 'lead', lead: cast.co.id } }];
    const { status, body } = await ask(cast.clerk, 'POST', '/api/bulk', { kind: 'suggestion', act: 'assign', input: {}, targets });
    expect([status, body.code, body.fields[0].path]).toEqual([400, 'matter.incomplete', 'targets.0.co']);
  });
});

describe('the screening queue', () => {
  test('counts by state, and puts waiting ones together by words that all of them share', async () => {
    const alike = [await submitted('关于在青禾街道增设老年食堂送餐点的建议'), await submitted('关于在晴川街道增设老年食堂送餐点的建议')];
    const other = await submitted('关于疏浚明州江入海口航道的建议');
    const { body } = await ask(cast.clerk, 'GET', '/api/screening?kind=suggestion');
    const screening = body.states.find((one: { state: string }) => one.state === 'screening').count;
    expect(screening).toBeGreaterThanOrEqual(3);
    const listed = (await ask(cast.clerk, 'GET', '/api/matters?kind=suggestion&state=screening&limit=200')).body.items;
    expect(listed.length).toBe(screening);
    const group = body.groups.find((one: { matters: { id: string }[] }) => one.matters.some((line) => line.id === alike[0]!.matterId));
    expect(group.matters.map((line: { id: string }) => line.id)).toEqual(alike.map((one) => one.matterId));
    expect(group.words).toEqual(expect.arrayContaining(['食堂', '老年']));
    expect(JSON.stringify(body.groups)).not.toContain(other.matterId);
  });
});

describe('presence', () => {
  const seen = async (seat: TestSeat) =>
    (await ask(seat, 'GET', '/api/presence')).body.items.map((one: { matterId: string; name: string }) => [one.matterId, one.name]);

  test('shows a colleague’s open case to the others, until it is closed or the sign of life is old', async () => {
    const of = await submitted();
    const url = `/api/presence/${of.bodyId}/${of.matterId}`;
    expect((await ask(colleague, 'PUT', url)).status).toBe(200);
    expect(await seen(cast.clerk)).toEqual([[of.matterId, '乔安']]);
    expect(await seen(colleague)).toEqual([]);
    now = new Date(now.getTime() + presenceHolds - 1);
    expect(await seen(cast.clerk)).toHaveLength(1);
    await ask(colleague, 'PUT', url);
    now = new Date(now.getTime() + presenceHolds - 1);
    expect(await seen(cast.clerk)).toHaveLength(1);
    now = new Date(now.getTime() + 1);
    expect(await seen(cast.clerk)).toEqual([]);
    await ask(colleague, 'PUT', url);
    await ask(colleague, 'DELETE', url);
    expect(await seen(cast.clerk)).toEqual([]);
  });

  test('tells the office live when it begins and ends, not at every sign of life', async () => {
    const of = await submitted();
    const url = `/api/presence/${of.bodyId}/${of.matterId}`;
    for (const method of ['PUT', 'PUT', 'PUT', 'DELETE', 'DELETE'] as const) await ask(colleague, method, url);
    const told = await database.read(
      systemActor,
      (tx) =>
        tables<PlatformTables>(tx)
          .selectFrom('outbox')
          .select('topics')
          .where('type', '=', 'presence.changed')
          .where('subject', '=', of.matterId)
          .execute(),
      { access: 'worker' },
    );
    expect(told.map((one) => one.topics)).toEqual([[`body:${of.bodyId}`], [`body:${of.bodyId}`]]);
  });

  test('is for the body’s own office', async () => {
    const of = await submitted();
    const url = `/api/presence/${of.bodyId}/${of.matterId}`;
    expect((await ask(cast.author, 'PUT', url)).status).toBe(403);
    expect((await ask(cast.clerk, 'PUT', `/api/presence/${newId()}/${of.matterId}`)).body.code).toBe('matter.not-found');
    expect((await ask(cast.clerk, 'PUT', `/api/presence/${of.bodyId}/${newId()}`)).body.code).toBe('matter.not-found');
  });
});

describe('lists', () => {
  test('carry points where they were asked for them', async () => {
    const of = await raiseReport(database, cast);
    const list = async (more: string) =>
      (await ask(cast.dutyDesk, 'GET', `/api/matters?view=unit&kind=report${more}`)).body.items.find(
        (one: { id: string }) => one.id === of.matterId,
      );
    expect((await list('&points=true')).point).toEqual({ lon: 0.5, lat: 0.5 });
    expect(await list('')).not.toHaveProperty('point');
  });
});

describe('letters of urging', () => {
  test('are offered for units that the rules want one to, with the cases that it names', async () => {
    const of = await accepted();
    await doAct(database, cast.clerk, of, 'assign', { mode: 'sole', lead: cast.third.id });
    expect((await ask(cast.clerk, 'GET', '/api/urge-letters?kind=suggestion')).body.items).toEqual([]);
    now = new Date('2026-12-01T02:00:00.000Z');
    await turnClocks.handle(database, {}, job());
    const { body } = await ask(cast.clerk, 'GET', '/api/urge-letters?kind=suggestion');
    expect(body.when).toContain('红牌');
    expect(body.items).toContainEqual({ unit: expect.objectContaining({ id: cast.third.id }), cases: expect.any(Number) });
    const letter = await ask(cast.clerk, 'GET', `/api/urge-letters/${cast.third.id}?kind=suggestion`);
    const named = letter.body.items.filter((one: { matter: { id: string } }) => one.matter.id === of.matterId);
    expect(named.map((one: { step: string; late: boolean }) => [one.step, one.late])).toContainEqual(['答复', true]);
    expect((await ask(cast.lead.clerk, 'GET', '/api/urge-letters')).status).toBe(403);
  });
});
