import type { LightMyRequestResponse } from 'fastify';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { newId } from '#platform/contract/identifiers.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import { hashScreenToken, newScreenToken, screenCookie } from '#platform/server/screens/screen-token.ts';
import { newKey, signInForTest } from '#modules/identity/server/factory.ts';
import { kinds } from '#modules/matter/contract/kinds/index.ts';
import type { ComposedServer } from './composed-server.ts';
import type { Place, PlantedCity, Records, RoleSeat, Side } from './planted-city.ts';
import { places, rowsOf, sides } from './planted-city.ts';
import type { JsonSchema } from './samples.ts';
import { formInput, kindIn, recordFor, sampleOf } from './samples.ts';

/** Somebody who calls, and where he stands. */
export interface Caller {
  readonly name: string;
  readonly place: Place | null;
  readonly role: RoleSeat | 'screen' | null;
  readonly headers: Record<string, string>;
}

/** A caller in every seat of the planted city, signed in. */
export async function seatedCallers(composed: ComposedServer, city: PlantedCity): Promise<Caller[]> {
  const all = places.flatMap((place) => Object.entries(city.seats[place]).map(([role, seat]) => ({ place, role: role as RoleSeat, seat })));
  return await Promise.all(
    all.map(async ({ place, role, seat }) => ({
      name: `${role} (${place})`,
      place,
      role,
      headers: await signInForTest(composed.database, seat.accountId, seat.actor),
    })),
  );
}

/** A paired wall screen of the county and one of the other city. */
export async function wallScreens(composed: ComposedServer, city: PlantedCity): Promise<Caller[]> {
  const one = async (place: Place): Promise<Caller> => {
    const [id, token] = [newId(), newScreenToken()];
    const body = city.organisations[place].congress.id;
    await rowsOf(composed, `insert into screen values ($1, $2, '大厅', $3, '', '', $2, '', now(), now(), null)`, [
      body,
      id,
      hashScreenToken(token),
    ]);
    return { name: `screen (${place})`, place, role: 'screen', headers: { cookie: `${screenCookie}=${id}.${token}`, 'x-seat': id } };
  };
  return [await one('own'), await one('other')];
}

interface Parts {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly body?: object;
}

/** Calls a route as `caller`, whatever the parts are. */
export async function call(
  { server }: Pick<ComposedServer, 'server'>,
  caller: Pick<Caller, 'headers'>,
  route: RouteContract,
  parts: Parts,
): Promise<LightMyRequestResponse> {
  const url = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(parts.params?.[name] ?? 'x')));
  const query = new URLSearchParams(Object.entries(parts.query ?? {}).map(([name, value]): [string, string] => [name, String(value)]));
  return await server.inject({
    method: route.method,
    url: query.size > 0 ? `${url}?${query.toString()}` : url,
    headers: { ...newKey(), ...caller.headers },
    ...(route.method === 'GET' || route.carries === 'form' ? {} : { payload: parts.body ?? {} }),
  });
}

/** A contract's shape as JSON Schema. */
export const schemaOf = (shape: z.ZodType) => z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
/** The names of a shape's members. */
export const membersOf = (shape: z.ZodType) => Object.keys(schemaOf(shape).properties ?? {});

/** Whose records the calls of a route can name: one sort of body's where the route is for a kind of it, else either's. */
export function sidesOf(route: RouteContract): readonly Side[] {
  const kind = kindIn(route.path);
  if (kind) return [kinds[kind]!.bodyKind];
  return /bulletin|editions/.test(route.path) ? ['cppcc'] : sides;
}

/** A well-formed call of the route that names the body's records wherever an id stands. */
export function realInput(records: Records, route: RouteContract): Required<Parts> {
  const idOf = (name: string) => recordFor(route.path, name, records);
  const params = Object.fromEntries(
    Object.entries(schemaOf(route.params).properties ?? {}).map(([name, schema]) => [
      name,
      schema.pattern?.startsWith('^[0-9a-f]{8}') ? idOf(name) : sampleOf(schema, { idOf }, name),
    ]),
  );
  const query = sampleOf(schemaOf(route.query), { idOf }) as Record<string, unknown>;
  delete query['cursor'];
  delete query['seat'];
  const [, kind = '', act = ''] = route.permission.split('.');
  const declared = kinds[kind];
  const typed = declared?.acts[act] && route.id === route.permission ? { input: formInput(declared.acts[act].fields, records) } : undefined;
  const body = typed ?? (declared ? { form: formInput(declared.form, records) } : sampleOf(schemaOf(route.body), { idOf }));
  // What the office enters for somebody is a declared form among other members.
  const onPaper = route.path.startsWith('/api/paper/') ? kinds[kindIn(route.path) ?? ''] : undefined;
  return { params, query, body: onPaper ? { ...(body as object), form: formInput(onPaper.form, records) } : (body as object) };
}

/** Everything that an answer says, also inside a packed document. */
export function saidBy(answer: LightMyRequestResponse): string {
  const bytes = answer.rawPayload;
  if (bytes.subarray(0, 2).toString() !== 'PK') return answer.payload;
  return Object.values(unzipSync(bytes))
    .map((file) => strFromU8(file))
    .join('\n');
}

/** The rows of the county's bodies, or of one of them, as one text for each table. */
export async function countyRows(
  composed: ComposedServer,
  city: PlantedCity,
  of: readonly Side[] = sides,
): Promise<Record<string, string>> {
  const tables = await rowsOf<{ name: string }>(
    composed,
    `select table_name as name from information_schema.columns where column_name = 'body_id' and table_schema = 'public' order by 1`,
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${name} t where body_id = any($1)`,
  );
  const rows = await rowsOf<{ name: string; digest: string }>(composed, each.join(' union all '), [
    of.map((side) => city.bodies[side].records['body']),
  ]);
  return Object.fromEntries(rows.map((row) => [row.name, row.digest]));
}
