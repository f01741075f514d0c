import { createPrivateKey, sign } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import type { Actor } from '#platform/contract/actor.ts';
import { Database } from '#platform/server/database.ts';
import { Dispatcher } from '#platform/server/outbox/dispatcher.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { officeActor } from '#platform/server/testing/actors.ts';
import { type IsolatedDatabase, isolatedDatabase } from '#platform/server/testing/database.ts';
import { as, testServer } from '#platform/server/testing/test-server.ts';
import { makeCity, makeMember, makeStaff, making, type TestCity, type TestSeat } from '#modules/directory/server/factory.ts';
import { makeCode } from '../../contract/presence/code-rules.ts';
import type { ScanOutcome, SentScan } from '../../contract/presence/scanning.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import { makeAttendee, makeGroup, makeMeeting, makeSitting, type TestAttendee, type TestMeeting } from '../factory.ts';
import type { MeetingParts } from '../parts.ts';
import { presenceOfSittings, peopleOfSitting } from './counts.ts';
import { attendeesDue } from '../people/attendees.ts';
import { meetingPeopleModule } from '../people/module.ts';
import { endAttendance, moveAttendees } from '../people/save-attendee.ts';
import { isDue } from '../core/due-rules.ts';
import { sittingOf, type SittingRow } from '../core/find.ts';
import { absencesOf } from '../hall/absences.ts';
import { hallWordsAt } from './hall-code.ts';
import { meetingPresenceModule } from './module.ts';

const secret = 'a secret of the test';
let isolated: IsolatedDatabase;
let database: Database;
let server: FastifyInstance;
let dispatcher: Dispatcher;
let city: TestCity;
let clerk: TestSeat;
let meeting: TestMeeting;
let now = new Date('2026-11-23T00:50:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  city = await making(database, makeCity);
  const settings = { publicUrl: 'http://localhost', secret };
  const parts = { settings } as MeetingParts;
  const modules = [meetingPresenceModule(parts), meetingPeopleModule(parts)];
  server = await testServer(database, { modules });
  const subscribers = modules.flatMap((module) => module.subscribers ?? []);
  dispatcher = new Dispatcher(database, subscribers, { error: console.error, warn: console.warn });
  clerk = await making(database, (tx) => makeStaff(tx, city.congress, ['clerk']));
  meeting = await making(database, (tx) => makeMeeting(tx, city.congress));
});

afterAll(async () => {
  await server.close();
  await database.close();
  await isolated.drop();
});

const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  await withClient(isolated.adminUrl, async (client) => (await client.query<Row>(text, values)).rows);

async function ask(
  actor: Actor | null,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
  headers: object = {},
) {
  const who = actor ? as(actor) : { 'idempotency-key': newId() };
  const answer = await server.inject({ method, url, headers: { ...who, ...headers }, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json(), cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0]! };
}

interface Door {
  readonly sittingId: string;
  readonly listId: string;
  readonly groupId: string;
}

/** A sitting with its list, of one group of its own, so that tests do not meet. */
async function openDoor(options: { dueCategories?: AttendeeCategory[] } = {}): Promise<Door> {
  const [sittingId, groupId] = await making(database, async (tx) => {
    const group = await makeGroup(tx, meeting);
    return [await makeSitting(tx, meeting, { dueGroups: [group], quorum: 'twoThirds', ...options }), group];
  });
  const { body } = await ask(clerk.actor, 'POST', `/api/meetings/${meeting.id}/check-lists`, { sittingId });
  return { sittingId, listId: body.id, groupId };
}

const person = (groupId: string, told: object = {}) =>
  making(database, (tx) => makeAttendee(tx, meeting, { groupId, name: '林知远', ...told }));

async function enrol(name = '东门一号', checkListIds: string[] = []): Promise<{ cookie: string }> {
  const { body } = await ask(clerk.actor, 'POST', `/api/meetings/${meeting.id}/scanners`, { name, checkListIds });
  const { cookie, status } = await ask(null, 'POST', '/api/scanner/enrolment', { code: body.code, device: 'Chrome' });
  expect(status).toBe(200);
  return { cookie };
}

function codeOf(attendee: TestAttendee, at = now): string {
  const pre = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = createPrivateKey({ key: Buffer.concat([pre, attendee.passKey]), format: 'der', type: 'pkcs8' });
  return makeCode({ meetingId: meeting.id, attendeeId: attendee.id }, at.getTime(), (message) => sign(null, message, key));
}

const scanOf = (listId: string, code: string, told: Partial<SentScan> = {}): SentScan => ({
  nonce: newId(),
  listId,
  means: 'personal',
  code,
  deviceAt: now.toISOString(),
  offsetMs: 0,
  force: false,
  offline: false,
  ...told,
});

async function send(scanner: { cookie: string }, ...scans: SentScan[]): Promise<ScanOutcome[]> {
  const { body, status } = await ask(null, 'POST', '/api/scanner/scans', { scans, says: {} }, scanner);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.outcomes;
}

const stored = (listId: string) =>
  rows<{ status: string; force_sent: boolean; forced: boolean; code: string }>(
    'select status, force_sent, forced, code from scan where check_list_id = $1 order by server_at, nonce',
    [listId],
  );

describe('the status table (FIELD §2)', () => {
  let door: Door;
  let scanner: { cookie: string };
  beforeAll(async () => {
    door = await openDoor();
    scanner = await enrol();
  });

  test('first scan accepted, second already redeemed, the same nonce again one row', async () => {
    const attendee = await person(door.groupId);
    const first = scanOf(door.listId, codeOf(attendee));
    expect(await send(scanner, first)).toMatchObject([{ status: 'accepted', letsIn: true, attendeeId: attendee.id }]);
    const [second] = await send(scanner, scanOf(door.listId, codeOf(attendee)));
    expect(second).toMatchObject({ status: 'redeemed', letsIn: false, entry: { nonce: first.nonce } });
    expect(await send(scanner, first)).toMatchObject([{ nonce: first.nonce, status: 'accepted', letsIn: true }]);
    expect((await rows('select from scan where nonce = $1', [first.nonce])).length).toBe(1);
    expect((await rows('select from presence where check_list_id = $1 and attendee_id = $2', [door.listId, attendee.id])).length).toBe(1);
  });

  test('the same nonce and the same person twice in one hand-over', async () => {
    const attendee = await person(door.groupId);
    const first = scanOf(door.listId, codeOf(attendee));
    const outcomes = await send(scanner, first, first, scanOf(door.listId, attendee.badgeCode, { means: 'badge' }));
    expect(outcomes.map((one) => one.status)).toEqual(['accepted', 'accepted', 'redeemed']);
    expect((await rows('select from scan where attendee_id = $1', [attendee.id])).length).toBe(2);
  });

  test('an unknown code, a forged one, a screenshot, the wrong list', async () => {
    const attendee = await person(door.groupId);
    const elsewhere = await openDoor();
    const forged = codeOf({ ...attendee, passKey: Buffer.alloc(32, 1) });
    const old = codeOf(attendee, new Date(now.getTime() - 120_000));
    const said = await send(
      scanner,
      scanOf(door.listId, 'NOSUCHCODE', { means: 'badge' }),
      scanOf(door.listId, forged),
      scanOf(door.listId, old),
      scanOf(elsewhere.listId, codeOf(attendee)),
    );
    expect(said.map((one) => [one.status, one.letsIn])).toEqual([
      ['unknown', false],
      ['unknown', false],
      ['expired', false],
      ['product', false],
    ]);
    expect((await stored(elsewhere.listId)).map((one) => one.status)).toEqual(['product']);
  });

  test('forced first scan: sent with force, not forced; forced second scan: forced', async () => {
    const own = await openDoor();
    const attendee = await person(own.groupId);
    const scans = [
      scanOf(own.listId, codeOf(attendee), { force: true, offline: true }),
      scanOf(own.listId, codeOf(attendee), { force: true }),
    ];
    expect((await send(scanner, scans[0]!))[0]).toMatchObject({ status: 'accepted', letsIn: true });
    expect((await send(scanner, scans[1]!))[0]).toMatchObject({ status: 'forced', letsIn: true });
    expect(await stored(own.listId)).toMatchObject([
      { status: 'accepted', force_sent: true, forced: false },
      { status: 'forced', force_sent: true, forced: true },
    ]);
  });

  test('before it opens and after it was closed; a device that was offline counts by its own time', async () => {
    const own = await openDoor();
    const [early, late] = [await person(own.groupId), await person(own.groupId)];
    const change = (body: object) => ask(clerk.actor, 'PATCH', `/api/meetings/${meeting.id}/check-lists/${own.listId}`, body);
    await change({ opensAt: '2026-11-23T00:55:00.000Z' });
    expect((await send(scanner, scanOf(own.listId, codeOf(early))))[0]!.status).toBe('closed');
    await change({ opensAt: null, state: 'closed' });
    expect((await send(scanner, scanOf(own.listId, codeOf(early))))[0]!.status).toBe('closed');
    const before = new Date(now.getTime() - 60_000);
    const offline = scanOf(own.listId, codeOf(late, before), { deviceAt: before.toISOString(), offline: true, force: true });
    expect((await send(scanner, offline))[0]!.status).toBe('accepted');
    expect(await rows('select at from presence where attendee_id = $1', [late.id])).toEqual([{ at: before }]);
  });

  test('a green light that was shown without the server is not rewritten, though the scan had been refused meanwhile', async () => {
    const own = await openDoor();
    const attendee = await person(own.groupId);
    const other = await enrol('西门');
    await send(other, scanOf(own.listId, codeOf(attendee)));
    const lost = scanOf(own.listId, codeOf(attendee));
    expect((await send(scanner, lost))[0]!.status).toBe('redeemed');
    expect((await send(scanner, { ...lost, offline: true, force: true }))[0]).toMatchObject({ status: 'forced', letsIn: true });
    expect(await stored(own.listId)).toMatchObject([{ status: 'accepted' }, { status: 'forced', force_sent: true, forced: true }]);
    expect((await rows('select from scan_conflict where check_list_id = $1', [own.listId])).length).toBe(1);
  });

  test('neither a signature nor a hall code stays in the log', async () => {
    for (const { code } of await stored(door.listId)) expect(code.length).toBeLessThan(40);
  });
});

describe('scanners without the server', () => {
  test('two that let one person in yield one conflict, which the office settles', async () => {
    const door = await openDoor();
    const [east, west] = [await enrol('东门'), await enrol('西门')];
    const attendee = await person(door.groupId);
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000).toISOString();
    const alone = { offline: true, force: true };
    const first = scanOf(door.listId, codeOf(attendee), { ...alone, deviceAt: at(-300), code: codeOf(attendee, new Date(at(-300))) });
    const second = scanOf(door.listId, codeOf(attendee, new Date(at(-200))), { ...alone, deviceAt: at(-200) });
    // The later one comes first; each comes twice, as after a lost answer.
    for (const [scanner, scan] of [
      [west, second],
      [east, first],
      [west, second],
      [east, first],
    ] as const) {
      expect((await send(scanner, scan))[0]!.letsIn).toBe(true);
    }
    const { body } = await ask(clerk.actor, 'GET', `/api/meetings/${meeting.id}/scan-conflicts`);
    const mine = body.items.filter((one: { checkListId: string }) => one.checkListId === door.listId);
    expect(mine).toMatchObject([{ first: { scannerName: '西门', offline: true }, second: { scannerName: '东门' }, settledAt: null }]);
    // He came in when the earlier of the two doors says.
    expect(await rows('select at from presence where attendee_id = $1', [attendee.id])).toEqual([{ at: new Date(at(-300)) }]);
    const settle = { firstNonce: second.nonce, secondNonce: first.nonce, words: '本人从东门进，西门为误扫。' };
    const path = `/api/meetings/${meeting.id}/check-lists/${door.listId}/conflicts/settle`;
    expect((await ask(clerk.actor, 'POST', path, settle)).status).toBe(200);
    expect((await ask(clerk.actor, 'POST', path, { ...settle, secondNonce: newId() })).body.code).toBe('meeting.conflict-not-found');
  });

  test('many that scan one person at once: one entry, and every attempt kept', async () => {
    const door = await openDoor();
    const attendee = await person(door.groupId);
    const scanners = await Promise.all(['一', '二', '三', '四'].map((name) => enrol(name)));
    const answers = await Promise.all(
      scanners.flatMap((scanner) => [1, 2, 3].map(() => send(scanner, scanOf(door.listId, codeOf(attendee))))),
    );
    expect(answers.flat().filter((one) => one.status === 'accepted')).toHaveLength(1);
    expect(answers.flat().filter((one) => one.status === 'redeemed')).toHaveLength(11);
    expect(await stored(door.listId)).toHaveLength(12);
  });

  test('carry public keys and hashes, never seeds or badge codes', async () => {
    const door = await openDoor();
    const attendee = await person(door.groupId);
    const scanner = await enrol();
    const { body } = await ask(null, 'GET', '/api/scanner/copy', undefined, scanner);
    const said = JSON.stringify(body);
    expect(said).toContain(attendee.id);
    expect(said).not.toContain(attendee.badgeCode);
    expect(said).not.toContain(attendee.passKey.toString('base64url'));
    const list = body.copy.lists.find((one: { id: string }) => one.id === door.listId);
    expect(list).toMatchObject({ dueCount: 1, ride: null });
    expect(body.copy.bodyKind).toBe('congress');
    // Counts are told to whoever chooses a list, and are no part of the copy: else each scan would make it a new one.
    await send(scanner, scanOf(door.listId, codeOf(attendee)));
    const told = await ask(null, 'POST', '/api/scanner/state', { says: {}, counting: true }, scanner);
    expect(told.body.counts).toContainEqual({ listId: door.listId, present: 1 });
    expect((await ask(null, 'POST', '/api/scanner/state', { says: {} }, scanner)).body.counts).toBeNull();
    const again = await ask(null, 'GET', `/api/scanner/copy?have=${body.copy.revision}`, undefined, scanner);
    expect(again.body.copy).toBeNull();
  });

  test('a code enrols one device once; a stopped device is refused; another meeting’s list is none', async () => {
    const { body } = await ask(clerk.actor, 'POST', `/api/meetings/${meeting.id}/scanners`, { name: '南门' });
    const first = await ask(null, 'POST', '/api/scanner/enrolment', { code: body.code });
    expect((await ask(null, 'POST', '/api/scanner/enrolment', { code: body.code })).body.code).toBe('meeting.scanner-code');
    const other = await making(database, (tx) => makeMeeting(tx, city.congress));
    const sitting = await making(database, (tx) => makeSitting(tx, other));
    const list = await ask(clerk.actor, 'POST', `/api/meetings/${other.id}/check-lists`, { sittingId: sitting });
    expect(await send(first, scanOf(list.body.id, 'X', { means: 'badge' }))).toMatchObject([{ status: 'unknown', letsIn: false }]);
    expect((await stored(list.body.id)).length).toBe(0);
    await ask(clerk.actor, 'DELETE', `/api/meetings/${meeting.id}/scanners/${body.id}`);
    const scanner = await enrol('停用的');
    await rows(`update scanner set ended_at = now() where name = '停用的'`);
    const refused = await ask(null, 'GET', '/api/scanner/copy', undefined, scanner);
    expect([refused.status, refused.body.code]).toEqual([401, 'meeting.scanner-ended']);
    expect((await ask(null, 'POST', '/api/scanner/scans', { scans: [scanOf(list.body.id, 'x')], says: {} })).status).toBe(401);
  });
});

describe('signing in on one’s own phone', () => {
  test('needs the hall’s code of this half minute, and the list open', async () => {
    const door = await openDoor();
    const seat = await making(database, (tx) => makeMember(tx, city.congress));
    const attendee = await person(door.groupId, { seat });
    await ask(clerk.actor, 'PATCH', `/api/meetings/${meeting.id}/check-lists/${door.listId}`, {
      closesAt: new Date(now.getTime() + 60_000).toISOString(),
    });
    const path = `/api/meetings/${meeting.id}/sign-in`;
    const signIn = (code: string) => ask(seat.actor, 'POST', path, { nonce: newId(), code });
    const shown = hallWordsAt(secret, door.listId, now.getTime());
    expect((await signIn(hallWordsAt(secret, door.listId, now.getTime() - 120_000).code)).body.status).toBe('expired');
    expect((await signIn(shown.figures === '000000' ? '000001' : '000000')).body.letsIn).toBe(false);
    const said = { nonce: newId(), code: shown.code };
    const { body: first } = await ask(seat.actor, 'POST', path, said);
    expect(first).toMatchObject({ status: 'accepted', attendeeId: attendee.id });
    expect((await signIn(shown.figures)).body.status).toBe('redeemed');
    const own = await ask(seat.actor, 'GET', `/api/meetings/${meeting.id}/own-presence`);
    expect(own.body.lists.find((one: { checkListId: string }) => one.checkListId === door.listId)).toMatchObject({
      present: true,
      means: 'hall',
    });
    const stranger = await making(database, (tx) => makeMember(tx, city.congress));
    expect((await ask(stranger.actor, 'POST', path, { nonce: newId(), code: shown.code })).body.code).toBe('meeting.not-attending');

    // A phone that never heard the answer asks again when the list has closed: it is told since when its owner is in.
    await ask(clerk.actor, 'PATCH', `/api/meetings/${meeting.id}/check-lists/${door.listId}`, { state: 'closed' });
    const entry = { nonce: said.nonce, at: now.toISOString() };
    expect((await ask(seat.actor, 'POST', path, said)).body).toMatchObject({ status: 'accepted', letsIn: true });
    const late = await making(database, (tx) => makeMember(tx, city.congress));
    await person(door.groupId, { seat: late });
    const opened = now;
    // Closed by hand a moment ago, and by its hour.
    for (const moment of [opened, new Date(opened.getTime() + 61_000)]) {
      now = moment;
      for (const code of [shown.code, shown.figures])
        expect((await signIn(code)).body).toMatchObject({ status: 'redeemed', letsIn: false, title: first.title, entry });
      const { body } = await ask(late.actor, 'POST', path, { nonce: newId(), code: shown.code });
      expect(['closed', 'meeting.hall-window']).toContain(body.status ?? body.code);
    }
    now = opened;
  });

  test('guessing figures ends after a few', async () => {
    const door = await openDoor();
    const seat = await making(database, (tx) => makeMember(tx, city.congress));
    await person(door.groupId, { seat });
    const path = `/api/meetings/${meeting.id}/sign-in`;
    const answers = [];
    for (let guess = 0; guess < 10; guess += 1)
      answers.push((await ask(seat.actor, 'POST', path, { nonce: newId(), code: `99999${guess}` })).status);
    expect(answers.filter((status) => status === 429).length).toBeGreaterThanOrEqual(1);
  });

  test('the pass is one’s own, and only of a meeting that one belongs to', async () => {
    const seat = await making(database, (tx) => makeMember(tx, city.congress));
    const attendee = await making(database, (tx) => makeAttendee(tx, meeting, { seat }));
    const { body } = await ask(seat.actor, 'GET', `/api/meetings/${meeting.id}/own-pass`);
    expect(body).toMatchObject({ attendeeId: attendee.id, seed: attendee.passKey.toString('base64url') });
    expect((await ask(clerk.actor, 'GET', `/api/meetings/${meeting.id}/own-pass`)).body.code).toBe('meeting.not-attending');
    const stranger = await making(database, (tx) => makeMember(tx, city.county));
    expect((await ask(stranger.actor, 'GET', `/api/meetings/${meeting.id}/own-pass`)).status).toBe(404);
  });
});

describe('the office', () => {
  test('signs somebody in with a reason, takes it back, and finds both in the log', async () => {
    const door = await openDoor();
    const attendee = await person(door.groupId);
    const path = `/api/meetings/${meeting.id}/check-lists/${door.listId}/people/${attendee.id}`;
    expect((await ask(clerk.actor, 'POST', `${path}/sign-in`, { reason: '' })).status).toBe(400);
    expect((await ask(clerk.actor, 'POST', `${path}/sign-in`, { reason: '手机没电' })).body.status).toBe('accepted');
    const people = await ask(clerk.actor, 'GET', `/api/meetings/${meeting.id}/check-lists/${door.listId}/people`);
    expect(people.body.items).toMatchObject([{ attendeeId: attendee.id, state: 'present', means: 'staff' }]);
    expect((await ask(clerk.actor, 'POST', `${path}/take-back`, { reason: '认错人' })).status).toBe(200);
    expect((await ask(clerk.actor, 'POST', `${path}/take-back`, { reason: '认错人' })).body.code).toBe('meeting.not-present');
    expect((await ask(clerk.actor, 'POST', `${path}/sign-in`, { reason: '这次是本人' })).body.status).toBe('accepted');
    const log = await ask(clerk.actor, 'GET', `/api/meetings/${meeting.id}/scans?checkListId=${door.listId}&limit=1`);
    expect(log.body.items).toHaveLength(1);
    const rest = await ask(clerk.actor, 'GET', `/api/meetings/${meeting.id}/scans?checkListId=${door.listId}&cursor=${log.body.next}`);
    expect(rest.body).toMatchObject({ items: [{ words: expect.any(String) }], next: null });
  });

  test('settles a sitting once: outcome, events, and no figure that moves afterwards', async () => {
    const door = await openDoor();
    const seats = await making(database, async (tx) => [await makeMember(tx, city.congress), await makeMember(tx, city.congress)]);
    const [came, away] = [await person(door.groupId, { seat: seats[0] }), await person(door.groupId, { seat: seats[1] })];
    await person(door.groupId, { name: '缺席的人' });
    await person(door.groupId, { category: 'staff' });
    await rows(
      `insert into leave_request (body_id, id, meeting_id, attendee_id, from_at, until_at, grounds, words, moment, steps, state, asked_at)
       values ($1, $2, $3, $4, '2026-11-23', '2026-11-24', 'illness', '住院', 'before', '[]', 'granted', now())`,
      [meeting.bodyId, newId(), meeting.id, away.id],
    );
    const scanner = await enrol();
    await send(scanner, scanOf(door.listId, codeOf(came)));
    const path = `/api/meetings/${meeting.id}/sittings/${door.sittingId}/settle`;
    const settled = await ask(clerk.actor, 'POST', path);
    expect(settled.body).toMatchObject({ settled: true, needed: 2, count: { due: 3, present: 1, onLeave: 1, missing: 1 } });
    expect((await ask(clerk.actor, 'POST', path)).body.code).toBe('meeting.sitting-settled');
    const events = await rows<{ payload: { personId: string; outcome: string } }>(
      `select payload from outbox where type = 'meeting.attendance-settled' and payload ->> 'sittingId' = $1`,
      [door.sittingId],
    );
    expect(new Map(events.map((event) => [event.payload.personId, event.payload.outcome]))).toEqual(
      new Map([
        [seats[0]!.personId, 'present'],
        [seats[1]!.personId, 'onLeave'],
      ]),
    );
    // A door that had no network hands over later: it is kept, and changes nothing.
    const late = scanOf(door.listId, codeOf(away), { offline: true, force: true });
    expect((await send(scanner, late))[0]!.letsIn).toBe(true);
    const after = await ask(clerk.actor, 'GET', `/api/meetings/${meeting.id}/presence?sittingId=${door.sittingId}`);
    expect(after.body.items[0]).toMatchObject({ count: { due: 3, present: 1, onLeave: 1, missing: 1 } });
  });

  test('figures by SQL are those of the people by name, for whoever asks', async () => {
    const door = await openDoor({ dueCategories: ['member', 'nonVoting'] });
    const seat = await making(database, (tx) => makeMember(tx, city.congress));
    const people = [
      await person(door.groupId, { seat }),
      await person(door.groupId),
      await person(door.groupId, { category: 'nonVoting' }),
    ];
    const elsewhere = await making(database, (tx) => makeGroup(tx, meeting, { name: '主席团', kind: 'presidium' }));
    // In the group by a post alone.
    await making(database, (tx) => makeAttendee(tx, meeting, { groupId: elsewhere, posts: [{ groupId: door.groupId, post: 'member' }] }));
    await send(await enrol(), scanOf(door.listId, codeOf(people[0]!)), scanOf(door.listId, codeOf(people[2]!)));
    const sitting = (await rows<never>('select * from sitting where id = $1', [door.sittingId]))[0]!;
    const of = { body_id: meeting.bodyId, id: meeting.id };
    const byName = await database.read(clerk.actor, (tx) => peopleOfSitting(tx, of, sitting));
    const members = byName.filter((one) => one.category === 'member');
    const count = (state: string) => members.filter((one) => one.state === state).length;
    const expected = { due: 3, present: count('present'), onLeave: count('onLeave'), missing: count('missing') };
    expect(expected).toMatchObject({ present: 1, missing: 2 });
    const screen = officeActor({ scope: 'screen', bodyId: meeting.bodyId, personId: null, accountId: null, roles: ['screen'] });
    for (const actor of [clerk.actor, seat.actor, screen]) {
      const found = await database.read(actor, (tx) => presenceOfSittings(tx, of, [sitting]));
      expect(found.get(door.sittingId)).toMatchObject({ count: expected, others: { due: 1, present: 1 }, quorum: 2 });
    }
    const outsider = await making(database, (tx) => makeStaff(tx, city.county, ['clerk']));
    const nothing = await database.read(outsider.actor, (tx) => presenceOfSittings(tx, of, [sitting]));
    expect(nothing.get(door.sittingId)!.count.due).toBe(0);
  });
});

describe('a settled sitting is corrected with a trace', () => {
  interface Settled {
    readonly door: Door;
    readonly absent: TestAttendee;
    readonly seat: TestSeat;
    readonly path: string;
  }
  /** One came, one did not; then the sitting is settled. */
  async function settled(): Promise<Settled> {
    const door = await openDoor();
    const seat = await making(database, (tx) => makeMember(tx, city.congress));
    const [came, absent] = [await person(door.groupId), await person(door.groupId, { seat })];
    await send(await enrol(), scanOf(door.listId, codeOf(came)));
    const path = `/api/meetings/${meeting.id}/sittings/${door.sittingId}`;
    expect((await ask(clerk.actor, 'POST', `${path}/settle`)).status).toBe(200);
    return { door, absent, seat, path };
  }
  const presence = async ({ door }: Settled) =>
    (await ask(clerk.actor, 'GET', `/api/meetings/${meeting.id}/presence?sittingId=${door.sittingId}`)).body.items[0];
  const listed = async ({ door, absent }: Settled) =>
    (await ask(clerk.actor, 'GET', `/api/meetings/${meeting.id}/check-lists/${door.listId}/people`)).body.items.find(
      (one: { attendeeId: string }) => one.attendeeId === absent.id,
    );
  const told = async ({ door, seat }: Settled) =>
    (
      await rows<{ payload: { outcome: string; grounds: string; correction: { was: string } | null } }>(
        `select payload from outbox where type = 'meeting.attendance-settled' and payload ->> 'sittingId' = $1 and payload ->> 'personId' = $2 order by txid, id`,
        [door.sittingId, seat.personId],
      )
    ).map(({ payload }) => [payload.correction?.was ?? null, payload.outcome, payload.grounds]);
  const record = async ({ absent }: Settled) => {
    const day = { fromAt: '2026-11-22T16:00:00.000Z', untilAt: '2026-11-23T16:00:00.000Z' };
    const asked = { ...day, grounds: 'illness', words: '住院，补交证明', granted: '秘书处', attendeeIds: [absent.id] };
    const { body } = await ask(clerk.actor, 'POST', `/api/meetings/${meeting.id}/leaves/recorded`, asked);
    await dispatcher.drain();
    return body;
  };

  test('by a leave that was granted later, and back where that was a mistake', async () => {
    const case1 = await settled();
    expect(await presence(case1)).toMatchObject({ first: null, count: { due: 2, present: 1, onLeave: 0, missing: 1 } });
    const { entered } = await record(case1);
    expect(await presence(case1)).toMatchObject({
      count: { due: 2, present: 1, onLeave: 1, missing: 0 },
      first: { due: 2, present: 1, onLeave: 0, missing: 1 },
      groups: [{ count: { onLeave: 1 } }],
    });
    expect(await listed(case1)).toMatchObject({
      state: 'onLeave',
      grounds: 'illness',
      differs: null,
      corrections: [{ was: 'absent', becomes: 'onLeave', by: 'leave', byName: clerk.name }],
    });
    await ask(clerk.actor, 'POST', `/api/meetings/${meeting.id}/leaves/struck`, { leaves: entered });
    await dispatcher.drain();
    expect(await presence(case1)).toMatchObject({ count: { onLeave: 0, missing: 1 }, first: { onLeave: 0, missing: 1 } });
    expect(await told(case1)).toEqual([
      [null, 'absent', ''],
      ['absent', 'onLeave', 'illness'],
      ['onLeave', 'absent', ''],
    ]);
  });

  test('by what a device handed over late, or by hand, with a reason; never the other way round by a leave', async () => {
    const case1 = await settled();
    const late = scanOf(case1.door.listId, codeOf(case1.absent), { offline: true, force: true });
    expect((await send(await enrol(), late))[0]!.letsIn).toBe(true);
    expect(await presence(case1)).toMatchObject({ late: 1, count: { present: 1, missing: 1 } });
    expect(await listed(case1)).toMatchObject({ state: 'missing', differs: 'present' });
    const path = `${case1.path}/corrections`;
    const body = { attendeeIds: [case1.absent.id], becomes: 'record', words: '东门设备断网，晚交记录' };
    expect((await ask(clerk.actor, 'POST', path, { ...body, words: '' })).status).toBe(400);
    expect((await ask(clerk.actor, 'POST', path, { ...body, attendeeIds: [newId()] })).body.code).toBe('meeting.attendee-not-found');
    expect((await ask(case1.seat.actor, 'POST', path, body)).status).toBe(403);
    expect((await ask(clerk.actor, 'POST', path, body)).body).toEqual({ corrected: 1 });
    expect((await ask(clerk.actor, 'POST', path, body)).body).toEqual({ corrected: 0 });
    await record(case1);
    expect(await presence(case1)).toMatchObject({ late: 0, count: { present: 2, onLeave: 0, missing: 0 } });
    expect((await ask(clerk.actor, 'POST', path, { ...body, becomes: 'absent', words: '不是本人' })).body).toEqual({ corrected: 1 });
    expect(await listed(case1)).toMatchObject({ state: 'missing', differs: null, corrections: [{ by: 'record' }, { by: 'hand' }] });
    const open = await openDoor();
    const other = `/api/meetings/${meeting.id}/sittings/${open.sittingId}/corrections`;
    expect((await ask(clerk.actor, 'POST', other, body)).body.code).toBe('meeting.sitting-not-settled');
    const stranger = await making(database, (tx) => makeStaff(tx, city.county, ['clerk']));
    expect((await ask(stranger.actor, 'POST', path, body)).status).toBe(404);
  });
});

test('names and figures are the same people whatever happened before and after closing', async () => {
  const steps = ['leave', 'back', 'move', 'post', 'come', 'undo', 'grant', 'strike', 'settle', 'correct', 'hand'] as const;
  const step = fc.record({ what: fc.constantFrom(...steps), who: fc.nat(5), at: fc.nat(2), hours: fc.integer({ min: -2, max: 30 }) });
  const history = fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (all) => {
    const of = await world();
    for (const one of all) await happen(of, one);
    await dispatcher.drain();
    const [told, expected] = await bothWays(of);
    expect(told).toEqual(expected);
  });
  await fc.assert(history, { numRuns: 12 });
}, 60_000);

type World = Awaited<ReturnType<typeof world>>;

/** Six people of two groups, one of them no member, and three sittings: one of all members, one of a group, one of everybody the next day. */
async function world() {
  return await making(database, async (tx) => {
    const of = await makeMeeting(tx, city.congress);
    const groups = [await makeGroup(tx, of), await makeGroup(tx, of, { name: '第二代表团', position: 1 })];
    const people = [];
    for (let place = 0; place < 6; place += 1)
      people.push(await makeAttendee(tx, of, { groupId: groups[place % 2]!, category: place === 5 ? 'nonVoting' : 'member' }));
    const sittings = [
      await makeSitting(tx, of, { quorum: 'twoThirds' }),
      await makeSitting(tx, of, { dueGroups: [groups[0]!], startsAt: '2026-11-23T06:00:00.000Z', endsAt: '2026-11-23T08:00:00.000Z' }),
      await makeSitting(tx, of, {
        dueCategories: ['member', 'nonVoting'],
        startsAt: '2026-11-24T01:00:00.000Z',
        endsAt: '2026-11-24T03:00:00.000Z',
      }),
    ];
    return {
      meeting: of,
      groups,
      people,
      sittings,
      lists: new Map<string, string>(),
      leaves: [] as { leaveId: string; revision: number }[],
    };
  });
}

async function happen(of: World, { what, who, at, hours }: { what: string; who: number; at: number; hours: number }): Promise<void> {
  const { id: meetingId } = of.meeting;
  const [attendeeId, sittingId] = [of.people[who]!.id, of.sittings[at]!];
  const url = (rest: string) => `/api/meetings/${meetingId}/${rest}`;
  const moment = new Date(Date.parse('2026-11-23T01:00:00.000Z') + hours * 3_600_000).toISOString();
  const list = async () => {
    if (!of.lists.has(sittingId)) of.lists.set(sittingId, (await ask(clerk.actor, 'POST', url('check-lists'), { sittingId })).body.id);
    return of.lists.get(sittingId) ?? newId();
  };
  if (what === 'leave' || what === 'back') {
    await database.transact(clerk.actor, (tx) =>
      endAttendance(tx, meetingId, { attendeeIds: [attendeeId], left: what === 'leave', words: '' }),
    );
    if (what === 'leave') await rows('update attendee set left_at = $2 where id = $1', [attendeeId, moment]);
  } else if (what === 'move')
    await database.transact(clerk.actor, (tx) => moveAttendees(tx, meetingId, [attendeeId], [...of.groups, null][at]!));
  else if (what === 'post')
    await ask(clerk.actor, 'PUT', url(`groups/${of.groups[0]!}/posts`), { posts: [{ attendeeId, post: 'liaison' }] });
  else if (what === 'come' || what === 'undo')
    await ask(clerk.actor, 'POST', url(`check-lists/${await list()}/people/${attendeeId}/${what === 'come' ? 'sign-in' : 'take-back'}`), {
      reason: '会务组办理',
      force: true,
    });
  else if (what === 'grant') {
    const day =
      hours > 15 ? ['2026-11-23T16:00:00.000Z', '2026-11-24T16:00:00.000Z'] : ['2026-11-22T16:00:00.000Z', '2026-11-23T05:00:00.000Z'];
    const asked = { fromAt: day[0], untilAt: day[1], grounds: 'duty', words: '公务', granted: '秘书处', attendeeIds: [attendeeId] };
    of.leaves.push(...((await ask(clerk.actor, 'POST', url('leaves/recorded'), asked)).body.entered ?? []));
  } else if (what === 'strike') {
    const leave = of.leaves.pop();
    if (leave) await ask(clerk.actor, 'POST', url('leaves/struck'), { leaves: [leave] });
  } else if (what === 'settle') await ask(clerk.actor, 'POST', url(`sittings/${sittingId}/settle`));
  else {
    const body = { attendeeIds: [attendeeId], becomes: what === 'correct' ? 'record' : 'present', words: '核对' };
    await ask(clerk.actor, 'POST', url(`sittings/${sittingId}/corrections`), body);
  }
}

/** What figures, absences and the database's rule say of every sitting, and what the names and the rule for devices say. */
async function bothWays({ meeting: { bodyId, id }, sittings }: World): Promise<[object[], object[]]> {
  const of = { body_id: bodyId, id };
  return await database.read(clerk.actor, async (tx) => {
    const found = [];
    for (const sittingId of sittings) found.push(await sittingOf(tx, of, sittingId));
    const figures = await presenceOfSittings(tx, of, found);
    const absences = await absencesOf(tx, of);
    const [told, expected]: [object[], object[]] = [[], []];
    for (const sitting of found) {
      const people = await peopleOfSitting(tx, of, sitting);
      const members = people.filter((one) => one.category === 'member');
      const { count, others, groups } = figures.get(sitting.id)!;
      told.push({
        count,
        others,
        groups: new Map(groups.map((group) => [group.groupId, group.count])),
        absent: sorted(absences.filter((one) => one.sittingId === sitting.id)),
        due: sorted((await attendeesDue(tx, sitting)).map((one) => ({ attendeeId: one.id }))),
      });
      expected.push({
        count: countOf(members),
        others: countOf(people.filter((one) => one.category !== 'member')),
        groups: new Map([...Map.groupBy(members, (one) => one.groupId)].map(([groupId, some]) => [groupId, countOf(some)])),
        absent: sorted(sitting.state === 'ended' ? members.filter((one) => one.state === 'missing') : []),
        due: await dueByRule(sitting),
      });
    }
    return [told, expected];
  });
}

const sorted = (some: readonly { attendeeId: string }[]) => some.map((one) => one.attendeeId).toSorted();

function countOf(some: readonly { state: string }[]) {
  const having = (state: string) => some.filter((one) => one.state === state).length;
  return { due: some.length, present: having('present'), onLeave: having('onLeave'), missing: having('missing') };
}

async function dueByRule(sitting: SittingRow): Promise<string[]> {
  const all = await rows<{ id: string; category: AttendeeCategory; groups: string[]; left_at: Date | null }>(
    `select a.id, a.category, a.left_at, array_remove(array_append(array(select group_id from attendee_post p where p.attendee_id = a.id), a.group_id), null) as groups
     from attendee a where a.meeting_id = $1`,
    [sitting.meeting_id],
  );
  const rule = { dueCategories: sitting.due_categories, dueGroups: sitting.due_groups };
  const due = all.filter(
    (one) => isDue(rule, { category: one.category, groupIds: one.groups }) && (one.left_at === null || one.left_at > sitting.starts_at),
  );
  return due.map((one) => one.id).toSorted();
}

describe('who may', () => {
  test('nobody without a seat, no member, no other body', async () => {
    const door = await openDoor();
    const member = await making(database, (tx) => makeMember(tx, city.congress));
    const stranger = await making(database, (tx) => makeStaff(tx, city.county, ['clerk']));
    const paths = ['check-lists', 'scans', 'scan-conflicts', 'scanners', `check-lists/${door.listId}/people`];
    for (const path of paths) {
      const url = `/api/meetings/${meeting.id}/${path}`;
      expect((await ask(null, 'GET', url)).status).toBe(401);
      expect((await ask(member.actor, 'GET', url)).status).toBe(403);
      const { status, body } = await ask(stranger.actor, 'GET', url);
      expect(status === 404 || body.items.length === 0, url).toBe(true);
    }
    expect((await ask(stranger.actor, 'POST', `/api/meetings/${meeting.id}/scanners`, { name: '外来' })).status).toBe(404);
    expect((await ask(stranger.actor, 'GET', `/api/meetings/${meeting.id}/check-lists/${door.listId}/hall-code`)).status).toBe(404);
    expect((await ask(member.actor, 'GET', `/api/meetings/${meeting.id}/check-lists/${door.listId}/hall-code`)).status).toBe(403);
    expect((await ask(clerk.actor, 'GET', `/api/meetings/${meeting.id}/check-lists/${door.listId}/hall-code`)).body).toMatchObject({
      open: true,
    });
  });
});

describe('what a process keeps of lists and people', () => {
  test('is never older than the last change of them, whoever made it', async () => {
    const door = await openDoor();
    const scanner = await enrol();
    const statusOf = async (attendee: TestAttendee) => (await send(scanner, scanOf(door.listId, codeOf(attendee))))[0]!.status;
    const [first, second, third] = await Promise.all([1, 2, 3].map(() => person(door.groupId)));
    expect(await statusOf(first!)).toBe('accepted');
    await rows(`update attendee set category = 'guest' where id = $1`, [second!.id]);
    expect(await statusOf(second!)).toBe('product');
    await rows(`update attendee_private set pass_key = decode(repeat('01', 32), 'hex') where attendee_id = $1`, [third!.id]);
    expect(await statusOf(third!)).toBe('unknown');
    await rows(`update sitting set due_categories = '{guest}' where id = $1`, [door.sittingId]);
    expect(await statusOf(second!)).toBe('accepted');
  });

  test('is written by the office of the body and nobody else', async () => {
    const member = await making(database, (tx) => makeMember(tx, city.congress));
    const call = (actor: Actor, bodyId: string) =>
      database.writeByCall(actor, () => ({
        name: 'redeem_scans',
        values: [bodyId, '[]', null, null, '{}', '{}', '{}', '[]', null, null, null, now],
      }));
    for (const actor of [member.actor, { ...clerk.actor, bodyId: newId() }])
      await expect(call(actor, city.congress.id)).rejects.toMatchObject({ code: '42501' });
    expect(await call(clerk.actor, city.congress.id)).toBeNull();
  });
});

test('ids of another meeting in the path find nothing', async () => {
  const door = await openDoor();
  const other = await making(database, (tx) => makeMeeting(tx, city.congress));
  const attendee = await person(door.groupId);
  const path = `/api/meetings/${other.id}/check-lists/${door.listId}`;
  expect((await ask(clerk.actor, 'PATCH', path, { state: 'closed' })).body.code).toBe('meeting.list-not-found');
  expect((await ask(clerk.actor, 'POST', `${path}/people/${attendee.id}/sign-in`, { reason: '补签' })).status).toBe(404);
});
