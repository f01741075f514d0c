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

/** Who outside is told the county's canary, by which route. */
async function tellingRoutes(server: ComposedServer, routes: readonly RouteContract[]): Promise<string[]> {
  const told = new Set<string>();
  for (const route of routes) {
    for (const caller of callers.filter((one) => one.place !== 'own')) {
      const answer = await call(server, caller, route, realInput(city, route));
      if (answer.statusCode >= 500) told.add(`${route.id} by ${caller.name}: ${answer.statusCode}`);
      if (saidBy(answer).includes(canary)) told.add(`${route.id} told ${caller.name}`);
    }
  }
  return [...told];
}

describe('row-level security alone, without any policy', () => {
  test('shows no seat outside anything by any route', { timeout: 90_000 }, async () => {
    const open = await composedServer({
      on: composed,
      change: (modules) => modules.map((module) => ({ ...module, policies: Object.fromEntries(Object.keys(module.policies).map((permission) => [permission, () => true])) })),
    });
    const before = await countyRows(composed, city);
    const reading = routesOf(open).filter((route) => route.method === 'GET' && route.carries !== 'stream' && !route.permission.startsWith('identity'));
    expect(await tellingRoutes(open, reading)).toEqual([]);
    expect(await countyRows(composed, city)).toEqual(before);
    await open.close();
  });
});

describe('the policies alone, without row-level security', () => {
  test('tell no seat outside anything by any route', { timeout: 90_000 }, async () => {
    const open = await composedServer({ on: composed, withoutRowSecurity: true });
    const reading = routesOf(open).filter((route) => route.method === 'GET' && route.carries !== 'stream');
    const told = await tellingRoutes(open, reading);
    await open.close();
    expect(told).toEqual([]);
  });
});
