import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RouteContract } from '#platform/contract/route.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { bind } from '#platform/server/http/bind.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { testServer } from '#platform/server/testing/test-server.ts';
import { makePerson, making } from '#modules/directory/server/factory.ts';
import { signInForTest } from '#modules/identity/server/factory.ts';
import { kinds } from '#modules/matter/contract/kinds/index.ts';
import { allowed, everybody, relationSeats, screens, signedIn, strangers } from './permission-matrix.expected.ts';
import type { ComposedServer } from './testing/composed-server.ts';
import { composedServer } from './testing/composed-server.ts';
import type { Caller } from './testing/outside-calls.ts';
import { call, countyRows, membersOf, realInput, saidBy, seatedCallers, sidesOf, wallScreens } from './testing/outside-calls.ts';
import type { Place, PlantedCity, Records, Side } from './testing/planted-city.ts';
import { plantCity, rowsOf, secrets, sideOf, sides, tellsOf } from './testing/planted-city.ts';

/**
 * Every route x every role x {own body, the body above, a body below, another city's, nobody, signed out, expired, disabled}. The routes come
 * from the composed modules; who may comes from permission-matrix.expected.ts, which was written by hand.
 */
let composed: ComposedServer;
let city: PlantedCity;
let callers: readonly Caller[];
let routes: readonly RouteContract[];

beforeAll(async () => {
  composed = await composedServer();
  city = await plantCity(composed);
  callers = [...(await seatedCallers(composed, city)), ...(await wallScreens(composed, city)), ...(await unseated())];
  routes = composed.modules.flatMap((module) => module.routes.map(({ route }) => route));
});
afterAll(() => composed.close());

/** Those behind whom no seat stands: most of them had one once. */
async function unseated(): Promise<Caller[]> {
  const { database } = composed;
  const person = async (name: string) => await making(database, async (tx) => await makePerson(tx, name));
  const once = async (name: string, afterwards: string): Promise<Caller> => {
    const { accountId } = await person(name);
    const headers = await signInForTest(database, accountId);
    await rowsOf(composed, afterwards, [accountId]);
    return { name, place: null, role: null, headers };
  };
  const all = [
    { name: 'anonymous', place: null, role: null, headers: {} },
    await once('signed out', 'update account_session set ended_at = now() where account_id = $1'),
    await once('expired', `update account_session set expires_at = now() - interval '1 minute' where account_id = $1`),
    await once('disabled', `update account set status = 'disabled' where id = $1`),
    { name: 'seatless', place: null, role: null, headers: await signInForTest(database, (await person('无身份')).accountId) },
  ];
  await composed.authenticator.settle();
  return all;
}

/** Who may by the table: for an act, who can ever stand in one of its relations. */
function mayBy(permission: string): (caller: Caller) => boolean {
  const [, kind = '', act = ''] = permission.split('.');
  const declared = kinds[kind]?.acts[act];
  const who =
    declared && act !== 'raise' ? declared.by.flatMap((relation) => relationSeats[kinds[kind]!.bodyKind][relation]) : allowed[permission];
  if (!who) throw new Error(`permission-matrix.expected.ts does not say who may ${permission}.`);
  return ({ name, role }) => {
    if (who === everybody) return true;
    if (role === 'screen') return screens.includes(permission);
    if ((strangers as readonly string[]).includes(name)) return false;
    return who === signedIn || (role !== null && who.includes(role));
  };
}

/** Input that is refused for its form, so that whoever may is told of the form and nothing is done. */
function spoiled(route: RouteContract) {
  const params = Object.fromEntries(membersOf(route.params).map((name) => [name, 'x']));
  const long = 'x'.repeat(5_000);
  const query = membersOf(route.query)
    .map((name) => ({ [name]: long }))
    .find((one) => !route.query.safeParse(one).success);
  return { params, ...(query ? { query } : {}), body: [] };
}

describe('who may call what', () => {
  test('each route lets through the seats that the table names, and nobody else', { timeout: 240_000 }, async () => {
    const faults: string[] = [];
    for (const route of routes) {
      const may = mayBy(route.permission);
      const input = spoiled(route);
      for (const caller of callers) {
        // A stream that is let through stays open; the refusals show the rest.
        if (route.carries === 'stream' && may(caller) && !('query' in input)) continue;
        const answer = await call(composed, caller, route, input);
        const code = answer.statusCode >= 400 ? answer.json<{ code: string }>().code : '';
        const refused = code === 'actor.forbidden' || code === 'actor.unauthenticated';
        if (answer.statusCode >= 500 || refused === may(caller))
          faults.push(`${route.id} by ${caller.name}: ${answer.statusCode} ${code}, expected ${may(caller) ? 'to pass' : 'a refusal'}`);
      }
    }
    console.log(`${routes.length} routes x ${callers.length} callers`);
    expect(faults.slice(0, 20)).toEqual([]);
  });

  test('the table names no permission that is gone', () => {
    const declared = new Set(['public', ...composed.modules.flatMap((module) => Object.keys(module.permissions))]);
    expect(Object.keys(allowed).filter((permission) => !declared.has(permission))).toEqual([]);
  });

  test('nobody acts in a seat that is not his own', async () => {
    const { author } = city.bodies.congress;
    const thief = callers.find((caller) => caller.name === 'clerk (other)')!;
    const me = routes.find((route) => route.id === 'directory.read-me')!;
    for (const seatId of [author.seatId, city.seats.own.clerk.seatId, city.county.congress.id, 'x', '../x']) {
      const answer = await call(composed, { headers: { ...thief.headers, 'x-seat': seatId } }, me, {});
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'actor.seat']);
    }
  });
});

/**
 * What a seat outside may do with the county's ids all the same, and why; `own`: a seat of the county's other body. Everything else that names
 * one of them in its path must be refused.
 */
const openOutside: readonly { readonly routes: RegExp; readonly places: readonly Place[]; readonly why: string }[] = [
  {
    routes: /^directory\.(read-organisation|list-grids)$/,
    places: ['own', 'parent', 'child', 'other'],
    why: 'organisations and grids are reference data',
  },
  {
    routes: /^directory\.(read-person|list-posts)$/,
    places: ['own', 'parent', 'child', 'other'],
    why: 'names of people are known to all staff; seats and contacts only to those who look after them',
  },
  {
    routes: /^directory\.(change-person|give-post|change-post|end-post|add-grid|change-grid|change-organisation|close-organisation)$/,
    places: ['parent'],
    why: 'a city looks after the people of bodies and the units inside its region',
  },
  { routes: /^directory\.(add|change)-grid$/, places: ['own'], why: 'both bodies of a region look after its grassroots units' },
  {
    routes: /^matter\.read-urge-letter$/,
    places: ['own', 'parent', 'child', 'other'],
    why: 'the path names a unit, which answers to several bodies; the letter is about the own cases alone',
  },
  { routes: /^identity\./, places: ['parent'], why: 'a city administers the accounts of bodies inside its region' },
  {
    routes: /^identity\.read-account$/,
    places: ['own', 'child', 'other'],
    why: 'answers that there is nothing to show, the same for everybody else',
  },
  {
    routes: /^matter\.(save-filter|delete-filter|delete-draft|open-selection|drop-entry|save-bulletin|\w+\.(save-draft|raise))$/,
    places: ['own', 'parent', 'child', 'other'],
    why: 'the id is made by the client: in another body it is another filter, draft, selection or bulletin',
  },
];

const ofForm = new Set(['request.invalid', 'matter.incomplete']);

/** Members of a path that are no ids. */
const plain = new Set(['kind', 'key', 'year', 'letter', 'version']);

describe('with the ids of another body', () => {
  /** Reads by path and query, writes by path and body, of one body's records by every seat of `outside` that may call the route at all. */
  const tryOutside = async (place: Place, outside: readonly Caller[], side: Side) => {
    const faults: string[] = [];
    let calls = 0;
    // Reads first: what a seat has made under the same id in its own body must not answer for the county's.
    const inOrder = routes.toSorted((one, other) => Number(other.method === 'GET') - Number(one.method === 'GET'));
    for (const route of inOrder.filter(
      (one) =>
        one.carries !== 'stream' &&
        one.carries !== 'form' &&
        !one.permission.startsWith('identity.own') &&
        one.permission !== 'public' &&
        sidesOf(one).includes(side),
    )) {
      const input = realInput(city.bodies[side].records, route);
      const names = Object.keys(input.params).filter((name) => !plain.has(name));
      const open = openOutside.some((one) => one.places.includes(place) && one.routes.test(route.id));
      for (const caller of outside.filter(mayBy(route.permission))) {
        calls += 1;
        const answer = await call(composed, caller, route, input);
        const code = answer.statusCode >= 400 ? answer.json<{ code: string }>().code : '';
        const told = `${route.id} of the ${side} by ${caller.name}: ${answer.statusCode} ${code}`;
        if (answer.statusCode >= 500) faults.push(told);
        if (tellsOf(side, saidBy(answer))) faults.push(`${told} told the canary`);
        if (ofForm.has(code) && names.length > 0)
          faults.push(`${told}: the sample is not well formed, so nothing was tried: ${answer.payload.slice(0, 200)}`);
        if (names.length > 0 && answer.statusCode < 400 && !open) faults.push(`${told} was not refused`);
      }
    }
    return { faults, calls };
  };

  /** What was told or done, and which tables of the body have changed: nothing and none. */
  const whatComesOf = async (place: Place, outside: readonly Caller[], side: Side) => {
    const before = await countyRows(composed, city, [side]);
    const { faults, calls } = await tryOutside(place, outside, side);
    const after = await countyRows(composed, city, [side]);
    console.log(`${place} at the ${side}: ${calls} calls`);
    return { faults: faults.slice(0, 30), changed: Object.keys(before).filter((table) => before[table] !== after[table]) };
  };
  const nothing = { faults: [], changed: [] };

  test.each((['other', 'child', 'parent'] as const).flatMap((place) => sides.map((side) => [place, side] as const)))(
    'a seat of a body that is %s sees and changes nothing of the %s',
    { timeout: 240_000 },
    async (place, side) => {
      const outside = callers.filter((caller) => caller.place === place);
      expect(await whatComesOf(place, outside, side)).toEqual(nothing);
    },
  );

  test.each(sides)("a seat of the county's other body sees and changes nothing of the %s", { timeout: 240_000 }, async (side) => {
    const neighbours = callers.filter(({ place, role }) => {
      const of = place === 'own' && role !== null && role !== 'screen' ? sideOf(role) : null;
      return of !== null && of !== side;
    });
    expect(await whatComesOf('own', neighbours, side)).toEqual(nothing);
  });

  test('what one side keeps to itself the other sides of the county do not read either', { timeout: 240_000 }, async () => {
    const inside = [...callers.filter((caller) => caller.place === 'own'), ...(await authors())];
    const faults: string[] = [];
    for (const route of routes.filter((one) => one.method === 'GET' && one.carries !== 'stream')) {
      for (const side of sidesOf(route)) {
        for (const records of recordsOf(side)) {
          const input = realInput(records, route);
          for (const caller of inside.filter(mayBy(route.permission))) {
            const said = saidBy(await call(composed, caller, route, input));
            const heard = Object.entries(secrets).filter(
              ([of, words]) => said.includes(words) && !keepers[of as keyof typeof secrets](caller),
            );
            faults.push(...heard.map(([of]) => `${route.id} told ${caller.name} a secret: ${of}`));
          }
        }
      }
    }
    expect([...new Set(faults)]).toEqual([]);
  });

  const scopeOf = ({ role }: Caller) => (role === null || role === 'screen' ? null : city.seats.own[role].actor.scope);
  /** Who may read each of the secrets. */
  const keepers: Readonly<Record<keyof typeof secrets, (caller: Caller) => boolean>> = {
    author: ({ name }) => name.startsWith('author'),
    office: (caller) => scopeOf(caller) === 'office',
    unit: (caller) => scopeOf(caller) === 'unit',
    raterOnly: (caller) => caller.name === 'author of the cppcc' || scopeOf(caller) === 'office',
    unitRating: (caller) => scopeOf(caller) === 'unit' || scopeOf(caller) === 'office',
  };

  /** Those who wrote the drafts and gave the ratings. */
  const authors = async (): Promise<Caller[]> =>
    await Promise.all(
      sides.map(async (side) => {
        const { author } = city.bodies[side];
        const headers = await signInForTest(composed.database, author.accountId, author.actor);
        return { name: `author of the ${side}`, place: 'own' as const, role: side === 'congress' ? 'deputy' : 'member', headers };
      }),
    );

  /** The records as they are, and with the matters that one side alone has rated instead of the one under way. */
  const recordsOf = (side: Side): Records[] => {
    const { records } = city.bodies[side];
    const rated = ['sealedByAuthor', 'sealedByUnit'].filter((name) => name in records).map((name) => records[name]!);
    return [records, ...rated.map((id) => ({ ...records, handling: id, closed: id, proposal: id, screening: id }))];
  };
});

describe('a server does not start', () => {
  const route = defineRoute({ id: 'test.look', method: 'GET', path: '/api/look', permission: 'test.look', summary: '测试', answer: done });
  const module: ServerModule = {
    name: 'test',
    permissions: { 'test.look': '测试' },
    policies: { 'test.look': () => true },
    routes: [bind(route, { read: async () => ({ done: true }) as const })],
  };
  const start = async (change: Partial<ServerModule>) =>
    await (await testServer(composed.database, { modules: [{ ...module, ...change }] })).close();

  test('with a route whose permission nobody declares', async () => {
    await expect(start({})).resolves.toBeUndefined();
    await expect(start({ permissions: {} })).rejects.toThrow('test.look');
  });

  test('with a permission that has no rule, or is declared twice', async () => {
    await expect(start({ policies: {} })).rejects.toThrow('without a rule');
    await expect(testServer(composed.database, { modules: [module, { ...module, name: 'again', routes: [] }] })).rejects.toThrow('twice');
  });
});
