import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database, tables } from '#platform/server/database.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { Dispatcher } from '#platform/server/outbox/dispatcher.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { listMatters as route } from '../../contract/routes.ts';
import { searchQuery } from '../engine/search.ts';
import type { TestCast } from '../factory.ts';
import { doAct, draftSuggestion, makeCast, raiseReport } from '../factory.ts';
import { matterSubscribers } from '../subscribers.ts';
import type { MatterTables } from '../tables.ts';
import { listMatters } from './list-matters.ts';
import { mattersRaised } from './list-raised.ts';

const word = '青禾社区';
let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;
let neighbours: TestCast;
let now = new Date('2026-03-02T02:00:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
  neighbours = await makeCast(database, '3398');
  await plant();
});

afterAll(async () => {
  await database.close();
  await isolated.drop();
});

/** Every way to see a matter, and ways that are over: drafts, invitations, what only its parties see, a unit's own and one taken from it. */
async function plant(): Promise<void> {
  const words = (index: number) => ({ words: `${word}第${index}号路灯一周不亮，晚上走路看不清。` });
  const reports: string[] = [];
  for (let index = 0; index < 24; index += 1) {
    now = new Date(now.getTime() + 3_600_000);
    reports.push((await raiseReport(database, cast, words(index))).matterId);
  }
  await raiseReport(database, neighbours, { ...words(99), place: { address: '云塘路1号', regionCode: '339801001' } });
  // Reports are cut into words when they are numbered, after commit.
  const dispatcher = new Dispatcher(database, matterSubscribers, {
    error: (...all: unknown[]) => console.error(...all),
    warn: (...all: unknown[]) => console.error(...all),
  } as never);
  await dispatcher.drain();
  const draft = await draftSuggestion(database, cast);
  await doAct(database, cast.author, draft, 'invite', { people: [cast.cosigners[0]!.personId] });
  await draftSuggestion(database, cast);
  await withClient(isolated.adminUrl, async (client) => {
    await client.query(`update matter set visibility = 'parties' where id = $1`, [reports[0]]);
    // Drafts have no words to be found by; here they get some, so that their sight is put to the test as well.
    await client.query(`update matter set search = (select search from matter where id = $1) where submitted_at is null`, [reports[0]]);
    await client.query(`update handling set state = 'ended' where matter_id = $1`, [reports[1]]);
    await client.query(`update matter set due_at = null where id = any($1)`, [reports.slice(2, 9)]);
    await client.query(
      `update matter set number = id_rank from (select id, row_number() over (order by id)::int as id_rank from matter) r
      where r.id = matter.id and matter.id = any($1)`,
      [reports.slice(5)],
    );
  });
}

const seats = (of: TestCast): Record<string, TestSeat> => ({
  author: of.author,
  invited: of.cosigners[0]!,
  deputy: of.cosigners[1]!,
  clerk: of.clerk,
  dutyDesk: of.dutyDesk,
  gridWorker: of.gridWorker,
  unitClerk: of.lead.clerk,
});

describe('matters_found, which searches past row-level security', () => {
  test('sees for every seat exactly what the policies of the table show it', async () => {
    const sights = new Map<string, number>();
    for (const [city, of] of Object.entries({ cast, neighbours }))
      for (const [name, seat] of Object.entries(seats(of))) {
        const wanted = searchQuery(null, word);
        const both = await database.read(seat.actor, async (tx) => {
          const db = tables<MatterTables>(tx);
          const through = await sql<{ id: string }>`select id from matters_found(${wanted}::tsquery, null, null, null) order by id`.execute(
            db,
          );
          const behind = await sql<{ id: string }>`select id from matter where search @@ ${wanted}::tsquery order by id`.execute(db);
          return { through: through.rows, behind: behind.rows };
        });
        expect(both.through, `${name} (${city})`).toEqual(both.behind);
        sights.set(`${name} (${city})`, both.through.length);
      }
    // Nobody's sight is that of another, else the test would compare nothing.
    expect(Object.fromEntries(sights)).toMatchObject({
      'author (cast)': 26,
      'invited (cast)': 24,
      'deputy (cast)': 23,
      'clerk (cast)': 24,
      'dutyDesk (cast)': 23,
      'unitClerk (cast)': 0,
      'clerk (neighbours)': 1,
    });
  });

  test('filters by kind and days, and finds a number', async () => {
    const ask = async (query: object) =>
      (await database.read(cast.author.actor, (tx) => listMatters(tx, route.query.parse({ limit: 100, ...query })))).items;
    expect(await ask({ words: word, kind: 'suggestion' })).toHaveLength(0);
    expect(await ask({ words: word, kind: 'suggestion', view: 'drafts' })).toHaveLength(2);
    expect(await ask({ words: word, from: '2026-03-03', to: '2026-03-03' })).toHaveLength(11);
    expect(await ask({ words: word, mark: 'overdue' })).toHaveLength(0);
  });
});

describe('a list in any order', () => {
  test.each(['changed', 'submitted', 'due', 'number', 'relevance'] as const)(
    'by %s shows each matter once, page by page',
    async (order) => {
      for (const query of [{ view: 'body' }, { view: 'mine', kind: 'report' }, { view: 'drafts' }, { view: 'body', words: word }]) {
        const whole = await database.read(cast.author.actor, (tx) => listMatters(tx, route.query.parse({ ...query, order, limit: 100 })));
        const pages: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await database.read(cast.author.actor, (tx) =>
            listMatters(tx, route.query.parse({ ...query, order, limit: 2, ...(cursor ? { cursor } : {}) })),
          );
          pages.push(...page.items.map((one) => one.id));
          cursor = page.next ?? undefined;
        } while (cursor);
        expect(pages).toEqual(whole.items.map((one) => one.id));
        expect(new Set(pages).size).toBe(pages.length);
      }
    },
  );
});

test('what was handed in between two moments stands with its group and whether it was taken on; drafts and reports do not', async () => {
  const [day, next] = [new Date('2026-03-20T00:00:00.000Z'), new Date('2026-03-21T00:00:00.000Z')];
  now = new Date('2026-03-20T02:00:00.000Z');
  await draftSuggestion(database, cast);
  await raiseReport(database, cast);
  const suggestion = await draftSuggestion(database, cast);
  await doAct(database, cast.author, suggestion, 'submit');
  const raised = async (from: Date, until: Date, seat = cast.clerk) =>
    await database.read(seat.actor, (tx) => mattersRaised(tx, { bodyId: cast.city.congress.id, from, until }));
  const told = { kindName: '建议', acceptWord: '受理', author: cast.author.name, standing: 'waiting', state: '待审核' };
  expect(await raised(day, next)).toMatchObject([{ id: suggestion.matterId, at: now, ...told }]);
  await withClient(isolated.adminUrl, (client) =>
    client.query(`update matter set accepted_at = now(), state = 'accepted', number_text = '第1号' where id = $1`, [suggestion.matterId]),
  );
  expect(await raised(day, next)).toMatchObject([{ standing: 'accepted', number: '第1号', state: '已受理' }]);
  expect(await raised(next, new Date('2026-03-22T00:00:00.000Z'))).toEqual([]);
  expect(await raised(day, next, neighbours.clerk)).toEqual([]);
});
