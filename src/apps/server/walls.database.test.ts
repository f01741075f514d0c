import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/contract/actor.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { ComposedServer } from './testing/composed-server.ts';
import { composedServer } from './testing/composed-server.ts';
import type { Caller } from './testing/outside-calls.ts';
import { call, countyRows, realInput, saidBy, seatedCallers } from './testing/outside-calls.ts';
import type { PlantedCity } from './testing/planted-city.ts';
import { canary, places, plantCity, rowsOf, secrets } from './testing/planted-city.ts';

/** Each of the two walls of docs/architecture.md §4 holds alone: with the policies gone, and with row-level security gone. */
let composed: ComposedServer;
let city: PlantedCity;
let callers: readonly Caller[];

beforeAll(async () => {
  composed = await composedServer();
  city = await plantCity(composed);
  callers = await seatedCallers(composed, city);
});
afterAll(() => composed.close());

const routesOf = (server: ComposedServer): RouteContract[] => server.modules.flatMap((module) => module.routes.map(({ route }) => route));

/** Calls that a seat outside may try; what stays open, takes a file or is about the own account is tried elsewhere. */
const tried = (route: RouteContract) => route.carries !== 'stream' && route.carries !== 'form' && !route.permission.startsWith('identity') && route.permission !== 'public';

/** Who outside is told the county's canary, by which route, and which of its tables changed. Reads come first, see permission-matrix. */
async function breaches(server: ComposedServer): Promise<{ told: string[]; changed: string[] }> {
  const told = new Set<string>();
  const changed = new Set<string>();
  let before = await countyRows(composed, city);
  const routes = routesOf(server).filter(tried).toSorted((one, other) => Number(other.method === 'GET') - Number(one.method === 'GET'));
  for (const route of routes) {
    for (const caller of callers.filter((one) => one.place !== 'own')) {
      const answer = await call(server, caller, route, realInput(city, route));
      if (saidBy(answer).includes(canary)) told.add(`${route.id} told ${caller.name}`);
    }
    if (route.method === 'GET') continue;
    const after = await countyRows(composed, city);
    for (const table of Object.keys(after)) if (after[table] !== before[table]) changed.add(`${route.id} changed ${table}`);
    before = after;
  }
  return { told: [...told], changed: [...changed] };
}

describe('row-level security alone, without any policy', () => {
  test('shows no seat outside anything by any route, and lets none of them change anything', { timeout: 120_000 }, async () => {
    const open = await composedServer({
      on: composed,
      change: (modules) => modules.map((module) => ({ ...module, policies: Object.fromEntries(Object.keys(module.policies).map((permission) => [permission, () => true])) })),
    });
    const found = await breaches(open);
    await open.close();
    expect(found).toEqual({ told: [], changed: [] });
  });
});

describe('the policies alone, without row-level security', () => {
  test('tell no seat outside anything by any route, and let none of them change anything', { timeout: 120_000 }, async () => {
    const open = await composedServer({ on: composed, withoutRowSecurity: true });
    const found = await breaches(open);
    await open.close();
    expect(found).toEqual({ told: [], changed: [] });
  });
});
