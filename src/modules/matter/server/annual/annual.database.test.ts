import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Database } from '#platform/server/database.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { as, testServer } from '#platform/server/testing/test-server.ts';
import type { compareUnits, listAnnual, readAnnual, readAnnualVersion, readSupervision } from '../../contract/annual.ts';
import type { FigureLink } from '../../contract/annual-figures.ts';
import {
  dimensions,
  groupCondition,
  kindsOfBody,
  mattersLink,
  measures,
  promisesLink,
  promiseStandings,
  shares,
} from '../../contract/annual-figures.ts';
import type { Condition, DimensionName, MeasureName, PromiseStandingName } from '../../contract/annual-figures.ts';
import { tableOf } from '../../contract/annual-tables.ts';
import type { TestCast } from '../factory.ts';
import { makeCast } from '../factory.ts';
import { matterModule } from '../index.ts';
import { prepareAnnual } from './prepare-annual.ts';
import { plantYears } from './planted-years.ts';

type Annual = AnswerOf<typeof readAnnual>;

let isolated: IsolatedDatabase;
let database: Database;
let server: FastifyInstance;
let cast: TestCast;
let foreign: TestCast;
let clerk: Actor;
let now = new Date('2026-11-23T02:00:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  [cast, foreign] = [await makeCast(database), await makeCast(database, '3398')];
  clerk = cast.clerk.actor;
  const delegations = [newId(), newId(), newId()];
  const units = [cast.lead.id, cast.co.id, cast.third.id].map((id, index) => ({ id, name: `单位${index}` }));
  const planting = {
    bodyId: cast.city.congress.id,
    kinds: kindsOfBody('congress'),
    units,
    delegations,
    each: 32,
    years: [2025, 2026],
    seed: 7,
  };
  await plantYears(database, planting);
  // The same in another body: what leaks would be counted.
  await plantYears(database, { ...planting, bodyId: foreign.city.congress.id, each: 20, seed: 8 });
  server = await testServer(database, { modules: [matterModule] });
}, 120_000);

afterAll(async () => {
  await server.close();
  await database.close();
  await isolated.drop();
});

async function get<Answer>(url: string, actor: Actor = clerk): Promise<Answer> {
  const answer = await server.inject({ url, headers: as(actor) });
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`);
  return answer.json<Answer>();
}
const send = async (method: 'PUT' | 'POST', url: string, payload: object, actor: Actor = clerk) =>
  await server.inject({ method, url, headers: as(actor), payload });
const year = async (of = 2026, actor: Actor = clerk) => await get<Annual>(`/api/annual/${of}`, actor);

/** How many rows the list behind a figure has, page by page as a reader would turn them. */
async function lengthOf({ path, query }: FigureLink, actor: Actor = clerk): Promise<number> {
  // The desk's page asks for all states where its address says `all`.
  const { state, ...asked } = query;
  const params = new URLSearchParams({ ...asked, ...(state && state !== 'all' ? { state } : {}), limit: '200' });
  let found = 0;
  for (let next: string | null = ''; next !== null;) {
    if (next) params.set('cursor', next);
    const page: { items: unknown[]; next: string | null } = await get(`/api${path}?${params.toString()}`, actor);
    found += page.items.length;
    next = page.next;
  }
  return found;
}

describe('every figure opens to a list of as many', () => {
  test('each measure, each group and each promise, of this year and of the year before', async () => {
    const { content } = await year();
    const wrong: string[] = [];
    let looked = 0;
    const look = async (words: string, count: number, link: FigureLink) => {
      looked += 1;
      const found = await lengthOf(link);
      if (found !== count) wrong.push(`${words}: figure ${count}, list ${found}`);
    };
    for (const kind of content.kinds)
      for (const [when, period] of [
        ['now', content.period],
        ['before', content.before],
      ] as const) {
        for (const measure of Object.keys(kind.all[when]) as MeasureName[])
          await look(`${kind.kind} ${when} ${measure}`, kind.all[when][measure]!, mattersLink(kind.kind, period, [measure]));
        for (const [dimension, rows] of Object.entries(kind.dimensions) as [DimensionName, typeof kind.dimensions.state][])
          for (const row of rows!)
            for (const measure of ['raised', 'onTime', 'satisfied'] as const)
              if (row[when][measure] !== undefined) {
                const conditions: Condition[] = [groupCondition(dimension, row.key), measure];
                await look(
                  `${kind.kind} ${when} ${dimension}:${row.key} ${measure}`,
                  row[when][measure],
                  mattersLink(kind.kind, period, conditions),
                );
              }
        for (const row of kind.promises ?? [])
          await look(
            `${kind.kind} ${when} promise ${row.key}`,
            row[when]['raised']!,
            promisesLink(kind.kind, period, row.key as PromiseStandingName),
          );
      }
    expect(wrong).toEqual([]);
    expect(looked).toBeGreaterThan(300);
  }, 120_000);

  test('each cell of each table of the report', async () => {
    const { content } = await year();
    const wrong: string[] = [];
    for (const section of content.sections)
      for (const row of tableOf(section, content)?.rows ?? [])
        for (const { text, link } of row.cells)
          if (link && /^\d+$/.test(text)) {
            const found = await lengthOf(link);
            if (found !== Number(text)) wrong.push(`${section.id} ${row.label}: ${text}, list ${found}`);
          }
    expect(wrong).toEqual([]);
  }, 120_000);

  test('and is counted as its words say, by whoever counts the rows themselves', async () => {
    const { content } = await year();
    const counted = await withClient(isolated.adminUrl, async (client) => {
      const { rows } = await client.query<Record<string, number>>(
        `select count(*)::int as raised, count(accepted_at)::int as accepted, count(replied_at)::int as answered, count(closed_at)::int as closed,
           count(*) filter (where rating = 'satisfied')::int as satisfied, count(*) filter (where replied_at is not null and rating is null)::int as unrated,
           count(*) filter (where is_key)::int as key, count(*) filter (where round > 1)::int as again,
           count(*) filter (where replied_at is not null and openness <> 'confidential')::int as publishable,
           count(*) filter (where replied_at is not null and openness <> 'confidential' and published_at is not null)::int as published,
           count(*) filter (where exists (select from matter_clock c where c.body_id = m.body_id and c.matter_id = m.id and clock in ('reply', 'redo')
             and (outcome = 'metLate' or ended_at is null and due_at < '2026-11-23T10:00+08')))::int as late,
           count(*) filter (where replied_at is not null and exists (select from matter_contact c where c.matter_id = m.id and manner not in ('phone', 'video')))::int as met,
           count(*) filter (where exists (select from handling h where h.matter_id = m.id and state <> 'ended' and role <> 'co'))::int as assigned,
           count(*) filter (where exists (select from handling h where h.matter_id = m.id and state <> 'ended' and extension ->> 'state' = 'granted'))::int as extended
         from matter m where body_id = $1 and kind = 'suggestion' and submitted_at >= '2026-01-01T00:00+08' and submitted_at < '2026-11-24T00:00+08'`,
        [cast.city.congress.id],
      );
      return rows[0]!;
    });
    const { all } = content.kinds.find((one) => one.kind === 'suggestion')!;
    for (const [name, count] of Object.entries(counted)) expect([name, all.now[name]]).toEqual([name, count]);
  });
});

describe('sums', () => {
  test('every dimension but the unit divides all matters; parts of a share lie within its whole', async () => {
    const { content } = await year();
    for (const kind of content.kinds)
      for (const when of ['now', 'before'] as const) {
        const all = kind.all[when];
        for (const [dimension, rows] of Object.entries(kind.dimensions).filter(([name]) => name !== 'unit'))
          expect([dimension, rows.reduce((sum, row) => sum + row[when]['raised']!, 0)]).toEqual([dimension, all['raised']]);
        expect(all['closed']! + all['open']!).toBe(all['raised']);
        // Kinds that are not answered or not rated have none of these.
        const sums = [
          ['due', 'onTime', 'late'],
          ['rated', 'satisfied', 'basicallySatisfied', 'dissatisfied'],
          ['answered', 'rated', 'unrated'],
        ] as const;
        for (const [sum, ...parts] of sums.filter((names) => names.every((name) => all[name] !== undefined)))
          expect([sum, parts.reduce((total, part) => total + all[part]!, 0)]).toEqual([sum, all[sum]]);
        for (const { part, whole } of Object.values(shares).filter((share) => all[share.part] !== undefined))
          expect(all[part]).toBeLessThanOrEqual(all[whole]!);
      }
    expect(Object.keys(content.kinds[0]!.dimensions).every((name) => name in dimensions)).toBe(true);
  });

  test('a year without anything is a year of noughts, with every section', async () => {
    const { content } = await year(1999);
    expect(content.kinds.every((kind) => Object.values(kind.all.now).every((count) => count === 0))).toBe(true);
    expect(content.sections.length).toBeGreaterThan(5);
    expect(JSON.stringify(content.sections)).not.toMatch(/"text":"[^"]*[{}]/);
  });
});

describe('a list with a figure that nobody declared', () => {
  test('is empty, not whole', async () => {
    for (const figure of ['nothing', 'unit:x', 'elsewhere:x', `unit:${newId()}`])
      expect(await lengthOf({ path: '/matters', query: { figure } })).toBe(0);
  });
});

describe('composing', () => {
  test('a year has its own words; saving over somebody’s newer ones is refused; a template serves every other year', async () => {
    const { composition, revision, templateRevision } = await year(2024);
    const mine = { ...composition, title: '关于{年份}年建议办理情况的报告' };
    expect((await send('PUT', '/api/annual/2024/composition', { revision, composition: mine })).json()).toEqual({ revision: revision + 1 });
    expect((await send('PUT', '/api/annual/2024/composition', { revision, composition: mine })).json()).toMatchObject({
      code: 'matter.annual-changed',
    });
    expect(await year(2024)).toMatchObject({ origin: 'year', content: { title: '关于2024年建议办理情况的报告' } });
    expect(
      (await send('PUT', '/api/annual-template', { revision: templateRevision, composition: { ...mine, title: '{年份}年报告，每年都用' } }))
        .statusCode,
    ).toBe(200);
    expect(await year(2025)).toMatchObject({ origin: 'template', content: { title: '2025年报告，每年都用' } });
    expect(await year(2024)).toMatchObject({ origin: 'year' });
    expect((await send('PUT', '/api/annual-template', { revision: templateRevision, composition: mine })).statusCode).toBe(409);
  });

  test('a name in braces that is no figure is refused, and said', async () => {
    const { composition, revision } = await year(2023);
    const wrong = { ...composition, sections: [{ ...composition.sections[0]!, words: '共 {建议.不存在} 件' }] };
    const answer = await send('PUT', '/api/annual/2023/composition', { revision, composition: wrong });
    expect([answer.statusCode, answer.json<{ message: string }>().message]).toEqual([400, expect.stringContaining('建议.不存在')]);
  });
});

describe('fixing', () => {
  test('keeps text and figures of the day for ever, version by version, with a fingerprint that the audit log knows', async () => {
    const before = await year(2026);
    const first = (await send('POST', '/api/annual/2026/versions', { to: '2026-11-23', note: '报主任会议' })).json<{ version: number }>();
    await withClient(isolated.adminUrl, (client) =>
      client.query(`update matter set rating = 'dissatisfied' where body_id = $1 and rating is not null`, [cast.city.congress.id]),
    );
    const second = (await send('POST', '/api/annual/2026/versions', { to: '2026-11-23', note: '' })).json<{ version: number }>();
    expect([first.version, second.version]).toEqual([1, 2]);
    const kept = await get<AnswerOf<typeof readAnnualVersion>>('/api/annual/2026/versions/1');
    expect(kept.content).toEqual({ ...before.content, reckonedAt: kept.content.reckonedAt });
    expect((await get<AnswerOf<typeof readAnnualVersion>>('/api/annual/2026/versions/2')).content).not.toEqual(kept.content);
    const [text, audited] = await withClient(
      isolated.adminUrl,
      async (client) =>
        [
          (await client.query<{ content: string }>(`select content::text from annual_report where version = 1`)).rows[0]!.content,
          (await client.query<{ detail: unknown }>(`select detail from audit_entry where act = 'matter.fix-annual'`)).rows,
        ] as const,
    );
    expect(createHash('sha256').update(text).digest('hex')).toBe(kept.fingerprint);
    expect(JSON.stringify(audited)).toContain(kept.fingerprint);
    const { years } = await get<AnswerOf<typeof listAnnual>>('/api/annual');
    expect(years.find((one) => one.year === 2026)!.versions.map((one) => one.version)).toEqual([2, 1]);
  });

  test('what is fixed can not be changed or taken away by the application', async () => {
    for (const statement of [`update annual_report set note = 'x'`, `delete from annual_report`])
      await expect(withClient(isolated.appUrl, (client) => client.query(statement))).rejects.toThrow(/permission denied/);
  });

  test('only a day of the year that has come', async () => {
    for (const to of ['2026-11-24', '2025-12-31', '2027-01-01'])
      expect((await send('POST', '/api/annual/2026/versions', { to, note: '' })).json()).toMatchObject({ code: 'matter.annual-day' });
  });

  test('both what stands now and what was fixed go out as a document', async () => {
    for (const query of ['?version=1', '?to=2026-06-30']) {
      const answer = await server.inject({ url: `/api/annual/2026/document${query}`, headers: as(clerk) });
      expect([answer.statusCode, answer.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    }
    expect((await server.inject({ url: '/api/annual/2026/document?version=9', headers: as(clerk) })).statusCode).toBe(404);
  }, 120_000);
});

describe('who may', () => {
  test('another body reads its own account and none of ours, by whatever link', async () => {
    const theirs = foreign.clerk.actor;
    const { content, origin } = await year(2026, theirs);
    expect([origin, content.kinds[0]!.all.now['raised']! <= 20]).toEqual(['product', true]);
    expect((await server.inject({ url: '/api/annual/2026/versions/1', headers: as(theirs) })).statusCode).toBe(404);
    const { years } = await get<AnswerOf<typeof listAnnual>>('/api/annual', theirs);
    expect(years.flatMap((one) => one.versions)).toEqual([]);
    const link = mattersLink('suggestion', { from: '2026-01-01', to: '2026-11-23' }, ['answered']);
    expect(await lengthOf(link, theirs)).toBeLessThan(await lengthOf(link));
    // Without a body there is nothing to count: the windows of the guard read the actor's own settings.
    const counted = await database.read({ ...theirs, bodyId: null }, async (tx) => (await import('./read-annual.ts')).listAnnual(tx));
    expect(counted.years.flatMap((one) => one.raised)).toEqual([0]);
  });

  test('a deputy and a unit neither read nor write it, and a figure shows them nothing', async () => {
    for (const { actor } of [cast.author, cast.lead.clerk]) {
      for (const url of ['/api/annual', '/api/annual/2026', '/api/annual/2026/document', '/api/board/units', '/api/board/kinds'])
        expect([url, (await server.inject({ url, headers: as(actor) })).statusCode]).toEqual([url, 403]);
      expect((await send('POST', '/api/annual/2026/versions', { to: '2026-11-23', note: '' }, actor)).statusCode).toBe(403);
      expect(await lengthOf({ path: '/matters', query: { kind: 'suggestion', figure: 'late' } }, actor)).toBe(0);
    }
  });
});

describe('the job of 1 December', () => {
  test('prepares this year once for every body that has matters, and tells its office', async () => {
    now = new Date('2026-12-01T01:00:00.000Z');
    const run = { id: newId(), signal: new AbortController().signal };
    await prepareAnnual.handle(database, {}, run);
    await prepareAnnual.handle(database, {}, run);
    const [drafts, told] = await withClient(
      isolated.adminUrl,
      async (client) =>
        [
          (
            await client.query<{ year: number; body_id: string; changed_by_name: string }>(
              'select year, body_id, changed_by_name from annual_draft where year = 2026',
            )
          ).rows,
          (await client.query<{ person_id: string }>(`select person_id from notification where kind = 'matter.annual'`)).rows,
        ] as const,
    );
    expect(drafts.map((row) => row.body_id).toSorted()).toEqual([cast.city.congress.id, foreign.city.congress.id].toSorted());
    const staff = [cast, foreign].flatMap((of) => [of.clerk.personId, of.officeLeader.personId]);
    expect(told.map((row) => row.person_id).toSorted()).toEqual(staff.toSorted());
    expect(await year(2026)).toMatchObject({ origin: 'year', revision: 1, content: { title: '2026年报告，每年都用' } });
    now = new Date('2026-11-23T02:00:00.000Z');
  });
});

describe('comparing units', () => {
  test('counts each share of a unit once, and the list of a unit holds no fewer', async () => {
    const compared = await get<AnswerOf<typeof compareUnits>>('/api/board/units?from=2025-01-01&to=2026-12-31');
    const units = compared.groups.flatMap((group) => group.units);
    const counted = await withClient(
      isolated.adminUrl,
      async (client) =>
        (
          await client.query<{ unit_id: string; shares: number }>(
            `select unit_id, count(*)::int as shares from handling where body_id = $1 and state <> 'ended' and role <> 'co' group by 1`,
            [cast.city.congress.id],
          )
        ).rows,
    );
    expect(Object.fromEntries(units.map((one) => [one.unit.id, one.shares]))).toEqual(
      Object.fromEntries(counted.map((row) => [row.unit_id, row.shares])),
    );
    expect(units.reduce((sum, one) => sum + one.late, 0)).toBe(compared.overall.late);
    expect(units.reduce((sum, one) => sum + one.expected, 0)).toBeCloseTo(compared.overall.late, 6);
  });

  test('another body compares its own units; a wall reads what is due of its body, and no comparison', async () => {
    const wall = (bodyId: string): Actor => ({ ...clerk, personId: null, accountId: null, scope: 'screen', bodyId, roles: ['screen'] });
    expect((await get<AnswerOf<typeof compareUnits>>('/api/board/units', { ...clerk, bodyId: cast.city.cppcc.id })).groups).toEqual([]);
    expect((await server.inject({ url: '/api/board/units', headers: as(wall(cast.city.congress.id)) })).statusCode).toBe(403);
    const { kinds, bodyKind } = await get<AnswerOf<typeof readSupervision>>('/api/board/kinds', wall(cast.city.cppcc.id));
    expect([bodyKind, kinds.map((one) => one.kind)]).toEqual(['cppcc', kindsOfBody('cppcc').map((one) => one.kind)]);
  });
});

test('every measure and standing has its words', () => {
  for (const { label, counted } of Object.values(measures)) expect(label.length > 1 && counted.length > 3).toBe(true);
  expect(Object.keys(promiseStandings)).toHaveLength(6);
});
