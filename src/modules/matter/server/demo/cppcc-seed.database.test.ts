import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { isolatedDatabase, type IsolatedDatabase, testSecret } from '#platform/server/testing/database.ts';
import { loadDemo as loadDirectoryDemo } from '#modules/directory/server/index.ts';
import { demoPeople } from '#modules/identity/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { unitsUnlikeShares } from '../factory.ts';
import { readCase } from '../queries/read-case.ts';
import { seedCouncils } from '../seed.ts';
import { assembleCast } from './cast.ts';
import { cityTexts } from './city-texts.ts';
import { foreignWord } from './cppcc-words.ts';

/** One city and one county of the demo, with everything that their CPPCC committees handle. */
const texts = {
  ...cityTexts,
  places: cityTexts.places.slice(0, 1),
  units: cityTexts.units.filter((unit) => unit.county === undefined || unit.county === cityTexts.places[0]!.county),
};
const now = new Date('2026-11-23T02:00:00Z');
let isolated: IsolatedDatabase;
let database: Database;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  const { seedDirectory } = await loadDirectoryDemo();
  await database.transact(
    systemActor,
    async (tx) => {
      await seedDirectory(tx, { secret: testSecret, texts });
      const { councils, grassroots } = await assembleCast(tx, await demoPeople(tx));
      await seedCouncils(tx, councils, grassroots, () => undefined);
    },
    { access: 'worker' },
  );
}, 120_000);
afterAll(async () => {
  await database.close();
  await isolated.drop();
});

const ask = <Row extends Record<string, unknown>>(sql: string): Promise<Row[]> =>
  withClient(isolated.adminUrl, async (client) => (await client.query(sql)).rows as Row[]);
const city = `(select id from organisation where kind = 'cppcc' and level = 'city')`;

describe('the CPPCC committees of the demo city', () => {
  test('name in every line the units that have the case in hand', async () => {
    expect(await ask(unitsUnlikeShares)).toEqual([]);
  });

  test('have their amounts, and the shares that custom knows', async () => {
    const [counts] = await ask<Record<string, number>>(`select
      count(*) filter (where kind = 'proposal')::int as proposals, count(*) filter (where kind = 'sentiment')::int as sentiments,
      count(*) filter (where kind = 'concern')::int as concerns,
      count(*) filter (where kind = 'proposal' and accepted_at is not null)::int as filed,
      count(*) filter (where kind = 'sentiment' and state in ('used', 'followed', 'closed'))::int as used,
      count(*) filter (where kind = 'proposal' and is_key)::int as key
      from matter where body_id = ${city} and submitted_at is not null`);
    const { proposals, sentiments, concerns, filed, used, key } = counts as Record<string, number>;
    expect(proposals).toBeGreaterThan(950);
    expect(sentiments).toBeGreaterThan(850);
    expect(concerns).toBeGreaterThan(140);
    expect(filed! / proposals!).toBeGreaterThan(0.7);
    expect(filed! / proposals!).toBeLessThan(0.84);
    expect(used! / sentiments!).toBeGreaterThan(0.38);
    expect(used! / sentiments!).toBeLessThan(0.52);
    expect(key! / filed!).toBeLessThan(0.07);
    const states = await ask<{ state: string }>(`select distinct state from matter where kind = 'proposal'`);
    expect(states.map((one) => one.state).toSorted()).toEqual([
      'accepted',
      'closed',
      'collecting',
      'converted',
      'draft',
      'handling',
      'letter',
      'merged',
      'notAccepted',
      'rehandling',
      'replied',
      'returned',
      'screening',
      'withdrawn',
    ]);
  });

  test('speak of members and proposals, not of deputies and suggestions', async () => {
    const texts1 = await ask<{ words: string }>(`
      select title as words from matter union all select form::text from matter union all select line from matter_history
      union all select words from reply union all select words from matter_contact union all select words from co_opinion
      union all select coalesce(words, '') || coalesce(reason, '') from rating union all select words from commitment
      union all select content::text from matter_record union all select words from bulletin`);
    const found = texts1.map(({ words }) => foreignWord(words)).filter((word) => word !== null);
    expect([...new Set(found)].slice(0, 20)).toEqual([]);
    expect(texts1.filter(({ words }) => /\{\w+/.test(words.replaceAll(/\{"/g, ''))).slice(0, 5)).toEqual([]);
  });

  test('number without gaps: proposals, reports, concerns and bulletins', async () => {
    expect(
      await ask(
        `select body_id, series, count(*), max(number) from matter where number is not null group by 1, 2 having count(*) <> max(number)`,
      ),
    ).toEqual([]);
    expect(
      await ask(`select m.series from (select body_id, series, max(number) as top from matter where number is not null group by 1, 2) m
      left join number_series s using (body_id, series) where s.last is distinct from m.top`),
    ).toEqual([]);
    expect(
      await ask(`select b.year from (select body_id, year, count(*) as held, max(number) as top from bulletin where state = 'issued' group by 1, 2) b
      left join number_series s on s.body_id = b.body_id and s.series = 'bulletin:信息:' || b.year where b.held <> b.top or s.last is distinct from b.top`),
    ).toEqual([]);
    expect(await ask(`select id from matter where accepted_at is not null and kind = 'proposal' and number is null`)).toEqual([]);
  });

  test('stand in declared states only, and whatever is under way has a clock that runs', async () => {
    const states = await ask<{ kind: string; state: string }>('select distinct kind, state from matter');
    for (const { kind, state } of states) expect(kindOf(kind).states).toHaveProperty(state);
    const shares = await ask<{ kind: string; state: string }>(
      'select distinct m.kind, h.state from handling h join matter m on m.body_id = h.body_id and m.id = h.matter_id',
    );
    for (const { kind, state } of shares) expect(kindOf(kind).handlingStates).toHaveProperty(state);
    const over = Object.values({ proposal: kindOf('proposal'), sentiment: kindOf('sentiment'), concern: kindOf('concern') }).flatMap(
      (kind) =>
        Object.entries(kind.states)
          .filter(([, state]) => state.final)
          .map(([state]) => `'${state}'`),
    );
    expect(
      await ask(`select kind, state, id from matter m where state <> 'draft' and state not in (${[...new Set(over)].join(', ')})
      and not exists (select from matter_clock c where c.body_id = m.body_id and c.matter_id = m.id and c.ended_at is null)`),
    ).toEqual([]);
    expect(
      await ask(`select kind, state from matter m where state in (${[...new Set(over)].join(', ')})
      and exists (select from matter_clock c where c.body_id = m.body_id and c.matter_id = m.id and c.ended_at is null and c.clock not in ('promise', 'judge'))`),
    ).toEqual([]);
    expect(await ask(`select state from matter where (closed_at is not null) <> (state in (${[...new Set(over)].join(', ')}))`)).toEqual(
      [],
    );
  });

  test('keep ratings sealed until both sides have spoken, and derive the state from the shares', async () => {
    const [sealed] = await ask<{ n: number }>(`select count(*)::int as n from rating where opened_at is null`);
    expect(sealed!.n).toBeGreaterThan(2);
    expect(
      await ask(`select r.reply_id from rating r join matter m on m.body_id = r.body_id and m.id = r.matter_id where m.kind = 'proposal'
      group by r.body_id, r.reply_id having count(*) = 2 and bool_or(r.opened_at is null)`),
    ).toEqual([]);
    const cases = await ask<{ state: string; shares: { role: string; state: string; round: number }[] }>(`select m.state,
      json_agg(json_build_object('role', h.role, 'state', h.state, 'round', h.round)) as shares from matter m
      join handling h on h.body_id = m.body_id and h.matter_id = m.id where m.kind in ('proposal') group by m.id, m.state`);
    for (const { state, shares } of cases) expect(kindOf('proposal').derive(shares)).toBe(state);
  });

  test('honour what their selections chose, and nominate for this year', async () => {
    expect(
      await ask(`select m.id from matter m where m.honours <> '{}' and not exists (select from selection_entry e join selection s on s.body_id = e.body_id
      and s.id = e.selection_id where e.matter_id = m.id and e.stage = 'chosen' and s.state = 'published' and m.honours = array[s.year || ' 年度优秀提案'])`),
    ).toEqual([]);
    expect(
      await ask(`select s.title from selection s join selection_entry e on e.body_id = s.body_id and e.selection_id = s.id and e.stage = 'chosen'
      group by s.body_id, s.id, s.title, s.quota having count(*) > s.quota`),
    ).toEqual([]);
    expect(
      await ask(
        `select m.id from matter m where m.is_key and not exists (select from selection_entry e where e.matter_id = m.id and e.stage = 'chosen')`,
      ),
    ).toEqual([]);
    const [open] = await ask<{ n: number }>(
      `select count(*)::int as n from selection where state = 'nominating' and year = 2026 and body_id = ${city}`,
    );
    expect(open!.n).toBe(1);
  });

  test('tell an author his story through the walls, and nobody else his report', async () => {
    const [report] = await ask<{ body_id: string; id: string; author_id: string; other: string }>(`select m.body_id, m.id, m.author_id,
      (select person_id from mandate o where o.body_id = m.body_id and o.status = 'active' and o.person_id <> m.author_id limit 1) as other
      from matter m where m.kind = 'sentiment' and m.state = 'closed' and m.body_id = ${city} and m.signer_count = 1 limit 1`);
    const seat = (personId: string) => ({
      ...systemActor,
      scope: 'member' as const,
      personId,
      bodyId: report!.body_id,
      bodyKind: 'cppcc' as const,
    });
    const told = await database.read(seat(report!.author_id), (tx) => readCase(tx, report!.body_id, report!.id));
    expect(told.records.map((one) => one.act)).toContain('use');
    await expect(database.read(seat(report!.other), (tx) => readCase(tx, report!.body_id, report!.id))).rejects.toMatchObject({
      code: 'matter.not-found',
    });
  });

  test('leave each demo account something at every step', async () => {
    const held = await ask<{
      name: string;
      states: string[];
    }>(`select p.name, array_agg(distinct m.kind || '.' || m.state) as states from demo_account d
      join account a on a.id = d.account_id join person p on p.id = a.person_id join matter m on m.author_id = p.id group by p.name`);
    expect(held).toHaveLength(4);
    for (const { states } of held)
      expect(states).toEqual(
        expect.arrayContaining([
          'proposal.draft',
          'proposal.collecting',
          'proposal.screening',
          'proposal.handling',
          'proposal.replied',
          'proposal.closed',
          'sentiment.submitted',
          'sentiment.editing',
          'sentiment.draft',
          'concern.accepted',
          'concern.handling',
          'concern.replied',
        ]),
      );
  });
});
