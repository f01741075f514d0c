import type { FastifyInstance } from 'fastify';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import type { Actor } from '#platform/contract/actor.ts';
import { nobody } from '#platform/contract/actor.ts';
import type { Method } from '#platform/contract/route.ts';
import { Database } from '#platform/server/database.ts';
import { Dispatcher, systemActor } from '#platform/server/outbox/dispatcher.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { as, testServer } from '#platform/server/testing/test-server.ts';
import type { TestBody, TestCity, TestSeat } from '#modules/directory/server/factory.ts';
import { makeCity, makeMember, makeStaff, making, testPhoneSecret } from '#modules/directory/server/factory.ts';
import type { MeetingView } from '../../contract/arrangement/meeting-view.ts';
import type { AgendaItem, MeetingChange } from '../../contract/arrangement/routes.ts';
import { makeAttendee, makeGroup, makeMeeting, makeSitting } from '../factory.ts';
import { meetingModules } from '../index.ts';
import { meetingArrangementModule } from './module.ts';
import { tellOfChanges } from './tell-of-changes.ts';

/** Meetings, their programme and agenda, what is told of changes, and the calendar feed. */
let isolated: IsolatedDatabase;
let database: Database;
let server: FastifyInstance;
let dispatcher: Dispatcher;
let now = new Date('2026-11-01T00:30:00.000Z');
let city: TestCity;
let office: TestSeat;
let cppccOffice: TestSeat;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  await making(database, async (tx) => {
    city = await makeCity(tx);
    office = await makeStaff(tx, city.congress, ['clerk'], { name: '会务组苏衡' });
    cppccOffice = await makeStaff(tx, city.cppcc, ['clerk'], { name: '政协会务组' });
  });
  const parts = { settings: { publicUrl: 'https://lvzhi.example', secret: testPhoneSecret } } as never;
  const arrangement = meetingArrangementModule(parts);
  server = await testServer(database, { modules: meetingModules(parts) });
  dispatcher = new Dispatcher(database, arrangement.subscribers!, { error: console.error, warn: console.warn });
});
afterAll(async () => {
  await server.close();
  await database.close();
  await isolated.drop();
});

async function ask(actor: Actor, method: Method, url: string, body?: object) {
  const answer = await server.inject({ method, url, headers: as(actor), ...(body ? { payload: body } : {}) });
  return { status: answer.statusCode, code: answer.statusCode < 400 ? '' : answer.json<{ code: string }>().code, answer };
}
async function good<T>(actor: Actor, method: Method, url: string, body?: object): Promise<T> {
  const { answer, status } = await ask(actor, method, url, body);
  expect(status, answer.body).toBe(200);
  return answer.json<T>();
}
const rowsOf = async <Row extends object>(text: string, values: readonly unknown[]) =>
  await withClient(isolated.adminUrl, async (client) => (await client.query<Row>(text, [...values])).rows);
const view = (actor: Actor, id: string) => good<MeetingView>(actor, 'GET', `/api/meetings/${id}`);

const plenary = {
  kind: 'plenary',
  title: '第一次全体会议',
  startsAt: '2026-11-22T01:00:00.000Z',
  endsAt: '2026-11-22T03:00:00.000Z',
  place: '大会堂',
};
const draft = { kind: 'plenarySession', title: '第六次会议', place: '大会堂', opensOn: '2026-11-22', closesOn: '2026-11-24' };

/** A new meeting of the office with one sitting, made over the wire. */
async function prepared(): Promise<{ id: string; sitting: string }> {
  const [id, sitting] = [newId(), newId()];
  await good(office.actor, 'PUT', `/api/meetings/${id}`, draft);
  await good(office.actor, 'PUT', `/api/meetings/${id}/sittings/${sitting}`, { ...plenary, quorum: 'twoThirds' });
  return { id, sitting };
}

/** An announced meeting with a member due, somebody of another delegation and their sittings. */
async function announced(body: TestBody = city.congress) {
  return await making(database, async (tx) => {
    const meeting = await makeMeeting(tx, body, { state: 'announced', opensOn: '2026-11-22', closesOn: '2026-11-26' });
    const [group, other] = [await makeGroup(tx, meeting), await makeGroup(tx, meeting, { name: '第二代表团', position: 1 })];
    const seats = {
      one: await makeMember(tx, body, { name: '林知远' }),
      two: await makeMember(tx, body, { name: '顾明' }),
      none: await makeMember(tx, body, { name: '白溪' }),
    };
    const one = await makeAttendee(tx, meeting, { seat: seats.one, groupId: group, posts: [{ groupId: group, post: 'convenor' }] });
    await makeAttendee(tx, meeting, { seat: seats.two, groupId: other });
    const all = await makeSitting(tx, meeting, { title: '全体会议' });
    const his = await makeSitting(tx, meeting, {
      title: '一团会议',
      dueGroups: [group],
      startsAt: '2026-11-23T06:30:00.000Z',
      endsAt: '2026-11-23T09:00:00.000Z',
    });
    const others = await makeSitting(tx, meeting, {
      title: '二团会议',
      dueGroups: [other],
      startsAt: '2026-11-23T06:30:00.000Z',
      endsAt: '2026-11-23T09:00:00.000Z',
    });
    const hidden = await makeSitting(tx, meeting, { title: '会务碰头', hidden: true });
    return { ...meeting, group, other, seats, feed: one.feedToken, all, his, others, hidden };
  });
}

describe('a meeting', () => {
  test('is the office’s alone until it is announced; then its people see it, and nobody else', async () => {
    const { id, sitting } = await prepared();
    const member = await making(database, async (tx) => {
      const seat = await makeMember(tx, city.congress, { name: '贺兰' });
      await makeAttendee(tx, { bodyId: city.congress.id, id }, { seat });
      return { seat, stranger: await makeMember(tx, city.congress, { name: '仇英' }) };
    });
    expect((await ask(member.seat.actor, 'GET', `/api/meetings/${id}`)).code).toBe('meeting.not-found');
    const before = await view(office.actor, id);
    expect(before).toMatchObject({
      state: 'draft',
      notice: { announceBy: '2026-11-15', papersBy: '2026-11-21' },
      quorums: { sessionQuorum: 'twoThirds' },
    });
    expect(before.rules).toContainEqual(expect.objectContaining({ label: '大会法定人数', value: '三分之二以上' }));
    await good(office.actor, 'POST', `/api/meetings/${id}/advance`, { to: 'announced', revision: before.revision });
    expect((await view(member.seat.actor, id)).sittings.map((one) => one.id)).toEqual([sitting]);
    for (const actor of [member.stranger.actor, cppccOffice.actor])
      expect((await ask(actor, 'GET', `/api/meetings/${id}`)).code).toBe('meeting.not-found');
    const seen = await good<{ items: { id: string }[] }>(member.seat.actor, 'GET', '/api/meetings');
    expect(seen.items.map((one) => one.id)).toEqual([id]);
    expect((await good<{ items: { id: string }[] }>(cppccOffice.actor, 'GET', '/api/meetings')).items).toEqual([]);
  });

  test('keeps the rules of the day on which it was announced', async () => {
    const { id } = await prepared();
    await good(office.actor, 'POST', `/api/meetings/${id}/advance`, { to: 'announced', revision: 1 });
    const [row] = await rowsOf<{ rules: Record<string, unknown> }>('select rules from meeting where id = $1', [id]);
    expect(row!.rules).toMatchObject({
      noticeDays: 7,
      paperDays: 1,
      sessionQuorum: 'twoThirds',
      leaveHeadDays: 1,
      speechMinutes: 10,
      absenceSessions: 2,
    });
  });

  test('announced too late wants a reason, which the audit log keeps', async () => {
    const { id } = await prepared();
    const restored = now;
    now = new Date('2026-11-18T02:00:00.000Z');
    try {
      const body = { to: 'announced', revision: 1 };
      expect((await ask(office.actor, 'POST', `/api/meetings/${id}/advance`, body)).code).toBe('meeting.late-notice');
      await good(office.actor, 'POST', `/api/meetings/${id}/advance`, { ...body, lateReason: '会期因台风提前' });
    } finally {
      now = restored;
    }
    const [row] = await rowsOf<{ detail: { lateReason: string } }>(
      `select detail from audit_entry where act = 'meeting.advance-meeting' and subject_id = $1`,
      [id],
    );
    expect(row!.detail.lateReason).toBe('会期因台风提前');
  });

  test('goes one step at a time, never from an old reading, and does not change once it has ended', async () => {
    const { id } = await prepared();
    const advance = (to: string, revision: number) => ask(office.actor, 'POST', `/api/meetings/${id}/advance`, { to, revision });
    expect((await advance('running', 1)).code).toBe('meeting.step');
    expect((await advance('announced', 7)).code).toBe('meeting.changed-meanwhile');
    for (const [index, to] of ['announced', 'running', 'ended'].entries()) expect((await advance(to, index + 1)).status).toBe(200);
    expect((await ask(office.actor, 'PUT', `/api/meetings/${id}`, { ...draft, revision: 4 })).code).toBe('meeting.ended');
  });

  test.each([['no programme yet', () => newId(), 'meeting.no-programme']])('is not announced: %s', async (_, make, code) => {
    const id = make();
    await good(office.actor, 'PUT', `/api/meetings/${id}`, draft);
    expect((await ask(office.actor, 'POST', `/api/meetings/${id}/advance`, { to: 'announced', revision: 1 })).code).toBe(code);
  });

  test('is arranged by its own office alone', async () => {
    const { id, sitting } = await prepared();
    const member = await making(database, (tx) => makeMember(tx, city.congress, { name: '安宁' }));
    const body = { ...draft, revision: 1 };
    expect((await ask(nobody, 'PUT', `/api/meetings/${id}`, body)).status).toBe(401);
    expect((await ask(member.actor, 'PUT', `/api/meetings/${id}`, body)).code).toBe('actor.forbidden');
    expect((await ask(cppccOffice.actor, 'PUT', `/api/meetings/${id}`, body)).code).toBe('meeting.not-found');
    expect((await ask(cppccOffice.actor, 'POST', `/api/meetings/${id}/sittings/${sitting}/cancel`, {})).code).toBe('meeting.not-found');
    expect((await ask(office.actor, 'PUT', `/api/meetings/${newId()}`, { ...draft, closesOn: '2026-11-20' })).code).toBe('request.invalid');
  });
});

/** Whatever a client may send an id for that it made itself, with what it would write. */
const kept = {
  sitting: { table: 'sitting', url: (id: string) => `sittings/${id}`, body: () => plenary },
  notice: {
    table: 'meeting_notice',
    url: (id: string) => `notices/${id}`,
    body: () => ({ title: '会务通知', words: '请按时到会', categories: ['member'] }),
  },
  coach: {
    table: 'coach',
    url: (id: string) => `coaches/${id}`,
    body: () => ({ number: '1号车', plate: '', driver: '', driverPhone: '', liaisonId: null, places: 40 }),
  },
  speech: {
    table: 'speech',
    url: (id: string) => `own-speeches/${id}`,
    body: () => ({
      form: 'oral',
      title: '关于乡村教育的发言',
      text: '为高质量发展建言献策，办好家门口的学校，让孩子少跑路。',
      inNameOf: 'self',
    }),
  },
  brief: {
    table: 'session_brief',
    url: (id: string) => `briefs/${id}`,
    body: ({ group }: { group: string }) => ({
      groupId: group,
      sittingId: null,
      title: '审议情况',
      text: '代表们认为报告实事求是。',
      revision: 0,
      submit: false,
    }),
  },
} as const;

describe('ids that a client makes', () => {
  /** A running meeting of the body: its office, and its one member, who convenes his group. */
  const running = async (body: TestBody, seat: TestSeat) =>
    await making(database, async (tx) => {
      const meeting = await makeMeeting(tx, body, { opensOn: '2026-11-22', closesOn: '2026-11-24' });
      const group = await makeGroup(tx, meeting);
      const member = await makeMember(tx, body);
      await makeAttendee(tx, meeting, { seat: member, groupId: group, posts: [{ groupId: group, post: 'convenor' }] });
      const hers = await makeMember(tx, body);
      await makeAttendee(tx, meeting, { seat: hers, groupId: group, posts: [{ groupId: group, post: 'convenor' }] });
      return { ...meeting, group, office: seat, member, other: hers };
    });

  test.each(Object.entries(kept))('of a %s stand for one thing of one meeting', async (what, { table, url, body }) => {
    const [first, second, strange] = [
      await running(city.congress, office),
      await running(city.congress, office),
      await running(city.cppcc, cppccOffice),
    ];
    const id = newId();
    const write = async (of: typeof first, seat: TestSeat, to: string) =>
      await ask(seat.actor, 'PUT', `/api/meetings/${of.id}/${url(to)}`, body(of));
    const own = (of: typeof first) => (what === 'speech' || what === 'brief' ? of.member : of.office);
    const stored = async () =>
      await rowsOf<{ row: object }>(`select to_jsonb(t) as row from ${table} t where t.id = $1 and t.meeting_id = $2`, [id, first.id]);
    const made = await write(first, own(first), id);
    expect(made.status, made.answer.body).toBe(200);
    const before = await stored();
    expect(before).toHaveLength(1);
    // Another meeting of the same body, and where attendees write, somebody else of the same meeting.
    const others = what === 'speech' ? [[second, own(second)] as const, [first, first.other] as const] : [[second, own(second)] as const];
    for (const [of, seat] of others) expect([404, 409]).toContain((await write(of, seat, id)).status);
    // Another body is told what it would be told of an id that nobody has, and the row stays its owner's.
    const unknown = await write(strange, own(strange), newId());
    expect((await write(strange, own(strange), id)).status).toBe(unknown.status);
    expect((await write(first, own(strange), id)).code).toBe('meeting.not-found');
    expect(await stored()).toEqual(before);
  });

  test('of another body’s meeting are refused like one that nobody may know; of one’s own, as taken', async () => {
    const { id } = await prepared();
    expect((await ask(cppccOffice.actor, 'PUT', `/api/meetings/${id}`, draft)).code).toBe('meeting.not-found');
    expect((await ask(cppccOffice.actor, 'PUT', `/api/meetings/${id}`, { ...draft, revision: 1 })).code).toBe('meeting.not-found');
    expect((await ask(cppccOffice.actor, 'PUT', `/api/meetings/${newId()}`, { ...draft, revision: 1 })).code).toBe('meeting.not-found');
    expect((await ask(office.actor, 'PUT', `/api/meetings/${id}`, draft)).code).toBe('meeting.changed-meanwhile');
    const own = newId();
    await good(cppccOffice.actor, 'PUT', `/api/meetings/${own}`, draft);
    const clone = { title: '第七次会议', opensOn: '2027-01-10', parts: ['programme'] };
    expect((await ask(cppccOffice.actor, 'POST', `/api/meetings/${own}/clone`, { ...clone, id })).code).toBe('meeting.not-found');
    expect((await ask(cppccOffice.actor, 'POST', `/api/meetings/${own}/clone`, { ...clone, id: own })).code).toBe(
      'meeting.changed-meanwhile',
    );
    expect(await rowsOf('select body_id from meeting where id = $1', [id])).toHaveLength(1);
  });

  test('of an agenda item of another sitting are neither taken over nor made a parent', async () => {
    const [one, other] = [await prepared(), await prepared()];
    const item = { id: newId(), parentId: null, title: '听取报告' };
    const at = (of: typeof one) => `/api/meetings/${of.id}/sittings/${of.sitting}/agenda`;
    await good(office.actor, 'PUT', at(one), { revision: 1, items: [item] });
    const child = { id: newId(), parentId: item.id, title: '审议' };
    expect((await ask(office.actor, 'PUT', at(other), { revision: 1, items: [item, child] })).code).toBe('meeting.agenda-item');
    expect(await rowsOf('select id from agenda_item where parent_id = $1', [item.id])).toEqual([]);
  });
});

describe('the programme', () => {
  test('lies within the meeting’s days, names its own groups, and is changed from a fresh reading', async () => {
    const { id, sitting } = await prepared();
    const save = (change: object) =>
      ask(office.actor, 'PUT', `/api/meetings/${id}/sittings/${sitting}`, { ...plenary, revision: 1, ...change });
    expect((await save({ startsAt: '2026-11-27T01:00:00.000Z', endsAt: '2026-11-27T03:00:00.000Z' })).code).toBe('meeting.outside-days');
    expect((await save({ dueGroups: [newId()] })).code).toBe('meeting.group');
    expect((await save({ revision: 9 })).code).toBe('meeting.changed-meanwhile');
    expect((await save({ title: '开幕会' })).status).toBe(200);
  });

  test('has a sitting for each group at once, each in its own place', async () => {
    const meeting = await announced();
    const body = {
      kind: 'delegation',
      title: '{组}审议报告',
      startsAt: plenary.startsAt,
      endsAt: plenary.endsAt,
      groupIds: [meeting.group, meeting.other],
    };
    await good(office.actor, 'POST', `/api/meetings/${meeting.id}/group-sittings`, body);
    const made = (await view(office.actor, meeting.id)).sittings.filter((one) => one.title.endsWith('审议报告'));
    expect(made.map((one) => [one.title, one.dueGroups])).toEqual(
      expect.arrayContaining([
        ['第一代表团审议报告', [meeting.group]],
        ['第二代表团审议报告', [meeting.other]],
      ]),
    );
  });

  test('hides what is hidden from all but the office; cancelled entries stay with their reason and can be put back', async () => {
    const meeting = await announced();
    expect((await view(meeting.seats.one.actor, meeting.id)).sittings.map((one) => one.id)).not.toContain(meeting.hidden);
    expect((await view(office.actor, meeting.id)).sittings.map((one) => one.id)).toContain(meeting.hidden);
    const cancel = `/api/meetings/${meeting.id}/sittings/${meeting.all}/cancel`;
    expect((await ask(office.actor, 'POST', cancel, {})).code).toBe('meeting.reason');
    await good(office.actor, 'POST', cancel, { reason: '场地检修' });
    expect((await view(meeting.seats.one.actor, meeting.id)).sittings.find((one) => one.id === meeting.all)?.state).toBe('cancelled');
    await good(office.actor, 'POST', `/api/meetings/${meeting.id}/sittings/${meeting.all}/restore`, {});
    expect((await view(office.actor, meeting.id)).sittings.find((one) => one.id === meeting.all)?.state).toBe('planned');
  });

  test('comes as a document', async () => {
    const meeting = await announced();
    const { status, answer } = await ask(office.actor, 'GET', `/api/meetings/${meeting.id}/programme/document`);
    expect([status, answer.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  });

  test('is printed as PDF, whole or one sitting’s agenda, for those who may read it', async () => {
    const meeting = await announced();
    const print = async (actor: Actor, query = '') => await ask(actor, 'GET', `/api/meetings/${meeting.id}/programme/print${query}`);
    const { sittings } = await view(office.actor, meeting.id);
    for (const made of [await print(office.actor), await print(meeting.seats.one.actor, `?sittingId=${sittings[0]!.id}`)]) {
      expect(made.answer.headers['content-type']).toBe('application/pdf');
      expect(made.answer.rawPayload.subarray(0, 4).toString()).toBe('%PDF');
    }
    expect((await print(cppccOffice.actor)).code).toBe('meeting.not-found');
    expect((await print(office.actor, `?sittingId=${newId()}`)).code).toBe('meeting.sitting-not-found');
    expect((await print(nobody)).status).toBe(401);
  });
});

describe('the agenda', () => {
  test('is a tree, numbered for its reader; hidden items are the office’s; what began stays begun', async () => {
    const meeting = await announced();
    const [first, below, secret, last] = [newId(), newId(), newId(), newId()];
    const save = (items: object[], revision: number) =>
      ask(office.actor, 'PUT', `/api/meetings/${meeting.id}/sittings/${meeting.all}/agenda`, { revision, items });
    const items = [
      { id: first, parentId: null, title: '听取报告', minutes: 60 },
      { id: below, parentId: first, title: '政府工作报告', presenter: '市长' },
      { id: secret, parentId: null, title: '人事事项', hidden: true },
      { id: last, parentId: null, title: '表决' },
    ];
    expect((await save([items[1]!, items[0]!], 1)).code).toBe('meeting.agenda-tree');
    expect((await save(items, 1)).status).toBe(200);
    const read = async (actor: Actor) => (await good<{ items: AgendaItem[] }>(actor, 'GET', `/api/meetings/${meeting.id}/agenda`)).items;
    expect((await read(meeting.seats.one.actor)).map((one) => `${one.number}${one.title}`)).toEqual([
      '一、听取报告',
      '（一）政府工作报告',
      '二、表决',
    ]);
    expect((await read(office.actor)).map((one) => one.number)).toEqual(['一、', '（一）', '', '二、']);
    const state = (id: string, to: string) => good(office.actor, 'POST', `/api/meetings/${meeting.id}/agenda/${id}/state`, { state: to });
    await state(first, 'now');
    await state(last, 'now');
    await save([items[3]!, items[0]!], 2);
    expect((await read(office.actor)).map((one) => [one.title, one.state])).toEqual([
      ['表决', 'now'],
      ['听取报告', 'done'],
    ]);
    expect((await ask(office.actor, 'POST', `/api/meetings/${meeting.id}/agenda/${secret}/state`, { state: 'now' })).code).toBe(
      'meeting.agenda-item',
    );
  });
});

describe('changes', () => {
  test('of an announced meeting are kept in clear words; of a draft, none', async () => {
    const meeting = await announced();
    const sitting = (await view(office.actor, meeting.id)).sittings.find((one) => one.id === meeting.his)!;
    const moved = { ...sitting, startsAt: '2026-11-23T07:00:00.000Z', place: '一号厅' };
    await good(office.actor, 'PUT', `/api/meetings/${meeting.id}/sittings/${meeting.his}`, moved);
    const { items } = await good<{ items: MeetingChange[] }>(meeting.seats.one.actor, 'GET', `/api/meetings/${meeting.id}/changes`);
    expect(items.map((one) => one.words)).toEqual(['一团会议：14:30 改到 15:00，地点由大会堂改到一号厅']);
    const { id, sitting: early } = await prepared();
    await good(office.actor, 'PUT', `/api/meetings/${id}/sittings/${early}`, { ...plenary, place: '别处', revision: 1 });
    expect((await good<{ items: MeetingChange[] }>(office.actor, 'GET', `/api/meetings/${id}/changes`)).items).toEqual([]);
  });

  test('are told once to those concerned, several together', async () => {
    const meeting = await announced();
    const { sittings } = await view(office.actor, meeting.id);
    const change = async (id: string, part: object) =>
      await good(office.actor, 'PUT', `/api/meetings/${meeting.id}/sittings/${id}`, { ...sittings.find((one) => one.id === id)!, ...part });
    await change(meeting.all, { place: '新大会堂' });
    await change(meeting.his, { place: '一号厅' });
    await dispatcher.drain();
    const waiting = await rowsOf<{ count: number }>(
      `select count(*)::int from boss.job where name = 'meeting.tell-changes' and data->>'meetingId' = $1`,
      [meeting.id],
    );
    expect(waiting[0]!.count).toBe(1);
    for (let run = 0; run < 2; run += 1)
      await database.transact(systemActor, (tx) => tellOfChanges(tx, meeting.bodyId, meeting.id), { access: 'worker' });
    const told = await rowsOf<{ person_id: string; title: string; words: string }>(
      'select person_id, title, words from notification where subject_id = $1 order by length(title)',
      [meeting.id],
    );
    expect(told).toEqual([
      { person_id: meeting.seats.two.personId, title: '会议安排有变动', words: '全体会议：地点由大会堂改到新大会堂' },
      { person_id: meeting.seats.one.personId, title: '会议安排有 2 处变动', words: '一团会议：地点由大会堂改到一号厅' },
    ]);
  });
});

describe('a template', () => {
  test('gives a new draft with day 1 on the new day 1, and nothing of what happened', async () => {
    const meeting = await announced();
    await good(office.actor, 'PUT', `/api/meetings/${meeting.id}/sittings/${meeting.his}/agenda`, {
      revision: 1,
      items: [{ id: newId(), parentId: null, title: '审议报告' }],
    });
    const id = newId();
    const parts = ['programme', 'agenda', 'groups', 'people', 'seating', 'coaches', 'papers', 'checkLists'];
    await good(office.actor, 'POST', `/api/meetings/${meeting.id}/clone`, { id, title: '第七次会议', opensOn: '2027-01-10', parts });
    const made = await view(office.actor, id);
    expect(made).toMatchObject({ state: 'draft', opensOn: '2027-01-10', closesOn: '2027-01-14', title: '第七次会议' });
    const his = made.sittings.find((one) => one.title === '一团会议')!;
    expect([his.startsAt, his.endsAt]).toEqual(['2027-01-11T06:30:00.000Z', '2027-01-11T09:00:00.000Z']);
    const group = made.groups.find((one) => one.name === '第一代表团')!;
    expect(his.dueGroups).toEqual([group.id]);
    expect(group.posts.map((one) => [one.name, one.post])).toEqual([['林知远', 'convenor']]);
    const agenda = await good<{ items: AgendaItem[] }>(office.actor, 'GET', `/api/meetings/${id}/agenda`);
    expect(agenda.items.map((one) => [one.sittingId, one.title])).toEqual([[his.id, '审议报告']]);
    const codes = await rowsOf<{ count: number }>(
      'select count(distinct badge_code)::int from attendee_private where meeting_id = any($1)',
      [[id, meeting.id]],
    );
    expect(codes[0]!.count).toBe(4);
    expect(
      (
        await ask(cppccOffice.actor, 'POST', `/api/meetings/${meeting.id}/clone`, {
          id: newId(),
          title: '偷看',
          opensOn: '2027-01-10',
          parts,
        })
      ).code,
    ).toBe('meeting.not-found');
  });

  test('leaves out what was not asked for', async () => {
    const meeting = await announced();
    const id = newId();
    await good(office.actor, 'POST', `/api/meetings/${meeting.id}/clone`, {
      id,
      title: '第七次会议',
      opensOn: '2027-01-10',
      parts: ['programme'],
    });
    const made = await view(office.actor, id);
    expect(made.groups).toEqual([]);
    expect(made.sittings.map((one) => one.title).toSorted()).toEqual(['会务碰头', '全体会议']);
  });
});

describe('the calendar feed', () => {
  const feedOf = async (token: string) => await server.inject({ method: 'GET', url: `/api/meetings/feeds/${token}.ics` });
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((component) => ({ component, event: new ICAL.Event(component) }));

  test('gives without a sign-in what its holder is due at, in China’s time, with changes and cancellations', async () => {
    const meeting = await announced();
    const moved = {
      ...(await view(office.actor, meeting.id)).sittings.find((one) => one.id === meeting.his)!,
      startsAt: '2026-11-23T07:00:00.000Z',
    };
    await good(office.actor, 'PUT', `/api/meetings/${meeting.id}/sittings/${meeting.his}`, moved);
    await good(office.actor, 'POST', `/api/meetings/${meeting.id}/sittings/${meeting.all}/cancel`, { reason: '场地检修' });
    const answer = await feedOf(meeting.feed);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8']);
    const calendar = new ICAL.Component(ICAL.parse(answer.body));
    const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')!);
    ICAL.TimezoneService.register(zone);
    const found = eventsOf(answer.body);
    expect(found.map(({ event, component }) => [event.summary, event.sequence, component.getFirstPropertyValue('status')])).toEqual([
      ['已取消：全体会议', 1, 'CANCELLED'],
      ['一团会议', 1, 'CONFIRMED'],
    ]);
    const his = found[1]!;
    expect(his.event.startDate.toJSDate().toISOString()).toBe('2026-11-23T07:00:00.000Z');
    expect(his.event.startDate.toString()).toBe('2026-11-23T15:00:00');
    expect(String(his.component.getFirstPropertyValue('last-modified'))).toBe('2026-11-01T00:30:00Z');
    expect(his.event.uid).toBe(`${meeting.his}@luzhitong`);
    const again = await server.inject({
      method: 'GET',
      url: `/api/meetings/feeds/${meeting.feed}.ics`,
      headers: { 'if-none-match': String(answer.headers['etag']) },
    });
    expect(again.statusCode).toBe(304);
  });

  test('answers nobody who guesses, and an address that was renewed no more', async () => {
    const meeting = await announced();
    expect((await feedOf('x'.repeat(24))).json()).toMatchObject({ code: 'meeting.feed' });
    const mine = await good<{ address: string }>(meeting.seats.one.actor, 'GET', `/api/meetings/${meeting.id}/feed`);
    expect(mine.address).toBe(`https://lvzhi.example/api/meetings/feeds/${meeting.feed}.ics`);
    const renewed = await good<{ address: string }>(meeting.seats.one.actor, 'POST', `/api/meetings/${meeting.id}/feed/renew`, {});
    expect((await feedOf(meeting.feed)).statusCode).toBe(404);
    expect((await server.inject({ method: 'GET', url: new URL(renewed.address).pathname })).statusCode).toBe(200);
    expect((await ask(meeting.seats.none.actor, 'GET', `/api/meetings/${meeting.id}/feed`)).code).toBe('meeting.not-found');
    expect((await ask(office.actor, 'POST', `/api/meetings/${meeting.id}/feed/renew`, {})).code).toBe('meeting.attendee-not-found');
  });
});
