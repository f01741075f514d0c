import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify';
import type { CallOf, RouteContract } from '#platform/contract/route.ts';
import { Database } from '#platform/server/database.ts';
import { answerFailures, registerRoutes } from '#platform/server/http/register.ts';
import { isolatedDatabase, type IsolatedDatabase } from '#platform/server/testing/database.ts';
import { identityModule, type IdentityOptions } from '#modules/identity/server/index.ts';
import { openAuthenticator, type Authenticator } from './authenticator.ts';
import { newKey, signInForTest, testPhoneSecret, type TestSeat } from './factory.ts';
import { directoryModule, peopleForIdentity, permissionsIn } from './index.ts';

/** Identity and directory behind HTTP on a database of their own; for the tests of both modules. */
export interface TestServer {
  readonly server: FastifyInstance;
  readonly database: Database;
  readonly isolated: IsolatedDatabase;
  readonly authenticator: Authenticator;
  /** The time that the server believes it is; change it to let time pass. */
  readonly clock: { now: Date };
  /** Short messages that were sent. */
  readonly messages: { phone: string; text: string; code: string | null }[];
  /** The cookie and seat headers of `seat`, signed in anew. */
  signIn(seat: TestSeat): Promise<Record<string, string>>;
  /** Calls `route` as the holder of `headers`, or as nobody. */
  call<R extends RouteContract>(route: R, input?: CallOf<R>, headers?: Record<string, string>, address?: string): Promise<TestAnswer>;
  close(): Promise<void>;
}

export interface TestAnswer {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
  readonly headers: LightMyRequestResponse['headers'];
  /** `name=value` of every cookie that was set. */
  readonly cookies: readonly string[];
}

export const testOrigin = 'http://luzhitong.test';

export async function startTestServer(
  options: Partial<IdentityOptions> & { demo?: boolean; publicUrl?: string } = {},
): Promise<TestServer> {
  const isolated = await isolatedDatabase();
  const clock = { now: new Date() };
  const database = new Database({ ...isolated, clock: () => clock.now });
  const authenticator = await openAuthenticator(database);
  const messages: TestServer['messages'] = [];
  const publicUrl = options.publicUrl ?? testOrigin;
  const settings = { secret: testPhoneSecret, publicUrl, demo: options.demo ?? false, sms: { kind: 'log' } as const, oidc: null };
  const sms = options.demo ? {} : { sms: { send: async (message: TestServer['messages'][number]) => void messages.push(message) } };
  const identity = identityModule({ settings, people: peopleForIdentity, settle: () => authenticator.settle(), ...sms, ...options });
  const directory = directoryModule({ settings, permissionsOf: (actor) => permissionsIn([identity, directory], actor) });
  const server = fastify({ trustProxy: true });
  await server.register(multipart);
  answerFailures(server);
  registerRoutes(server, {
    database,
    modules: [identity, directory],
    authenticate: (request) => authenticator.authenticate(request),
    publicOrigin: publicUrl,
    checkAnswers: true,
  });
  await server.ready();
  return {
    server,
    database,
    isolated,
    authenticator,
    clock,
    messages,
    signIn: (seat) => signInForTest(database, seat.accountId, seat.actor),
    call: (route, input = {}, headers = {}, address = '10.0.0.1') => call(server, route, input, headers, address),
    close: async () => {
      await server.close();
      await authenticator.close();
      await database.close();
      await isolated.drop();
    },
  };
}

async function call(
  server: FastifyInstance,
  route: RouteContract,
  input: CallOf<RouteContract>,
  headers: Record<string, string>,
  address: string,
): Promise<TestAnswer> {
  const params = (input.params ?? {}) as Record<string, string>;
  const url = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const answer = await server.inject({
    method: route.method,
    url,
    query: (input.query ?? {}) as Record<string, string>,
    headers: { ...newKey(), 'x-forwarded-for': address, ...headers },
    ...(route.method === 'GET' || route.carries === 'form' ? {} : { payload: (input.body ?? {}) as Record<string, unknown> }),
  });
  const isJson = (answer.headers['content-type'] ?? '').includes('json');
  return {
    status: answer.statusCode,
    body: isJson ? answer.json() : answer.rawPayload,
    headers: answer.headers,
    cookies: [answer.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';', 1)[0]!),
  };
}
