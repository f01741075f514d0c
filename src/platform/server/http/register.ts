import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../contract/actor.ts';
import { Problem, platformProblem } from '../../contract/problem.ts';
import type { RouteContract } from '../../contract/route.ts';
import type { Database, Repetition } from '../database.ts';
import { KeyReused } from '../database.ts';
import type { Policy, ServerModule } from '../module.ts';
import { isOutage, isOutOfSpace } from '../outage.ts';
import type { BoundRoute, Call } from './bind.ts';

// What a contract does not say in words of its own is said in Chinese all the same.
z.config(z.locales.zhCN());

/** Finds out who calls. Returns `nobody` without a session; throws `actor.unauthenticated` or `actor.seat` where a given one is not valid. */
export type Authenticate = (request: FastifyRequest) => Promise<Actor>;

export interface EdgeOptions {
  readonly database: Database;
  readonly modules: readonly ServerModule[];
  readonly authenticate: Authenticate;
  /** Origin of PUBLIC_URL: browsers' writes from any other site are refused. */
  readonly publicOrigin: string;
  /** Also check every answer against its contract and fail where it differs; on in tests. */
  readonly checkAnswers?: boolean;
}

/**
 * Registers every module's routes. Order of each call: who calls, may the seat, is the input well formed, one transaction, answer.
 * Throws at start where a route names an undeclared permission or a permission has no rule.
 */
export function registerRoutes(server: FastifyInstance, options: EdgeOptions): void {
  const policies = collectPolicies(options.modules);
  for (const { route, handler } of options.modules.flatMap((module) => module.routes)) {
    const policy = policies.get(route.permission);
    if (!policy) throw new Error(`Route ${route.id} names the permission ${route.permission}, which no module declares.`);
    server.route({
      method: route.method,
      url: route.path,
      config: { routeId: route.id },
      handler: async (request, reply) => await serve({ route, handler }, policy, options, request, reply),
    });
  }
}

/** The rule of every permission. `public` is open to all; a declared permission without a rule, or declared twice, stops the start. */
export function collectPolicies(modules: readonly ServerModule[]): Map<string, Policy> {
  const policies = new Map<string, Policy>([['public', () => true]]);
  for (const module of modules) {
    for (const permission of Object.keys(module.permissions)) {
      const policy = module.policies[permission];
      if (!policy) throw new Error(`Module ${module.name} declares the permission ${permission} without a rule.`);
      if (policies.has(permission)) throw new Error(`The permission ${permission} is declared twice.`);
      policies.set(permission, policy);
    }
  }
  return policies;
}

async function serve(
  bound: BoundRoute,
  policy: Policy,
  options: EdgeOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { route, handler } = bound;
  if (route.method !== 'GET') refuseForgery(request, options.publicOrigin);
  const actor = await options.authenticate(request);
  if (!policy(actor)) throw platformProblem((actor.accountId ?? actor.seatId) ? 'actor.forbidden' : 'actor.unauthenticated');
  const call = parse(route, request);
  reply.header('cache-control', 'no-store');
  if ('raw' in handler) return await handler.raw({ ...call, actor, database: options.database, request, reply });
  const { database } = options;
  const answer =
    'read' in handler
      ? await database.read(actor, (tx) => handler.read(tx, call), { requestId: request.id })
      : await database.transact(actor, (tx) => handler.write(tx, call), {
          requestId: request.id,
          repetition: repetitionOf(route, request, call),
          ...(handler.ahead ? { ahead: handler.ahead(actor, call) } : {}),
        });
  return options.checkAnswers ? checked(route, answer) : answer;
}

function parse(route: RouteContract, request: FastifyRequest): Call<RouteContract> {
  const members = {
    params: request.params,
    query: request.query,
    body: route.method === 'GET' || route.carries === 'form' ? {} : (request.body ?? {}),
  };
  if (!isStorable(members.body)) throw platformProblem('request.invalid', {}, [unstorable]);
  const fields: { path: string; message: string }[] = [];
  const parsed: { params?: unknown; query?: unknown; body?: unknown } = {};
  for (const name of ['params', 'query', 'body'] as const) {
    const outcome = route[name].safeParse(members[name]);
    if (outcome.success) parsed[name] = outcome.data;
    else for (const issue of outcome.error.issues) fields.push({ path: issue.path.join('.') || name, message: issue.message });
  }
  // An id in the path that is no id at all names nothing that exists.
  if (parsed.params === undefined) throw platformProblem('route.not-found');
  if (fields.length > 0) throw platformProblem('request.invalid', {}, fields);
  return { params: parsed.params, query: parsed.query, body: parsed.body };
}

const unstorable = { path: 'body', message: '内容里有无法保存的字符，请删去后重试。' };
/** No form of ours is nested nearly so deep; without a limit, whatever walks through it would run out of stack. */
const deepest = 64;

/** False for what no column can hold (NUL, half of a surrogate pair) and for what is nested without end. */
function isStorable(value: unknown): boolean {
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: one, depth } = next;
    if (typeof one === 'string' && (!one.isWellFormed() || one.includes('\0'))) return false;
    if (typeof one !== 'object' || one === null) continue;
    if (depth > deepest) return false;
    if (!Array.isArray(one) && !Object.keys(one).every((key) => key.isWellFormed() && !key.includes('\0'))) return false;
    for (const member of Object.values(one)) waiting.push({ value: member, depth: depth + 1 });
  }
  return true;
}

const keyPattern = /^[\w-]{8,100}$/;

/** Writes carry an Idempotency-Key. A form on another site cannot send that header, so demanding it is also a guard against forgery. */
export function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && keyPattern.test(key)) return key;
  throw platformProblem('request.invalid', {}, [{ path: 'idempotency-key', message: '缺少提交编号，请刷新页面后重试。' }]);
}

function repetitionOf(route: RouteContract, request: FastifyRequest, call: Call<RouteContract>): Repetition {
  return {
    key: keyOf(request),
    route: route.id,
    fingerprint: createHash('sha256')
      .update(JSON.stringify([call.params, call.query, call.body]))
      .digest(),
  };
}

function refuseForgery(request: FastifyRequest, publicOrigin: string): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  const foreign = origin !== undefined && origin !== publicOrigin && origin !== `${request.protocol}://${request.host}`;
  if (foreign || site === 'cross-site') throw platformProblem('request.forgery');
}

function checked(route: RouteContract, answer: unknown): unknown {
  const outcome = route.answer.safeParse(JSON.parse(JSON.stringify(answer)));
  if (outcome.success) return answer;
  throw new Error(`${route.id} answered outside its contract: ${JSON.stringify(outcome.error.issues.slice(0, 5))}`);
}

/**
 * Turns anything thrown into the wire shape of a refusal. What is not a {@link Problem} is logged with an id that the caller is told,
 * so that a message of ours or of a library never reaches a screen.
 */
export function answerFailures(server: FastifyInstance): void {
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(platformProblem('route.not-found').toJSON()));
  server.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal?.status === 503 && !(error instanceof Problem)) tellOutage(request, error);
    // As plain data: an Error that is sent loses its fields.
    if (refusal) return reply.code(refusal.status).send(refusal.toJSON());
    const id = randomUUID().slice(0, 8);
    request.log.error({ err: error, failure: id }, 'request failed');
    return reply.code(500).send(platformProblem('server.failed', { id }).toJSON());
  });
}

/** One line in ten seconds of each kind is enough: a full disk shall not be filled with complaints about it. */
const outagePause = 10_000;
const lastTold = new Map<string, number>();

function tellOutage(request: FastifyRequest, error: unknown): void {
  const code = String((error as { code?: unknown }).code);
  if (Date.now() - (lastTold.get(code) ?? 0) < outagePause) return;
  lastTold.set(code, Date.now());
  request.log.error({ err: error }, 'database unavailable');
}

function refusalOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (isOutOfSpace(error)) return platformProblem('server.no-space');
  if (isOutage(error)) return platformProblem('server.unavailable');
  if (error instanceof KeyReused) return platformProblem('request.key-reused');
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (statusCode === 413) return platformProblem('request.too-large');
  // 22P05 and 22021: a NUL or malformed byte sequence that PostgreSQL's text cannot hold.
  if (code === '22P05' || code === '22021') return platformProblem('request.invalid', {}, [unstorable]);
  // 22003: a number beyond what its column holds; contracts say `int`, which is 53 bits wide.
  if (code === '22003') return platformProblem('request.invalid', {}, [{ path: 'body', message: '数字太大或太小，请核对后重试。' }]);
  if (isBrokenForm(error)) return platformProblem('request.invalid', {}, [{ path: 'file', message: '文件没有传完整，请重新选择后再试。' }]);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return platformProblem('request.invalid');
  return null;
}

/** The multipart parser's complaints about what it was sent; they carry neither a code nor a status. */
function isBrokenForm(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^(Multipart: Boundary|Unexpected end of (multipart|form) data|Part terminated early|Malformed part header)/.test(error.message)
  );
}
