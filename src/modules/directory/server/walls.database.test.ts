import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/contract/actor.ts';
import { nobody } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { Database, tables, type Tx } from '#platform/server/database.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import * as identity from '#modules/identity/contract/routes.ts';
import * as routes from '../contract/routes.ts';
import { makeCity, makeMember, makeStaff, making, type TestCity, type TestSeat } from './factory.ts';
import type { DirectoryTables } from './tables.ts';
import { startTestServer, type TestServer } from './test-server.ts';

// Two walls keep bodies apart: the actions with their policies, and row-level security. Each must hold with the other one taken down.

let server: TestServer;
let city: TestCity;
let other: TestCity;
let office: TestSeat;
let deputy: TestSeat;
let unit: TestSeat;
let stranger: TestSeat;
let strangers: TestSeat;

beforeAll(async () => {
  server = await startTestServer();
  await making(server.database, async (tx) => {
    city = await makeCity(tx);
    other = await makeCity(tx, '3298');
    office = await makeStaff(tx, city.congress, ['administrator', 'securityAdministrator']);
    deputy = await makeMember(tx, city.congress);
    unit = await makeStaff(tx, city.unit, ['unitClerk']);
    stranger = await makeMember(tx, other.congress, { name: '他城代表' });
    strangers = await makeStaff(tx, other.congress, ['clerk']);
    for (const seat of [deputy, stranger]) {
      await tables<DirectoryTables>(tx)
        .insertInto('person_private')
        .values({ person_id: seat.personId, contact_phone_sealed: null, birth_year: 1970 })
        .execute();
      await tables<DirectoryTables>(tx)
        .insertInto('mandate_certificate')
        .values({ body_id: seat.actor.bodyId!, mandate_id: seat.seatId, number: 'X-1' })
        .execute();
    }
  });
});
afterAll(() => server.close());

const asOwner = (text: string, values: unknown[] = []) =>
  withClient(server.isolated.adminUrl, async (client) => (await client.query(text, values)).rows as Record<string, unknown>[]);

describe('row-level security, with no action or policy before it', () => {
  const counting = (actor: Actor, table: string, where: ReturnType<typeof sql> = sql`true`) =>
    server.database.read(
      actor,
      async (tx) =>
        (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${where}`.execute(tables<DirectoryTables>(tx)))
          .rows[0]!.n,
    );
  const doing = (actor: Actor, work: (tx: Tx) => Promise<unknown>) => server.database.transact(actor, work);
  const touched = async (actor: Actor, text: ReturnType<typeof sql>) => {
    let rows = 0n;
    await doing(actor, async (tx) => {
      rows = (await text.execute(tables<DirectoryTables>(tx))).numAffectedRows ?? 0n;
    });
    return Number(rows);
  };

  test("shows mandates, groups, terms and certificates of one's own body only", async () => {
    for (const table of ['term', 'term_session', 'member_group', 'mandate', 'mandate_certificate']) {
      expect(await counting(office.actor, table), table).toBeGreaterThan(0);
      expect(await counting(office.actor, table, sql`body_id <> ${city.congress.id}`), table).toBe(0);
      expect(await counting(deputy.actor, table, sql`body_id <> ${city.congress.id}`), table).toBe(0);
      expect(await counting(nobody, table), table).toBe(0);
    }
    const colleague = await making(server.database, (tx) => makeMember(tx, city.congress));
    expect(await counting(colleague.actor, 'mandate_certificate')).toBe(0);
    expect(await counting(unit.actor, 'mandate_certificate')).toBe(0);
    expect(await counting(unit.actor, 'mandate')).toBeGreaterThan(1);
  });

  test('shows private data to its owner and to those who have to do with them', async () => {
    expect(await counting(office.actor, 'person_private', sql`person_id = ${deputy.personId}`)).toBe(1);
    expect(await counting(deputy.actor, 'person_private')).toBe(1);
    for (const actor of [office.actor, unit.actor, nobody])
      expect(await counting(actor, 'person_private', sql`person_id = ${stranger.personId}`)).toBe(0);
    expect(await counting(unit.actor, 'person_private')).toBe(0);
  });

  test('shows the public nobody but those with a mandate, and no posts, grids or accounts', async () => {
    expect(await counting(nobody, 'person', sql`id = ${office.personId}`)).toBe(0);
    expect(await counting(nobody, 'person', sql`id = ${deputy.personId}`)).toBe(1);
    for (const table of ['post', 'grid', 'grid_duty', 'account', 'account_session', 'passkey'])
      expect(await counting(nobody, table), table).toBe(0);
  });

  test('shows posts of bodies to themselves and posts of units to bodies', async () => {
    expect(await counting(office.actor, 'post', sql`organisation_id = ${city.unit.id}`)).toBe(1);
    expect(await counting(office.actor, 'post', sql`organisation_id = ${other.congress.id}`)).toBe(0);
    expect(await counting(unit.actor, 'post', sql`organisation_id = ${city.congress.id}`)).toBe(0);
    expect(await counting(deputy.actor, 'post', sql`organisation_id <> ${city.congress.id}`)).toBe(0);
  });

  test('lets nobody write into another body, however it is said', async () => {
    expect(await touched(office.actor, sql`update mandate set electoral_unit = 'x' where body_id = ${other.congress.id}`)).toBe(0);
    expect(await touched(office.actor, sql`update person set name = 'x' where id = ${stranger.personId}`)).toBe(0);
    expect(await touched(office.actor, sql`update organisation set name = 'x' where id = ${other.unit.id}`)).toBe(0);
    expect(await touched(office.actor, sql`update post set roles = '{clerk}' where organisation_id = ${other.unit.id}`)).toBe(0);
    expect(await touched(deputy.actor, sql`update mandate set electoral_unit = 'x' where body_id = ${city.congress.id}`)).toBe(0);
    const refused = 'row-level security';
    const insert = (text: ReturnType<typeof sql>, actor: Actor = office.actor) =>
      doing(actor, (tx) => text.execute(tables<DirectoryTables>(tx)));
    await expect(
      insert(sql`insert into member_group (body_id, id, kind, name) values (${other.congress.id}, ${newId()}, 'delegation', 'x')`),
    ).rejects.toThrow(refused);
    await expect(
      insert(sql`insert into term (body_id, id, number, from_day) values (${other.congress.id}, ${newId()}, 3, '2000-01-01')`),
    ).rejects.toThrow(refused);
    await expect(
      insert(sql`insert into mandate (body_id, id, person_id, term_id, group_id, from_day)
      values (${other.congress.id}, ${newId()}, ${deputy.personId}, ${other.congress.termId}, ${other.congress.groupIds[0]}, '2024-01-01')`),
    ).rejects.toThrow(refused);
    await expect(
      insert(
        sql`insert into post (organisation_id, id, person_id, in_body, title, from_day) values (${other.unit.id}, ${newId()}, ${deputy.personId}, false, 'x', '2024-01-01')`,
      ),
    ).rejects.toThrow(refused);
    await expect(
      insert(
        sql`insert into post (organisation_id, id, person_id, in_body, title, from_day) values (${city.congress.id}, ${newId()}, ${deputy.personId}, false, 'x', '2024-01-01')`,
      ),
    ).rejects.toThrow(refused);
    await expect(
      insert(
        sql`insert into organisation (id, kind, name, short_name, initials, level, region_code) values (${newId()}, 'handlingUnit', 'x', 'x', 'x', 'city', '329800')`,
      ),
    ).rejects.toThrow(refused);
    await expect(
      insert(
        sql`insert into organisation (id, kind, name, short_name, initials, level, region_code) values (${newId()}, 'congress', 'x', 'x', 'x', 'city', '339900')`,
      ),
    ).rejects.toThrow(refused);
    await expect(
      insert(
        sql`insert into person (id, name, pinyin, initials, gender, added_by) values (${newId()}, 'x', 'x', 'x', 'male', ${other.congress.id})`,
      ),
    ).rejects.toThrow(refused);
    await expect(
      insert(
        sql`insert into member_group (body_id, id, kind, name) values (${city.congress.id}, ${newId()}, 'delegation', 'x')`,
        deputy.actor,
      ),
    ).rejects.toThrow(refused);
  });

  test('keeps accounts: own sessions, those one decides over, and never a secret', async () => {
    await server.signIn(deputy);
    await server.signIn(stranger);
    expect(await counting(deputy.actor, 'account', sql`id <> ${deputy.accountId}`)).toBe(0);
    expect(await counting(deputy.actor, 'account_session', sql`account_id <> ${deputy.accountId}`)).toBe(0);
    expect(await counting(office.actor, 'account', sql`id = ${deputy.accountId}`)).toBe(1);
    expect(await counting(office.actor, 'account', sql`id = ${stranger.accountId}`)).toBe(0);
    expect(await counting(office.actor, 'account_session', sql`account_id = ${stranger.accountId}`)).toBe(0);
    expect(await touched(office.actor, sql`update account set status = 'disabled' where id = ${stranger.accountId}`)).toBe(0);
    expect(await touched(office.actor, sql`update account_session set ended_at = now() where account_id = ${stranger.accountId}`)).toBe(0);
    await expect(
      doing(office.actor, (tx) =>
        sql`insert into account_password (account_id, set_at, hash, temporary) values (${stranger.accountId}, now(), 'x', true)`.execute(
          tables<DirectoryTables>(tx),
        ),
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      doing(office.actor, (tx) =>
        sql`insert into account_password (account_id, set_at, hash, temporary) values (${deputy.accountId}, now(), 'x', false)`.execute(
          tables<DirectoryTables>(tx),
        ),
      ),
    ).rejects.toThrow('row-level security');
    for (const secret of [
      'select token_hash from account_session',
      'select phone_digest from account',
      'select * from account_password',
      'select * from one_time_code',
      'select * from sign_in_guard',
      'select * from sign_in_step',
      'select * from provider_identity',
      'select * from demo_account',
      `select * from actor_of_session('x', now())`,
      `select * from live_session('x', now())`,
      `select where session_is_strong('x')`,
    ]) {
      await expect(counting(office.actor, 'region', sql`exists (${sql.raw(secret)})`), secret).rejects.toThrow('permission denied');
    }
  });

  test('stands and falls with the transaction: a connection forgets who used it', async () => {
    const narrow = new Database({ ...server.isolated, connections: 1 });
    try {
      const mandates = (actor: Actor) =>
        narrow.read(
          actor,
          async (tx) => (await sql<{ n: number }>`select count(*)::int as n from mandate`.execute(tables<DirectoryTables>(tx))).rows[0]!.n,
        );
      expect(await mandates(office.actor)).toBeGreaterThan(0);
      expect(await mandates(nobody)).toBe(0);
    } finally {
      await narrow.close();
    }
  });
});

describe('actions and policies, with row-level security switched off', () => {
  const walled = [
    'term',
    'term_session',
    'member_group',
    'mandate',
    'mandate_certificate',
    'post',
    'person',
    'person_private',
    'organisation',
    'account',
    'account_session',
    'passkey',
    'grid',
  ];
  let headers: Record<string, string>;
  beforeAll(async () => {
    headers = await server.signIn(office);
    for (const table of walled) await asOwner(`alter table ${table} disable row level security`);
  });
  afterAll(async () => {
    for (const table of walled) await asOwner(`alter table ${table} enable row level security`);
  });

  test('nothing of another body is told', async () => {
    const told = [
      await server.call(routes.listMembers, { query: { text: '他城' } }, headers),
      await server.call(routes.listMembers, { query: { termId: other.congress.termId } }, headers),
      await server.call(routes.listMembers, { query: { groupId: other.congress.groupIds[0] } }, headers),
      await server.call(routes.listPeople, { query: { text: '他城' } }, headers),
      await server.call(routes.listPeople, { query: { organisationId: other.congress.id } }, headers),
      await server.call(routes.listPosts, { params: { id: other.congress.id } }, headers),
    ];
    for (const answer of told) expect(answer).toMatchObject({ status: 200, body: { items: [] } });
    const texts = JSON.stringify([
      (await server.call(routes.listMemberGroups, {}, headers)).body,
      (await server.call(routes.listTerms, {}, headers)).body,
    ]);
    for (const id of [...other.congress.groupIds, other.congress.termId, ...city.cppcc.groupIds]) expect(texts).not.toContain(id);
    expect((await server.call(routes.readMember, { params: { id: stranger.seatId } }, headers)).status).toBe(404);
    expect((await server.call(routes.readPerson, { params: { id: stranger.personId } }, headers)).status).toBe(404);
    expect((await server.call(identity.readAccount, { params: { personId: stranger.personId } }, headers)).body.account).toBeNull();
  });

  test('nothing of another body is changed', async () => {
    const before = await asOwner(
      `select (select string_agg(t::text, '' order by id) from mandate t where body_id = $1) || (select string_agg(t::text, '' order by id) from post t
      where organisation_id = $1) || (select string_agg(t::text, '' order by id) from member_group t where body_id = $1) || (select string_agg(t::text, '' order by id) from term t where body_id = $1) as kept`,
      [other.congress.id],
    );
    const person = { params: { personId: stranger.personId } };
    const refused = [
      await server.call(routes.changeMandate, { params: { id: stranger.seatId }, body: { version: 1, electoralUnit: 'x' } }, headers),
      await server.call(
        routes.endMandate,
        { params: { id: stranger.seatId }, body: { version: 1, on: '2026-01-01', reason: '试一试' } },
        headers,
      ),
      await server.call(routes.changePost, { params: { id: strangers.seatId }, body: { version: 1, title: 'x' } }, headers),
      await server.call(
        routes.endPost,
        { params: { id: strangers.seatId }, body: { version: 1, on: '2026-01-01', reason: '试一试' } },
        headers,
      ),
      await server.call(routes.grantRoles, { params: { id: strangers.seatId }, body: { roles: ['officeLeader'] } }, headers),
      await server.call(
        routes.givePost,
        { params: { id: other.congress.id }, body: { personId: deputy.personId, title: 'x', from: '2026-01-01' } },
        headers,
      ),
      await server.call(routes.changePerson, { params: { id: stranger.personId }, body: { version: 1, name: '改名' } }, headers),
      await server.call(routes.changeOrganisation, { params: { id: other.unit.id }, body: { version: 1, name: '改名' } }, headers),
      await server.call(routes.closeOrganisation, { params: { id: other.unit.id }, body: { version: 1 } }, headers),
      await server.call(routes.changeMemberGroup, { params: { id: other.congress.groupIds[0]! }, body: { name: '改名' } }, headers),
      await server.call(routes.closeMemberGroup, { params: { id: other.congress.groupIds[0]! } }, headers),
      await server.call(
        routes.changeTerm,
        { params: { id: other.congress.termId }, body: { number: 1, from: '2000-01-01', to: null } },
        headers,
      ),
      await server.call(
        routes.addSession,
        { params: { id: other.congress.termId }, body: { number: 9, opensOn: '2026-02-01', closesOn: '2026-02-01' } },
        headers,
      ),
      await server.call(
        routes.changeSession,
        { params: { id: other.congress.sessionIds[0]! }, body: { number: 9, opensOn: '2026-02-01', closesOn: '2026-02-01' } },
        headers,
      ),
      await server.call(
        routes.changeGrid,
        {
          params: { id: other.gridId },
          body: {
            code: 'x',
            name: 'x',
            polygon: [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          },
        },
        headers,
      ),
      await server.call(identity.disableAccount, { ...person, body: { reason: '试一试' } }, headers),
      await server.call(identity.enableAccount, person, headers),
      await server.call(identity.resetPassword, { ...person, body: { reason: '试一试' } }, headers),
      await server.call(identity.endSessionsOfPerson, person, headers),
      await server.call(identity.changePhone, { ...person, body: { phone: '15412121212', reason: '试一试' } }, headers),
    ];
    expect(refused.map((answer) => answer.status)).toEqual(refused.map(() => 404));
    expect(
      await asOwner(
        `select (select string_agg(t::text, '' order by id) from mandate t where body_id = $1) || (select string_agg(t::text, '' order by id) from post t
      where organisation_id = $1) || (select string_agg(t::text, '' order by id) from member_group t where body_id = $1) || (select string_agg(t::text, '' order by id) from term t where body_id = $1) as kept`,
        [other.congress.id],
      ),
    ).toEqual(before);
  });
});
