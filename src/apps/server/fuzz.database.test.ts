import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemShape } from '#platform/contract/problem.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import { newKey, signInForTest } from '#modules/identity/server/factory.ts';
import { kinds } from '#modules/matter/contract/kinds/index.ts';
import type { ComposedServer } from './testing/composed-server.ts';
import { composedServer } from './testing/composed-server.ts';
import { Dice, mutated, nastyFor, nastyTexts } from './testing/mutations.ts';
import type { Caller } from './testing/outside-calls.ts';
import { saidBy, seatedCallers, sidesOf, wallScreens } from './testing/outside-calls.ts';
import type { PlantedCity } from './testing/planted-city.ts';
import { canary, plantCity, rowsOf, sides } from './testing/planted-city.ts';
import type { JsonSchema } from './testing/samples.ts';
import { formInput, kindIn, recordFor, sampleOf } from './testing/samples.ts';

/**
 * Every operation of /openapi.json with valid, invalid and mutated calls in all kinds of seats: never a fault of ours, answers and refusals in
 * their declared shape, and never a word of another body. FUZZ_CALLS says how many calls each operation gets, FUZZ_SEED repeats a run.
 */
const callsEach = Number(process.env['FUZZ_CALLS'] ?? 24);
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const dice = new Dice(seed);

interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly parameters: readonly { readonly name: string; readonly in: 'path' | 'query' | 'header'; readonly schema: JsonSchema }[];
  readonly body: JsonSchema | null;
  readonly carries: 'json' | 'form' | 'stream' | 'bytes';
}

let composed: ComposedServer;
let city: PlantedCity;
let callers: Caller[];
let operations: readonly Operation[];
let contracts: ReadonlyMap<string, RouteContract>;

beforeAll(async () => {
  composed = await composedServer();
  city = await plantCity(composed);
  contracts = new Map(composed.modules.flatMap((module) => module.routes.map(({ route }) => [route.id, route] as const)));
  callers = await everybody();
  operations = operationsOf((await composed.server.inject('/openapi.json')).json());
});
afterAll(() => composed.close());

async function everybody(): Promise<Caller[]> {
  const authors = sides.map(async (side): Promise<Caller> => {
    const { author } = city.bodies[side];
    const headers = await signInForTest(composed.database, author.accountId, author.actor);
    return { name: `author of the ${side}`, place: 'own', role: side === 'congress' ? 'deputy' : 'member', headers };
  });
  return [
    ...(await Promise.all(authors)),
    ...(await seatedCallers(composed, city)),
    ...(await wallScreens(composed, city)),
    { name: 'anonymous', place: null, role: null, headers: {} },
  ];
}

type Document = {
  paths: Record<
    string,
    Record<
      string,
      {
        operationId: string;
        parameters?: Operation['parameters'];
        requestBody?: { content: Record<string, { schema: JsonSchema }> };
        responses: Record<string, { content: object }>;
      }
    >
  >;
};

function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]): Operation => {
      const content = one.requestBody?.content ?? {};
      const answers = Object.keys(one.responses['200']!.content)[0];
      return {
        id: one.operationId,
        method: method.toUpperCase() as Operation['method'],
        path: path.replaceAll(/\{(\w+)\}/g, ':$1'),
        parameters: one.parameters ?? [],
        body: content['application/json']?.schema ?? null,
        carries: content['multipart/form-data']
          ? 'form'
          : answers === 'text/event-stream'
            ? 'stream'
            : answers === 'application/json'
              ? 'json'
              : 'bytes',
      };
    }),
  );
}

/** A call that is well formed and names records that exist. */
function validCall(operation: Operation): { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown } {
  const { records } = city.bodies[dice.pick(sidesOf(contracts.get(operation.id)!))];
  const idOf = (name: string) => recordFor(operation.path, name, records);
  const of = (place: 'path' | 'query') =>
    Object.fromEntries(
      operation.parameters
        .filter((one) => one.in === place && !['cursor', 'seat'].includes(one.name))
        .map((one) => [one.name, sampleOf(one.schema, { idOf }, one.name)]),
    );
  const [, kind = '', act = ''] = operation.id.split('.');
  const declared = kinds[kind];
  const fields = declared?.acts[act]?.fields;
  const typed = fields ? { input: formInput(fields, records) } : { form: formInput(declared?.form ?? [], records) };
  // What the office enters for somebody is a declared form among other members.
  const onPaper = operation.path.startsWith('/api/paper/') ? kinds[kindIn(operation.path) ?? ''] : undefined;
  const entered = onPaper ? { form: formInput(onPaper.form, records) } : {};
  const sample = () => sampleOf(operation.body!, { idOf, lean: dice.happens(40) });
  const body = declared ? typed : operation.body && (onPaper ? { ...(sample() as object), ...entered } : sample());
  return { params: of('path'), query: of('query'), body };
}

/** One call, spoiled in one place or several, or not at all. */
function nextCall(operation: Operation): InjectOptions {
  const call = validCall(operation);
  const spoil = dice.below(10);
  const cursor = operation.parameters.some((one) => one.name === 'cursor') && dice.happens(25) ? { cursor: nastyFor(dice, 'cursor') } : {};
  let { params, query, body } = call;
  query = { ...query, ...cursor };
  for (let times = spoil < 3 ? 0 : dice.below(3) + 1; times > 0; times -= 1) {
    const parts = [
      'body',
      'body',
      ...(Object.keys(query).length > 0 ? ['query'] : []),
      ...(Object.keys(params).length > 0 ? ['params'] : []),
    ];
    const part = dice.pick(parts);
    if (part === 'body') body = mutated(dice, body);
    else if (part === 'query') query = asMembers(mutated(dice, query), query);
    else params = asMembers(mutated(dice, params), params);
  }
  const headers = {
    ...newKey(),
    ...(dice.happens(4) ? { 'idempotency-key': headerText() } : {}),
    ...(dice.happens(3) ? { 'x-seat': headerText() } : {}),
  };
  return { method: operation.method, url: `${pathOf(operation.path, params)}${queryOf(query)}`, headers, ...payloadOf(operation, body) };
}

const asMembers = (value: unknown, otherwise: Record<string, unknown>) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : otherwise;
/** Header values carry bytes, not characters. */
const headerText = () =>
  dice
    .pick(nastyTexts)
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, 4_000);
const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();

function pathOf(path: string, params: Record<string, unknown>): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) =>
    dice.happens(2) ? dice.pick(['%00', '%zz', '%c0%ae', '%2f', '~']) : encodeURIComponent(asText(params[name] ?? 'x')).slice(0, 3_000),
  );
}

function queryOf(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value.slice(0, 5) : [value]).map(
      (one) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(asText(one)).slice(0, 6_000)}`,
    ),
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function payloadOf({ method, carries }: Operation, body: unknown): Pick<InjectOptions, 'payload'> & { headers?: never } {
  if (method === 'GET') return {};
  const raw = [
    '{',
    '[',
    '',
    'null',
    '"',
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":{"a":1}}}',
    '['.repeat(20_000),
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    `{"input":${'['.repeat(8_000)}${']'.repeat(8_000)}}`,
    '{"a":1}{"b":2}',
    '\u0000',
  ];
  const text = dice.happens(4) || carries === 'form' ? dice.pick(raw) : JSON.stringify(body ?? {});
  return { payload: text };
}

const contentTypes = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/json; charset=gbk',
];

/** What is wrong with an answer; null where nothing is. */
function faultOf(operation: Operation, caller: Caller, answer: LightMyRequestResponse): string | null {
  if (caller.place !== 'own' && saidBy(answer).includes(canary)) return 'told the canary';
  const contract = contracts.get(operation.id)!;
  if (answer.statusCode < 300)
    return operation.carries === 'json' && answer.payload !== '' && !contract.answer.safeParse(answer.json()).success
      ? 'answered outside its contract'
      : null;
  if (answer.statusCode < 400) return null;
  const refusal = parsed(answer.payload);
  const shaped = problemShape.safeParse(refusal);
  if (!shaped.success) return `refused in no known shape: ${answer.payload.slice(0, 200)}`;
  const { code, message, fields = [] } = shaped.data;
  if (code === 'server.failed') return `failed: ${loggedOf(message)}`;
  const foreign = [message, ...fields.map((field) => field.message)].find((words) => !/\p{Script=Han}/u.test(words));
  return foreign === undefined ? null : `speaks no Chinese: ${code} ${JSON.stringify(fields)} ${foreign}`.slice(0, 300);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function loggedOf(message: string): string {
  const failure = /编号 (\w+)/.exec(message)?.[1] ?? '';
  const line = composed.logged.findLast((one) => one.includes(failure)) ?? '{}';
  const { err } = JSON.parse(line) as { err?: { message?: string; stack?: string } };
  return `${err?.message} ${err?.stack?.split('\n').slice(1, 5).join(' ')}`;
}

/** Undoes what allowed calls did to the callers themselves: accounts disabled, posts ended, sessions signed out. */
async function revive(): Promise<void> {
  for (const text of [
    `update account set status = 'active'`,
    `update post set status = 'active', to_day = null`,
    `update mandate set status = 'active', to_day = null`,
    `update organisation set status = 'active'`,
    'update account_session set ended_at = null, restricted = false',
  ])
    await rowsOf(composed, text);
  await composed.authenticator.settle();
}

/** Mostly somebody who may, so that the call gets past the door; else anybody. */
function callerFor(operation: Operation): Caller {
  const permission = contracts.get(operation.id)!.permission;
  const may = composed.modules.find((module) => permission in module.policies)?.policies[permission] ?? (() => true);
  const seats = callers.filter(
    ({ place, role }) => place !== null && role !== null && role !== 'screen' && may(city.seats[place][role].actor),
  );
  const own = seats.filter((one) => one.place === 'own');
  return dice.pick(dice.happens(50) && own.length > 0 ? own : dice.happens(70) && seats.length > 0 ? seats : callers);
}

/** Hashing a password is slow on purpose; a few of these calls say as much as many. */
const slow = /password/;

test('no operation fails, answers out of shape or tells of another body', { timeout: 240_000 + callsEach * 20_000 }, async () => {
  const faults = new Map<string, string>();
  const statuses = new Map<number, number>();
  let calls = 0;
  for (const [index, operation] of operations.filter((one) => one.carries !== 'stream').entries()) {
    if (index % 12 === 0) await revive();
    for (let round = slow.test(operation.id) ? Math.max(0, callsEach - 8) : 0; round < callsEach; round += 1) {
      const caller = callerFor(operation);
      const call = nextCall(operation);
      const type =
        call.payload === undefined
          ? {}
          : { 'content-type': dice.happens(5) || operation.carries === 'form' ? dice.pick(contentTypes) : 'application/json' };
      const answer = await composed.server.inject({ ...call, headers: { ...type, ...caller.headers, ...call.headers } });
      calls += 1;
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
      const fault = faultOf(operation, caller, answer);
      if (fault)
        faults.set(
          `${operation.id} ${fault}`.slice(0, 120),
          `${operation.id} by ${caller.name}: ${answer.statusCode} ${fault}\n  ${call.method} ${String(call.url).slice(0, 200)} ${String(call.payload ?? '').slice(0, 300)}`,
        );
    }
  }
  console.log(
    `${operations.length} operations, ${calls} calls, FUZZ_SEED=${seed}`,
    Object.fromEntries([...statuses].toSorted(([one], [other]) => one - other)),
  );
  expect([...faults.values()].slice(0, 12), `FUZZ_SEED=${seed}`).toEqual([]);
  // Valid calls must come through, or nothing was tested behind the first check.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(calls / 20);
});
