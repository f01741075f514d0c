import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Database, tables } from '#platform/server/database.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import { screenActor } from '#platform/server/screens/registry.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { as, testServer } from '#platform/server/testing/test-server.ts';
import type { TestCity, TestSeat } from '#modules/directory/server/factory.ts';
import { makeCity, makeMember, makeStaff, making } from '#modules/directory/server/factory.ts';
import type { listFigure, listHallScreens, readBoard, readReport, readScene } from '../../contract/hall/routes.ts';
import { reportSections } from '../../contract/hall/report-sections.ts';
import { makeAttendees, makeGroup, makeMeeting, makeSitting, type TestAttendee, type TestMeeting } from '../factory.ts';
import { meetingModules } from '../index.ts';
import type { RaisedMatter } from '../parts.ts';
import { openList } from '../presence/counts.ts';
import type { AllTables } from './tables.ts';

type Board = AnswerOf<typeof readBoard>;
type Report = AnswerOf<typeof readReport>;
type Scene = AnswerOf<typeof readScene>;

const start = '2026-11-23T01:00:00.000Z';
const now = new Date('2026-11-23T00:42:00.000Z');
let isolated: IsolatedDatabase;
let database: Database;
let server: FastifyInstance;
let city: TestCity;
let clerk: TestSeat;
let leader: TestSeat;
let deputy: TestSeat;
let foreignClerk: TestSeat;
let session: Session;
const ofDirectory = newId();
let screens: Actor[];

/** A session with two delegations of ten and five, a plenary sitting of today, one of yesterday that is closed, and a coach. */
interface Session {
  readonly meeting: TestMeeting;
  readonly sittingId: string;
  readonly before: string;
  readonly groups: readonly string[];
  readonly people: readonly TestAttendee[];
  readonly listId: string;
  readonly tripId: string;
}

/** What the other module tells: two of the first delegation, one of nobody's, one after the last day. */
const handedIn: RaisedMatter[] = (
  [
    ['suggestion', true, 'accepted', '2026-11-22T02:00:00.000Z'],
    ['suggestion', true, 'waiting', '2026-11-26T15:59:00.000Z'],
    ['motion', false, 'ended', '2026-11-23T02:00:00.000Z'],
    ['suggestion', true, 'accepted', '2026-11-26T16:00:00.000Z'],
  ] as const
).map(([kind, ofGroup, standing, at]) => ({
  id: newId(),
  kind,
  kindName: kind === 'motion' ? '议案' : '建议',
  acceptWord: kind === 'motion' ? '登记' : '受理',
  title: '关于修建山区公路的建议',
  number: '',
  author: '霍言',
  memberGroupId: ofGroup ? ofDirectory : null,
  at: new Date(at),
  standing,
  state: '待审核',
}));

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  await making(database, async (tx) => {
    city = await makeCity(tx);
    clerk = await makeStaff(tx, city.congress, ['clerk'], { name: '简书' });
    leader = await makeStaff(tx, city.congress, ['leader'], { name: '岳简' });
    deputy = await makeMember(tx, city.congress, { name: '霍言' });
    foreignClerk = await makeStaff(tx, city.cppcc, ['clerk'], { name: '别家' });
  });
  session = await plantSession();
  screens = [await pairedScreen('东厅'), await pairedScreen('西厅')];
  const files = {} as never;
  server = await testServer(database, {
    modules: meetingModules({
      settings: { publicUrl: 'http://localhost', secret: 'x'.repeat(32), officeConverter: 'off' },
      files,
      raised: async (_, of) => handedIn.filter((one) => one.at >= of.from && one.at < of.until),
    }),
  });
}, 60_000);
afterAll(async () => {
  await server.close();
  await database.close();
  await isolated.drop();
});

async function pairedScreen(name: string, bodyId = city.congress.id): Promise<Actor> {
  const id = newId();
  await making(database, (tx) =>
    tables<PlatformTables>(tx)
      .insertInto('screen')
      .values({
        body_id: bodyId,
        id,
        name,
        token_hash: Buffer.from(id),
        device: '1920×1080',
        address: '10.0.0.8',
        paired_by: clerk.personId,
        paired_by_name: '简书',
        paired_at: now,
        last_seen_at: now,
      })
      .execute(),
  );
  return screenActor({ id, bodyId, name });
}

async function plantSession(): Promise<Session> {
  return await making(database, async (tx) => {
    const meeting = await makeMeeting(tx, city.congress, { title: '明州市第十六届人民代表大会第五次会议' });
    const groups = [
      await makeGroup(tx, meeting, { name: '东屿代表团', position: 0, memberGroupId: ofDirectory }),
      await makeGroup(tx, meeting, { name: '松岭代表团', position: 1 }),
    ];
    const before = await makeSitting(tx, meeting, {
      title: '第一次全体会议',
      startsAt: '2026-11-22T01:00:00.000Z',
      endsAt: '2026-11-22T03:00:00.000Z',
      quorum: 'twoThirds',
    });
    const sittingId = await makeSitting(tx, meeting, { title: '第二次全体会议', startsAt: start, quorum: 'twoThirds' });
    await makeSitting(tx, meeting, {
      kind: 'meal',
      title: '午餐',
      startsAt: '2026-11-23T04:00:00.000Z',
      endsAt: '2026-11-23T05:00:00.000Z',
    });
    const people = await makeAttendees(tx, meeting, [
      ...Array.from({ length: 10 }, (_, index) => ({ name: `东屿${index}`, groupId: groups[0]!, phone: `1390000000${index}` })),
      ...Array.from({ length: 5 }, (_, index) => ({ name: `松岭${index}`, groupId: groups[1]!, phone: `1380000000${index}` })),
      { name: '列席一', category: 'nonVoting' as const, groupId: groups[0]! },
      { name: '联络员', category: 'staff' as const, phone: '13700000000', posts: [{ groupId: groups[0]!, post: 'liaison' as const }] },
    ]);
    const row = { body_id: meeting.bodyId, id: meeting.id };
    const list = await openList(tx, row, { kind: 'sitting', title: '第二次全体会议', sittingId });
    const beforeList = await openList(tx, row, { kind: 'sitting', title: '第一次全体会议', sittingId: before });
    const db = tables<AllTables>(tx);
    const own = { body_id: meeting.bodyId, meeting_id: meeting.id };
    const coachId = newId();
    await db
      .insertInto('coach')
      .values({ ...own, id: coachId, number: '3' })
      .execute();
    const tripId = newId();
    await db
      .insertInto('coach_trip')
      .values({
        ...own,
        id: tripId,
        coach_id: coachId,
        sitting_id: sittingId,
        title: '东屿宾馆至大会堂',
        stops: JSON.stringify([
          { place: '东屿宾馆', at: '2026-11-23T00:15:00.000Z' },
          { place: '大会堂', at: '2026-11-23T00:45:00.000Z' },
        ]),
        departs_at: '2026-11-23T00:15:00.000Z',
        state: 'departed',
        departed_at: '2026-11-23T00:16:00.000Z',
        expected_at: '2026-11-23T01:03:00.000Z',
        note: '路口事故绕行',
      })
      .execute();
    await db
      .insertInto('coach_seat')
      .values([7, 8].map((index) => ({ ...own, coach_id: coachId, attendee_id: people[index]!.id })))
      .execute();
    const ride = await openList(tx, row, { kind: 'coach', title: '3 号车', coach: { coachId, tripId } });
    const presence = (checkListId: string, index: number, at: string) => ({
      ...own,
      check_list_id: checkListId,
      attendee_id: people[index]!.id,
      nonce: newId(),
      means: 'personal' as const,
      at,
    });
    // Yesterday all but the last two came; today six of the first delegation and three of the second, and one 列席.
    await db
      .insertInto('presence')
      .values(Array.from({ length: 13 }, (_, index) => presence(beforeList.id, index, '2026-11-22T00:50:00.000Z')))
      .execute();
    await db
      .insertInto('presence')
      .values([
        ...[0, 1, 2, 3, 4, 5].map((index) => presence(list.id, index, `2026-11-23T00:${20 + index}:30.000Z`)),
        ...[10, 11, 12, 15].map((index) => presence(list.id, index, '2026-11-23T00:40:10.000Z')),
        presence(ride.id, 7, '2026-11-23T00:14:00.000Z'),
      ])
      .execute();
    const leave = (index: number, state: 'asked' | 'granted') => ({
      ...own,
      id: newId(),
      attendee_id: people[index]!.id,
      group_id: groups[index < 10 ? 0 : 1]!,
      from_at: '2026-11-23T00:00:00.000Z',
      until_at: '2026-11-23T04:00:00.000Z',
      grounds: 'illness' as const,
      words: '就医',
      moment: 'during' as const,
      steps: JSON.stringify([
        { step: 'convenor', label: '代表团团长', state: state === 'asked' ? 'waiting' : 'agreed', byName: '', at: null, words: '' },
      ]),
      state,
      asked_at: now,
    });
    await db
      .insertInto('leave_request')
      .values([leave(9, 'granted'), leave(13, 'asked')])
      .execute();
    await db.updateTable('attendee').set({ registered_at: now }).where('id', 'in', [people[6]!.id, people[8]!.id]).execute();
    await db
      .updateTable('sitting')
      .set({
        state: 'ended',
        closed_at: '2026-11-22T03:00:00.000Z',
        outcome: JSON.stringify({
          due: 15,
          present: 13,
          onLeave: 0,
          absent: 2,
          groups: [
            { groupId: groups[0], due: 10, present: 10, onLeave: 0, absent: 0 },
            { groupId: groups[1], due: 5, present: 3, onLeave: 0, absent: 2 },
          ],
          others: { due: 0, present: 0, onLeave: 0, absent: 0 },
        }),
      })
      .where('id', '=', before)
      .execute();
    const settled = people.slice(0, 15).map(({ id }, index) => ({
      ...own,
      sitting_id: before,
      attendee_id: id,
      group_id: groups[index < 10 ? 0 : 1]!,
      category: 'member' as const,
      outcome: index < 13 ? ('present' as const) : ('absent' as const),
    }));
    await db.insertInto('attendance').values(settled).execute();
    return { meeting, sittingId, before, groups, people, listId: list.id, tripId };
  });
}

const call = async (method: 'GET' | 'PUT', url: string, actor: Actor | null, payload?: object) => {
  const answer = await server.inject({
    method,
    url,
    headers: actor ? as(actor) : { 'idempotency-key': newId() },
    ...(payload ? { payload } : {}),
  });
  return {
    status: answer.statusCode,
    body: answer.headers['content-type']?.toString().includes('json') ? answer.json() : answer.rawPayload,
  };
};
async function get<Answer>(url: string, actor: Actor = clerk.actor): Promise<Answer> {
  const { status, body } = await call('GET', url, actor);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as Answer;
}
const of = (path = '') => `/api/meetings/${session.meeting.id}${path}`;
const put = async (screenIds: (string | null)[], order: object | null, actor: Actor = clerk.actor) =>
  await call('PUT', of('/scene'), actor, { screenIds, order });
const shown = async (screen: Actor) => (await get<Scene>('/api/hall/scene', screen)).scene;

describe('the board', () => {
  test('takes the next sitting of today, and its sums add up: whole, groups, people', async () => {
    const board = await get<Board>(of('/board'));
    expect(board.sitting).toMatchObject({ id: session.sittingId, checkListId: session.listId });
    expect(board.count).toEqual({ due: 15, present: 9, onLeave: 1, missing: 5 });
    expect(board.need).toBe(10);
    expect(board.reachedAt).toBeNull();
    for (const name of ['due', 'present', 'onLeave', 'missing'] as const)
      expect(board.groups.reduce((sum, group) => sum + group[name], 0)).toBe(board.count[name]);
    for (const { due, present, onLeave, missing } of [...board.groups, board.count]) expect(present + onLeave + missing).toBe(due);
    expect(board.missing).toHaveLength(board.count.missing);
    expect(board.groups.map((group) => [group.name, group.missing])).toEqual([
      ['东屿代表团', 3],
      ['松岭代表团', 2],
    ]);
    expect(board.groups[0]!.contact).toEqual({ name: '联络员', phone: '13700000000' });
  });

  test('says what was last known of everybody who is missing, those to be looked for first', async () => {
    const { missing } = await get<Board>(of('/board'));
    expect(missing.map(({ name, trace, words, phone }) => [name, trace, words, phone])).toEqual([
      ['东屿8', 'calling', '没有上 3 号车', '13900000008'],
      ['松岭4', 'calling', '未报到', '13800000004'],
      ['东屿6', 'near', '已报到，未入场', '13900000006'],
      ['东屿7', 'riding', '3 号车，车上', '13900000007'],
      ['松岭3', 'asked', '请假待批（因病）', '13800000003'],
    ]);
    expect(missing.find((one) => one.trace === 'riding')!.expectedAt).toBe('2026-11-23T01:03:00.000Z');
  });

  test('shows the day, how people came beside the sitting before, the coaches, leaves and scanners', async () => {
    const board = await get<Board>(of('/board'));
    expect(board.strip.map((entry) => [entry.title, entry.count?.missing ?? null])).toEqual([
      ['第二次全体会议', 5],
      ['午餐', null],
    ]);
    expect(board.arrivals!.points.at(-1)).toEqual([40, 9]);
    expect(board.arrivalsBefore!.points.at(-1)).toEqual([50, 13]);
    expect(board.coaches).toMatchObject([{ tripId: session.tripId, booked: 2, boarded: 1, expectedAt: '2026-11-23T01:03:00.000Z' }]);
    expect(board.leaves).toMatchObject([{ name: '松岭3', grounds: '因病', steps: [{ label: '代表团团长', state: 'waiting' }] }]);
    expect(board.scanners).toEqual({ online: 0, away: 0, queued: 0 });
  });

  test('of another sitting shows that one; a closed one as it was settled', async () => {
    const board = await get<Board>(of(`/board?sittingId=${session.before}`));
    expect(board.count).toEqual({ due: 15, present: 13, onLeave: 0, missing: 2 });
    expect(board.reachedAt).toBe('2026-11-22T00:50:00.000Z');
  });

  test('is for the office and its leaders, of its own body', async () => {
    await get<Board>(of('/board'), leader.actor);
    expect((await call('GET', of('/board'), null)).status).toBe(401);
    expect((await call('GET', of('/board'), deputy.actor)).status).toBe(403);
    expect((await call('GET', of('/board'), screens[0]!)).status).toBe(403);
    expect(await call('GET', of('/board'), foreignClerk.actor)).toMatchObject({ status: 404, body: { code: 'meeting.not-found' } });
    expect((await call('GET', of('/board?sittingId=nothing'), clerk.actor)).status).toBe(400);
  });
});

describe('scenes', () => {
  test('a screen shows figures until a scene is set for it, keeps it over a reload, and shows what is then true', async () => {
    const [east, west] = screens as [Actor, Actor];
    expect(await shown(east)).toBeNull();
    expect((await put([east.seatId], { scene: 'presence', sittingId: session.sittingId })).status).toBe(200);
    const first = (await shown(east))!;
    expect(first).toMatchObject({
      bodyKind: 'congress',
      meeting: { id: session.meeting.id },
      sitting: { id: session.sittingId },
      view: { scene: 'presence', need: 10, quorum: 'twoThirds' },
    });
    expect(await shown(east)).toEqual(first);
    expect(await shown(west)).toBeNull();
    if (first.view.scene !== 'presence') throw new Error('another scene');
    const board = await get<Board>(of('/board'));
    expect(first.view.count).toEqual(board.count);
    for (const name of ['due', 'present', 'onLeave', 'missing'] as const)
      expect(first.view.groups.reduce((sum, group) => sum + group[name], 0)).toBe(first.view.count[name]);
    expect(first.view.groups.map((group) => group.name)).toEqual(['东屿代表团', '松岭代表团']);
  });

  test('all screens at once, each revision above the one before; taken off, they show figures again', async () => {
    const ids = screens.map((screen) => screen.seatId!);
    const before = (await shown(screens[0]!))!.revision;
    await put(ids, { scene: 'notice', title: '请将手机调至静音', words: '' });
    for (const screen of screens) expect((await shown(screen))!.view).toEqual({ scene: 'notice', title: '请将手机调至静音', words: '' });
    expect((await shown(screens[0]!))!.revision).toBe(before + 1);
    const { items } = await get<AnswerOf<typeof listHallScreens>>(of('/screens'));
    expect(items.map((one) => [one.name, one.showing?.scene, one.showing?.changedBy])).toEqual([
      ['东厅', 'notice', '简书'],
      ['西厅', 'notice', '简书'],
    ]);
    await put(ids, null);
    for (const screen of screens) expect(await shown(screen)).toBeNull();
  });

  test('of every kind can be looked at before it goes out', async () => {
    for (const scene of ['welcome', 'seats', 'presence', 'agenda', 'speech', 'notice', 'code', 'blank']) {
      const answer = await get<{ scene: { view: { scene: string } } }>(
        of(`/scene?scene=${scene}&sittingId=${session.sittingId}&title=欢迎`),
      );
      expect(answer.scene.view.scene).toBe(scene);
    }
    const finder = await get<{ scene: { view: { address: string } } }>(of(`/scene?scene=seats&sittingId=${session.sittingId}`));
    expect(finder.scene.view.address).toBe(`http://localhost/m/meeting/${session.meeting.id}/seat?sitting=${session.sittingId}`);
    expect(await shown(screens[0]!)).toBeNull();
  });

  test('a scene without its sitting or its words, of a foreign sitting or for a foreign screen is refused, and nothing changes', async () => {
    const [east] = screens as [Actor];
    const foreign = await pairedScreen('别家的屏', city.cppcc.id);
    expect(await put([east.seatId], { scene: 'speech' })).toMatchObject({ status: 400, body: { code: 'meeting.scene-sitting' } });
    expect(await put([east.seatId], { scene: 'notice' })).toMatchObject({ status: 400, body: { code: 'meeting.scene-words' } });
    expect(await put([east.seatId], { scene: 'presence', sittingId: newId() })).toMatchObject({
      status: 404,
      body: { code: 'meeting.sitting-not-found' },
    });
    expect(await put([east.seatId, foreign.seatId], { scene: 'welcome' })).toMatchObject({
      status: 404,
      body: { code: 'meeting.screen-not-found' },
    });
    expect((await put([], { scene: 'welcome' })).status).toBe(400);
    expect(await shown(east)).toBeNull();
  });

  test('are driven by the office alone and read by the screen alone', async () => {
    const [east] = screens as [Actor];
    const order = { scene: 'welcome' };
    expect((await put([east.seatId], order, deputy.actor)).status).toBe(403);
    expect((await put([east.seatId], order, leader.actor)).status).toBe(403);
    expect((await put([east.seatId], order, east)).status).toBe(403);
    expect(await put([east.seatId], order, foreignClerk.actor)).toMatchObject({ status: 404, body: { code: 'meeting.not-found' } });
    expect((await call('GET', '/api/hall/scene', clerk.actor)).status).toBe(403);
    expect((await call('GET', '/api/hall/scene', null)).status).toBe(401);
    expect((await call('GET', of('/screens'), deputy.actor)).status).toBe(403);
  });
});

describe('the statistics', () => {
  test('every figure opens to a list of as many', async () => {
    const report = await get<Report>(of('/report'));
    const wrong: string[] = [];
    let looked = 0;
    for (const section of reportSections(report))
      for (const row of section.table?.rows ?? [])
        for (const cell of row.cells.filter((one) => one.link)) {
          const found = await lengthOf(cell.link!);
          looked += 1;
          if (String(found) !== cell.text) wrong.push(`${section.id} ${row.label}: ${cell.text}, list ${found}`);
        }
    expect(wrong).toEqual([]);
    expect(looked).toBeGreaterThan(8);
  });

  test('counts closed sittings as they were settled; sums add up by group; absences are facts', async () => {
    const report = await get<Report>(of('/report'));
    expect(report.sittings.map((one) => [one.title, one.settled, one.count])).toEqual([
      ['第一次全体会议', true, { due: 15, present: 13, onLeave: 0, missing: 2 }],
    ]);
    for (const { count, groups } of report.sittings)
      for (const name of ['due', 'present', 'onLeave', 'missing'] as const)
        expect(groups.reduce((sum, group) => sum + group.count[name], 0)).toBe(count[name]);
    expect(report.absences.map((one) => [one.name, one.times])).toEqual([
      ['松岭3', 1],
      ['松岭4', 1],
    ]);
    expect(report.people.map((one) => [one.category, one.count, one.registered])).toEqual([
      ['member', 15, 2],
      ['nonVoting', 1, 0],
      ['staff', 1, 0],
    ]);
    expect(report.groups.reduce((sum, group) => sum + group.people, 0)).toBe(15);
  });

  test('count what members handed in from the first to the last day, by group and as it stands', async () => {
    const { raised } = await get<Report>(of('/report'));
    const group = { name: '东屿代表团', received: 2, accepted: 1, waiting: 1, ended: 0 };
    expect(raised).toMatchObject([
      { kind: 'suggestion', acceptWord: '受理', groups: [group] },
      { kind: 'motion', acceptWord: '登记', groups: [{ id: null, received: 1, ended: 1 }] },
    ]);
  });

  test('go out as a document; others do not get them', async () => {
    const document = await call('GET', of('/report/document'), clerk.actor);
    expect([document.status, (document.body as Buffer).subarray(0, 2).toString()]).toEqual([200, 'PK']);
    for (const path of ['/report', '/report/document', '/report/list?figure=people']) {
      expect((await call('GET', of(path), deputy.actor)).status).toBe(403);
      expect((await call('GET', of(path), foreignClerk.actor)).status).toBe(404);
      expect((await call('GET', of(path), null)).status).toBe(401);
    }
    expect((await call('GET', of('/report/list?figure=nothing'), clerk.actor)).status).toBe(400);
    expect(await call('GET', of('/report/list?figure=people&cursor=!'), clerk.actor)).toMatchObject({
      status: 400,
      body: { code: 'request.cursor' },
    });
  });
});

/** How many rows a list has, page by page. */
async function lengthOf(link: object): Promise<number> {
  const query = new URLSearchParams({ ...(link as Record<string, string>), limit: '4' });
  let found = 0;
  for (let next: string | null = ''; next !== null;) {
    if (next) query.set('cursor', next);
    const page: AnswerOf<typeof listFigure> = await get(of(`/report/list?${query.toString()}`));
    found += page.items.length;
    next = page.next;
  }
  return found;
}
