import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/contract/actor.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import type { ComposedServer } from './testing/composed-server.ts';
import { composedServer } from './testing/composed-server.ts';
import type { Caller } from './testing/outside-calls.ts';
import { call, countyRows, realInput, saidBy, seatedCallers, sidesOf, wallScreens } from './testing/outside-calls.ts';
import type { PlantedCity, RoleSeat, Side } from './testing/planted-city.ts';
import { places, plantCity, rowsOf, secrets, sideOf, sides, tellsOf } from './testing/planted-city.ts';

/** Each of the two walls of docs/architecture.md §4 holds alone: with the policies gone, and with row-level security gone. */
let composed: ComposedServer;
let city: PlantedCity;
let callers: readonly Caller[];

beforeAll(async () => {
  composed = await composedServer();
  city = await plantCity(composed);
  callers = [...(await seatedCallers(composed, city)), ...(await wallScreens(composed, city))];
});
afterAll(() => composed.close());

/** Without policies the scopes differ and little else; without row-level security the roles do. WALLS_CALLERS=all tries every seat. */
const some: Readonly<Record<'scopes' | 'roles', readonly string[]>> = {
  scopes: ['deputy', 'member', 'clerk', 'clerk@cppcc', 'unitHead', 'screen'],
  roles: [
    'deputy',
    'member',
    'officeLeader',
    'officeLeader@cppcc',
    'administrator',
    'securityAdministrator',
    'unitHead',
    'dutyDesk@unit',
    'gridWorker',
  ],
};
const outside = (which: keyof typeof some) =>
  callers.filter(({ place, role }) => place !== 'own' && (process.env['WALLS_CALLERS'] === 'all' || some[which].includes(role!)));
/** The seats of the county's other body. */
const beside = (side: Side, which: keyof typeof some) =>
  callers.filter(({ place, role }) => {
    if (place !== 'own' || role === null || role === 'screen') return false;
    const of = sideOf(role);
    return of !== null && of !== side && (process.env['WALLS_CALLERS'] === 'all' || some[which].includes(role));
  });

const routesOf = (server: ComposedServer): RouteContract[] => server.modules.flatMap((module) => module.routes.map(({ route }) => route));

/** Calls that a seat outside may try; what stays open, takes a file or is about the own account is tried elsewhere. */
const tried = (route: RouteContract) =>
  route.carries !== 'stream' && route.carries !== 'form' && !route.permission.startsWith('identity') && route.permission !== 'public';

/**
 * Which seats outside and beside are told something of one of the county's bodies, by which route, and which of its tables changed. Reads come
 * first, see permission-matrix.
 */
async function breaches(server: ComposedServer, side: Side, which: readonly Caller[]): Promise<{ told: string[]; changed: string[] }> {
  const told = new Set<string>();
  const changed = new Set<string>();
  let before = await countyRows(composed, city, [side]);
  const routes = routesOf(server)
    .filter((route) => tried(route) && sidesOf(route).includes(side))
    .toSorted((one, other) => Number(other.method === 'GET') - Number(one.method === 'GET'));
  for (const route of routes) {
    const input = realInput(city.bodies[side].records, route);
    for (const caller of which) {
      const answer = await call(server, caller, route, input);
      if (tellsOf(side, saidBy(answer))) told.add(`${route.id} told ${caller.name}`);
    }
    if (route.method === 'GET') continue;
    const after = await countyRows(composed, city, [side]);
    for (const table of Object.keys(after)) if (after[table] !== before[table]) changed.add(`${route.id} changed ${table}`);
    before = after;
  }
  return { told: [...told], changed: [...changed] };
}

describe('row-level security alone, without any policy', () => {
  test.each(sides)(
    'shows no seat outside anything of the %s by any route, and lets none change anything',
    { timeout: 300_000 },
    async (side) => {
      const open = await composedServer({
        on: composed,
        change: (modules) =>
          modules.map((module) => ({
            ...module,
            policies: Object.fromEntries(Object.keys(module.policies).map((permission) => [permission, () => true])),
          })),
      });
      const found = await breaches(open, side, [...outside('scopes'), ...beside(side, 'scopes')]);
      await open.close();
      expect(found).toEqual({ told: [], changed: [] });
    },
  );
});

describe('the policies alone, without row-level security', () => {
  test.each(sides)(
    'tell no seat outside anything of the %s by any route, and let none change anything',
    { timeout: 300_000 },
    async (side) => {
      const open = await composedServer({ on: composed, withoutRowSecurity: true });
      const found = await breaches(open, side, [...outside('roles'), ...beside(side, 'roles')]);
      await open.close();
      expect(found).toEqual({ told: [], changed: [] });
    },
  );
});

/** What of one body others may read, and why: all else of it is hidden from everybody outside. */
const readableOutside: Readonly<Record<string, { readonly rows: string; readonly scopes?: readonly string[]; readonly why: string }>> = {
  publication: { rows: 'withdrawn_at is null', why: 'published to everybody' },
  profile_version: { rows: `state = 'published'`, why: 'published rules explain deadlines to units and citizens' },
  profile_basis: { rows: 'true', why: 'the articles that published rules rest on' },
  calendar_day: { rows: 'true', why: 'a day off explains deadlines to units and citizens' },
  mandate: { rows: 'true', scopes: ['unit'], why: 'mandates are public by law, and units answer deputies' },
  member_group: { rows: 'true', scopes: ['unit'], why: 'delegations are public by law, and units answer deputies' },
};

/** What anybody may add for any body, and why. */
const appendable: Readonly<Record<string, string>> = {
  outbox: 'an act of a unit or of a neighbour tells the body whose case it is; nobody but the worker reads it',
  audit_entry: 'the same act is written into the chain of the body whose case it is',
};

/** Whose eyes a statement has: as Database sets them before each transaction. */
type Eyes = Pick<Actor, 'scope' | 'bodyId' | 'unitId' | 'personId' | 'accountId'> & { readonly name: string };

const nobodyAt = { bodyId: null, unitId: null, personId: null, accountId: null };

const looking = ['deputy', 'member', 'clerk', 'clerk@cppcc', 'administrator', 'unitHead', 'gridWorker'] as const satisfies RoleSeat[];

/** Who stands outside one of the county's bodies: everybody elsewhere, and the seats of the county's other body. */
function eyesOutside(side: Side): Eyes[] {
  const seats = places.flatMap((place) =>
    looking
      .filter((role) => place !== 'own' || (sideOf(role) !== null && sideOf(role) !== side))
      .map((role) => ({ ...city.seats[place][role].actor, name: `${role} (${place})` })),
  );
  const other = city.organisations.other[side];
  return [
    ...seats,
    { ...nobodyAt, scope: 'public', name: 'nobody' },
    { ...nobodyAt, scope: 'system', name: 'the system, with the role of requests' },
    { ...nobodyAt, scope: 'office', name: 'an office of no body' },
    { ...nobodyAt, scope: 'member', name: 'a member of no body' },
    { ...nobodyAt, scope: 'unit', name: 'a unit that is none' },
    { ...nobodyAt, scope: 'screen', bodyId: other.id, name: 'a wall screen of another body' },
  ];
}

/** Runs one statement of the application's role as `eyes` and takes it back; an SQLSTATE where it is refused, else how many rows it met. */
async function tryAs(client: pg.Client, eyes: Eyes, text: string, values: readonly unknown[] = []): Promise<string | number> {
  await client.query('begin');
  try {
    await client.query(
      `select set_config('app.body', $1, true), set_config('app.unit', $2, true), set_config('app.person', $3, true), set_config('app.account', $4, true), set_config('app.scope', $5, true)`,
      [eyes.bodyId ?? '', eyes.unitId ?? '', eyes.personId ?? '', eyes.accountId ?? '', eyes.scope],
    );
    const { rows, rowCount } = await client.query<{ n?: number }>(text, [...values]);
    return rows[0]?.n ?? rowCount ?? 0;
  } catch (error) {
    return (error as pg.DatabaseError).code ?? String(error);
  } finally {
    await client.query('rollback');
  }
}

interface Table {
  readonly name: string;
  /** What a view shows depends on who asks: nothing can be planted in it. */
  readonly isView: boolean;
  readonly insert: readonly string[];
  readonly update: readonly string[];
  readonly reads: readonly string[];
}

/** The tables and views that lead with a body, with the columns that the application's role may read and write. */
async function bodyTables(): Promise<Table[]> {
  const columns = (
    verb: string,
  ) => `array(select k.column_name::text from information_schema.columns k where k.table_schema = 'public' and k.table_name = c.table_name
    and has_column_privilege('luzhitong_app', c.table_name::text, k.column_name::text, '${verb}') order by k.ordinal_position)`;
  return await rowsOf<Table>(
    composed,
    `select c.table_name as name, exists (select from information_schema.views v where v.table_schema = 'public' and v.table_name = c.table_name) as "isView",
      ${columns('insert')} as insert, ${columns('update')} as update, ${columns('select')} as reads
    from information_schema.columns c where c.column_name = 'body_id' and c.table_schema = 'public' order by 1`,
  );
}

/** Gives the other city's body of that sort a twin of every row of the county's, under the same ids and in the hands of its own people. */
async function plantTwins(tables: readonly Table[], side: Side): Promise<void> {
  const { [side]: body, unit } = city.organisations.other;
  const { other } = city.seats;
  const [member, clerk] = side === 'congress' ? [other.deputy, other.clerk] : [other.member, other['clerk@cppcc']];
  const owners = {
    body_id: body.id,
    unit_id: unit.id,
    organisation_id: body.id,
    person_id: member.personId,
    author_id: member.personId,
    owner_person_id: member.personId,
    matter_body_id: body.id,
    token_hash: side === 'congress' ? '\\x01' : '\\x02',
  };
  const held = { holder_id: body.id, holder_kind: 'body' };
  await withClient(composed.isolated.adminUrl, async (client) => {
    await client.query(`set session_replication_role = 'replica'`);
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${name} t where body_id = $1`, [
        bodyOf(side),
      ]);
      for (const { row } of rows) {
        const own = Object.fromEntries(
          Object.entries({
            ...owners,
            ...(name === 'matter_clock' ? held : {}),
            ...(name === 'saved_filter' || name === 'bulk_batch' ? { person_id: clerk.personId } : {}),
          }).filter(([column]) => column in row),
        );
        await client.query(`insert into ${name} select * from jsonb_populate_record(null::${name}, $1) on conflict do nothing`, [
          JSON.stringify({ ...row, ...own }),
        ]);
      }
    }
  });
}

const bodyOf = (side: Side): string => city.bodies[side].records['body']!;

describe('row-level security, asked by direct SQL of the role that serves requests', () => {
  let client: pg.Client;
  let tables: Table[];
  beforeAll(async () => {
    tables = await bodyTables();
    for (const side of sides) await plantTwins(tables, side);
    client = new pg.Client({ connectionString: composed.isolated.appUrl });
    await client.connect();
  });
  afterAll(() => client.end());

  /** A row of the table in that body; null where such bodies have none. */
  const rowOf = async (name: string, side: Side): Promise<Record<string, unknown> | null> =>
    (
      await rowsOf<{ row: Record<string, unknown> }>(composed, `select to_jsonb(t) as row from ${name} t where body_id = $1 limit 1`, [
        bodyOf(side),
      ])
    )[0]?.row ?? null;

  test('every table that belongs to bodies has a row of the county to look for', async () => {
    const empty: string[] = [];
    for (const { name } of tables.filter((one) => !one.isView))
      if (!(await rowOf(name, 'congress')) && !(await rowOf(name, 'cppcc'))) empty.push(name);
    expect(empty, 'plant a row of each in testing/planted-city.ts').toEqual([]);
  });

  test.each(sides)('no eyes outside see a row of the %s of the county', async (side) => {
    const seen: string[] = [];
    const eyes = eyesOutside(side);
    for (const { name } of tables.filter((table) => table.reads.length > 0)) {
      for (const one of eyes) {
        const open = readableOutside[name];
        const hidden = open && (!open.scopes || open.scopes.includes(one.scope)) ? `not (${open.rows})` : 'true';
        const found = await tryAs(client, one, `select count(*)::int as n from ${name} where body_id = $1 and ${hidden}`, [bodyOf(side)]);
        if (found !== 0) seen.push(`${one.name} sees ${found} of ${name}`);
      }
    }
    console.log(`${tables.length} tables, ${eyes.length} pairs of eyes`);
    expect(seen).toEqual([]);
  });

  test('the same eyes do see their own: the look is not empty', async () => {
    const blind: string[] = [];
    for (const { name } of tables.filter((table) => table.reads.length > 0)) {
      const found: (string | number)[] = [];
      for (const side of sides)
        for (const one of eyesOutside(side).filter((eyes) => eyes.name.endsWith('(other)')))
          found.push(
            await tryAs(client, one, `select count(*)::int as n from ${name} where body_id = $1`, [city.organisations.other[side].id]),
          );
      if (!found.some((count) => Number(count) > 0)) blind.push(name);
    }
    expect(blind).toEqual([]);
  });

  test.each(sides)('no eyes outside change, remove or add a row of the %s of the county', async (side) => {
    const done: string[] = [];
    for (const { name, insert, update } of tables) {
      const row = await rowOf(name, side);
      if (!row) continue;
      const fresh = { ...row, ...('id' in row ? { id: crypto.randomUUID() } : {}) };
      for (const one of eyesOutside(side)) {
        const [column] = update;
        const changed = column
          ? await tryAs(client, one, `update ${name} set ${column} = ${column} where body_id = $1`, [bodyOf(side)])
          : 0;
        if (changed !== 0 && changed !== '42501') done.push(`${one.name} changes ${name}: ${changed}`);
        const removed = await tryAs(client, one, `delete from ${name} where body_id = $1`, [bodyOf(side)]);
        if (removed !== 0 && removed !== '42501') done.push(`${one.name} removes from ${name}: ${removed}`);
        if (insert.length === 0 || name in appendable) continue;
        const columns = insert.join(', ');
        const added = await tryAs(
          client,
          one,
          `insert into ${name} (${columns}) select ${columns} from jsonb_populate_record(null::${name}, $1)`,
          [JSON.stringify(fresh)],
        );
        // Row-level security is asked before keys are: any other refusal means that it would have let the row in.
        if (added !== '42501') done.push(`${one.name} adds to ${name}: ${added}`);
      }
    }
    expect(done).toEqual([]);
  });

  test.each(sides)('nobody moves a row of his own body into the %s of the county', async (side) => {
    const done: string[] = [];
    const own = eyesOutside(side).filter((one) => one.name.endsWith('(other)'));
    for (const { name } of tables.filter((table) => table.update.includes('body_id'))) {
      for (const one of own) {
        const moved = await tryAs(client, one, `update ${name} set body_id = $1 where body_id = $2`, [
          bodyOf(side),
          city.organisations.other[side].id,
        ]);
        if (moved !== 0 && moved !== '42501') done.push(`${one.name} moves ${name}: ${moved}`);
      }
    }
    expect(done).toEqual([]);
  });

  test('what one side of the county keeps to itself its other sides do not see', async () => {
    const { own } = city.seats;
    const { congress, cppcc } = city.bodies;
    const offices = [own.clerk, own.officeLeader, own['clerk@cppcc'], own['officeLeader@cppcc']];
    const units = [own.unitClerk, own.unitOfficer];
    const keepers: Readonly<Record<keyof typeof secrets, readonly TestSeat[]>> = {
      author: [congress.author, cppcc.author],
      office: offices,
      unit: units,
      raterOnly: [cppcc.author, own['clerk@cppcc']],
      unitRating: [...units, own['clerk@cppcc']],
    };
    const all = [
      congress.author,
      cppcc.author,
      own.deputy,
      own.member,
      own.clerk,
      own['clerk@cppcc'],
      own.unitClerk,
      own.gridWorker,
      city.coClerk,
    ];
    const seen: string[] = [];
    for (const { name, reads } of tables.filter((table) => table.reads.length > 0)) {
      for (const [of, words] of Object.entries(secrets) as [keyof typeof secrets, string][]) {
        for (const one of all.filter((seat) => !keepers[of].includes(seat))) {
          const found = await tryAs(
            client,
            { ...one.actor, name: one.name },
            `select count(*)::int as n from (select ${reads.join(', ')} from ${name}) t where t::text like $1`,
            [`%${words}%`],
          );
          if (found !== 0) seen.push(`${one.name} (${one.actor.scope}) sees ${found} rows of ${name} with a secret: ${of}`);
        }
      }
    }
    expect(seen).toEqual([]);
  });

  test('of a proposal that one side has rated the other side reads no rating, not even its score, and nothing follows from it yet', async () => {
    const { author, records } = city.bodies.cppcc;
    const unit = city.seats.own.unitOfficer;
    const seen = async (seat: TestSeat, text: string, id: string) => await tryAs(client, { ...seat.actor, name: seat.name }, text, [id]);
    const ratings = 'select count(*)::int as n from rating where matter_id = $1';
    const known = 'select count(*)::int as n from matter where id = $1 and rating is not null';
    const { sealedByAuthor, sealedByUnit } = records as { sealedByAuthor: string; sealedByUnit: string };
    expect(await seen(author, ratings, sealedByAuthor)).toBe(1);
    expect(await seen(unit, ratings, sealedByAuthor)).toBe(0);
    expect(await seen(unit, ratings, sealedByUnit)).toBe(1);
    expect(await seen(author, ratings, sealedByUnit)).toBe(0);
    for (const seat of [author, unit]) for (const id of [sealedByAuthor, sealedByUnit]) expect(await seen(seat, known, id)).toBe(0);
    // Nobody opens them by hand either: neither by the column nor by the function that acts open them with.
    for (const seat of [author, unit])
      expect(await seen(seat, 'update rating set opened_at = now() where matter_id = $1', sealedByAuthor)).toBe('42501');
    const open = 'select o.* from reply r, open_ratings(r.body_id, r.id, now()) o where r.matter_id = $1';
    expect(await seen(unit, open, sealedByAuthor)).toBe(0);
    expect(await seen(author, open, sealedByUnit)).toBe(0);
    expect(await seen(unit, open, sealedByUnit), 'his own he may').toBe(1);
    expect(await seen(city.seats.own.member, open, sealedByUnit)).toBe(0);
  });
});
