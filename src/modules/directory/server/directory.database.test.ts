import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { readSheet } from 'read-excel-file/node';
import { newId } from '#platform/contract/identifiers.ts';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { CallOf, RouteContract } from '#platform/contract/route.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import * as routes from '../contract/routes.ts';
import { makeCity, makeMember, makeStaff, making, newTestPhone, type TestCity, type TestSeat } from './factory.ts';
import { startTestServer, type TestAnswer, type TestServer } from './test-server.ts';

let server: TestServer;
let city: TestCity;
let elsewhere: TestCity;
type Who =
  | 'administrator'
  | 'guardian'
  | 'auditor'
  | 'clerk'
  | 'deputy'
  | 'member'
  | 'unitClerk'
  | 'unitAdministrator'
  | 'countyAdministrator'
  | 'stranger'
  | 'strangerGuardian';
const seats = {} as Record<Who, TestSeat>;
const headers = {} as Record<Who, Record<string, string>>;

beforeAll(async () => {
  server = await startTestServer();
  server.clock.now = new Date('2026-11-23T02:00:00Z');
  await making(server.database, async (tx) => {
    city = await makeCity(tx);
    elsewhere = await makeCity(tx, '3298');
    seats.administrator = await makeStaff(tx, city.congress, ['administrator'], { name: '管理员' });
    seats.guardian = await makeStaff(tx, city.congress, ['securityAdministrator']);
    seats.auditor = await makeStaff(tx, city.congress, ['auditor']);
    seats.clerk = await makeStaff(tx, city.congress, ['clerk']);
    seats.deputy = await makeMember(tx, city.congress, { name: '沈青禾' });
    seats.member = await makeMember(tx, city.cppcc, { name: '陆知远' });
    seats.unitClerk = await makeStaff(tx, city.unit, ['unitClerk']);
    seats.unitAdministrator = await makeStaff(tx, city.unit, ['administrator']);
    seats.countyAdministrator = await makeStaff(tx, city.county, ['administrator']);
    seats.stranger = await makeStaff(tx, elsewhere.congress, ['administrator']);
    seats.strangerGuardian = await makeStaff(tx, elsewhere.congress, ['securityAdministrator']);
  });
  for (const who of Object.keys(seats) as Who[]) headers[who] = await server.signIn(seats[who]);
});
afterAll(() => server.close());

const call = <R extends RouteContract>(who: Who | null, route: R, input: CallOf<R> = {}): Promise<TestAnswer> =>
  server.call(route, input, who ? headers[who] : {});
const asOwner = (sql: string, values: unknown[] = []) =>
  withClient(server.isolated.adminUrl, async (client) => (await client.query(sql, values)).rows as Record<string, unknown>[]);
const personDraft = (more: object = {}) => ({ name: '周云帆', gender: 'female' as const, phone: newTestPhone(), ...more });
const addPerson = async (who: Who = 'administrator', more: object = {}) =>
  (await call(who, routes.addPerson, { body: personDraft(more) })).body.id as string;

test('every route refuses nobody, and a malformed id is nothing that exists', async () => {
  for (const route of Object.values(routes)) {
    const params = { id: city.unit.id };
    const answer = await server.call(route, {
      params,
      query: { kind: 'members', mode: 'check', longitude: '1', latitude: '1' },
    });
    expect(answer.status, route.id).toBe(401);
  }
  expect((await call('administrator', routes.readOrganisation, { params: { id: 'nonsense' } })).status).toBe(404);
  for (const cursor of ['nonsense', encodeCursor(['city', 'x', 'no id']), encodeCursor(['x']), encodeCursor([1, 2, newId()])]) {
    for (const route of [routes.listOrganisations, routes.listUnits, routes.listMembers, routes.listPeople]) {
      expect((await call('clerk', route, { query: { cursor } })).body.code, route.id).toBe('request.cursor');
    }
  }
});

test('who may not, is refused, route by route', async () => {
  const forbidden: [Who, RouteContract][] = [
    ...(['clerk', 'deputy', 'guardian', 'auditor', 'unitClerk'] as const).flatMap((who) =>
      [
        routes.addPerson,
        routes.changePerson,
        routes.giveMandate,
        routes.changeMandate,
        routes.endMandate,
        routes.givePost,
        routes.changePost,
        routes.endPost,
      ].map((route): [Who, RouteContract] => [who, route]),
    ),
    ...(['clerk', 'deputy', 'guardian', 'unitAdministrator'] as const).flatMap((who) =>
      [
        routes.addOrganisation,
        routes.changeOrganisation,
        routes.closeOrganisation,
        routes.addGrid,
        routes.changeGrid,
        routes.addMemberGroup,
        routes.changeMemberGroup,
        routes.closeMemberGroup,
        routes.addTerm,
        routes.changeTerm,
        routes.addSession,
        routes.changeSession,
        routes.importPeople,
        routes.importTemplate,
      ].map((route): [Who, RouteContract] => [who, route]),
    ),
    ...(['administrator', 'auditor', 'clerk', 'deputy', 'unitAdministrator'] as const).map((who): [Who, RouteContract] => [
      who,
      routes.grantRoles,
    ]),
    ['unitClerk', routes.listMembers],
    ['unitClerk', routes.readMember],
    ['unitClerk', routes.listTerms],
    ['unitClerk', routes.listMemberGroups],
    ['deputy', routes.listPeople],
    ['deputy', routes.readPerson],
    ['deputy', routes.listPosts],
  ];
  for (const [who, route] of forbidden)
    expect((await call(who, route, { params: { id: city.unit.id } })).status, `${who} ${route.id}`).toBe(403);
});

describe('reading', () => {
  test('me: seats, permissions and theme of the seat in use', async () => {
    const { body } = await call('deputy', routes.readMe);
    expect(body).toMatchObject({
      person: { id: seats.deputy.personId, name: '沈青禾' },
      theme: 'congress',
      seat: { kind: 'mandate', title: '明州市人大代表', roles: ['deputy'] },
    });
    expect(body.permissions).toContain('directory.read-members');
    expect(body.permissions).not.toContain('directory.manage-people');
    expect((await call('unitClerk', routes.readMe)).body).toMatchObject({ theme: 'unit', seat: { title: '市住房和城乡建设局工作人员' } });
    expect((await call('member', routes.readMe)).body).toMatchObject({ theme: 'cppcc', seat: { title: '明州市政协委员' } });
  });

  test('organisations: by text, initials, kind, region; page by page', async () => {
    const names = async (query: CallOf<typeof routes.listOrganisations>['query']) =>
      ((await call('deputy', routes.listOrganisations, { query })).body.items as { name: string }[]).map((one) => one.name);
    expect(await names({ text: '住房', region: '339900' })).toEqual(['市住房和城乡建设局']);
    expect(await names({ text: 'szf', region: '339900' })).toEqual(['市住房和城乡建设局']);
    expect(await names({ text: '%', region: '339900' })).toEqual([]);
    expect(await names({ kind: 'grassrootsUnit', region: '339901' })).toEqual(['云塘街道基层治理中心']);
    const all: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { body } = await call('deputy', routes.listOrganisations, {
        query: { region: '339900', limit: 2, ...(cursor ? { cursor } : {}) },
      });
      all.push(...body.items.map((one: { name: string }) => one.name));
      cursor = body.next;
    }
    expect(all).toHaveLength(5);
    expect(new Set(all).size).toBe(5);
  });

  test('an organisation, and whether the reader may change it', async () => {
    const read = (who: Who, id: string) => call(who, routes.readOrganisation, { params: { id } });
    expect((await read('administrator', city.unit.id)).body).toMatchObject({ name: '市住房和城乡建设局', manageable: true, parent: null });
    expect((await read('countyAdministrator', city.unit.id)).body.manageable).toBe(false);
    expect((await read('stranger', city.unit.id)).body.manageable).toBe(false);
    expect((await read('deputy', newId())).body.code).toBe('directory.organisation-not-found');
  });

  test("units to assign to are those of one's own region", async () => {
    const names = async (who: Who, text?: string) =>
      (await call(who, routes.listUnits, { query: text ? { text } : {} })).body.items as { name: string; regionCode: string }[];
    expect((await names('clerk')).map((one) => one.name)).toEqual(['市住房和城乡建设局', '云塘街道基层治理中心']);
    expect((await names('countyAdministrator')).map((one) => one.name)).toEqual(['云塘街道基层治理中心']);
    expect((await names('stranger')).every((one) => one.regionCode.startsWith('3298'))).toBe(true);
  });

  test('regions, grids and the grid at a place', async () => {
    expect((await call('deputy', routes.listRegions, { query: { parent: '339900' } })).body.items).toEqual([
      { code: '339901', name: '云津区', level: 'county', parentCode: '339900' },
    ]);
    expect((await call('deputy', routes.listGrids, { params: { id: city.grassroots.id } })).body.items).toMatchObject([
      {
        id: city.gridId,
        polygon: [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
          [0, 0],
        ],
      },
    ]);
    const at = async (longitude: number, latitude: number) =>
      (await call('deputy', routes.findGrid, { query: { longitude, latitude } })).body;
    expect(await at(0.5, 0.5)).toMatchObject({ grid: { name: '第一网格' }, organisation: { kind: 'grassrootsUnit' } });
    expect(await at(5, 5)).toEqual({ grid: null, organisation: null });
    expect((await call('deputy', routes.findGrid, { query: { longitude: 999, latitude: 0 } })).status).toBe(400);
  });

  test("members: by name, pinyin, initials and delegation, in pinyin order, of one's own body only", async () => {
    await making(server.database, async (tx) => {
      for (const name of ['单阿宝', '安小北', '左思远']) await makeMember(tx, city.congress, { name, groupId: city.congress.groupIds[1] });
    });
    const names = async (query: CallOf<typeof routes.listMembers>['query'], who: Who = 'deputy') =>
      ((await call(who, routes.listMembers, { query })).body.items as { name: string }[]).map((one) => one.name);
    expect(await names({})).toEqual(['安小北', '单阿宝', '沈青禾', '左思远']);
    expect(await names({ groupId: city.congress.groupIds[1] })).toEqual(['安小北', '单阿宝', '左思远']);
    for (const text of ['单阿', '阿宝', 'sab', 'shana', 'shan a', 'SAB']) expect(await names({ text }), text).toEqual(['单阿宝']);
    expect(await names({ text: '_' })).toEqual([]);
    expect(await names({ groupId: city.cppcc.groupIds[0] })).toEqual([]);
    expect(await names({}, 'member')).toEqual(['陆知远']);
    expect(await names({ termId: elsewhere.congress.termId })).toEqual([]);
  });

  test('one member: certificate, phone and address for the office and the person alone, nothing of another body', async () => {
    await asOwner(`insert into mandate_certificate values ($1, $2, '16-0042')`, [city.congress.id, seats.deputy.seatId]);
    const read = (who: Who, seat: TestSeat = seats.deputy) => call(who, routes.readMember, { params: { id: seat.seatId } });
    expect((await read('clerk')).body).toMatchObject({
      name: '沈青禾',
      termName: '第十六届',
      certificateNumber: '16-0042',
      contact: { phone: null, postalAddress: null },
    });
    expect((await read('deputy')).body).toMatchObject({ certificateNumber: '16-0042', contact: { phone: null, postalAddress: null } });
    const colleague = await making(server.database, (tx) => makeMember(tx, city.congress, { name: '顾盼' }));
    expect(
      (await server.call(routes.readMember, { params: { id: seats.deputy.seatId } }, await server.signIn(colleague))).body,
    ).toMatchObject({ certificateNumber: null, contact: null });
    expect((await read('member')).body.code).toBe('directory.member-not-found');
    expect((await read('clerk', seats.member)).status).toBe(404);
  });

  test('groups with how many, and terms with their sessions', async () => {
    const groups = (await call('deputy', routes.listMemberGroups)).body.items;
    expect(groups[0]).toMatchObject({ kind: 'delegation', name: '第一代表团' });
    expect(groups.reduce((sum: number, one: { members: number }) => sum + one.members, 0)).toBeGreaterThanOrEqual(4);
    const terms = (await call('deputy', routes.listTerms)).body.items;
    expect(terms).toHaveLength(1);
    expect(terms[0]).toMatchObject({ number: 16, name: '第十六届', current: true });
    expect(terms[0].sessions[4]).toMatchObject({ number: 5, name: '第五次会议', opensOn: '2026-01-20' });
  });

  test("people and posts of one's own organisation and the units it looks after", async () => {
    const found = (await call('clerk', routes.listPeople, { query: { text: '管理员' } })).body.items;
    expect(found).toMatchObject([{ id: seats.administrator.personId, seats: [{ roles: ['administrator'] }] }]);
    expect((await call('clerk', routes.listPeople, { query: { organisationId: elsewhere.congress.id } })).body.items).toEqual([]);
    expect((await call('unitClerk', routes.listPeople, {})).body.items).toHaveLength(2);
    expect((await call('clerk', routes.listPosts, { params: { id: city.unit.id } })).body.items).toHaveLength(2);
    expect((await call('clerk', routes.listPosts, { params: { id: city.cppcc.id } })).body.items).toEqual([]);
    expect((await call('clerk', routes.readPerson, { params: { id: seats.stranger.personId } })).body.code).toBe(
      'directory.person-not-found',
    );
    expect((await call('clerk', routes.readPerson, { params: { id: seats.unitClerk.personId } })).body).toMatchObject({
      manageable: true,
      posts: [{ roles: ['unitClerk'] }],
    });
  });
});

describe('people and seats', () => {
  test('a person is added with an account, and found again by phone and name', async () => {
    const postalAddress = '明州市云津区云塘路118号';
    const draft = personDraft({ birthYear: 1980, contactPhone: '0574-1234567', postalAddress });
    const added = await call('administrator', routes.addPerson, { body: draft });
    expect(added.body).toMatchObject({ existed: false });
    const page = (await call('administrator', routes.readPerson, { params: { id: added.body.id } })).body;
    expect(page).toMatchObject({
      name: '周云帆',
      contact: { phone: '0574-1234567', postalAddress, birthYear: 1980 },
      manageable: true,
      seats: [],
    });
    expect((await call('administrator', routes.addPerson, { body: draft })).body).toEqual({ id: added.body.id, existed: true });
    expect((await call('administrator', routes.addPerson, { body: { ...draft, name: '另一人' } })).body.code).toBe(
      'directory.phone-of-another',
    );
    expect((await call('administrator', routes.addPerson, { body: { ...draft, phone: '123' } })).body.fields[0].path).toBe('phone');
  });

  test('a repeated request adds nobody twice', async () => {
    const key = { 'idempotency-key': newId() };
    const body = personDraft();
    const [first, again] = [
      await server.call(routes.addPerson, { body }, { ...headers.administrator, ...key }),
      await server.call(routes.addPerson, { body }, { ...headers.administrator, ...key }),
    ];
    expect(again.body).toEqual(first.body);
    expect((await server.call(routes.addPerson, { body: personDraft() }, { ...headers.administrator, ...key })).status).toBe(422);
  });

  test('a person is changed by their own organisation, knowing the latest version', async () => {
    const id = await addPerson();
    const change = (who: Who, body: CallOf<typeof routes.changePerson>['body']) => call(who, routes.changePerson, { params: { id }, body });
    expect((await change('administrator', { version: 1, name: '周云舟', birthYear: 1975, postalAddress: null })).status).toBe(200);
    expect((await change('administrator', { version: 1, name: '周云航' })).body.code).toBe('directory.changed');
    expect((await change('stranger', { version: 2, name: '周云航' })).body.code).toBe('directory.person-not-found');
    expect((await call('administrator', routes.readPerson, { params: { id } })).body).toMatchObject({
      name: '周云舟',
      contact: { birthYear: 1975, postalAddress: null },
      version: 2,
    });
  });

  test('a mandate is given, changed and ended', async () => {
    const personId = await addPerson();
    const draft = {
      personId,
      termId: city.congress.termId,
      groupId: city.congress.groupIds[0]!,
      from: '2024-01-24',
      certificateNumber: newId().slice(-8),
      positions: ['教师'],
    };
    const give = (body: object, who: Who = 'administrator') => call(who, routes.giveMandate, { body: { ...draft, ...body } });
    expect((await give({ from: '2021-01-01' })).body.code).toBe('directory.outside-term');
    expect((await give({ groupId: city.cppcc.groupIds[0] })).body.code).toBe('directory.group-not-found');
    expect((await give({ termId: elsewhere.congress.termId })).body.code).toBe('directory.term-not-found');
    expect((await give({ personId: newId() })).body.code).toBe('directory.person-not-found');
    expect((await give({}, 'unitAdministrator')).status).toBe(403);
    const { id } = (await give({})).body;
    expect((await give({ certificateNumber: null })).body.code).toBe('directory.already-member');
    expect(await asOwner('select public_figure from person where id = $1', [personId])).toEqual([{ public_figure: true }]);
    const other = await addPerson();
    expect((await give({ personId: other })).body.code).toBe('directory.number-taken');
    const change = (body: CallOf<typeof routes.changeMandate>['body'], who: Who = 'administrator') =>
      call(who, routes.changeMandate, { params: { id }, body });
    expect((await change({ version: 1, groupId: city.congress.groupIds[2], positions: ['校长', '市人大常委会委员'] })).status).toBe(200);
    expect((await change({ version: 1 })).body.code).toBe('directory.changed');
    expect((await change({ version: 2 }, 'stranger')).body.code).toBe('directory.member-not-found');
    expect((await call('clerk', routes.readMember, { params: { id } })).body).toMatchObject({
      groupName: '第三代表团',
      positions: ['校长', '市人大常委会委员'],
      certificateNumber: draft.certificateNumber,
    });
    const end = (on: string, version = 2, who: Who = 'administrator') =>
      call(who, routes.endMandate, { params: { id }, body: { version, on, reason: '调离本行政区域' } });
    expect((await end('2023-01-01')).body.code).toBe('directory.end-before-start');
    expect((await end('2026-11-23', 2, 'stranger')).body.code).toBe('directory.member-not-found');
    expect((await end('2026-11-23')).status).toBe(200);
    expect((await end('2026-11-23', 3)).body.code).toBe('directory.already-ended');
    expect((await call('clerk', routes.readMember, { params: { id } })).body).toMatchObject({
      status: 'ended',
      to: '2026-11-23',
      endReason: '调离本行政区域',
    });
  });

  test('an ended seat is refused at once; one that ends later works until then', async () => {
    const seat = await making(server.database, (tx) => makeStaff(tx, city.unit, ['unitOfficer']));
    const theirs = await server.signIn(seat);
    const end = (on: string, version: number) =>
      call('administrator', routes.endPost, { params: { id: seat.seatId }, body: { version, on, reason: '调离' } });
    expect((await end('2026-12-31', 1)).status).toBe(200);
    expect((await server.call(routes.readMe, {}, theirs)).body.seat.id).toBe(seat.seatId);
    expect((await end('2026-11-23', 2)).status).toBe(200);
    await server.authenticator.settle();
    expect((await server.call(routes.readMe, {}, theirs)).body).toMatchObject({
      seats: [],
      seat: null,
      permissions: ['identity.own', 'directory.self'],
    });
    expect((await server.call(routes.listPeople, {}, theirs)).status).toBe(403);
  });

  test('a post is given without roles, changed, and given its roles by the security administrator', async () => {
    const personId = await addPerson();
    const give = (id: string, who: Who = 'administrator', body: object = {}) =>
      call(who, routes.givePost, { params: { id }, body: { personId, title: '网格员', from: '2026-01-01', ...body } });
    expect((await give(elsewhere.unit.id)).body.code).toBe('directory.organisation-not-found');
    expect((await give(city.cppcc.id)).body.code).toBe('directory.organisation-not-found');
    expect((await give(city.unit.id, 'countyAdministrator')).body.code).toBe('directory.organisation-not-found');
    expect((await give(city.grassroots.id, 'administrator', { gridIds: [newId()] })).body.code).toBe('directory.grid-not-found');
    const { id } = (await give(city.grassroots.id, 'administrator', { gridIds: [city.gridId] })).body;
    expect((await call('clerk', routes.listGrids, { params: { id: city.grassroots.id } })).body.items[0].workers).toMatchObject([
      { personId },
    ]);
    const grant = (roles: string[], who: Who = 'guardian') =>
      call(who, routes.grantRoles, { params: { id }, body: { roles: roles as never } });
    expect((await grant(['clerk'])).body.code).toBe('directory.role-misplaced');
    expect((await grant(['deputy'])).status).toBe(400);
    expect((await grant(['administrator', 'auditor'])).body.code).toBe('directory.roles-apart');
    expect((await grant(['gridWorker'], 'strangerGuardian')).body.code).toBe('directory.post-not-found');
    expect((await grant(['gridWorker'])).status).toBe(200);
    const change = (body: CallOf<typeof routes.changePost>['body'], who: Who = 'administrator') =>
      call(who, routes.changePost, { params: { id }, body });
    expect((await change({ version: 2, title: '专职网格员', gridIds: [] })).status).toBe(200);
    expect((await change({ version: 2, title: '专职网格员' })).body.code).toBe('directory.changed');
    expect((await change({ version: 3 }, 'stranger')).body.code).toBe('directory.post-not-found');
    expect((await call('clerk', routes.listPosts, { params: { id: city.grassroots.id } })).body.items).toMatchObject([
      { title: '专职网格员', roles: ['gridWorker'], gridIds: [] },
    ]);
  });

  test('nobody grants to themselves, and the three powers stay apart over several posts', async () => {
    expect(
      (
        await call('guardian', routes.grantRoles, {
          params: { id: seats.guardian.seatId },
          body: { roles: ['securityAdministrator', 'clerk'] },
        })
      ).body.code,
    ).toBe('directory.own-roles');
    const second = await making(server.database, (tx) => makeStaff(tx, city.congress, [], { personId: seats.auditor.personId }));
    expect(
      (await call('guardian', routes.grantRoles, { params: { id: second.seatId }, body: { roles: ['administrator'] } })).body.code,
    ).toBe('directory.roles-apart');
    expect((await call('guardian', routes.grantRoles, { params: { id: second.seatId }, body: { roles: ['clerk'] } })).status).toBe(200);
  });

  test("a unit's own administrator looks after the unit, and nothing else", async () => {
    const personId = await addPerson('unitAdministrator');
    expect(
      (
        await call('unitAdministrator', routes.givePost, {
          params: { id: city.unit.id },
          body: { personId, title: '承办人', from: '2026-01-01' },
        })
      ).status,
    ).toBe(200);
    expect(
      (
        await call('unitAdministrator', routes.givePost, {
          params: { id: city.grassroots.id },
          body: { personId, title: '承办人', from: '2026-01-01' },
        })
      ).status,
    ).toBe(404);
    expect(
      (await call('unitAdministrator', routes.changePerson, { params: { id: seats.deputy.personId }, body: { version: 1, name: '改名' } }))
        .status,
    ).toBe(404);
  });
});

describe('organisations, groups, terms, grids', () => {
  const unit = {
    kind: 'handlingUnit' as const,
    name: '市园林绿化中心',
    shortName: '市园林中心',
    level: 'city' as const,
    regionCode: '339900',
  };

  test("a unit is added, changed and closed in one's own region", async () => {
    const add = (body: object, who: Who = 'administrator') => call(who, routes.addOrganisation, { body: { ...unit, ...body } });
    expect((await add({ regionCode: '329800' })).body.code).toBe('directory.region-outside');
    expect((await add({ regionCode: '339999' })).body.code).toBe('directory.region-unknown');
    expect((await add({}, 'countyAdministrator')).body.code).toBe('directory.region-outside');
    expect((await add({ kind: 'congress' })).status).toBe(400);
    const { id } = (await add({})).body;
    expect((await add({})).body.code).toBe('directory.name-taken');
    const change = (body: CallOf<typeof routes.changeOrganisation>['body'], who: Who = 'administrator') =>
      call(who, routes.changeOrganisation, { params: { id }, body });
    expect((await change({ version: 1, duties: '城市绿化', keywords: ['绿化', '行道树'] })).status).toBe(200);
    expect((await change({ version: 1 })).body.code).toBe('directory.changed');
    expect((await change({ version: 2, name: '市住房和城乡建设局' })).body.code).toBe('directory.name-taken');
    expect((await change({ version: 2 }, 'stranger')).body.code).toBe('directory.organisation-not-found');
    expect((await call('clerk', routes.listUnits, { query: { text: '行道树' } })).body.items).toMatchObject([{ id, duties: '城市绿化' }]);
    const close = (who: Who, version: number, target = id) =>
      call(who, routes.closeOrganisation, { params: { id: target }, body: { version } });
    expect((await close('stranger', 2)).status).toBe(404);
    expect((await close('administrator', 1, city.unit.id)).body.code).toBe('directory.in-use');
    expect((await close('administrator', 1, city.congress.id)).status).toBe(404);
    expect((await close('administrator', 2)).status).toBe(200);
    expect((await close('administrator', 3)).body.code).toBe('directory.already-ended');
  });

  test('delegations are added, renamed and closed when empty', async () => {
    const { id } = (await call('administrator', routes.addMemberGroup, { body: { name: '部队代表团', order: 9 } })).body;
    expect((await call('administrator', routes.addMemberGroup, { body: { name: '部队代表团' } })).body.code).toBe('directory.name-taken');
    expect((await call('administrator', routes.changeMemberGroup, { params: { id }, body: { name: '第一代表团' } })).body.code).toBe(
      'directory.name-taken',
    );
    expect(
      (await call('administrator', routes.changeMemberGroup, { params: { id }, body: { name: '驻明部队代表团', order: 9 } })).status,
    ).toBe(200);
    expect((await call('stranger', routes.changeMemberGroup, { params: { id }, body: { name: '别家' } })).body.code).toBe(
      'directory.group-not-found',
    );
    expect((await call('stranger', routes.closeMemberGroup, { params: { id } })).body.code).toBe('directory.group-not-found');
    expect((await call('administrator', routes.closeMemberGroup, { params: { id: city.congress.groupIds[0]! } })).body.code).toBe(
      'directory.in-use',
    );
    expect((await call('administrator', routes.closeMemberGroup, { params: { id } })).status).toBe(200);
    expect((await call('deputy', routes.listMemberGroups)).body.items.map((one: { name: string }) => one.name)).not.toContain(
      '驻明部队代表团',
    );
    expect(
      (await call('deputy', routes.listMemberGroups, { query: { closed: 'true' } })).body.items.map((one: { name: string }) => one.name),
    ).toContain('驻明部队代表团');
  });

  test('terms do not overlap, and sessions lie within their term', async () => {
    const add = (body: object, who: Who = 'administrator') =>
      call(who, routes.addTerm, { body: { number: 15, from: '2017-01-01', to: '2022-01-19', ...body } });
    expect((await add({ to: '2022-02-01' })).body.code).toBe('directory.terms-overlap');
    expect((await add({ number: 16 })).body.code).toBe('directory.number-taken');
    expect((await add({ to: '2016-01-01' })).body.fields[0].path).toBe('to');
    const { id } = (await add({})).body;
    const session = (body: object = {}, who: Who = 'administrator') =>
      call(who, routes.addSession, { params: { id }, body: { number: 1, opensOn: '2017-02-01', closesOn: '2017-02-05', ...body } });
    expect((await session({ opensOn: '2016-12-01' })).body.code).toBe('directory.outside-term');
    expect((await session({ closesOn: '2017-01-01' })).status).toBe(400);
    expect((await session({}, 'stranger')).body.code).toBe('directory.term-not-found');
    const made = (await session()).body;
    expect((await session()).body.code).toBe('directory.number-taken');
    expect(
      (
        await call('administrator', routes.changeSession, {
          params: { id: made.id },
          body: { number: 1, opensOn: '2017-02-02', closesOn: '2017-02-06' },
        })
      ).status,
    ).toBe(200);
    expect(
      (
        await call('stranger', routes.changeSession, {
          params: { id: made.id },
          body: { number: 1, opensOn: '2017-02-02', closesOn: '2017-02-06' },
        })
      ).body.code,
    ).toBe('directory.session-not-found');
    expect(
      (await call('administrator', routes.changeTerm, { params: { id }, body: { number: 15, from: '2017-01-10', to: '2022-01-19' } }))
        .status,
    ).toBe(200);
    expect(
      (await call('stranger', routes.changeTerm, { params: { id }, body: { number: 15, from: '2017-01-10', to: '2022-01-19' } })).body.code,
    ).toBe('directory.term-not-found');
  });

  test('grids are added and changed', async () => {
    const polygon = [
      [10, 10],
      [11, 10],
      [11, 11],
      [10, 10],
    ] as [number, number][];
    const add = (id: string, who: Who = 'administrator', code = 'G-2') =>
      call(who, routes.addGrid, { params: { id }, body: { code, name: '第二网格', polygon } });
    expect((await add(city.unit.id)).body.code).toBe('directory.organisation-not-found');
    expect((await add(city.grassroots.id, 'stranger')).body.code).toBe('directory.organisation-not-found');
    const { id } = (await add(city.grassroots.id)).body;
    expect((await add(city.grassroots.id)).body.code).toBe('directory.name-taken');
    expect((await call('deputy', routes.findGrid, { query: { longitude: 10.9, latitude: 10.2 } })).body.grid.id).toBe(id);
    const moved = polygon.map(([x, y]) => [x + 20, y] as [number, number]);
    expect(
      (await call('administrator', routes.changeGrid, { params: { id }, body: { code: 'G-2', name: '第二网格', polygon: moved } })).status,
    ).toBe(200);
    expect(
      (await call('stranger', routes.changeGrid, { params: { id }, body: { code: 'G-2', name: '第二网格', polygon } })).body.code,
    ).toBe('directory.grid-not-found');
    expect((await call('deputy', routes.findGrid, { query: { longitude: 10.9, latitude: 10.2 } })).body.grid).toBeNull();
  });
});

describe('importing people', () => {
  async function upload(
    who: Who,
    kind: 'members' | 'staff',
    mode: 'check' | 'commit',
    file: Buffer | (string | number)[][],
  ): Promise<TestAnswer> {
    const bytes = Buffer.isBuffer(file) ? file : await writeExcelFile(file.map((row) => row.map((value) => ({ value })))).toBuffer();
    const boundary = 'x'.repeat(30);
    const payload = Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const answer = await server.server.inject({
      method: 'POST',
      url: routes.importPeople.path,
      query: { kind, mode },
      payload,
      headers: { ...headers[who], 'idempotency-key': newId(), 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers, cookies: [] };
  }
  const heading = ['姓名', '性别', '出生年份', '手机', '代表团', '选区', '职务', '代表证号', '备注'];
  const count = async (table: string) => Number((await asOwner(`select count(*) as n from ${table}`))[0]!['n']);

  test('checks, takes over the good rows, reports every other with its reasons, and changes nothing when repeated', async () => {
    const [first, second] = [newTestPhone(), newTestPhone()];
    const rows = [
      heading,
      ['钱一', '女', 1980, first, '第一代表团', '云津区', '教师、支部书记', 'N-1', 'x'],
      ['孙二', '男', '1975年3月', second, '第二', '云津区', '工人', 'N-2', ''],
      ['李三', '不详', 1890, '12345', '第九代表团', '', '', 'N-3', ''],
      ['', '', '', '', '', '', '', '', ''],
      ['周四', '男', '', newTestPhone(), '第九代表团', '', '', '', ''],
      ['吴五', '男', '', first, '第一代表团', '', '', '', ''],
      ['郑六', '男', '', seats.unitClerk.phone, '第一代表团', '', '', '', ''],
      ['王七', '男', '', newTestPhone(), '第一代表团', '', '', '16-0042', ''],
    ];
    const before = await count('mandate');
    const checked = await upload('administrator', 'members', 'check', rows);
    expect(checked.body).toMatchObject({
      kind: 'members',
      mode: 'check',
      rows: 7,
      added: 2,
      updated: 0,
      unchanged: 0,
      ignoredColumns: ['备注'],
    });
    expect(checked.body.refused).toEqual([
      { row: 4, name: '李三', reasons: ['性别应为男或女', '手机号应为 11 位数字', '出生年份不对'] },
      { row: 6, name: '周四', reasons: ['没有“第九代表团”这个代表团或界别'] },
      { row: 7, name: '吴五', reasons: ['手机号与第 2 行重复'] },
      { row: 8, name: '郑六', reasons: ['手机号已登记在另一位人员名下，姓名不一致'] },
      { row: 9, name: '王七', reasons: ['证号已登记在另一位人员名下，或手机号已变更（请由安全管理员更换手机号）'] },
    ]);
    expect(await count('mandate')).toBe(before);
    expect((await upload('administrator', 'members', 'commit', rows)).body).toMatchObject({ mode: 'commit', added: 2 });
    expect(await count('mandate')).toBe(before + 2);
    expect((await upload('administrator', 'members', 'commit', rows)).body).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
    expect((await call('clerk', routes.listMembers, { query: { text: '钱一' } })).body.items).toMatchObject([
      { positions: ['教师', '支部书记'], groupName: '第一代表团', from: '2022-01-20' },
    ]);
    rows[1]![4] = '第三代表团';
    expect((await upload('administrator', 'members', 'commit', rows)).body).toMatchObject({ added: 0, updated: 1, unchanged: 1 });
    // Whoever was imported can sign in at once.
    const id = (await call('clerk', routes.listMembers, { query: { text: '钱一' } })).body.items[0].personId;
    expect(await asOwner('select status from account where person_id = $1', [id])).toEqual([{ status: 'active' }]);
  });

  test('takes staff over into the organisations that the body looks after', async () => {
    const staffHeading = ['姓名*', '性别*', '手机号*', '单位*', '处室', '职务*'];
    const phone = newTestPhone();
    const rows = [
      staffHeading,
      ['冯八', '男', phone, '市住房和城乡建设局', '物业处', '科员'],
      ['冯八', '男', phone, '明州市人大', '办公室', '联络员'],
      ['陈九', '女', newTestPhone(), '某某局', '', '科员'],
    ];
    expect((await upload('administrator', 'staff', 'commit', rows)).body).toMatchObject({
      added: 2,
      refused: [{ row: 4, reasons: ['没有“某某局”这个单位，或不在管理范围内'] }],
    });
    rows[1]![5] = '副处长';
    expect((await upload('administrator', 'staff', 'commit', rows)).body).toMatchObject({ added: 0, updated: 1, unchanged: 1 });
    expect(
      (await call('clerk', routes.listPosts, { params: { id: city.unit.id } })).body.items.find(
        (one: { personName: string }) => one.personName === '冯八',
      ),
    ).toMatchObject({ title: '副处长', roles: [] });
  });

  test('says in words what is wrong with a file', async () => {
    expect((await upload('administrator', 'members', 'check', Buffer.from('name,phone'))).body).toMatchObject({
      code: 'list.unreadable',
      message: expect.stringContaining('不是 xlsx'),
    });
    expect((await upload('administrator', 'members', 'check', Buffer.from('PK\u0003\u0004 and then nothing'))).body.code).toBe(
      'list.unreadable',
    );
    expect(
      (
        await upload('administrator', 'members', 'check', [
          ['姓名', '电话'],
          ['甲', '1'],
        ])
      ).body,
    ).toMatchObject({ code: 'list.columns', message: expect.stringContaining('性别、手机号、代表团或界别') });
    expect((await upload('administrator', 'members', 'check', Buffer.alloc(11 * 1024 * 1024, 80))).status).toBe(413);
    expect((await call('administrator', routes.importPeople, { query: { kind: 'members', mode: 'check' } })).body.fields[0].path).toBe(
      'file',
    );
  });

  test('offers a template that it takes itself', async () => {
    for (const kind of ['members', 'staff'] as const) {
      const template = await call('administrator', routes.importTemplate, { query: { kind } });
      expect(template.headers['content-disposition']).toContain('.xlsx');
      expect((await readSheet(template.body))[0]).toContain('姓名*');
      const report = (await upload('administrator', kind, 'check', template.body)).body;
      expect(report).toMatchObject({ rows: 1, ignoredColumns: [] });
    }
  });

  test('thousands of rows pass in seconds', async () => {
    const rows = [
      heading,
      ...Array.from({ length: 1500 }, (_, index) => [
        `批量${index}`,
        '女',
        1980,
        newTestPhone(),
        '第二代表团',
        '云津区',
        '工人',
        `B-${index}`,
        '',
      ]),
    ];
    const started = performance.now();
    expect((await upload('administrator', 'members', 'commit', rows)).body).toMatchObject({ added: 1500, refused: [] });
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
