import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { isolatedDatabase, type IsolatedDatabase } from '#platform/server/testing/database.ts';
import type { CityTexts } from './demo/texts.ts';
import {
  bodiesOf,
  currentTerm,
  grassrootsUnitFor,
  gridAt,
  gridById,
  gridsIn,
  mandateOf,
  mandatesOf,
  mayAssign,
  membersOf,
  organisationsByIds,
  peopleByIds,
  regionsWithin,
  searchPeople,
  sessionAt,
  sessionsOf,
  staffOf,
  unitsFor,
} from './doors.ts';
import { drawCity, seedDirectory } from './seed.ts';

// The demo city out of a few words instead of all its texts, and the doors through which other modules see it.

const township = (name: string, kind: '街道' | '镇') => ({
  name,
  kind,
  roads: ['云塘路'],
  communities: ['青禾社区'],
  villages: ['云塘村'],
});
const unit = (name: string, short: string) => ({
  name,
  short,
  level: 'city' as const,
  duties: '管事',
  keywords: ['事'],
  divisions: ['一处', '二处'],
});
const texts: CityTexts = {
  places: [{ county: '云津区', townships: [township('云塘街道', '街道'), township('北渡镇', '镇')] }],
  surnames: Array.from('王陈李张刘杨徐周吴朱沈黄').map((text) => ({ text, weight: 1 })),
  givenNames: Array.from('甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥').flatMap((first) =>
    Array.from('东南西北春夏秋冬梅兰竹菊山水云月').flatMap((second, index) => ({
      text: first + second,
      sex: index % 2 ? ('男' as const) : ('女' as const),
    })),
  ),
  occupations: [{ weight: 1, posts: ['教师'] }],
  electoralUnits: [
    { level: '市', pattern: '{county}人民代表大会', delegation: '{county}代表团' },
    { level: '市', pattern: '驻明部队选举单位', delegation: '部队代表团' },
    { level: '县', pattern: '{township}第{n:1-6}选区', delegation: '{township}代表团' },
    { level: '乡', pattern: '{village}选区', delegation: '第{n:1-5}代表小组' },
  ],
  units: [unit('市住房和城乡建设局', '市住建局'), unit('市财政局', '市财政局'), unit('市交通运输局', '市交通运输局')],
};

const now = new Date('2026-11-23T02:00:00Z');
let isolated: IsolatedDatabase;
let database: Database;
beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  await database.transact(systemActor, (tx) => seedDirectory(tx, { secret: 'x'.repeat(40), texts }), { access: 'worker' });
});
afterAll(async () => {
  await database.close();
  await isolated.drop();
});

const asOwner = (sql: string) =>
  withClient(isolated.adminUrl, async (client) => (await client.query(sql)).rows as Record<string, unknown>[]);
const reading = <Result>(work: Parameters<typeof database.read<Result>>[1]) => database.read(systemActor, work, { access: 'worker' });

describe('the demo city', () => {
  test('is the same from the same texts, to the last id', () => {
    const [one, other] = [drawCity(texts, '2026-11-23'), drawCity(texts, '2026-11-23')];
    expect(JSON.stringify([[...one.people], one.mandates, one.posts])).toBe(
      JSON.stringify([[...other.people], other.mandates, other.posts]),
    );
  });

  test('has members of this term and the one before, with lawful sizes, and nobody twice', async () => {
    const counts =
      await asOwner(`select o.short_name as name, m.status, count(*)::int as n from mandate m join organisation o on o.id = m.body_id
      group by 1, 2 order by 3 desc, 1`);
    expect(counts).toContainEqual({ name: '明州市人大', status: 'active', n: 560 });
    expect(counts).toContainEqual({ name: '明州市政协', status: 'active', n: 420 });
    expect(counts).toContainEqual({ name: '云津区人大', status: 'active', n: 430 });
    expect(counts).toContainEqual({ name: '北渡镇人大', status: 'active', n: 150 });
    expect(counts.some((row) => String(row['name']).startsWith('云塘街道'))).toBe(false);
    expect(await asOwner('select name from person group by name having count(*) > 1')).toEqual([]);
  });

  test('has a post for every role, and one demo account for each', async () => {
    const [roles] = await asOwner(`select array_agg(distinct role order by role) as roles from post, unnest(roles) role`);
    expect(roles).toEqual({
      roles: [
        'administrator',
        'auditor',
        'clerk',
        'committee',
        'dutyDesk',
        'gridWorker',
        'leader',
        'officeLeader',
        'securityAdministrator',
        'unitClerk',
        'unitHead',
        'unitOfficer',
      ],
    });
    const accounts = await asOwner('select place, phone, title from demo_account order by place');
    expect(accounts).toHaveLength(31);
    expect(accounts[0]).toEqual({ place: 0, phone: '15400000001', title: '明州市人大代表' });
    expect(new Set(accounts.map((one) => one['phone'])).size).toBe(31);
  });

  test('lies in the fifth year of its terms, whenever it is made', () => {
    for (const [today, from, announced] of [
      ['2026-11-23', '2022-02-14', '2026-12-09'],
      ['2027-02-13', '2022-02-14', null],
      ['2027-02-14', '2023-02-14', '2027-03-02'],
      ['2030-06-01', '2026-02-14', '2030-06-17'],
    ] as const) {
      const city = drawCity(texts, today);
      const { term } = city.bodies[0]!;
      expect(term.from_day, today).toBe(from);
      const sessions = city.sessions.filter((session) => session.term_id === term.id);
      expect(sessions.map((session) => session.number)).toEqual([1, 2, 3, 4, 5, ...(announced ? [6] : [])]);
      expect(sessions[5]?.opens_on ?? null).toBe(announced);
      expect(sessions.every((session) => session.opens_on >= term.from_day && session.closes_on <= term.to_day!)).toBe(true);
    }
  });
});

describe('the doors', () => {
  test('bodies, units and who may be assigned to', () =>
    reading(async (tx) => {
      const bodies = await bodiesOf(tx);
      expect(bodies.map((body) => body.shortName)).toEqual(['明州市人大', '明州市政协', '云津区人大', '云津区政协', '北渡镇人大']);
      expect((await bodiesOf(tx, { kind: 'cppcc', regionCode: '339901' })).map((body) => body.shortName)).toEqual(['云津区政协']);
      const [city, county] = [bodies[0]!, bodies[2]!];
      expect((await unitsFor(tx, city.id)).map((one) => one.name)).toEqual([
        '市交通运输局',
        '市住房和城乡建设局',
        '市财政局',
        '云津区社会治理中心',
        '云塘街道基层治理中心',
        '北渡镇基层治理中心',
      ]);
      expect((await unitsFor(tx, county.id, 'grassrootsUnit')).map((one) => one.shortName)).toEqual([
        '云津区治理中心',
        '云塘街道',
        '北渡镇',
      ]);
      const unitId = (await unitsFor(tx, city.id, 'handlingUnit'))[0]!.id;
      expect([await mayAssign(tx, city.id, unitId), await mayAssign(tx, county.id, unitId)]).toEqual([true, false]);
      expect((await organisationsByIds(tx, [city.id, county.id])).get(county.id)?.regionCode).toBe('339901');
      expect(await regionsWithin(tx, '339901')).toEqual({
        name: '云津区',
        parts: [
          { code: '339901001', name: '云塘街道' },
          { code: '339901101', name: '北渡镇' },
        ],
      });
    }));

  test('members, their mandates and names', () =>
    reading(async (tx) => {
      const [city] = await bodiesOf(tx);
      const members = await membersOf(tx, city!.id);
      expect(members).toHaveLength(560);
      const ofGroup = await membersOf(tx, city!.id, { groupId: members[0]!.groupId });
      expect(ofGroup.every((one) => one.groupName === members[0]!.groupName)).toBe(true);
      const [first, second] = [members[0]!, members[1]!];
      expect(await mandateOf(tx, city!.id, first.personId)).toEqual(first);
      expect((await mandatesOf(tx, city!.id, [first.personId, second.personId])).get(second.personId)).toEqual(second);
      expect(await membersOf(tx, city!.id, { ids: [first.personId] })).toEqual([first]);
      expect((await peopleByIds(tx, [first.personId])).get(first.personId)).toEqual({ id: first.personId, name: first.name });
      expect((await peopleByIds(tx, [])).size).toBe(0);
      const search = (text: string) =>
        database.read({ ...systemActor, bodyId: city!.id }, (own) => searchPeople(own, text), { access: 'worker' });
      expect((await search(first.name)).map((one) => one.id)).toContain(first.personId);
      expect(await search(' ')).toEqual([]);
    }));

  test('staff by role', () =>
    reading(async (tx) => {
      const [city] = await bodiesOf(tx);
      expect((await staffOf(tx, city!.id, ['clerk'])).length).toBe(3);
      expect((await staffOf(tx, city!.id, ['clerk', 'officeLeader'])).length).toBe(4);
      expect((await staffOf(tx, city!.id)).length).toBe(16);
    }));

  test('grids and the grassroots unit of a place', () =>
    reading(async (tx) => {
      const street = await grassrootsUnitFor(tx, '339901001');
      expect(street?.shortName).toBe('云塘街道');
      expect((await grassrootsUnitFor(tx, '339901999'))?.shortName).toBe('云津区治理中心');
      expect(await grassrootsUnitFor(tx, '339902001')).toBeNull();
      const grids = await gridsIn(tx, street!.id);
      expect(grids.length).toBeGreaterThan(4);
      expect(grids[0]).toMatchObject({ code: 'YJ-01-01', organisationId: street!.id, workerIds: [expect.any(String)] });
      expect(await gridAt(tx, 121.3659, 29.5734)).toEqual(grids[0]);
      expect(await gridById(tx, grids[1]!.id)).toEqual(grids[1]);
      expect(await gridAt(tx, 0, 0)).toBeNull();
    }));

  test('terms and sessions: in session, between, before', () =>
    reading(async (tx) => {
      const [city] = await bodiesOf(tx);
      expect(await currentTerm(tx, city!.id)).toMatchObject({ number: 16, name: '第十六届', from: '2022-02-14', to: '2027-02-13' });
      expect(await currentTerm(tx, city!.id, '2020-01-01')).toMatchObject({ number: 15 });
      expect(await currentTerm(tx, city!.id, '2000-01-01')).toBeNull();
      expect(await sessionAt(tx, city!.id, '2026-01-22')).toMatchObject({
        inSession: true,
        session: { number: 5, termNumber: 16, name: '第五次会议' },
      });
      expect(await sessionAt(tx, city!.id, '2026-01-26')).toMatchObject({ inSession: false, session: { number: 5 } });
      expect(await sessionAt(tx, city!.id, '2000-01-01')).toEqual({ session: null, inSession: false });
      expect((await sessionsOf(tx, city!.id)).length).toBe(11);
    }));
});
