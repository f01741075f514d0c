import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import type { Actor } from '#platform/contract/actor.ts';
import { nobody } from '#platform/contract/actor.ts';
import { Database } from '#platform/server/database.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { makeMember, makeStaff, making } from '#modules/directory/server/factory.ts';
import { draftSuggestion, makeCast, raiseReport } from '../factory.ts';

/**
 * read_case, read_case_rest and write_act ask once whose case it is instead of leaving each row to its policy. What they show and let happen
 * must be what row-level security shows and lets happen, for everybody, whatever hangs on the case.
 */
let isolated: IsolatedDatabase;
let database: Database;
let seats: { readonly name: string; readonly actor: Actor }[];
let cases: { readonly name: string; readonly bodyId: string; readonly matterId: string }[];

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database(isolated);
  const cast = await makeCast(database);
  const others = await making(database, async (tx) => ({
    deputy: await makeMember(tx, cast.city.congress, { name: '旁人' }),
    member: await makeMember(tx, cast.city.cppcc, { name: '委员' }),
    neighbour: await makeStaff(tx, cast.city.cppcc, ['clerk'], { name: '政协干部' }),
  }));
  const [signer] = cast.cosigners;
  const people = { author: cast.author, signer: signer!, ...others, clerk: cast.clerk, committee: cast.committee };
  const units = { lead: cast.lead.clerk, head: cast.lead.head, co: cast.co.clerk, third: cast.third.clerk, dutyDesk: cast.dutyDesk };
  seats = [...Object.entries({ ...people, ...units }).map(([name, { actor }]) => ({ name, actor })), { name: 'nobody', actor: nobody }];
  const [draft, open, closed, report] = [
    await draftSuggestion(database, cast),
    await draftSuggestion(database, cast),
    await draftSuggestion(database, cast),
    await raiseReport(database, cast),
  ];
  cases = [
    { name: 'a draft', ...draft },
    { name: 'a case open to the body', ...open },
    { name: 'a case of its parties', ...closed },
    { name: 'a report', ...report },
  ];
  await withClient(isolated.adminUrl, async (client) => {
    const submit = `update matter set submitted_at = now(), state = 'assigned', visibility = $2 where id = $1`;
    await client.query(submit, [open.matterId, 'body']);
    await client.query(submit, [closed.matterId, 'parties']);
    for (const of of cases)
      await hang(client, of, { lead: cast.lead.id, co: cast.co.id, signer: signer!.personId, body: cast.city.congress.id });
    await client.query('delete from handling where matter_id = $1', [draft.matterId]);
  });
});
afterAll(async () => {
  await database.close();
  await isolated.drop();
});

/** Everything that some may see and others may not: drafts and issued replies, sealed and open ratings, lines, records and notes of each audience. */
async function hang(
  client: pg.Client,
  { bodyId, matterId }: { bodyId: string; matterId: string },
  who: { lead: string; co: string; signer: string; body: string },
): Promise<void> {
  const [led, ended] = [newId(), newId()];
  const sql = async (text: string, ...values: unknown[]) => await client.query(text, [bodyId, matterId, ...values]);
  const share = `insert into handling (body_id, id, matter_id, unit_id, unit_name, unit_short_name, role, state, assigned_at)
    values ($1, $3, $2, $4, '单位', '单位', 'lead', $5, now())`;
  await sql(share, led, who.lead, 'working');
  await sql(share, ended, who.co, 'ended');
  await sql(
    `insert into matter_party (body_id, matter_id, person_id, name, role, state, invited_at) values ($1, $2, $3, '联名', 'signer', 'confirmed', now())
     on conflict do nothing`,
    who.signer,
  );
  const clock = `insert into matter_clock (body_id, id, matter_id, kind, clock, holder_kind, holder_id, holder_name, started_on, state, opened_at, ended_at, outcome)
    values ($1, $3, $2, 'suggestion', 'answer', 'unit', $4, '单位', '2026-01-05', 'running', now(), $5, $6)`;
  await sql(clock, newId(), who.lead, null, null);
  await sql(clock, newId(), who.co, '2026-01-06', 'metOnTime');
  let round = 0;
  for (const unit of [who.lead, who.co])
    for (const state of ['draft', 'issued']) {
      const reply = newId();
      const words = [reply, unit === who.lead ? led : ended, unit, (round += 1), state];
      await sql(
        `insert into reply (body_id, id, matter_id, handling_id, unit_id, unit_name, round, state, words, saved_at)
         values ($1, $3, $2, $4, $5, '单位', $6, $7, '答复', now())`,
        ...words,
      );
      for (const side of ['proposer', 'handler'])
        for (const openedAt of [null, '2026-02-01'])
          await sql(
            `insert into rating (body_id, id, matter_id, handling_id, reply_id, round, person_id, person_name, overall, at, side, unit_id, opened_at)
             values ($1, $3, $2, $4, $5, 1, $6, '人', 'satisfied', now(), $7, $8, $9) on conflict do nothing`,
            newId(),
            led,
            reply,
            openedAt ? newId() : who.signer,
            side,
            side === 'handler' ? unit : null,
            openedAt,
          );
    }
  let revision = 100;
  for (const audience of ['all', 'handlers', 'unit', 'office'])
    for (const organisation of [null, who.body, who.lead, who.co]) {
      const line = [newId(), (revision += 1), audience, organisation];
      await sql(
        `insert into matter_history (body_id, id, matter_id, revision, at, act, label, line, actor_name, audience, organisation_id)
         values ($1, $3, $2, $4, now(), 'x', 'x', 'x', '人', $5, $6)`,
        ...line,
      );
      await sql(
        `insert into matter_record (body_id, id, matter_id, revision, act, label, at, content, audience, organisation_id, recorded_by_name, recorded_at)
         values ($1, $3, $2, $4, 'x', 'x', now(), '[]', $5, $6, '人', now())`,
        ...line,
      );
    }
  for (const organisation of [who.body, who.lead, who.co])
    await sql(
      `insert into matter_note (body_id, id, matter_id, organisation_id, person_name, words, at) values ($1, $3, $2, $4, '人', '话', now())`,
      newId(),
      organisation,
    );
  await sql(
    `insert into matter_contact (body_id, id, matter_id, handling_id, unit_id, unit_name, manner, at, words, recorded_at)
     values ($1, $3, $2, $4, $5, '单位', 'visit', now(), '话', now())`,
    newId(),
    led,
    who.lead,
  );
}

/** Does something with the application's role and the seat's eyes, and undoes it. */
async function as<Result>(actor: Actor, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  return await withClient(isolated.appUrl, async (client) => {
    await client.query('begin');
    await client.query('select act_as($1, $2, $3, $4, $5)', told(actor));
    return await work(client);
  });
}

/** What act_as takes. */
const told = ({ bodyId, unitId, personId, accountId, scope }: Actor) => [
  bodyId ?? '',
  unitId ?? '',
  personId ?? '',
  accountId ?? '',
  scope,
];

type Ids = Readonly<Record<string, number | string[]>>;

const idsOf = (rows: readonly { id: string }[] | null | undefined) => (rows ?? []).map((row) => row.id).toSorted();

/** What hangs on the case, by the tables themselves. */
async function byTables(client: pg.Client, bodyId: string, matterId: string, keeper: string | null): Promise<Ids | null> {
  const ids = async (table: string, more = 'true') =>
    idsOf(
      (await client.query<{ id: string }>(`select id from ${table} where body_id = $1 and matter_id = $2 and ${more}`, [bodyId, matterId]))
        .rows,
    );
  const count = async (table: string) =>
    (await client.query(`select from ${table} where body_id = $1 and matter_id = $2`, [bodyId, matterId])).rowCount ?? 0;
  const { rowCount } = await client.query('select from matter where body_id = $1 and id = $2', [bodyId, matterId]);
  if (!rowCount) return null;
  return {
    parties: await count('matter_party'),
    handlings: await ids('handling'),
    clocks: await ids('matter_clock', 'ended_at is null'),
    replies: await ids('reply'),
    ratings: await ids('rating'),
    contacts: await count('matter_contact'),
    kept: await count('matter_record'),
    history: await ids('matter_history'),
    records: await ids('matter_record'),
    ended: await ids('matter_clock', 'ended_at is not null'),
    notes: keeper ? await ids('matter_note', `organisation_id = '${keeper}'`) : [],
  };
}

/** The same by the functions. */
async function byFunctions(client: pg.Client, bodyId: string, matterId: string, keeper: string | null, hold: boolean): Promise<Ids | null> {
  type Row = Record<string, { id: string }[] | null>;
  const [found] = (await client.query<Row>('select * from read_case($1, $2, $3)', [bodyId, matterId, hold])).rows;
  const [rest] = (await client.query<Row>('select * from read_case_rest($1, $2, $3)', [bodyId, matterId, keeper])).rows;
  if (!found) return null;
  return {
    parties: found['parties']?.length ?? 0,
    handlings: idsOf(found['handlings']),
    clocks: idsOf(found['clocks']),
    replies: idsOf(found['replies']),
    ratings: idsOf(found['ratings']),
    contacts: found['contacts']?.length ?? 0,
    kept: found['records']?.length ?? 0,
    history: idsOf(rest?.['history']),
    records: idsOf(rest?.['records']),
    ended: idsOf(rest?.['ended_clocks']),
    notes: idsOf(rest?.['notes']),
  };
}

test('read_case and read_case_rest show everybody what the policies of the tables show him', async () => {
  let seen = 0;
  for (const { name, bodyId, matterId } of cases)
    for (const { name: who, actor } of seats)
      for (const keeper of [null, bodyId, actor.unitId]) {
        const [tables, functions] = await as(actor, async (client) => [
          await byTables(client, bodyId, matterId, keeper),
          await byFunctions(client, bodyId, matterId, keeper, false),
        ]);
        expect(functions, `${name} as ${who}`).toEqual(tables);
        if (tables) seen += 1;
      }
  expect(seen).toBeGreaterThan(30);
});

test('read_cases shows each of many what read_case shows him alone', async () => {
  const asked = cases.flatMap((of) => seats.map((seat) => ({ of, actor: seat.actor })));
  const rowOf = ({ of, actor }: (typeof asked)[number]) => [...told(actor), of.bodyId, of.matterId];
  const together = await withClient(isolated.appUrl, (client) =>
    client.query<{ '#': number }>('select * from read_cases($1, 5) order by 1', [JSON.stringify(asked.map(rowOf))]),
  );
  const alone = await Promise.all(
    asked.map(async ({ of, actor }, index) => {
      const { rows } = await as(actor, (client) => client.query('select * from read_case($1, $2, false)', [of.bodyId, of.matterId]));
      return rows.map((row: object) => ({ '#': index + 1, ...row }));
    }),
  );
  expect(together.rows).toEqual(alone.flat());
  expect(together.rows.length).toBeGreaterThan(10);
});

test('read_case_rest shows nothing of a case that is not seen, even where nobody asks for the case itself', async () => {
  for (const { bodyId, matterId } of cases)
    for (const { actor } of seats)
      await as(actor, async (client) => {
        const { rows } = await client.query<{ sees: boolean }>('select sees_case($1, $2) as sees', [bodyId, matterId]);
        const rest = await client.query('select from read_case_rest($1, $2, null)', [bodyId, matterId]);
        expect(rest.rowCount).toBe(rows[0]!.sees ? 1 : 0);
      });
});

/** Whether PostgreSQL lets it happen: no error, and where rows are to change, they do. */
async function isLet(client: pg.Client, text: string, values: readonly unknown[]): Promise<boolean> {
  await client.query('savepoint before');
  try {
    const { rowCount } = await client.query(text, [...values]);
    return (rowCount ?? 0) > 0;
  } catch (error) {
    if (!['42501', '40001'].includes((error as { code: string }).code)) throw error;
    return false;
  } finally {
    await client.query('rollback to before');
  }
}

describe('write_act lets everybody do what the policies of the tables let him', () => {
  const at = '2026-03-02T02:00:00.000Z';
  const lineOf = (bodyId: string, matterId: string) => ({
    body_id: bodyId,
    id: newId(),
    matter_id: matterId,
    revision: 999,
    at,
    act: 'x',
    label: 'x',
    line: 'x',
    actor_name: '人',
    audience: 'all',
    files: [],
  });
  const write = (client: pg.Client, bodyId: string, matterId: string, act: object) =>
    isLet(client, 'select write_act($1, $2, $3)', [bodyId, matterId, JSON.stringify({ ...act, story: lineOf(bodyId, matterId) })]);

  test.each([
    ['few columns of the matter', { state: 'x', stage: 'raise', revision: 5, changed_at: at }],
    ['others', { state: 'x', stage: 'raise', revision: 5, changed_at: at, answer_class: 'x' }],
  ])('to change %s, and to hold it', async (_, matter) => {
    let done = 0;
    for (const { name, bodyId, matterId } of cases)
      for (const { name: who, actor } of seats)
        await as(actor, async (client) => {
          const { rows } = await client.query<{ revision: number }>('select revision from matter where id = $1', [matterId]);
          const revision = rows[0]?.revision ?? 0;
          const change = `update matter set state = 'x' where body_id = $1 and id = $2 and revision = $3`;
          const table = await isLet(client, change, [bodyId, matterId, revision]);
          expect(await write(client, bodyId, matterId, { matter, revision }), `${name} as ${who}`).toBe(table);
          expect(await write(client, bodyId, matterId, { matter, revision: revision + 1 })).toBe(false);
          const held = await isLet(client, 'select from matter where body_id = $1 and id = $2 for update', [bodyId, matterId]);
          expect(await isLet(client, 'select from read_case($1, $2, true)', [bodyId, matterId]), `${name} held as ${who}`).toBe(held);
          if (table) done += 1;
        });
    expect(done).toBeGreaterThan(8);
  });

  test('to raise one, and to give a unit its share', async () => {
    const { bodyId, matterId } = cases[1]!;
    for (const { name: who, actor } of seats)
      for (const body of [bodyId, actor.bodyId ?? newId()])
        for (const author of [actor.personId, newId()])
          await as(actor, async (client) => {
            const { rows } = await client.query<{ row: object }>(`select to_jsonb(jsonb_populate_record(null::matter, '{}')) as row`);
            const plain = {
              version: 1,
              frozen: false,
              revision: 1,
              signer_count: 1,
              in_session: false,
              openness: 'open',
              is_key: false,
              round: 1,
            };
            const words = {
              kind: 'suggestion',
              state: 'draft',
              stage: 'raise',
              title: 'x',
              form: {},
              visibility: 'body',
              search: '',
              source: 'platform',
            };
            const raised = {
              ...rows[0]!.row,
              ...plain,
              ...words,
              author_name: '',
              author_title: '',
              honours: [],
              created_at: at,
              changed_at: at,
              submitted_at: at,
            };
            const row = { ...raised, body_id: body, id: newId(), author_id: author };
            const insert = 'insert into matter select r.* from jsonb_populate_record(null::matter, $1) r';
            const table = await isLet(client, insert, [JSON.stringify(row)]);
            expect(await write(client, body, row.id, { raised: row }), `${who} raises`).toBe(table);
            expect(await write(client, body, newId(), { raised: row }), 'under another id than the row says').toBe(false);
          });
    for (const { name: who, actor } of seats)
      await as(actor, async (client) => {
        const { rows } = await client.query<{ row: object }>(`select to_jsonb(jsonb_populate_record(null::handling, '{}')) as row`);
        const names = {
          unit_name: 'x',
          unit_short_name: 'x',
          role: 'lead',
          state: 'assigned',
          round: 1,
          assigned_at: at,
          extension_count: 0,
        };
        const share = { ...rows[0]!.row, ...names, body_id: bodyId, id: newId(), matter_id: matterId, unit_id: newId() };
        const insert = 'insert into handling select r.* from jsonb_populate_record(null::handling, $1) r';
        const found = await client.query<{ revision: number }>('select revision from matter where id = $1', [matterId]);
        const revision = found.rows[0]?.revision ?? 0;
        const change = `update matter set state = 'x' where body_id = $1 and id = $2`;
        const table = (await isLet(client, insert, [JSON.stringify(share)])) && (await isLet(client, change, [bodyId, matterId]));
        const act = { matter: { state: 'x', stage: 'raise', revision: 5, changed_at: at }, revision, handlings: [share] };
        expect(await write(client, bodyId, matterId, act), `${who} gives a share`).toBe(table);
      });
  });

  test('to many at once, each as himself: what is refused of one is refused of all', async () => {
    const { rows } = await withClient(isolated.adminUrl, (client) =>
      client.query<{ id: string; revision: number }>('select id, revision from matter where id = any($1)', [
        cases.map((of) => of.matterId),
      ]),
    );
    const revisions = new Map(rows.map((row) => [row.id, row.revision]));
    const actOf = (who: string, { bodyId, matterId }: (typeof cases)[number], stale = 0) => {
      const revision = revisions.get(matterId)! + stale;
      const matter = { state: 'x', stage: 'raise', revision: revision + 1, changed_at: at };
      return [
        ...told(seats.find((seat) => seat.name === who)!.actor),
        bodyId,
        matterId,
        { matter, revision, story: lineOf(bodyId, matterId) },
      ];
    };
    const [, open, closed, report] = cases;
    const fine = [actOf('clerk', open!), actOf('lead', closed!), actOf('dutyDesk', report!)];
    const isDone = async (...acts: unknown[]) =>
      await as(nobody, (client) => isLet(client, 'select write_acts($1, 5)', [JSON.stringify([...fine, ...acts])]));
    expect(await isDone()).toBe(true);
    expect(await isDone(actOf('author', cases[0]!))).toBe(true);
    expect(await isDone(actOf('deputy', cases[0]!))).toBe(false);
    expect(await isDone(actOf('author', cases[0]!, 1))).toBe(false);
  });

  test('and rows of another case than the act is on are not written', async () => {
    const [, one, other] = cases;
    const clerk = seats.find((seat) => seat.name === 'clerk')!;
    await as(clerk.actor, async (client) => {
      const story = lineOf(one!.bodyId, other!.matterId);
      const matter = { state: 'x', stage: 'raise', revision: 5, changed_at: at };
      const { rows } = await client.query<{ revision: number }>('select revision from matter where id = $1', [one!.matterId]);
      const act = JSON.stringify({ matter, revision: rows[0]!.revision, story });
      await client.query('select write_act($1, $2, $3)', [one!.bodyId, one!.matterId, act]);
      const { rowCount } = await client.query('select from matter_history where id = $1', [story.id]);
      expect(rowCount).toBe(0);
    });
  });
});
