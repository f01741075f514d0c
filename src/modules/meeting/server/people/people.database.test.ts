import type { FastifyInstance } from 'fastify';
import writeExcelFile from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/contract/actor.ts';
import { nobody } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { Method } from '#platform/contract/route.ts';
import { Database, tables } from '#platform/server/database.ts';
import { Dispatcher } from '#platform/server/outbox/dispatcher.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { as, fileForm, testServer } from '#platform/server/testing/test-server.ts';
import type { TestBody, TestCity, TestSeat } from '#modules/directory/server/factory.ts';
import { makeCity, makeMember, makeStaff, making, testPhoneSecret } from '#modules/directory/server/factory.ts';
import type { AttendeeImportReport } from '../../contract/people/import.ts';
import type { LeaveLine } from '../../contract/people/leave.ts';
import type { AttendeeRow, PeopleSummary } from '../../contract/people/people.ts';
import type { TestMeeting } from '../factory.ts';
import { makeAttendee, makeAttendees, makeGroup, makeMeeting, makeSitting } from '../factory.ts';
import { sittingOf } from '../core/find.ts';
import type { PlacesTables } from '../places/tables.ts';
import type { MeetingTables } from '../tables.ts';
import { attendeesDue } from './attendees.ts';
import { onLeaveAt } from './leave-door.ts';
import { meetingPeopleModule } from './module.ts';

/** The people of a meeting: lists, groups, import, registration, leave. */
let isolated: IsolatedDatabase;
let database: Database;
let server: FastifyInstance;
let dispatcher: Dispatcher;
let now = new Date('2026-11-23T00:30:00.000Z');
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
  const people = meetingPeopleModule({ settings: { publicUrl: 'http://localhost', secret: testPhoneSecret } } as never);
  server = await testServer(database, { modules: [people] });
  dispatcher = new Dispatcher(database, people.subscribers!, { error: console.error, warn: console.warn });
});
afterAll(async () => {
  await server.close();
  await database.close();
  await isolated.drop();
});

async function ask(actor: Actor, method: Method, url: string, body?: object) {
  const answer = await server.inject({ method, url, headers: as(actor), ...(body ? { payload: body } : {}) });
  return {
    status: answer.statusCode,
    code: answer.statusCode < 400 ? '' : answer.json<{ code: string }>().code,
    json: () => answer.json<unknown>(),
  };
}
const path = (meeting: TestMeeting, rest: string) => `/api/meetings/${meeting.id}/${rest}`;
async function good<T>(actor: Actor, method: Method, url: string, body?: object): Promise<T> {
  const answer = await ask(actor, method, url, body);
  expect(answer.status, JSON.stringify(answer.json())).toBe(200);
  return answer.json() as T;
}
const rowsOf = async <Row extends object>(text: string, values: readonly unknown[]) =>
  await withClient(isolated.adminUrl, async (client) => (await client.query<Row>(text, [...values])).rows);

/** A delegation with its convenor and deputy, two members and somebody of another delegation, in a running session of five days. */
async function session(body: TestBody = city.congress, state: 'announced' | 'running' = 'running') {
  return await making(database, async (tx) => {
    const meeting = await makeMeeting(tx, body, { state });
    const [group, other] = [await makeGroup(tx, meeting), await makeGroup(tx, meeting, { name: '第二代表团', position: 1 })];
    const seats = {
      head: await makeMember(tx, body, { name: '罗远山' }),
      deputy: await makeMember(tx, body, { name: '沈佳' }),
      member: await makeMember(tx, body, { name: '林知远' }),
      fellow: await makeMember(tx, body, { name: '顾明' }),
      stranger: await makeMember(tx, body, { name: '贺兰舟' }),
    };
    const [head, deputy, member, fellow, stranger] = await makeAttendees(tx, meeting, [
      { seat: seats.head, groupId: group, phone: '13900000001', posts: [{ groupId: group, post: 'convenor' }] },
      { seat: seats.deputy, groupId: group, phone: '13900000002', posts: [{ groupId: group, post: 'deputyConvenor' }] },
      { seat: seats.member, groupId: group, phone: '13900000003', diet: '清真' },
      { seat: seats.fellow, groupId: group, phone: '13900000004' },
      { seat: seats.stranger, groupId: other, phone: '13900000005', posts: [{ groupId: other, post: 'convenor' }] },
    ]);
    const sitting = await makeSitting(tx, meeting);
    return {
      meeting,
      group,
      other,
      sitting,
      seats,
      ids: { head: head!.id, deputy: deputy!.id, member: member!.id, fellow: fellow!.id, stranger: stranger!.id },
    };
  });
}

const listed = async (actor: Actor, meeting: TestMeeting, query = '') =>
  (await good<{ items: AttendeeRow[]; next: string | null }>(actor, 'GET', path(meeting, `attendees${query}`))).items;

describe('the list', () => {
  test('comes page by page, each person once, by group, order and name; typed words find people', async () => {
    const meeting = await making(database, async (tx) => {
      const made = await makeMeeting(tx, city.congress, {});
      const groups = [await makeGroup(tx, made, { position: 1, name: '后' }), await makeGroup(tx, made, { position: 0, name: '先' }), null];
      const names = ['单晓明', '仇英', '安宁', '周一'];
      await makeAttendees(
        tx,
        made,
        groups.flatMap((groupId) =>
          names.map((name) => ({ name, groupId, category: 'guest' as const, position: name === '周一' ? 1 : 2 })),
        ),
      );
      return made;
    });
    const seen: AttendeeRow[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: { items: AttendeeRow[]; next: string | null } = await good(
        office.actor,
        'GET',
        path(meeting, `attendees?limit=5${next && `&cursor=${next}`}`),
      );
      seen.push(...page.items);
      next = page.next;
    }
    // 仇 and 单 are read qiú and shàn as surnames.
    const order = ['周一', '安宁', '仇英', '单晓明'];
    expect(seen.map((one) => `${one.groupName} ${one.name}`)).toEqual(
      ['先', '后', ''].flatMap((group) => order.map((name) => `${group} ${name}`)),
    );
    expect((await listed(office.actor, meeting, '?words=sxm')).map((one) => one.name)).toEqual(['单晓明', '单晓明', '单晓明']);
    expect(await listed(office.actor, meeting, '?words=shan%20xiao')).toHaveLength(3);
    expect(await listed(office.actor, meeting, '?groupId=none&words=宁')).toHaveLength(1);
    expect(await listed(office.actor, meeting, '?words=%25')).toEqual([]);
  });

  test('phones are told to whoever has a need: the office all, a convenor his group, a member his convenors, others their own', async () => {
    const { meeting, seats } = await session();
    const phones = async (seat: TestSeat) =>
      (await listed(seat.actor, meeting))
        .filter((one) => one.phone)
        .map((one) => one.name)
        .toSorted();
    const all = ['顾明', '贺兰舟', '林知远', '罗远山', '沈佳'].toSorted();
    expect(await phones(office)).toEqual(all);
    expect(await phones(seats.head)).toEqual(['顾明', '林知远', '罗远山', '沈佳'].toSorted());
    expect(await phones(seats.member)).toEqual(['林知远', '罗远山', '沈佳'].toSorted());
    expect(await phones(seats.stranger)).toEqual(['贺兰舟']);
  });

  test('diet and needs are the office’s and one’s own; a convenor reads leaves and sittings of his group, a fellow neither', async () => {
    const { meeting, seats, ids } = await session();
    const card = async (seat: TestSeat) => await good<Record<string, unknown>>(seat.actor, 'GET', path(meeting, `attendees/${ids.member}`));
    expect(await card(office)).toMatchObject({ kept: { diet: '清真' }, sittings: [{ outcome: null }], leaves: [] });
    expect(await card(seats.member)).toMatchObject({ kept: { diet: '清真' } });
    expect(await card(seats.head)).toMatchObject({ kept: null, sittings: [{ title: '第一次全体会议' }], leaves: [], room: null });
    expect(await card(seats.fellow)).toMatchObject({ kept: null, sittings: null, leaves: null });
    await good(seats.member.actor, 'POST', path(meeting, 'own-needs'), { diet: '素食', needs: '轮椅' });
    expect(await card(office)).toMatchObject({ kept: { diet: '素食', needs: '轮椅', phone: '13900000003' } });
  });

  test('is not for who watches or reports: he knows the members, himself and whom he asks on the coach', async () => {
    const { meeting, seats, ids } = await session();
    const reporter = await making(database, async (tx) => {
      const seat = await makeMember(tx, city.cppcc, { name: '范亦舒' });
      const [own, liaison] = await makeAttendees(tx, meeting, [
        { seat, category: 'press' },
        { name: '跟车联络员', category: 'staff' },
        { name: '来宾甲', category: 'guest' },
      ]);
      const coach = { body_id: meeting.bodyId, id: newId(), meeting_id: meeting.id };
      const db = tables<PlacesTables>(tx);
      await db
        .insertInto('coach')
        .values({ ...coach, number: '1号车', liaison_id: liaison!.id })
        .execute();
      const ride = { body_id: coach.body_id, coach_id: coach.id, meeting_id: coach.meeting_id, attendee_id: own!.id };
      await db.insertInto('coach_seat').values(ride).execute();
      return seat;
    });
    for (const page of ['attendees', 'people-summary', `attendees/${ids.member}`])
      expect((await ask(reporter.actor, 'GET', path(meeting, page))).code).toBe('meeting.people-inside');
    const names = async (seat: TestSeat) => {
      const rows = await database.read(seat.actor, (tx) =>
        tables<MeetingTables>(tx).selectFrom('attendee').select('name').where('meeting_id', '=', meeting.id).execute(),
      );
      return rows.map((one) => one.name);
    };
    const [seen, inside] = [await names(reporter), await names(seats.member)];
    expect(inside).toEqual(expect.arrayContaining(['顾明', '范亦舒', '跟车联络员', '来宾甲']));
    expect(seen.toSorted()).toEqual(inside.filter((name) => name !== '来宾甲').toSorted());
  });

  test('is shown to nobody outside, and a draft to the office alone', async () => {
    const { meeting } = await session();
    const draft = await making(database, async (tx) => {
      const made = await makeMeeting(tx, city.congress, { state: 'draft' });
      const seat = await makeMember(tx, city.congress, { name: '未知会' });
      await makeAttendee(tx, made, { seat });
      return { made, seat };
    });
    const outsider = await making(database, (tx) => makeMember(tx, city.congress, { name: '不参会' }));
    expect((await ask(nobody, 'GET', path(meeting, 'attendees'))).status).toBe(401);
    expect((await ask(outsider.actor, 'GET', path(meeting, 'attendees'))).code).toBe('meeting.not-found');
    expect((await ask(cppccOffice.actor, 'GET', path(meeting, 'people-summary'))).code).toBe('meeting.not-found');
    expect((await ask(draft.seat.actor, 'GET', path(draft.made, 'attendees'))).code).toBe('meeting.not-found');
    expect(await listed(office.actor, draft.made)).toHaveLength(1);
    expect((await ask(office.actor, 'GET', path(meeting, 'attendees?cursor=x'))).code).toBe('request.cursor');
  });
});

describe('filling and changing the list', () => {
  test('the term’s members come with their delegations, once, and stay where the office has moved them', async () => {
    const meeting = await making(database, async (tx) => {
      await makeMember(tx, city.county, { name: '甲一' });
      await makeMember(tx, city.county, { name: '乙二', groupId: city.county.groupIds[1]! });
      return await makeMeeting(tx, city.county, { state: 'draft' });
    });
    const clerk = await making(database, (tx) => makeStaff(tx, city.county, ['clerk']));
    const fill = async (memberGroups?: readonly string[]) =>
      await good(clerk.actor, 'POST', path(meeting, 'attendees/fill'), memberGroups ? { memberGroups } : {});
    expect(await fill([city.county.groupIds[1]!])).toEqual({ added: 1, kept: 0, groups: 1 });
    expect(await fill()).toEqual({ added: 1, kept: 1, groups: 1 });
    const [first] = await listed(clerk.actor, meeting);
    await good(clerk.actor, 'POST', path(meeting, 'attendees/move'), { attendeeIds: [first!.id], groupId: null });
    expect(await fill()).toEqual({ added: 0, kept: 2, groups: 0 });
    expect((await listed(clerk.actor, meeting)).map((one) => one.groupName)).toEqual(['第一代表团', '']);
  });

  test('a person stands there once, a certificate has one holder, a group is of the same meeting', async () => {
    const { meeting, seats, group, ids } = await session();
    const other = await session();
    const add = async (draft: object) =>
      await ask(office.actor, 'POST', path(meeting, 'attendees'), { name: '周来宾', category: 'guest', ...draft });
    expect((await add({ certificateNumber: 'L-1', unit: '市政府', phone: '0574-8765432' })).status).toBe(200);
    expect((await add({ personId: seats.member.personId, name: '林知远' })).code).toBe('meeting.attendee-twice');
    expect((await add({ certificateNumber: 'L-1' })).code).toBe('meeting.certificate-twice');
    // Name and phone name a person as well as his id does; a phone under another name does not.
    expect((await add({ name: '林知远', phone: seats.member.phone })).code).toBe('meeting.attendee-twice');
    expect((await add({ name: '同号者', phone: seats.member.phone })).status).toBe(200);
    expect((await add({ groupId: other.group })).code).toBe('meeting.group-not-found');
    expect((await add({ name: '' })).code).toBe('request.invalid');
    expect((await ask(seats.member.actor, 'POST', path(meeting, 'attendees'), { name: '某某', category: 'guest' })).code).toBe(
      'actor.forbidden',
    );
    expect((await ask(cppccOffice.actor, 'POST', path(meeting, 'attendees'), { name: '某某', category: 'guest' })).code).toBe(
      'meeting.not-found',
    );
    await good(office.actor, 'PATCH', path(meeting, `attendees/${ids.fellow}`), { name: '顾明远', certificateNumber: 'L-2' });
    expect((await listed(office.actor, meeting, '?words=gmy')).map((one) => one.certificateNumber)).toEqual(['L-2']);
    await good(office.actor, 'POST', path(meeting, `groups/${group}/order`), { attendeeIds: [ids.member, ids.fellow] });
    expect((await listed(office.actor, meeting, `?groupId=${group}`)).map((one) => one.name)).toEqual([
      '林知远',
      '顾明远',
      '罗远山',
      '沈佳',
    ]);
  });

  test('who left is due no more at what begins later; nobody is deleted of whom something is recorded', async () => {
    const { meeting, sitting, ids } = await session();
    const due = async () =>
      await making(database, async (tx) =>
        (await attendeesDue(tx, await sittingOf(tx, { body_id: meeting.bodyId, id: meeting.id }, sitting))).map((one) => one.id),
      );
    expect(await due()).toHaveLength(5);
    await good(office.actor, 'POST', path(meeting, 'attendees/left'), { attendeeIds: [ids.fellow], left: true, words: '调离' });
    expect(await due()).not.toContain(ids.fellow);
    await good(office.actor, 'POST', path(meeting, 'attendees/left'), { attendeeIds: [ids.fellow], left: false });
    expect(await due()).toContain(ids.fellow);
    await good(office.actor, 'POST', path(meeting, 'registrations'), { attendeeIds: [ids.member], pack: false });
    expect((await ask(office.actor, 'DELETE', path(meeting, `attendees/${ids.member}`))).code).toBe('meeting.attendee-has-record');
    await good(office.actor, 'DELETE', path(meeting, `attendees/${ids.fellow}`));
    expect(await due()).toHaveLength(4);
  });

  test('a sitting asks for its categories, and of these for its groups, posts in them included', async () => {
    const { meeting, seats, group, ids } = await session();
    const due = await making(database, async (tx) => {
      const presidium = await makeGroup(tx, meeting, { kind: 'presidium', name: '主席团', position: 2 });
      await makeAttendees(tx, meeting, [
        { name: '列席局长', category: 'nonVoting' },
        { name: '执行主席', groupId: group, posts: [{ groupId: presidium, post: 'sessionChair' }] },
      ]);
      const names = async (options: object) => {
        const id = await makeSitting(tx, meeting, options);
        return (await attendeesDue(tx, await sittingOf(tx, { body_id: meeting.bodyId, id: meeting.id }, id))).map((one) => one.name);
      };
      return { presidium: await names({ dueGroups: [presidium] }), all: await names({ dueCategories: ['member', 'nonVoting'] }) };
    });
    expect(due.presidium).toEqual(['执行主席']);
    expect(due.all).toHaveLength(7);
    expect([ids.member, seats.member.name]).toHaveLength(2);
  });
});

describe('groups', () => {
  test('names differ, posts are replaced as a whole, a group with people stays, the secretariat is made once', async () => {
    const { meeting, group, ids } = await session();
    expect((await ask(office.actor, 'POST', path(meeting, 'groups'), { kind: 'delegation', name: '第一代表团' })).code).toBe(
      'meeting.group-name-taken',
    );
    const { id } = await good<{ id: string }>(office.actor, 'POST', path(meeting, 'groups'), { kind: 'presidium', name: '主席团' });
    const posts = [
      { attendeeId: ids.stranger, post: 'sessionChair' },
      { attendeeId: ids.head, post: 'member' },
    ];
    await good(office.actor, 'PUT', path(meeting, `groups/${id}/posts`), { posts });
    expect((await good<{ added: number }>(office.actor, 'POST', path(meeting, 'groups/secretariat'))).added).toBe(5);
    expect((await good<{ added: number }>(office.actor, 'POST', path(meeting, 'groups/secretariat'))).added).toBe(0);
    await good(office.actor, 'POST', path(meeting, 'groups/order'), { groupIds: [id] });
    const summary = await good<PeopleSummary>(office.actor, 'GET', path(meeting, 'people-summary'));
    expect(summary.groups.slice(0, 2).map(({ name, people, posts: held }) => [name, people, held.map((one) => one.name)])).toEqual([
      ['主席团', 0, ['贺兰舟', '罗远山']],
      ['第一代表团', 4, ['罗远山', '沈佳']],
    ]);
    expect((await ask(office.actor, 'DELETE', path(meeting, `groups/${group}`))).code).toBe('meeting.group-not-empty');
    await good(office.actor, 'DELETE', path(meeting, `groups/${id}`));
  });
});

describe('registration', () => {
  test('counts each person and pack once, and can be taken back', async () => {
    const { meeting, ids, seats } = await session();
    const register = async (attendeeIds: string[], pack: boolean) =>
      await good(office.actor, 'POST', path(meeting, 'registrations'), { attendeeIds, pack });
    expect(await register([ids.head, ids.member], false)).toEqual({ registered: 2, packs: 0 });
    expect(await register([ids.member, ids.fellow], true)).toEqual({ registered: 1, packs: 2 });
    await good(office.actor, 'PUT', path(meeting, 'packs'), { packs: [{ category: 'member', made: 10 }] });
    const members = async () => (await good<PeopleSummary>(office.actor, 'GET', path(meeting, 'people-summary'))).categories[0]!;
    expect(await members()).toMatchObject({ people: 5, registered: 3, packs: { made: 10, handed: 2, left: 8 } });
    expect((await listed(office.actor, meeting, '?registered=no')).map((one) => one.name)).toEqual(['沈佳', '贺兰舟']);
    await good(office.actor, 'POST', path(meeting, 'registrations/undo'), { attendeeIds: [ids.member], what: 'registration' });
    expect(await members()).toMatchObject({ registered: 2, packs: { handed: 1 } });
    const foreign = await session(city.cppcc);
    expect((await ask(office.actor, 'POST', path(meeting, 'registrations'), { attendeeIds: [foreign.ids.head], pack: false })).code).toBe(
      'meeting.attendee-not-found',
    );
    expect((await ask(seats.head.actor, 'POST', path(meeting, 'registrations'), { attendeeIds: [ids.head], pack: false })).code).toBe(
      'actor.forbidden',
    );
  });
});

describe('import', () => {
  const sheet = async (rows: readonly (readonly string[])[]) =>
    await writeExcelFile(rows.map((row) => row.map((value) => ({ value, type: String })))).toBuffer();
  const send = async (actor: Actor, meeting: TestMeeting, bytes: Buffer, query = 'mode=commit') => {
    const form = fileForm('名单.xlsx', bytes);
    const answer = await server.inject({
      method: 'POST',
      url: path(meeting, `attendees/import?${query}`),
      headers: { ...as(actor), ...form.headers },
      payload: form.payload as Buffer,
    });
    return { status: answer.statusCode, report: answer.json<AttendeeImportReport & { code: string }>() };
  };
  const heading = ['姓名*', '类别', '手机', '证号', '界别', '职务', '饮食要求', '星座'];

  test('takes what fits, tells of every other row why not, knows people by phone or certificate, and changes nothing the second time', async () => {
    const { meeting, seats, ids } = await session();
    await rowsOf('insert into mandate_certificate values ($1, $2, $3)', [
      city.congress.id,
      seats.fellow.seatId,
      `16-${seats.fellow.seatId.slice(-4)}`,
    ]);
    const extra = await making(database, (tx) => makeMember(tx, city.congress, { name: '许望舒' }));
    const bytes = await sheet([
      ['参会人员名单'],
      heading,
      ['许望舒', '', extra.phone, '', '第一代表团', '教师', '', ''],
      ['顾明', '', '', `16-${seats.fellow.seatId.slice(-4)}`, '第二', '', '素食', ''],
      ['冒名者', '列席', '', `16-${seats.fellow.seatId.slice(-4)}`, '', '', '', ''],
      ['', '列席', '', '', '', '某局局长', '', ''],
      ['王记者', '记者', '123', '', '', '', '', ''],
      ['李记者', '记者', '', 'P-1', '', '日报社', '', ''],
      ['陈记者', '记者', '', 'P-1', '', '', '', ''],
      ['赵来宾', '贵宾', '', '', '', '', '', ''],
      ['钱列席', '列席', '', '', '列席一组', '', '', ''],
    ]);
    const before = (await listed(office.actor, meeting)).length;
    const { report: checked } = await send(office.actor, meeting, bytes, 'mode=check');
    expect((await listed(office.actor, meeting)).length).toBe(before);
    const expected = { rows: 9, added: 2, updated: 1, known: 2, groups: [], ignoredColumns: ['星座'] };
    expect(checked).toMatchObject({ mode: 'check', ...expected });
    expect(checked.refused.map(({ row, reasons }) => [row, reasons.join('；')])).toEqual([
      [5, '证件号与第 4 行重复'],
      [6, '缺少姓名'],
      [7, '手机号应为 11 位数字'],
      [9, '证件号与第 8 行重复'],
      [10, '不认识类别“贵宾”，可写正式、列席、旁听、工作、记者、来宾'],
      [11, '没有“列席一组”这个编组'],
    ]);
    const { report } = await send(office.actor, meeting, bytes, 'mode=commit&makeGroups=yes');
    expect(report).toMatchObject({ mode: 'commit', added: 3, updated: 1, groups: ['列席一组'] });
    const people = await listed(office.actor, meeting);
    expect(people.length).toBe(before + 3);
    expect(people.find((one) => one.name === '许望舒')).toMatchObject({
      personId: extra.personId,
      groupName: '第一代表团',
      category: 'member',
    });
    expect(people.find((one) => one.id === ids.fellow)).toMatchObject({
      groupName: '第二代表团',
      certificateNumber: `16-${seats.fellow.seatId.slice(-4)}`,
    });
    expect((await send(office.actor, meeting, bytes)).report).toMatchObject({ added: 0, updated: 0, unchanged: 4 });
  });

  test('a certificate under another name is refused', async () => {
    const { meeting, seats } = await session();
    const number = `17-${seats.member.seatId.slice(-4)}`;
    await rowsOf('insert into mandate_certificate values ($1, $2, $3)', [city.congress.id, seats.member.seatId, number]);
    const { report } = await send(office.actor, meeting, await sheet([heading, ['冒名者', '', '', number, '', '', '', '']]));
    expect(report.refused.map((one) => one.reasons.join())).toEqual(['证件号在名册里是另一位人员的，姓名不一致']);
  });

  test('is for the office of the body, and for lists alone', async () => {
    const { meeting, seats } = await session();
    const bytes = await sheet([heading, ['某某', '', '', '', '', '', '', '']]);
    expect((await send(seats.head.actor, meeting, bytes)).status).toBe(403);
    expect((await send(cppccOffice.actor, meeting, bytes)).report.code).toBe('meeting.not-found');
    expect((await send(cppccOffice.actor, meeting, bytes, 'mode=check')).report.code).toBe('meeting.not-found');
    expect((await send(office.actor, meeting, Buffer.from('no sheet'))).report.code).toBe('list.unreadable');
    expect(
      (
        await send(
          office.actor,
          meeting,
          await sheet([
            ['名', '姓'],
            ['某', '某'],
          ]),
        )
      ).report.code,
    ).toBe('list.columns');
  });

  test('480 people in one go', { timeout: 20_000 }, async () => {
    const meeting = await making(database, (tx) => makeMeeting(tx, city.congress, { state: 'draft' }));
    const rows = Array.from({ length: 480 }, (_, at) => [
      `委员${at}号`,
      '',
      `138${String(at).padStart(8, '0')}`,
      `Z-${at}`,
      `第${at % 20}界别`,
      '',
      '',
      '',
    ]);
    const { report } = await send(office.actor, meeting, await sheet([heading, ...rows]), 'mode=commit&makeGroups=yes');
    expect(report).toMatchObject({ added: 480, refused: [] });
    expect(report.groups).toHaveLength(20);
  });
});

describe('leave', () => {
  const day = (from: number, until = from) => ({ fromAt: `2026-11-${from - 1}T16:00:00.000Z`, untilAt: `2026-11-${until}T16:00:00.000Z` });
  const leave = (from: number, until = from) => ({ ...day(from, until), grounds: 'illness', words: '高烧住院' });
  const asked = async (seat: TestSeat, meeting: TestMeeting, what: object) =>
    await good<{ id: string }>(seat.actor, 'POST', path(meeting, 'leaves'), what);
  const leaves = async (seat: TestSeat, meeting: TestMeeting, query = '') =>
    (await good<{ items: LeaveLine[] }>(seat.actor, 'GET', path(meeting, `leaves${query}`))).items;
  const decided = async (seat: TestSeat, meeting: TestMeeting, id: string, decision: object) =>
    await ask(seat.actor, 'POST', path(meeting, `leaves/${id}/${seat === office ? 'office-decision' : 'decision'}`), {
      revision: 1,
      agreed: true,
      ...decision,
    });
  const toldOf = async (seat: TestSeat) => {
    await dispatcher.drain();
    return (
      await rowsOf<{ title: string }>('select title from notification where person_id = $1 and withdrawn_at is null order by id', [
        seat.personId,
      ])
    ).map((row) => row.title);
  };

  test('a day during the session is the head’s to grant; he is told, and so is the person', async () => {
    const { meeting, seats, ids } = await session();
    const { id } = await asked(seats.member, meeting, leave(23));
    expect(await toldOf(seats.head)).toEqual(['林知远请假，等您批']);
    expect((await leaves(seats.head, meeting, '?of=toDecide')).map((one) => [one.name, one.mayDecide, one.covers.length])).toEqual([
      ['林知远', true, 1],
    ]);
    expect(await leaves(seats.head, meeting, '?of=own')).toEqual([]);
    expect((await decided(seats.deputy, meeting, id, {})).status).toBe(200);
    expect(await toldOf(seats.head)).toEqual([]);
    expect(await toldOf(seats.member)).toEqual(['您的请假已批准']);
    const away = async (seat: Actor, moment: string) => [
      ...(await database.read(seat, (tx) => onLeaveAt(tx, meeting.id, new Date(moment)))).entries(),
    ];
    expect(await away(office.actor, '2026-11-23T01:00:00Z')).toEqual([[ids.member, { grounds: 'illness', words: '高烧住院' }]]);
    expect(await away(seats.stranger.actor, '2026-11-23T01:00:00Z')).toEqual([[ids.member, { grounds: null, words: '' }]]);
    expect(await away(office.actor, '2026-11-23T16:00:00Z')).toEqual([]);
    expect((await decided(seats.head, meeting, id, { revision: 2 })).code).toBe('meeting.leave-decided');
  });

  test('beyond a day the secretariat decides after him, and a refusal at any step ends it with its reason', async () => {
    const { meeting, seats } = await session();
    const path2 = await good<{ steps: { label: string }[] }>(
      seats.member.actor,
      'GET',
      path(meeting, `leave-path?${new URLSearchParams(day(23, 24)).toString()}`),
    );
    expect(path2.steps.map((step) => step.label)).toEqual(['代表团团长', '大会秘书处']);
    const { id } = await asked(seats.member, meeting, leave(23, 24));
    expect(await leaves(office, meeting, '?of=toDecide')).toEqual([]);
    expect((await decided(seats.head, meeting, id, {})).status).toBe(200);
    expect(await toldOf(seats.member)).toEqual(['代表团团长已同意您的请假']);
    expect((await leaves(office, meeting, '?of=toDecide')).map((one) => one.id)).toEqual([id]);
    expect((await decided(office, meeting, id, { revision: 2, agreed: false })).code).toBe('meeting.leave-words');
    expect((await decided(office, meeting, id, { revision: 1 })).code).toBe('meeting.changed-meanwhile');
    expect((await decided(office, meeting, id, { revision: 2, agreed: false, words: '表决日请到会' })).status).toBe(200);
    expect((await leaves(seats.member, meeting))[0]).toMatchObject({
      state: 'refused',
      steps: [{ state: 'agreed' }, { state: 'refused', words: '表决日请到会' }],
      mayWithdraw: false,
    });
  });

  test('the office decides several at once, is told which it could not, and can take the decision back', async () => {
    const { meeting, seats } = await session();
    const [first, second] = [await asked(seats.member, meeting, leave(23)), await asked(seats.fellow, meeting, leave(24))];
    const gone = await asked(seats.stranger, meeting, leave(25));
    await good(seats.stranger.actor, 'POST', path(meeting, `leaves/${gone.id}/withdrawal`), { revision: 1 });
    const at = (rest: string) => path(meeting, `leaves/${rest}`);
    const all = [first, second, gone].map(({ id }) => ({ leaveId: id, revision: 1 }));
    expect((await ask(office.actor, 'POST', at('office-decisions'), { leaves: all, agreed: false })).code).toBe('meeting.leave-words');
    expect((await ask(seats.head.actor, 'POST', at('office-decisions'), { leaves: all, agreed: true })).status).toBe(403);
    expect((await ask(cppccOffice.actor, 'POST', at('office-decisions'), { leaves: all, agreed: true })).status).toBe(404);
    const done = await good<{ decided: { leaveId: string; revision: number }[]; leftOut: { name: string }[] }>(
      office.actor,
      'POST',
      at('office-decisions'),
      { leaves: all, agreed: true, words: '参加市里抗旱' },
    );
    expect([done.decided.length, done.leftOut.map((one) => one.name)]).toEqual([2, ['贺兰舟']]);
    expect(await toldOf(seats.member)).toEqual(['您的请假已批准']);
    expect((await leaves(seats.member, meeting))[0]!.steps[0]).toMatchObject({ state: 'agreed', words: '代记团组意见：参加市里抗旱' });
    await good(office.actor, 'POST', at('reopened'), { leaves: done.decided });
    expect((await leaves(office, meeting, '?state=asked')).map((one) => one.name).toSorted()).toEqual(['林知远', '顾明']);
    expect(await toldOf(seats.member)).toEqual(['您的请假审批已撤销']);
    expect((await ask(office.actor, 'POST', at('reopened'), { leaves: done.decided })).code).toBe('meeting.changed-meanwhile');
    const again = done.decided.map(({ leaveId, revision }) => ({ leaveId, revision: revision + 1 }));
    expect((await ask(office.actor, 'POST', at('reopened'), { leaves: again })).code).toBe('meeting.leave-not-decided');
  });

  test('a group that is elsewhere is entered at once; who is on leave already is left out; what was entered can be struck', async () => {
    const { meeting, seats, ids } = await session();
    await asked(seats.member, meeting, leave(24));
    const at = (rest: string) => path(meeting, `leaves/${rest}`);
    const body = { ...leave(23, 24), grounds: 'duty', granted: '市委办公室', attendeeIds: [ids.head, ids.deputy, ids.member, ids.fellow] };
    const strange = { ...body, attendeeIds: [...body.attendeeIds, (await session()).ids.member] };
    expect((await ask(office.actor, 'POST', at('recorded'), strange)).code).toBe('meeting.attendee-not-found');
    const done = await good<{ entered: { leaveId: string; revision: number }[]; leftOut: { name: string; why: string }[] }>(
      office.actor,
      'POST',
      at('recorded'),
      body,
    );
    expect(done.entered).toHaveLength(3);
    expect(done.leftOut).toMatchObject([{ name: '林知远', why: expect.stringContaining('时间有重叠') }]);
    expect(await toldOf(seats.fellow)).toEqual(['您的请假已批准']);
    await good(office.actor, 'POST', at('struck'), { leaves: done.entered });
    expect((await leaves(office, meeting, '?state=granted')).length).toBe(0);
    expect((await ask(office.actor, 'POST', at('struck'), { leaves: done.entered })).code).toBe('meeting.changed-meanwhile');
  });

  test('nobody decides his own leave, that of another group, or a step that is not his', async () => {
    const { meeting, seats } = await session();
    const own = await asked(seats.head, meeting, leave(23));
    expect((await decided(seats.head, meeting, own.id, {})).code).toBe('meeting.leave-not-yours');
    expect((await decided(seats.stranger, meeting, own.id, {})).code).toBe('meeting.leave-not-found');
    expect((await decided(seats.fellow, meeting, own.id, {})).code).toBe('meeting.leave-not-found');
    expect((await decided(seats.deputy, meeting, own.id, {})).status).toBe(200);
    const alone = await asked(seats.stranger, meeting, leave(23));
    expect((await leaves(seats.stranger, meeting, '?of=own'))[0]!.steps.map((step) => step.label)).toEqual(['大会秘书处']);
    expect((await decided(seats.stranger, meeting, alone.id, {})).code).toBe('meeting.leave-not-yours');
    expect(await leaves(seats.fellow, meeting)).toEqual([]);
  });

  test('hours are asked for once; two at the same time leave one; a withdrawn leave frees them; one that runs is ended', async () => {
    const { meeting, seats } = await session();
    const both = await Promise.all([1, 2].map(() => ask(seats.member.actor, 'POST', path(meeting, 'leaves'), leave(24))));
    expect(both.map((one) => one.code).toSorted()).toEqual(['', 'meeting.leave-overlaps']);
    const [first] = await leaves(seats.member, meeting);
    await good(seats.member.actor, 'POST', path(meeting, `leaves/${first!.id}/withdrawal`), { revision: 1 });
    const again = await asked(seats.member, meeting, { ...leave(23), fromAt: '2026-11-22T23:00:00.000Z' });
    expect((await decided(seats.head, meeting, again.id, {})).status).toBe(200);
    await good(seats.member.actor, 'POST', path(meeting, `leaves/${again.id}/withdrawal`), { revision: 2 });
    expect((await leaves(seats.member, meeting, '?state=granted'))[0]).toMatchObject({ untilAt: now.toISOString(), mayWithdraw: false });
    expect((await ask(seats.member.actor, 'POST', path(meeting, `leaves/${again.id}/withdrawal`), { revision: 3 })).code).toBe(
      'meeting.leave-no-way-back',
    );
    expect((await ask(seats.fellow.actor, 'POST', path(meeting, `leaves/${again.id}/withdrawal`), { revision: 3 })).code).toBe(
      'meeting.leave-not-found',
    );
  });

  test('time outside the meeting, past or empty is refused; so is who does not attend', async () => {
    const { meeting, seats } = await session();
    const outsider = await making(database, (tx) => makeMember(tx, city.congress, { name: '不参会' }));
    for (const time of [day(21), day(26, 27), day(22), { fromAt: day(24).untilAt, untilAt: day(24).fromAt }])
      expect((await ask(seats.member.actor, 'POST', path(meeting, 'leaves'), { ...leave(23), ...time })).code).toBe('meeting.leave-time');
    expect((await ask(outsider.actor, 'POST', path(meeting, 'leaves'), leave(23))).code).toBe('meeting.not-found');
    expect((await ask(office.actor, 'POST', path(meeting, 'leaves'), leave(23))).code).toBe('meeting.attendee-not-found');
    expect((await ask(seats.member.actor, 'POST', path(meeting, 'leaves'), { ...leave(23), words: '' })).code).toBe('request.invalid');
    expect((await ask(nobody, 'POST', path(meeting, 'leaves'), leave(23))).status).toBe(401);
  });

  test('staff enter leave: granted before the opening by whom they name, also for a day that is over; the person is told', async () => {
    const { meeting, seats, ids } = await session();
    const record = async (what: object) =>
      await ask(office.actor, 'POST', path(meeting, 'leaves/recorded'), { ...leave(22), attendeeIds: [ids.member], ...what });
    expect((await record({ granted: '常委会主任会议' })).status).toBe(200);
    expect(await toldOf(seats.member)).toEqual(['您的请假已批准']);
    expect((await leaves(seats.member, meeting))[0]).toMatchObject({
      state: 'granted',
      steps: [{ byName: '常委会主任会议', words: '会务组苏衡登记' }],
    });
    expect((await record({})).json()).toMatchObject({
      entered: [],
      leftOut: [{ id: ids.member, why: expect.stringContaining('时间有重叠') }],
    });
    expect((await record({ attendeeIds: [(await session()).ids.member] })).code).toBe('meeting.attendee-not-found');
    const byHead = { ...leave(23), attendeeIds: [ids.member] };
    expect((await ask(seats.head.actor, 'POST', path(meeting, 'leaves/recorded'), byHead)).code).toBe('actor.forbidden');
    const { entered } = await good<{ entered: { leaveId: string }[] }>(office.actor, 'POST', path(meeting, 'leaves/recorded'), {
      ...leave(24),
      attendeeIds: [ids.fellow],
    });
    const { leaveId } = entered[0]!;
    expect((await decided(office, meeting, leaveId, { words: '电话同意' })).status).toBe(200);
    expect((await leaves(office, meeting)).find((one) => one.id === leaveId)!.steps[0]!.words).toBe('代记团组意见：电话同意');
  });

  test('before the opening it goes to the chairs’ meeting, in a CPPCC to convenor and secretariat; open ones come first', async () => {
    now = new Date('2026-11-20T01:00:00.000Z');
    try {
      const congress = await session(city.congress, 'announced');
      await asked(congress.seats.member, congress.meeting, leave(22));
      now = new Date('2026-11-20T02:00:00.000Z');
      const second = await asked(congress.seats.fellow, congress.meeting, leave(22, 26));
      expect(
        (await leaves(office, congress.meeting, '?of=toDecide')).map((one) => [one.name, one.steps.map((step) => step.label).join()]),
      ).toEqual([
        ['林知远', '常委会主任会议'],
        ['顾明', '常委会主任会议'],
      ]);
      expect((await decided(office, congress.meeting, second.id, {})).status).toBe(200);
      expect((await leaves(office, congress.meeting)).map((one) => one.state)).toEqual(['asked', 'granted']);
      const page = await good<{ items: LeaveLine[]; next: string | null }>(office.actor, 'GET', path(congress.meeting, 'leaves?limit=1'));
      expect((await leaves(office, congress.meeting, `?limit=1&cursor=${page.next}`)).map((one) => one.state)).toEqual(['granted']);
      const cppcc = await session(city.cppcc, 'announced');
      await asked(cppcc.seats.member, cppcc.meeting, leave(23));
      expect((await leaves(cppcc.seats.member, cppcc.meeting))[0]!.steps.map((step) => step.step)).toEqual(['convenor', 'secretariat']);
    } finally {
      now = new Date('2026-11-23T00:30:00.000Z');
    }
  });
});

test('functions that look past row-level security read nobody’s secrets, notes or grounds', async () => {
  const secrets = {
    attendee_private: ['pass_key', 'badge_code', 'diet', 'needs', 'note'],
    leave_request: ['grounds', 'words'],
    paper_note: ['content', 'page', 'kind'],
  };
  const readable = await rowsOf(
    `select t.key || '.' || c as column from jsonb_each($1::jsonb) t, jsonb_array_elements_text(t.value) c
     where has_column_privilege('luzhitong_guard', t.key, c, 'select')`,
    [JSON.stringify(secrets)],
  );
  expect(readable).toEqual([]);
});
