import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../contract/actor.ts';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, RouteContract } from '../../contract/route.ts';
import type { Database, Look, Tx } from '../database.ts';

/** The parsed members of one call. */
export interface Call<R extends RouteContract> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
}

/** What a route that carries a stream, bytes or a form works with; it opens its own transactions. */
export interface RawCall<R extends RouteContract> extends Call<R> {
  readonly actor: Actor;
  readonly database: Database;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export type Handler<R extends RouteContract> =
  /** Runs in a read-only transaction. */
  | { readonly read: (tx: Tx, call: Call<R>) => Promise<AnswerOf<R>> }
  /**
   * Runs in one transaction that is repeated safely under its Idempotency-Key; its answer is stored with it. `ahead` says what
   * the work will want to know first (see TransactOptions.ahead).
   */
  | { readonly write: (tx: Tx, call: Call<R>) => Promise<AnswerOf<R>>; readonly ahead?: (actor: Actor, call: Call<R>) => Look }
  /** Streams, downloads, uploads. Sends through `reply` itself where it returns undefined. */
  | { readonly raw: (call: RawCall<R>) => Promise<unknown> };

/** A route with its handler. */
export interface BoundRoute {
  readonly route: RouteContract;
  readonly handler: Handler<RouteContract>;
}

/** Binds `route` to the function that serves it. GET routes read; all others write, unless they are raw. */
export function bind<R extends RouteContract>(route: R, handler: Handler<R>): BoundRoute {
  if ('read' in handler && route.method !== 'GET') throw new Error(`${route.id}: a ${route.method} route must write`);
  if ('write' in handler && route.method === 'GET') throw new Error(`${route.id}: a GET route must not write`);
  return { route, handler };
}
