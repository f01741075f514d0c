import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/contract/actor.ts';
import { nobody } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { Method } from '#platform/contract/route.ts';
import { Database } from '#platform/server/database.ts';
import { Dispatcher } from '#platform/server/outbox/dispatcher.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { as, testServer } from '#platform/server/testing/test-server.ts';
import type { TestCity, TestSeat } from '#modules/directory/server/factory.ts';
import { makeCity, makeMember, makeStaff, making } from '#modules/directory/server/factory.ts';
import type { OwnPlaces } from '../../contract/places/own-places.ts';
import type { SeatingView, TripView } from '../../contract/places/routes.ts';
import { makeAttendees, makeGroup, makeMeeting, makeSitting } from '../factory.ts';
import { meetingPeopleModule } from '../people/module.ts';
import { openList } from '../presence/counts.ts';
import { meetingPresenceModule } from '../presence/module.ts';
import { demoHall } from './demo-hall.ts';
import { meetingPlacesModule } from './module.ts';
import { placesSubscribers } from './subscribers.ts';

/** Halls, seatings, coaches, rooms: who may, what is kept, and that a published seating and a full coach stay what they are. */
let isolated: IsolatedDatabase;
let database: Database;
let admin: pg.Client;
let server: FastifyInstance;
const now = new Date('2026-11-23T02:00:00.000Z');
let city: TestCity;
const seats = {} as Record<'office' | 'member' | 'second' | 'outsider' | 'otherOffice' | 'liaison', TestSeat>;
let meetingId: string;
let people: string[];
const hallId = newId();
const seatingId = newId();

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  admin = new pg.Client({ connectionString: isolated.adminUrl });
  await admin.connect();
  await making(database, async (tx) => {
    city = await makeCity(tx);
    seats.office = await makeStaff(tx, city.congress, ['clerk'], { name: '会务甲' });
    seats.member = await makeMember(tx, city.congress, { name: '林知远' });
    seats.second = await makeMember(tx, city.congress, { name: '顾明' });
    seats.liaison = await makeMember(tx, city.congress, { name: '跟车联络员' });
    seats.outsider = await makeMember(tx, city.congress, { name: '不参会' });
    seats.otherOffice = await makeStaff(tx, city.cppcc, ['clerk'], { name: '别家会务' });
    const meeting = await makeMeeting(tx, city.congress);
    meetingId = meeting.id;
    await makeSitting(tx, meeting);
    const groups = [await makeGroup(tx, meeting), await makeGroup(tx, meeting, { name: '第二代表团', position: 1 })];
    const rest = Array.from({ length: 57 }, (_, index) => ({
      name: `人${String(index)}`,
      gender: index % 2 ? ('male' as const) : ('female' as const),
      groupId: groups[index % 2]!,
    }));
    const made = await makeAttendees(tx, meeting, [
      { seat: seats.member, groupId: groups[0]!, needs: '腿伤', phone: '13800000001', gender: 'male' },
      { seat: seats.second, groupId: groups[1]!, phone: '13800000002', gender: 'female' },
      { seat: seats.liaison, category: 'staff' },
      ...rest,
    ]);
    people = made.map((one) => one.id);
  });
  const parts = { settings: { publicUrl: 'http://localhost', secret: 'x'.repeat(40) } } as never;
  server = await testServer(database, { modules: [meetingPeopleModule(parts), meetingPresenceModule(parts), meetingPlacesModule(parts)] });
});

afterAll(async () => {
  await server.close();
  await admin.end();
  await database.close();
  await isolated.drop();
});

async function ask(actor: Actor, method: Method, url: string, body?: object) {
  const answer = await server.inject({ method, url, headers: as(actor), ...(body ? { payload: body } : {}) });
  return {
    status: answer.statusCode,
    raw: answer.rawPayload,
    code: () => answer.json<{ code: string }>().code,
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the test says what it reads
    json: <T>(): T => answer.json<T>(),
  };
}
const path = (rest = '') => `/api/meetings/${meetingId}/${rest}`;
const office = () => seats.office.actor;
const read = async (id = seatingId) => (await ask(office(), 'GET', path(`seatings/${id}`))).json<SeatingView>();
const act = (rest: string, body?: object, id = seatingId) => ask(office(), 'POST', path(`seatings/${id}/${rest}`), body ?? {});

describe('halls', () => {
  test('are kept by revision and belong to one body', async () => {
    const plan = demoHall();
    expect((await ask(office(), 'PUT', `/api/meeting-halls/${hallId}`, { name: '大会堂', revision: 0, plan })).status).toBe(200);
    expect((await ask(office(), 'PUT', `/api/meeting-halls/${hallId}`, { name: '大会堂', revision: 9, plan })).code()).toBe(
      'meeting.changed-meanwhile',
    );
    expect((await ask(office(), 'PUT', `/api/meeting-halls/${hallId}`, { name: '明州大会堂', revision: 1, plan })).status).toBe(200);
    expect((await ask(office(), 'GET', '/api/meeting-halls')).json<{ items: object[] }>().items).toMatchObject([
      { name: '明州大会堂', revision: 2 },
    ]);
    expect((await ask(seats.otherOffice.actor, 'GET', '/api/meeting-halls')).json<{ items: object[] }>().items).toEqual([]);
    expect((await ask(seats.otherOffice.actor, 'GET', `/api/meeting-halls/${hallId}`)).status).toBe(404);
    expect((await ask(seats.member.actor, 'GET', '/api/meeting-halls')).status).toBe(403);
    expect((await ask(nobody, 'GET', '/api/meeting-halls')).status).toBe(401);
  });

  test('a map on which two seats have one name is refused by that name', async () => {
    const plan = demoHall();
    const doubled = { ...plan, blocks: plan.blocks.map((block) => ({ ...block, numbering: 'block' })) };
    expect((await ask(office(), 'PUT', `/api/meeting-halls/${newId()}`, { name: '错的', revision: 0, plan: doubled })).code()).toBe(
      'meeting.hall-doubled',
    );
  });
});

describe('seatings', () => {
  test('a draft is arranged by the rules; every step can be undone and done again', async () => {
    const made = await ask(office(), 'PUT', path(`seatings/${seatingId}`), { hallId, name: '全体会议', sittingIds: [], from: null });
    expect(made.status).toBe(200);
    expect((await act('arrangement', { only: 'all' })).json()).toMatchObject({ seated: 59, unseated: 0 });
    const view = await read();
    expect(view.seats).toHaveLength(59);
    const [one, other] = view.seats;
    const moves = [
      { seat: one!.seat, was: one!.personId, now: other!.personId },
      { seat: other!.seat, was: other!.personId, now: one!.personId },
    ];
    expect((await act('moves', { words: '对换', moves })).status).toBe(200);
    expect((await act('moves', { words: '对换', moves })).code()).toBe('meeting.seating-moved');
    expect((await read()).undo).toBe('对换');
    expect((await act('undo')).json()).toEqual({ words: '对换' });
    expect((await read()).seats).toEqual(view.seats);
    expect((await act('redo')).status).toBe(200);
    expect((await read()).seats).not.toEqual(view.seats);
    await act('undo');
    await act('undo');
    expect((await read()).seats).toEqual([]);
    expect((await act('undo')).code()).toBe('meeting.seating-no-undo');
    await act('redo');
  });

  test('a blocked seat, a stranger, somebody twice and a foreign office are refused', async () => {
    const { seats: seated } = await read();
    const free = { seat: 'B:19:3', was: null, now: seated[0]!.personId };
    expect((await act('moves', { words: '换座', moves: [free] })).code()).toBe('meeting.seating-moved');
    expect(
      (
        await act('moves', {
          words: '换座',
          moves: [
            { seat: 'B:20:7', was: null, now: people[3]! },
            { seat: seated.find((one) => one.personId === people[3])!.seat, was: people[3]!, now: null },
          ],
        })
      ).code(),
    ).toBe('meeting.seat-blocked');
    expect((await act('moves', { words: '换座', moves: [{ ...free, now: newId() }] })).code()).toBe('meeting.attendee-not-found');
    expect((await ask(seats.otherOffice.actor, 'GET', path(`seatings/${seatingId}`))).status).toBe(404);
    expect((await ask(seats.otherOffice.actor, 'POST', path(`seatings/${seatingId}/undo`), {})).status).toBe(404);
    expect((await ask(seats.member.actor, 'GET', path(`seatings/${seatingId}`))).status).toBe(403);
  });

  test('locked people stay where they are when all others are arranged anew', async () => {
    const { seats: before } = await read();
    const [one, other] = before;
    const moves = [
      { seat: one!.seat, was: one!.personId, now: other!.personId },
      { seat: other!.seat, was: other!.personId, now: one!.personId },
    ];
    await act('moves', { words: '对换', moves });
    await act('locks', { personIds: [one!.personId], locked: true });
    await act('arrangement', { only: 'all' });
    const after = await read();
    expect(after.seats.find((seat) => seat.personId === one!.personId)).toMatchObject({ seat: other!.seat, locked: true });
  });

  test('lots give every group one place in the order and are remembered with who drew them', async () => {
    const { groupOrder } = (await act('lots')).json<{ groupOrder: string[] }>();
    expect(groupOrder).toHaveLength(2);
    expect((await read()).rules).toMatchObject({ groupOrder, drawn: { byName: '会务甲', at: now.toISOString() } });
  });

  test('nobody but the office knows of a draft; once published everybody sees it and it never changes', async () => {
    expect((await ask(seats.member.actor, 'GET', path('hall-seats'))).code()).toBe('meeting.seating-none');
    expect((await ask(seats.member.actor, 'GET', path('own-places'))).json<OwnPlaces>().seat).toBeNull();
    expect((await act('publication')).json()).toEqual({ told: 2 });
    const own = (await ask(seats.member.actor, 'GET', path('own-places'))).json<OwnPlaces>();
    expect(own.seat?.name).toMatch(/^\d+排\d+座$/);
    expect(own.seat?.door).toMatch(/号门$/);
    const hall = (await ask(seats.member.actor, 'GET', path('hall-seats'))).json<{ mine: string; people: object[] }>();
    expect(hall.people).toHaveLength(59);
    expect(hall.mine).toBeTruthy();
    const mine = await ask(seats.member.actor, 'GET', path(`seatings/${seatingId}/own`));
    expect(mine.json()).toMatchObject({ seat: hall.mine, plan: { width: 900 } });
    expect(mine.raw.toString()).not.toContain('人1');
    expect((await ask(seats.liaison.actor, 'GET', path(`seatings/${seatingId}/own`))).code()).toBe('meeting.seating-none');
    for (const [rest, body] of [
      ['moves', { words: '换', moves: [{ seat: 'B:19:3', was: null, now: people[3] }] }],
      ['arrangement', { only: 'all' }],
      ['undo', {}],
      ['lots', {}],
    ] as const)
      expect((await act(rest, body)).code()).toBe('meeting.seating-fixed');
    expect((await ask(seats.outsider.actor, 'GET', path('hall-seats'))).status).toBe(404);
    expect((await ask(seats.outsider.actor, 'GET', path('own-places'))).status).toBe(404);
  });

  test('a new version takes the place of the old one and tells only those whose seat changed', async () => {
    const next = newId();
    await ask(office(), 'PUT', path(`seatings/${next}`), { hallId, name: '全体会议', sittingIds: [], from: seatingId });
    const view = await read(next);
    expect(view.seats).toHaveLength(59);
    const own = view.seats.find((one) => one.personId === people[0])!;
    await act(
      'moves',
      {
        words: '换座',
        moves: [
          { seat: own.seat, was: people[0], now: null },
          { seat: 'B:19:0', was: null, now: people[0] },
        ],
      },
      next,
    );
    expect((await act('publication', {}, next)).json()).toEqual({ told: 1 });
    expect((await read()).state).toBe('superseded');
    expect((await ask(seats.member.actor, 'GET', path('own-places'))).json<OwnPlaces>().seat?.row).toBe(19);
    await new Dispatcher(database, placesSubscribers, { error: console.error, warn: () => undefined }).drain();
    const { rows } = await admin.query(`select person_id, title from notification where kind = 'meeting.seat'`);
    expect(rows.filter((row) => row.title === '您的座位有变化').map((row) => row.person_id)).toEqual([seats.member.personId]);
    expect(rows.filter((row) => row.title === '座位已安排')).toHaveLength(2);
  });
});

describe('coaches', () => {
  const coachId = newId();
  const tripId = newId();
  const coach = { number: '1号车', plate: '浙M·K2107', driver: '曲长风', driverPhone: '', places: 40, liaisonId: null as string | null };
  const stops = [
    { place: '明湖宾馆', at: '2026-11-23T00:30:00.000Z' },
    { place: '大会堂', at: '2026-11-23T00:55:00.000Z' },
  ];

  test('groups are shared out over the coaches within their places, and a full coach takes nobody more', async () => {
    expect((await ask(office(), 'PUT', path(`coaches/${coachId}`), { ...coach, liaisonId: people[2] })).status).toBe(200);
    expect((await ask(office(), 'PUT', path(`coaches/${newId()}`), { ...coach, number: '2号车', places: 10 })).status).toBe(200);
    expect((await ask(office(), 'POST', path('coach-assignment'), { by: 'group', only: 'all' })).json()).toEqual({
      assigned: 50,
      without: 9,
    });
    expect(
      (
        await ask(office(), 'POST', path(`coaches/${coachId}/people`), {
          add: people.slice(0, 45).filter((_, index) => index !== 2),
          remove: [],
          stop: '',
        })
      ).code(),
    ).toBe('meeting.coach-full');
    expect(
      (await ask(office(), 'POST', path(`coaches/${coachId}/people`), { add: [], remove: people.slice(5, 59), stop: '' })).status,
    ).toBe(200);
    expect(
      (await ask(office(), 'POST', path(`coaches/${coachId}/people`), { add: people.slice(0, 2), remove: [], stop: '明湖宾馆' })).status,
    ).toBe(200);
  });

  test('the liaison sees who is not on yet, with telephones, and says that the coach is late; passengers are told, others see nothing', async () => {
    expect(
      (await ask(office(), 'PUT', path(`coach-trips/${tripId}`), { coachIds: [coachId], sittingId: null, title: '去大会堂', stops }))
        .status,
    ).toBe(200);
    const own = (await ask(seats.member.actor, 'GET', path('own-places'))).json<OwnPlaces>();
    expect(own.trips).toMatchObject([{ coach: '1号车', stop: '明湖宾馆', at: stops[0]!.at, liaison: '跟车联络员', mine: false }]);
    expect((await ask(seats.member.actor, 'GET', path(`coach-trips/${tripId}`))).code()).toBe('meeting.not-liaison');
    expect(
      (
        await ask(seats.member.actor, 'POST', path(`coach-trips/${tripId}/state`), { state: 'departed', expectedAt: null, note: '' })
      ).code(),
    ).toBe('meeting.not-liaison');
    await board(people[0]!);
    const trip = (await ask(seats.liaison.actor, 'GET', path(`coach-trips/${tripId}`))).json<TripView>();
    expect(trip.boarded).toBe(1);
    expect(trip.passengers.find((one) => one.id === people[1])).toMatchObject({ phone: '13800000002', boardedAt: null });
    const late = { state: 'boarding', expectedAt: '2026-11-23T00:50:00.000Z', note: '前方拥堵' };
    expect((await ask(seats.liaison.actor, 'POST', path(`coach-trips/${tripId}/state`), late)).status).toBe(200);
    expect((await ask(seats.member.actor, 'GET', path('own-places'))).json<OwnPlaces>().trips[0]).toMatchObject({
      state: 'boarding',
      expectedAt: late.expectedAt,
    });
    await new Dispatcher(database, placesSubscribers, { error: console.error, warn: () => undefined }).drain();
    const { rows } = await admin.query(`select words from notification where kind = 'meeting.coach' and person_id = $1`, [
      seats.member.personId,
    ]);
    expect(rows[0].words).toContain('晚点，预计 08:50 发车');
  });

  test('the liaison lets on by name, once a nonce, and takes back; nobody else may, and what a phone kept comes later as it was', async () => {
    const tap = (rest: string, who: number, actor = seats.liaison.actor, body: object = {}) =>
      ask(actor, 'POST', path(`coach-trips/${tripId}/passengers/${people[who]!}/${rest}`), {
        nonce: newId(),
        deviceAt: now.toISOString(),
        ...body,
      });
    const boarded = async () =>
      (await ask(seats.liaison.actor, 'GET', path(`coach-trips/${tripId}`)))
        .json<TripView>()
        .passengers.filter((one) => one.boardedAt !== null)
        .map((one) => one.id);
    for (const rest of ['boarding', 'unboarding']) expect((await tap(rest, 1, seats.second.actor)).code()).toBe('meeting.not-liaison');
    const nonce = newId();
    const answer = { status: 'accepted', letsIn: true, attendeeId: people[1] };
    expect((await tap('boarding', 1, undefined, { nonce })).json()).toMatchObject(answer);
    expect((await tap('boarding', 1, undefined, { nonce })).json()).toMatchObject(answer);
    expect((await tap('boarding', 1)).json()).toMatchObject({ status: 'redeemed', letsIn: false });
    expect(await boarded()).toEqual(expect.arrayContaining([people[0], people[1]]));
    // Somebody who has no place on this coach stays out of it.
    expect((await tap('boarding', 8)).json()).toMatchObject({ status: 'product', letsIn: false });
    // Taken back without network before he got on: it cannot have meant this entry.
    const before = new Date(now.getTime() - 600_000).toISOString();
    expect((await tap('unboarding', 1, undefined, { deviceAt: before, offline: true })).status).toBe(200);
    expect(await boarded()).toContain(people[1]);
    expect((await tap('unboarding', 1)).status).toBe(200);
    expect(await boarded()).toEqual([people[0]]);
    const { rows } = await admin.query(
      `select s.status, s.means, s.by_name, p.taken_back_at is not null as back from scan s join presence p using (check_list_id, attendee_id)
       where s.attendee_id = $1 order by s.status`,
      [people[1]],
    );
    expect(rows).toEqual([
      { status: 'accepted', means: 'list', by_name: '跟车联络员', back: true },
      { status: 'redeemed', means: 'list', by_name: '跟车联络员', back: true },
    ]);
    expect((await tap('boarding', 1, office(), { deviceAt: before, offline: true })).json()).toMatchObject({ letsIn: true });
    expect(await boarded()).toHaveLength(2);
  });

  test('a trip that people boarded is cancelled and kept; it goes only forward by its steps', async () => {
    expect(
      (await ask(office(), 'POST', path(`coach-trips/${tripId}/state`), { state: 'arrived', expectedAt: null, note: '' })).code(),
    ).toBe('meeting.trip-order');
    expect((await ask(office(), 'DELETE', path(`coach-trips/${tripId}`))).status).toBe(200);
    const { rows } = await admin.query('select state from coach_trip where id = $1', [tripId]);
    expect(rows).toEqual([{ state: 'cancelled' }]);
  });

  async function board(attendeeId: string): Promise<void> {
    await making(database, async (tx) => {
      const list = await openList(
        tx,
        { body_id: city.congress.id, id: meetingId },
        { kind: 'coach', title: '1号车', coach: { coachId, tripId } },
      );
      await admin.query(
        'insert into presence (body_id, check_list_id, attendee_id, meeting_id, nonce, means, at) values ($1, $2, $3, $4, $5, $6, $7)',
        [city.congress.id, list.id, attendeeId, meetingId, newId(), 'badge', now],
      );
    });
  }
});

describe('rooms, tables and prints', () => {
  test('people of one gender and group share rooms; a mixed room is refused; rooms are private', async () => {
    const rooms = Array.from({ length: 40 }, (_, index) => ({ number: String(301 + index), beds: 2 }));
    const answer = (
      await ask(office(), 'POST', path('room-assignment'), { hotel: '明湖宾馆', rooms, groupIds: [], categories: ['member'] })
    ).json<{ assigned: number; without: number }>();
    expect(answer).toMatchObject({ assigned: 59, without: 0 });
    const room = (await ask(seats.member.actor, 'GET', path('own-places'))).json<OwnPlaces>().room;
    expect(room).toMatchObject({ hotel: '明湖宾馆' });
    expect(
      (await ask(office(), 'POST', path('lodging'), { rows: [{ attendeeId: people[1], hotel: '明湖宾馆', room: room!.room }] })).code(),
    ).toBe('meeting.room-mixed');
    expect((await ask(seats.member.actor, 'GET', path('lodging'))).status).toBe(403);
    expect((await ask(office(), 'POST', path('table-assignment'), { hall: '一号餐厅', seats: 10, categories: ['member'] })).json()).toEqual(
      { assigned: 59, tables: 6 },
    );
    expect((await ask(seats.member.actor, 'GET', path('own-places'))).json<OwnPlaces>().table).toMatchObject({ hall: '一号餐厅' });
  });

  test('every print is a PDF and every sheet an Excel file', async () => {
    for (const kind of ['badges', 'bySeat']) {
      const print = await ask(office(), 'GET', path(`prints/${kind}`));
      expect([kind, print.status, print.raw.subarray(0, 5).toString()]).toEqual([kind, 200, '%PDF-']);
    }
    for (const kind of ['seats', 'lodging'])
      expect((await ask(office(), 'GET', path(`place-sheets/${kind}`))).raw.subarray(0, 2).toString()).toBe('PK');
    expect((await ask(seats.member.actor, 'GET', path('prints/badges'))).status).toBe(403);
  });
});
