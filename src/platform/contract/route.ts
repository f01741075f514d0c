import { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One HTTP operation, shared by server and browser. The server parses `params`, `query` and `body` before the handler runs and checks
 * `permission`; the browser calls it with the same types; the OpenAPI document and the permission matrix test are generated from it.
 */
export interface RouteContract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  /** Stable operation id `module.verb-noun`, e.g. `matter.read-case`. */
  readonly id: string;
  readonly method: Method;
  /** Path with `:name` members, below `/api`. */
  readonly path: `/api/${string}`;
  /** A permission declared by the module, or `public` where anybody may call. */
  readonly permission: string;
  /** One Chinese sentence for the API document. */
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  /** `stream` for server-sent events, `bytes` for downloads, `form` for multipart uploads; JSON otherwise. */
  readonly carries: 'json' | 'stream' | 'bytes' | 'form';
}

const nothing = z.object({});
type Nothing = typeof nothing;

/** Declares a route. Omitted `params`, `query` and `body` accept nothing. */
export function defineRoute<
  Answer extends z.ZodType,
  Params extends z.ZodType = Nothing,
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
>(route: {
  id: string;
  method: Method;
  path: `/api/${string}`;
  permission: string;
  summary: string;
  answer: Answer;
  params?: Params;
  query?: Query;
  body?: Body;
  carries?: RouteContract['carries'];
}): RouteContract<Params, Query, Body, Answer> {
  return {
    ...route,
    params: (route.params ?? nothing) as Params,
    query: (route.query ?? nothing) as Query,
    body: (route.body ?? nothing) as Body,
    carries: route.carries ?? 'json',
  };
}

export type ParamsOf<R extends RouteContract> = z.output<R['params']>;
export type QueryOf<R extends RouteContract> = z.output<R['query']>;
export type BodyOf<R extends RouteContract> = z.output<R['body']>;
export type AnswerOf<R extends RouteContract> = z.output<R['answer']>;

/** What a caller passes: only the members that the route declares. */
export interface CallOf<R extends RouteContract> {
  readonly params?: z.input<R['params']>;
  readonly query?: z.input<R['query']>;
  readonly body?: z.input<R['body']>;
}

/** Answers a route: over the wire, or inside the server for pages that are made there. */
export type Ask = <R extends RouteContract>(route: R, input?: CallOf<R>) => Promise<AnswerOf<R>>;

/** A declared permission and the Chinese words that an administrator reads. */
export type PermissionTable = Readonly<Record<string, string>>;

/** An answer that says no more than that it was done. */
export const done = z.object({ done: z.literal(true) });
