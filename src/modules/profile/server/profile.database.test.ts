import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { nobody, type Actor } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import { Database, tables, type Tx } from '#platform/server/database.ts';
import { answerFailures, registerRoutes } from '#platform/server/http/register.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import { isolatedDatabase, type IsolatedDatabase } from '#platform/server/testing/database.ts';
import { makeCity, makeMember, makeStaff, making, type TestCity } from '#modules/directory/server/factory.ts';
import { months, workingDays } from '../contract/period.ts';
import { profilePermissions } from '../contract/permissions.ts';
import * as routes from '../contract/routes.ts';
import { calendarFor, deadline, profileAt, profileModule, publishRules } from './index.ts';
import { publishedYear } from './national-calendar.ts';
import type { ProfileTables } from './tables.ts';

let isolated: IsolatedDatabase;
let database: Database;
let server: FastifyInstance;
let city: TestCity;
let other: TestCity;
let seats: Record<
  'clerk' | 'leader' | 'administrator' | 'deputy' | 'committee' | 'member' | 'unit' | 'otherLeader' | 'countyLeader',
  Actor
>;
let now = new Date('2026-11-23T02:26:00Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ appUrl: isolated.appUrl, workerUrl: isolated.workerUrl, connections: 4, clock: () => now });
  await making(database, async (tx) => {
    city = await makeCity(tx);
    other = await makeCity(tx, '3398');
    const staff = async (...given: Parameters<typeof makeStaff> extends [Tx, ...infer Rest] ? Rest : never) =>
      (await makeStaff(tx, ...given)).actor;
    seats = {
      clerk: await staff(city.congress, ['clerk'], { name: '岳简' }),
      leader: await staff(city.congress, ['officeLeader'], { name: '温亦秋' }),
      administrator: await staff(city.congress, ['administrator']),
      committee: await staff(city.congress, ['committee']),
      deputy: (await makeMember(tx, city.congress)).actor,
      member: (await makeMember(tx, city.cppcc)).actor,
      unit: await staff(city.unit, ['unitClerk']),
      otherLeader: await staff(other.congress, ['officeLeader', 'clerk']),
      countyLeader: await staff(city.county, ['officeLeader']),
    };
  });
  server = fastify();
  await server.register(multipart);
  answerFailures(server);
  const actors = () => new Map(Object.entries(seats));
  registerRoutes(server, {
    database,
    modules: [profileModule],
    publicOrigin: 'http://localhost',
    checkAnswers: true,
    authenticate: async (request) => actors().get(String(request.headers['x-actor'])) ?? nobody,
  });
});
afterAll(async () => {
  await server.close();
  await database.close();
  await isolated.drop();
});

type Who = keyof typeof seats | 'nobody';

async function call(
  who: Who,
  route: RouteContract,
  input: { params?: Record<string, string>; query?: Record<string, string>; body?: object } = {},
) {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => input.params?.[name] ?? '');
  const answer = await server.inject({
    method: route.method,
    url: path,
    query: input.query ?? {},
    ...(route.method === 'GET' ? {} : { payload: input.body ?? {} }),
    headers: { 'x-actor': who, ...(route.method === 'GET' ? {} : { 'idempotency-key': newId() }) },
  });
  return { status: answer.statusCode, body: answer.json() };
}

/** Forgets all rules and own days between tests. */
beforeEach(async () => {
  now = new Date('2026-11-23T02:26:00Z');
  await making(database, async (tx) => {
    for (const table of ['profile_version', 'profile_basis', 'calendar_day'] as const)
      await tables<ProfileTables>(tx).deleteFrom(table).execute();
    await tables<ProfileTables>(tx).deleteFrom('calendar_year').where('region_code', '<>', '000000').execute();
    await tables<PlatformTables>(tx).deleteFrom('outbox').execute();
  });
});

const events = async () =>
  making(database, (tx) =>
    tables<PlatformTables>(tx).selectFrom('outbox').select(['type', 'payload', 'body_id']).orderBy('txid').orderBy('id').execute(),
  );
const acts = async () =>
  making(database, (tx) =>
    tables<PlatformTables>(tx).selectFrom('audit_entry').select(['act', 'actor_name']).orderBy('txid').orderBy('id').execute(),
  );
const draftOf = (values: object, over: object = {}) => ({ revision: 0, validFrom: '2027-01-01', note: '按新修订的办法', values, ...over });

async function publish(values: object, validFrom: string) {
  const saved = await call('clerk', routes.saveDraft, { body: draftOf(values) });
  const published = await call('leader', routes.publishDraft, { body: { revision: saved.body.revision, validFrom } });
  expect(published.status, JSON.stringify(published.body)).toBe(200);
  return published.body as { id: string; label: string };
}

describe('the national calendar of the migration', () => {
  test.each([2024, 2025, 2026])('%i agrees with the package and with DOMAIN §4.5 by the package’s own test', async (year) => {
    const row = await making(database, (tx) =>
      tables<ProfileTables>(tx)
        .selectFrom('calendar_year')
        .selectAll()
        .where('region_code', '=', '000000')
        .where('year', '=', year)
        .executeTakeFirstOrThrow(),
    );
    expect(row.days).toEqual(publishedYear(year)!.days);
    expect(row.source).toContain(String(year));
  });
});

describe('deadlines', () => {
  test('use the presets before a first version and say so', async () => {
    const found = await database.read(seats.leader, (tx) =>
      deadline(tx, city.congress.id, { start: '2025-11-15', parameterKey: 'replyPeriod' }),
    );
    expect(found).toMatchObject({
      due: '2026-02-24',
      shiftedBy: 9,
      versionId: null,
      versionLabel: '预设规则',
      parameterKey: 'replyPeriod',
      provisional: false,
    });
  });

  test('keep to the version that is in force on the day of the event', async () => {
    const first = await publish({ firstContactPeriod: workingDays(15) }, '2026-01-01');
    const second = await publish({ firstContactPeriod: workingDays(10) }, '2026-12-01');
    const ask = (start: string) =>
      database.read(seats.unit, (tx) => deadline(tx, city.congress.id, { start, parameterKey: 'firstContactPeriod' }));
    expect(await ask('2026-11-30')).toMatchObject({ period: workingDays(15), versionId: first.id, versionLabel: '2026-1' });
    expect(await ask('2026-12-01')).toMatchObject({
      period: workingDays(10),
      versionId: second.id,
      versionLabel: '2026-2',
      due: '2026-12-15',
    });
    expect(await ask('2025-12-31')).toMatchObject({ period: workingDays(20), versionId: null });
  });

  test('are reckoned for a unit and for the worker with the same result', async () => {
    await publish({ objectionPeriod: workingDays(7) }, '2026-01-01');
    const ask = (tx: Tx) => deadline(tx, city.congress.id, { start: '2026-11-20', parameterKey: 'objectionPeriod' });
    const byUnit = await database.read(seats.unit, ask);
    expect(await making(database, ask)).toEqual(byUnit);
    expect(await database.read(seats.deputy, ask)).toEqual(byUnit);
  });

  test('take a period that a person decided, in the body’s own calendar', async () => {
    await call('leader', routes.addOwnDay, {
      body: { day: '2026-12-03', kind: 'off', name: '停电放假', reason: '市政府通知，全市停电检修' },
    });
    const found = await database.read(seats.unit, (tx) =>
      deadline(tx, city.congress.id, { start: '2026-11-23', period: { amount: 10, unit: 'day' } }),
    );
    expect(found).toMatchObject({
      nominal: '2026-12-03',
      due: '2026-12-04',
      parameterKey: null,
      reasons: [{ name: '停电放假', kind: 'own' }],
    });
    const elsewhere = await database.read(seats.unit, (tx) =>
      deadline(tx, city.cppcc.id, { start: '2026-11-23', period: { amount: 10, unit: 'day' } }),
    );
    expect(elsewhere.due).toBe('2026-12-03');
  });

  test('ask each table once in a transaction', async () => {
    await database.read(seats.leader, async (tx) => {
      expect(calendarFor(tx, city.congress.id)).toBe(calendarFor(tx, city.congress.id));
      const [one, two] = await Promise.all([profileAt(tx, city.congress.id, '2026-01-01'), profileAt(tx, city.congress.id, '2026-11-01')]);
      expect(one.parameters).toEqual(two.parameters);
    });
  });
});

describe('drafting and publishing', () => {
  test('from the first save to the next version', async () => {
    const begun = await call('clerk', routes.saveDraft, {
      body: draftOf({ firstContactPeriod: workingDays(15), objectionPeriod: { amount: 10, unit: 'day' } }),
    });
    expect(begun).toMatchObject({ status: 200, body: { revision: 1 } });
    const changed = await call('clerk', routes.saveDraft, { body: draftOf({ coOpinionPeriod: months(1) }, { revision: 1 }) });
    expect(changed.body).toEqual({ id: begun.body.id, revision: 2 });
    const sheet = (await call('leader', routes.readSheet)).body;
    expect(sheet.version).toMatchObject({ state: 'draft', label: '2027-1', changes: 1, changedBy: '岳简', validTo: null });
    expect(sheet.beforeLabel).toBe('预设规则');
    const row = sheet.rows.find((one: { key: string }) => one.key === 'coOpinionPeriod');
    expect(row).toMatchObject({
      value: months(1),
      before: months(2),
      preset: months(2),
      changed: true,
      departs: true,
      since: '2027-01-01',
      basis: { status: 'unverified' },
    });
    const published = await call('leader', routes.publishDraft, { body: { revision: 2, validFrom: '2027-01-01' } });
    expect(published).toMatchObject({ status: 200, body: { label: '2027-1' } });
    const list = (await call('deputy', routes.listVersions)).body;
    expect(list).toMatchObject({
      today: '2026-11-23',
      standing: { kind: 'congress', level: 'city' },
      bodyName: '明州市人大',
      lastKnownYear: 2026,
      yearNeeded: 2027,
    });
    expect(list.items).toMatchObject([{ state: 'published', label: '2027-1', current: false, publishedBy: '温亦秋' }]);
    expect(await events()).toMatchObject([
      {
        type: 'profile.version-published',
        body_id: city.congress.id,
        payload: { label: '2027-1', validFrom: '2027-01-01', changedKeys: ['coOpinionPeriod'] },
      },
    ]);
    expect((await acts()).slice(-3).map((act) => [act.act, act.actor_name])).toEqual([
      ['profile.save-draft', '岳简'],
      ['profile.save-draft', '岳简'],
      ['profile.publish-draft', '温亦秋'],
    ]);
  });

  test('keeps all values with a version, so that its rules never change again', async () => {
    const { id } = await publish({ coOpinionPeriod: months(1) }, '2026-12-01');
    const row = await making(database, (tx) =>
      tables<ProfileTables>(tx).selectFrom('profile_version').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
    expect(row.departures).toEqual({ coOpinionPeriod: months(1) });
    expect(row.resolved).toMatchObject({ coOpinionPeriod: months(1), replyPeriod: months(3), motionSigners: 10 });
    await expect(
      database.transact(seats.leader, (tx) =>
        tables<ProfileTables>(tx).updateTable('profile_version').set({ note: '改' }).where('id', '=', id).executeTakeFirst(),
      ),
    ).resolves.toMatchObject({ numUpdatedRows: 0n });
  });

  test.each([
    [{ replyPeriod: months(4) }, 'values.replyPeriod', '代表法（2025）第51条'],
    [{ motionSigners: 8 }, 'values.motionSigners', '地方组织法（2022）第22条'],
    [{ coOpinionPeriod: months(4) }, 'values.coOpinionPeriod', '不能长于'],
    [{ objectionPeriod: { amount: 0, unit: 'day' } }, 'values.objectionPeriod', '期限'],
  ])('refuses %o and says why', async (values, path, words) => {
    const refused = await call('clerk', routes.saveDraft, { body: draftOf(values) });
    expect(refused).toMatchObject({ status: 400, body: { code: 'profile.values-refused', fields: [{ path }] } });
    expect(refused.body.fields[0].message).toContain(words);
    expect((await call('leader', routes.listVersions)).body.items).toEqual([]);
  });

  test('does not overwrite what somebody else saved in between', async () => {
    await call('clerk', routes.saveDraft, { body: draftOf({ coOpinionPeriod: months(1) }) });
    const second = await call('administrator', routes.saveDraft, { body: draftOf({}) });
    expect(second).toMatchObject({ status: 409, body: { code: 'profile.draft-changed', message: expect.stringContaining('岳简') } });
    expect(await call('leader', routes.publishDraft, { body: { revision: 2, validFrom: '2027-01-01' } })).toMatchObject({
      status: 409,
      body: { code: 'profile.draft-changed' },
    });
    expect(await call('clerk', routes.discardDraft, { body: { revision: 9 } })).toMatchObject({ status: 409 });
    expect(await call('clerk', routes.discardDraft, { body: { revision: 1 } })).toMatchObject({ status: 200, body: { done: true } });
    expect(await call('clerk', routes.discardDraft, { body: { revision: 1 } })).toMatchObject({
      status: 404,
      body: { code: 'profile.draft-not-found' },
    });
  });

  test('two who begin at once: one wins, the other is told', async () => {
    const outcomes = await Promise.all(
      ['clerk', 'administrator'].map((who) => call(who as Who, routes.saveDraft, { body: draftOf({ coOpinionPeriod: months(1) }) })),
    );
    expect(outcomes.map((one) => one.status).toSorted((low, high) => low - high)).toEqual([200, 409]);
  });

  test('a repeated save under the same key happens once', async () => {
    const send = () =>
      server.inject({
        method: 'PUT',
        url: routes.saveDraft.path,
        payload: draftOf({ coOpinionPeriod: months(1) }),
        headers: { 'x-actor': 'clerk', 'idempotency-key': 'one-and-the-same' },
      });
    const [one, two] = [await send(), await send()];
    expect(two.json()).toEqual(one.json());
    expect(two.statusCode).toBe(200);
  });

  test('never reaches back and never publishes nothing', async () => {
    await publish({ coOpinionPeriod: months(1) }, '2024-03-01');
    await call('clerk', routes.saveDraft, { body: draftOf({ coOpinionPeriod: months(1) }) });
    const at = (validFrom: string) => call('leader', routes.publishDraft, { body: { revision: 1, validFrom } });
    expect(await at('2026-11-22')).toMatchObject({ status: 409, body: { code: 'profile.start-past' } });
    expect(await at('2026-12-01')).toMatchObject({ status: 409, body: { code: 'profile.nothing-changed' } });
    await call('clerk', routes.saveDraft, { body: draftOf({}, { revision: 1 }) });
    expect(await call('leader', routes.publishDraft, { body: { revision: 2, validFrom: '2026-11-23' } })).toMatchObject({
      status: 200,
      body: { label: '2026-1' },
    });
    await call('clerk', routes.saveDraft, { body: draftOf({ coOpinionPeriod: months(1) }) });
    expect(await call('leader', routes.publishDraft, { body: { revision: 1, validFrom: '2026-11-23' } })).toMatchObject({
      status: 409,
      body: { code: 'profile.start-overtaken' },
    });
  });

  test('compares versions and tells the history of one row', async () => {
    const first = await publish({ firstContactPeriod: workingDays(15) }, '2025-03-12');
    const second = await publish({ firstContactPeriod: workingDays(15), coOpinionPeriod: months(1) }, '2026-12-01');
    const compared = await call('deputy', routes.compareVersions, { query: { one: first.id, other: second.id } });
    expect(compared.body.items).toEqual([{ key: 'coOpinionPeriod', one: months(2), other: months(1) }]);
    const history = await call('clerk', routes.readParameterHistory, { params: { key: 'coOpinionPeriod' } });
    expect(history.body.items.map((item: { version: { label: string }; changed: boolean }) => [item.version.label, item.changed])).toEqual([
      ['2026-1', true],
      ['2025-1', false],
    ]);
    const sheet = (await call('deputy', routes.readSheet)).body;
    expect(sheet.version).toMatchObject({ id: first.id, current: true, validTo: '2026-11-30' });
    expect(sheet.rows.find((row: { key: string }) => row.key === 'replyPeriod')).toMatchObject({
      lock: 'ceiling',
      since: null,
      basis: { status: 'law', title: '代表法（2025）', article: '第51条' },
    });
  });

  test('seeds publish past versions in order', async () => {
    const labels = await making(database, async (tx) => {
      const one = await publishRules(tx, city.congress.id, { validFrom: '2024-03-01', departures: {}, note: '', publishedBy: '岳简' });
      const two = await publishRules(tx, city.congress.id, {
        validFrom: '2025-03-12',
        departures: { feedbackPeriod: workingDays(20) },
        note: '代表法修订',
        publishedBy: '岳简',
      });
      return [one.label, two.label];
    });
    expect(labels).toEqual(['2024-1', '2025-1']);
    await expect(
      making(database, (tx) =>
        publishRules(tx, city.congress.id, {
          validFrom: '2026-01-01',
          departures: { replyPeriod: months(9) },
          note: '',
          publishedBy: '岳简',
        }),
      ),
    ).rejects.toThrow('refused');
  });
});

describe('sources', () => {
  test('that somebody checked replace 原文待核, except where law speaks', async () => {
    const input = {
      title: '省建议办理规定（2023）',
      article: '第十六条',
      excerpt: '承办单位认为不属于本单位职责范围的，应当自收到之日起十日内退回。',
      since: '2024-01-01',
    };
    expect(await call('clerk', routes.checkBasis, { params: { key: 'objectionPeriod' }, body: input })).toMatchObject({ status: 200 });
    const { rows } = (await call('deputy', routes.readSheet)).body as { rows: { key: string; basis: object }[] };
    expect(rows.find((row) => row.key === 'objectionPeriod')?.basis).toMatchObject({
      status: 'local',
      title: input.title,
      excerpt: input.excerpt,
      checkedBy: '岳简',
    });
    expect(await call('clerk', routes.checkBasis, { params: { key: 'replyPeriod' }, body: input })).toMatchObject({
      status: 409,
      body: { code: 'profile.basis-fixed' },
    });
    expect(await call('clerk', routes.checkBasis, { params: { key: 'proposalSigners' }, body: input })).toMatchObject({ status: 404 });
    expect(await call('clerk', routes.checkBasis, { params: { key: 'objectionPeriod' }, body: { ...input, excerpt: '' } })).toMatchObject({
      status: 400,
    });
    expect(await call('clerk', routes.checkBasis, { params: { key: 'nonsense' }, body: input })).toMatchObject({ status: 404 });
  });
});

describe('the calendar', () => {
  const year2027 = {
    year: 2027,
    source: '国务院办公厅关于2027年部分节假日安排的通知',
    days: [
      ['01-01', 'off', '元旦'],
      ['01-02', 'off', '元旦'],
      ['01-03', 'off', '元旦'],
      ['02-05', 'off', '春节'],
      ['02-06', 'off', '春节'],
      ['04-05', 'off', '清明节'],
      ['05-01', 'off', '劳动节'],
      ['06-09', 'off', '端午节'],
      ['09-15', 'off', '中秋节'],
      ['10-01', 'off', '国庆节'],
      ['10-09', 'work', '国庆节'],
    ].map(([date, kind, name]) => ({ day: `2027-${date}`, kind, name })),
  };

  test('shows a year with its days, its source and how far it reaches', async () => {
    const { body } = await call('deputy', routes.readYear, { params: { year: '2026' } });
    expect(body).toMatchObject({
      year: 2026,
      known: true,
      workdays: 248,
      regionName: '全国',
      lastKnownYear: 2026,
      yearNeeded: 2027,
      offered: true,
      ownDays: [],
    });
    expect(body.days).toHaveLength(33 + 6);
    const unknown = await call('deputy', routes.readYear, { params: { year: '2027' } });
    expect(unknown.body).toMatchObject({ known: false, source: null, offered: false });
    expect(unknown.body.days.map((one: { day: string }) => one.day)).toEqual([
      '2027-01-01',
      '2027-05-01',
      '2027-05-02',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ]);
    expect((await call('deputy', routes.readYear, { params: { year: 'soon' } })).status).toBe(404);
  });

  test('takes a year for the region and the regions inside it, and nobody else', async () => {
    expect(await call('administrator', routes.loadYear, { body: year2027 })).toMatchObject({ status: 200 });
    const known = async (who: Who) => (await call(who, routes.listVersions)).body.lastKnownYear;
    expect(await known('deputy')).toBe(2027);
    expect(await known('member')).toBe(2027);
    expect(await known('countyLeader')).toBe(2027);
    expect(await known('otherLeader')).toBe(2026);
    expect(await events()).toMatchObject([
      { type: 'profile.calendar-changed', payload: { bodyId: null, regionCode: '339900', from: '2027-01-01', to: '2027-12-31' } },
    ]);
    const found = await database.read(seats.unit, (tx) =>
      deadline(tx, city.congress.id, { start: '2026-10-01', parameterKey: 'replyPeriod' }),
    );
    expect(found).toMatchObject({ nominal: '2027-01-01', due: '2027-01-04', shiftedBy: 3, provisional: false });
  });

  test('a later load counts, and a narrower region’s before a wider one’s', async () => {
    await call('administrator', routes.loadYear, { body: year2027 });
    now = new Date(now.getTime() + 1000);
    await call('administrator', routes.loadYear, {
      body: {
        ...year2027,
        source: '更正通知，清明改到四日',
        days: year2027.days.map((one) => (one.day === '2027-04-05' ? { ...one, day: '2027-04-04' } : one)),
      },
    });
    const source = async (who: Who) => (await call(who, routes.readYear, { params: { year: '2027' } })).body.source;
    expect(await source('deputy')).toBe('更正通知，清明改到四日');
    await call('countyLeader', routes.loadYear, { body: { ...year2027, source: '区里另行通知' } });
    expect(await source('countyLeader')).toBe('区里另行通知');
    expect(await source('deputy')).toBe('更正通知，清明改到四日');
  });

  test.each([
    [{ days: [...year2027.days, { day: '2028-01-01', kind: 'off', name: '元旦' }] }, 'profile.year-mismatch'],
    [{ days: [...year2027.days, { day: '2027-03-03', kind: 'work', name: '春节' }] }, 'profile.workday-on-weekday'],
    [{ days: year2027.days.filter((one) => one.name !== '端午节') }, 'profile.year-short'],
    [{ days: [...year2027.days, year2027.days[0]] }, 'request.invalid'],
    [{ source: '' }, 'request.invalid'],
    [{ days: [] }, 'request.invalid'],
  ])('refuses a year that cannot be right: %#', async (over, code) => {
    expect(await call('administrator', routes.loadYear, { body: { ...year2027, ...over } })).toMatchObject({ status: 400, body: { code } });
  });

  test('keeps a body’s own days, for that body alone', async () => {
    const dayOff = { day: '2026-12-03', kind: 'off', name: '停电放假', reason: '市政府通知，全市停电检修' };
    const added = await call('leader', routes.addOwnDay, { body: dayOff });
    expect(added.status).toBe(200);
    expect(await call('leader', routes.addOwnDay, { body: dayOff })).toMatchObject({ status: 409, body: { code: 'profile.day-taken' } });
    expect(await call('leader', routes.addOwnDay, { body: { ...dayOff, day: '2026-12-05' } })).toMatchObject({
      status: 409,
      body: { code: 'profile.day-as-it-is', message: '2026-12-05 本来就放假，不用登记。' },
    });
    expect(await call('leader', routes.addOwnDay, { body: { ...dayOff, day: '2026-10-02', kind: 'work' } })).toMatchObject({
      status: 409,
      body: { code: 'profile.holiday-not-workable' },
    });
    expect(await call('leader', routes.addOwnDay, { body: { ...dayOff, day: '2026-12-05', kind: 'work', name: '加班' } })).toMatchObject({
      status: 200,
    });
    expect(await call('leader', routes.addOwnDay, { body: { ...dayOff, day: '2026-02-30' } })).toMatchObject({ status: 400 });
    const { body } = await call('deputy', routes.readYear, { params: { year: '2026' } });
    expect(body).toMatchObject({
      workdays: 248,
      ownDays: [
        { day: '2026-12-03', reason: dayOff.reason, addedBy: '温亦秋' },
        { day: '2026-12-05', kind: 'work' },
      ],
    });
    expect(await call('otherLeader', routes.removeOwnDay, { params: { id: added.body.id } })).toMatchObject({
      status: 404,
      body: { code: 'profile.day-not-found' },
    });
    expect((await call('leader', routes.removeOwnDay, { params: { id: added.body.id } })).status).toBe(200);
    expect((await call('leader', routes.removeOwnDay, { params: { id: added.body.id } })).status).toBe(404);
    expect((await events()).map((event) => event.payload)).toMatchObject([
      { from: '2026-12-03', bodyId: city.congress.id },
      { from: '2026-12-05' },
      { from: '2026-12-03' },
    ]);
  });

  test('tries a period without saving anything', async () => {
    const tried = await call('deputy', routes.tryPeriod, { query: { start: '2025-11-15', amount: '3', unit: 'month' } });
    expect(tried.body).toMatchObject({ nominal: '2026-02-15', due: '2026-02-24', shiftedBy: 9 });
    expect((await call('deputy', routes.tryPeriod, { query: { start: '2025-11-15', amount: '3', unit: 'year' } })).status).toBe(400);
    for (const start of ['2026-02-30', '9999-12-31', '0001-01-01', 'soon']) {
      expect((await call('deputy', routes.tryPeriod, { query: { start, amount: '3', unit: 'month' } })).status, start).toBe(400);
    }
  });

  test('offers what the package knows', async () => {
    expect((await call('administrator', routes.readOfferedYear, { params: { year: '2025' } })).body.days).toEqual(
      publishedYear(2025)!.days,
    );
    expect((await call('administrator', routes.readOfferedYear, { params: { year: '2099' } })).status).toBe(404);
  });
});

describe('reading a file', () => {
  const upload = async (name: string, bytes: Buffer, who: Who = 'administrator') => {
    const boundary = 'luzhitong-test';
    const payload = Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
      ),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const answer = await server.inject({
      method: 'POST',
      url: routes.readYearFile.path,
      payload,
      headers: { 'x-actor': who, 'idempotency-key': newId(), 'content-type': `multipart/form-data; boundary=${boundary}` },
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const expected = [
    { day: '2027-01-01', kind: 'off', name: '元旦' },
    { day: '2027-02-05', kind: 'off', name: '春节' },
    { day: '2027-02-06', kind: 'off', name: '春节' },
    { day: '2027-02-20', kind: 'work', name: '春节' },
  ];
  const csv = '日期,休或班,名称\r\n2027-01-01,休,元旦\r\n2027年2月5日至2027年2月6日,放假,春节\r\n20270220,班,春节\r\n';

  test('in CSV as UTF-8 and as GB 18030', async () => {
    expect((await upload('2027.csv', Buffer.from(csv))).body).toEqual({ year: 2027, source: '', days: expected, faults: [] });
    expect((await upload('2027.csv', Buffer.from(`\uFEFF${csv}`))).body.days).toEqual(expected);
    expect((await upload('2027.csv', iconv.encode(csv, 'gb18030'))).body.days).toEqual(expected);
  });

  test('in JSON', async () => {
    expect((await upload('2027.json', Buffer.from(JSON.stringify(expected)))).body.days).toEqual(expected);
    expect(
      (
        await upload(
          '2027.json',
          Buffer.from(JSON.stringify({ days: expected.map(({ day, kind, name }) => ({ 日期: day, 休或班: kind, 名称: name })) })),
        )
      ).body.days,
    ).toEqual(expected);
  });

  test('in xlsx, with cells that are dates', async () => {
    const cell = (value: string | Date) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value, type: String });
    const rows = [
      ['日期', '类型', '节日'],
      [new Date('2027-01-01T00:00:00Z'), '休', '元旦'],
      ['2027-02-05至2027-02-06', '休', '春节'],
      [new Date('2027-02-20T00:00:00Z'), '补班', '春节'],
    ];
    const bytes = await writeExcelFile(rows.map((row) => row.map(cell))).toBuffer();
    expect((await upload('2027.xlsx', bytes)).body.days).toEqual(expected);
  });

  test('tells which rows it did not understand, and which files', async () => {
    const odd = await upload('2027.csv', Buffer.from(`${csv}明天,休,元旦\n2027-05-01,也许,劳动节\n2027-05-02,休,\n2027-02-30,休,春节\n`));
    expect(odd.body.faults.map((fault: { row: number }) => fault.row)).toEqual([5, 6, 7, 8]);
    for (const [name, content] of [
      ['2027.csv', '年份,事项\n2027,休'],
      ['2027.pdf', 'x'],
      ['2027.json', '{"a":1}'],
      ['2027.xlsx', 'no zip'],
      ['2027.json', 'no json'],
    ] as const) {
      const refused = await upload(name, Buffer.from(content));
      expect(refused, name).toMatchObject({ status: 400, body: { code: 'profile.file-unreadable' } });
      expect(refused.body.message).toMatch(/^没有读懂这个文件：[\p{Script=Han}“”，、a-z ]+。/u);
    }
    expect((await upload('2027.csv', Buffer.alloc(1_100_000, 'x'))).status).toBe(400);
    expect((await upload('2027.csv', Buffer.from(csv), 'clerk')).status).toBe(403);
  });
});

describe('who may', () => {
  const everything: [RouteContract, object][] = [
    [routes.listVersions, {}],
    [routes.readSheet, {}],
    [routes.compareVersions, { query: { one: newId(), other: newId() } }],
    [routes.readParameterHistory, { params: { key: 'replyPeriod' } }],
    [routes.tryPeriod, { query: { start: '2026-01-01', amount: '1', unit: 'day' } }],
    [routes.saveDraft, { body: draftOf({}) }],
    [routes.discardDraft, { body: { revision: 1 } }],
    [routes.publishDraft, { body: { revision: 1, validFrom: '2027-01-01' } }],
    [routes.checkBasis, { params: { key: 'objectionPeriod' }, body: { title: '规定', article: '', excerpt: '十日内退回。', since: null } }],
    [routes.readYear, { params: { year: '2026' } }],
    [routes.readOfferedYear, { params: { year: '2026' } }],
    [routes.loadYear, { body: {} }],
    [routes.addOwnDay, { body: {} }],
    [routes.removeOwnDay, { params: { id: newId() } }],
    [routes.readYearFile, {}],
  ];
  const allowed: Record<keyof typeof profilePermissions, Who[]> = {
    'profile.read': ['clerk', 'leader', 'administrator', 'committee', 'deputy', 'member', 'otherLeader', 'countyLeader'],
    'profile.edit': ['clerk', 'leader', 'administrator', 'otherLeader', 'countyLeader'],
    'profile.publish': ['leader', 'otherLeader', 'countyLeader'],
    'profile.edit-calendar': ['leader', 'administrator', 'otherLeader', 'countyLeader'],
    'profile.load-calendar': ['leader', 'administrator', 'otherLeader', 'countyLeader'],
  };

  test('covers every route of the module', () => {
    expect(everything.map(([route]) => route.id).toSorted()).toEqual(profileModule.routes.map(({ route }) => route.id).toSorted());
  });

  test.each(everything.map(([route, input]) => [route.id, route, input] as const))('%s', async (_, route, input) => {
    expect((await call('nobody', route, input)).status).toBe(401);
    for (const who of Object.keys(seats) as (keyof typeof seats)[]) {
      const { status } = await call(who, route, input);
      const may = allowed[route.permission as keyof typeof profilePermissions].includes(who);
      expect(status === 403, `${who} ${route.id} answered ${status}`).toBe(!may);
    }
  });

  test('another body’s versions are not found', async () => {
    const { id } = await publish({ coOpinionPeriod: months(1) }, '2026-12-01');
    expect(await call('otherLeader', routes.readSheet, { query: { versionId: id } })).toMatchObject({
      status: 404,
      body: { code: 'profile.version-not-found' },
    });
    expect(await call('otherLeader', routes.compareVersions, { query: { one: id, other: id } })).toMatchObject({ status: 404 });
  });
});

describe('the second wall, with policies taken down', () => {
  const versionRow = (bodyId: string, over: object = {}) => ({
    body_id: bodyId,
    id: newId(),
    state: 'draft' as const,
    label: null,
    valid_from: '2027-01-01',
    departures: '{}',
    note: '',
    revision: 1,
    changed_at: now,
    changed_by: null,
    changed_by_name: '甲',
    published_by: null,
    published_by_name: null,
    ...over,
  });
  const insert = (actor: Actor, bodyId: string, over: object = {}) =>
    database.transact(actor, (tx) => tables<ProfileTables>(tx).insertInto('profile_version').values(versionRow(bodyId, over)).execute());

  test('nobody writes another body’s rules, days or sources', async () => {
    await expect(insert(seats.otherLeader, city.congress.id)).rejects.toThrow('row-level security');
    await expect(insert(seats.deputy, city.congress.id)).rejects.toThrow('row-level security');
    await expect(insert(seats.unit, city.congress.id)).rejects.toThrow('row-level security');
    await expect(
      insert(seats.leader, city.congress.id, {
        state: 'published',
        label: '2027-1',
        resolved: '{}',
        published_at: now,
        published_by_name: '甲',
      }),
    ).rejects.toThrow('row-level security');
    await expect(insert(seats.leader, city.congress.id)).resolves.toBeDefined();
    const day = {
      body_id: city.congress.id,
      id: newId(),
      day: '2026-12-03',
      kind: 'off' as const,
      name: '停电',
      reason: '通知',
      added_at: now,
      added_by: null,
      added_by_name: '甲',
    };
    await expect(
      database.transact(seats.otherLeader, (tx) => tables<ProfileTables>(tx).insertInto('calendar_day').values(day).execute()),
    ).rejects.toThrow('row-level security');
    await expect(
      database.transact(seats.deputy, (tx) => tables<ProfileTables>(tx).insertInto('calendar_day').values(day).execute()),
    ).rejects.toThrow('row-level security');
    const basis = {
      body_id: city.congress.id,
      parameter_key: 'replyPeriod',
      title: '甲',
      article: '',
      excerpt: '乙',
      since: null,
      checked_at: now,
      checked_by: null,
      checked_by_name: '甲',
    };
    await expect(
      database.transact(seats.otherLeader, (tx) => tables<ProfileTables>(tx).insertInto('profile_basis').values(basis).execute()),
    ).rejects.toThrow('row-level security');
  });

  test('another body’s draft is invisible and cannot be changed or removed', async () => {
    await insert(seats.leader, city.congress.id);
    for (const actor of [seats.otherLeader, seats.deputy, seats.unit, nobody]) {
      await database.transact(actor, async (tx) => {
        const db = tables<ProfileTables>(tx);
        expect(await db.selectFrom('profile_version').select('id').execute()).toEqual([]);
        expect((await db.updateTable('profile_version').set({ note: '改' }).executeTakeFirst()).numUpdatedRows).toBe(0n);
        expect((await db.deleteFrom('profile_version').executeTakeFirst()).numDeletedRows).toBe(0n);
      });
    }
  });

  test('a national year can be loaded only with the product, and in nobody else’s name', async () => {
    const row = (over: object) => ({
      region_code: '339900',
      year: 2027,
      id: newId(),
      days: '[]',
      source: '通知',
      loaded_at: now,
      loaded_by: null,
      loaded_by_name: '甲',
      loaded_by_body: city.congress.id,
      ...over,
    });
    const load = (actor: Actor, over: object) =>
      database.transact(actor, (tx) => tables<ProfileTables>(tx).insertInto('calendar_year').values(row(over)).execute());
    await expect(load(seats.leader, { region_code: '000000' })).rejects.toThrow('row-level security');
    await expect(load(seats.otherLeader, {})).rejects.toThrow('row-level security');
    await expect(load(seats.unit, { loaded_by_body: null })).rejects.toThrow('row-level security');
    await expect(database.transact(seats.leader, (tx) => tables<ProfileTables>(tx).deleteFrom('calendar_year').execute())).rejects.toThrow(
      'permission denied',
    );
    await expect(load(seats.leader, {})).resolves.toBeDefined();
  });
});
