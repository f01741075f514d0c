import { newId } from '../../contract/identifiers.ts';
import { Problem, platformProblem, problemShape } from '../../contract/problem.ts';
import type { AnswerOf, CallOf, Method, RouteContract } from '../../contract/route.ts';
import { notePosition } from './live-positions.ts';
import { signal } from './signal.ts';

/** The seat that calls are made in; kept for the next visit. `null` lets the server choose the person's first seat. */
let currentSeat: string | null = localStorage.getItem('seat');

export function seatInUse(): string | null {
  return currentSeat;
}

/** Makes later calls in the seat `seatId`. */
export function actInSeat(seatId: string | null): void {
  currentSeat = seatId;
  if (seatId) localStorage.setItem('seat', seatId);
  else localStorage.removeItem('seat');
}

/** The request never reached the server: no signal, or the server is away. Nothing is known to have happened. */
export class Unreachable extends Error {
  constructor() {
    super('现在连不上服务器，请检查网络。');
    this.name = 'Unreachable';
  }
}

export interface CallOptions {
  /** Pass the same key to repeat a write whose answer was lost: the server then gives the first answer again. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** How long the server may take, in milliseconds; for the few acts that take longer than 25 seconds. */
  readonly patience?: number;
}

/** Calls `route` and returns its parsed answer. Throws {@link Problem} where the server refuses, {@link Unreachable} where it was not reached. */
export async function call<R extends RouteContract>(route: R, input: CallOf<R> = {}, options: CallOptions = {}): Promise<AnswerOf<R>> {
  const response = await send({
    method: route.method,
    address: addressOf(route, input),
    body: input.body,
    seatId: currentSeat,
    ...options,
  });
  return (await response.json()) as AnswerOf<R>;
}

/** The address of `route` with its path and query members filled in. Also for links to downloads and event streams. */
export function addressOf<R extends RouteContract>(route: R, input: CallOf<R>): string {
  const params = (input.params ?? {}) as Record<string, string>;
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

export interface Sending extends CallOptions {
  readonly method: Method;
  readonly address: string;
  readonly body?: unknown;
  readonly seatId: string | null;
}

/** One request as it goes over the wire; answers only where the server agreed. The queue of outgoing writes sends its stored writes with it. */
export async function send(sending: Sending): Promise<Response> {
  const response = await reach(sending);
  if (response.ok) return response;
  const refusal = await refusalOf(response);
  if (refusal.code === 'actor.unauthenticated') for (const listener of leavingListeners) listener();
  throw refusal;
}

const leavingListeners = new Set<() => void>();

/** Tells `listener` when the server no longer knows who is signed in; returns the function that ends it. */
export function onSignedOut(listener: () => void): () => void {
  leavingListeners.add(listener);
  return () => leavingListeners.delete(listener);
}

/** A phone whose signal dies in the middle keeps a request open for ever, so requests end themselves; uploads may take longer. */
const patience = { json: 25_000, form: 180_000 };

async function reach(sending: Sending): Promise<Response> {
  // One controller of our own: AbortSignal.any and .timeout are missing in the browsers inside older office apps.
  const end = new AbortController();
  const stop = () => end.abort();
  const sentAt = Date.now();
  const timer = setTimeout(stop, sending.patience ?? (sending.body instanceof FormData ? patience.form : patience.json));
  sending.signal?.addEventListener('abort', stop);
  try {
    const response = await fetch(sending.address, { ...requestOf(sending), signal: end.signal });
    if (response.status === 502 || response.status === 504) throw new Unreachable();
    signal.trust(sentAt);
    notePosition(response);
    return response;
  } catch (error) {
    if (sending.signal?.aborted) throw error;
    signal.doubt();
    throw new Unreachable();
  } finally {
    clearTimeout(timer);
    sending.signal?.removeEventListener('abort', stop);
  }
}

function requestOf(sending: Sending): RequestInit {
  const headers = new Headers({ accept: 'application/json' });
  if (sending.seatId) headers.set('x-seat', sending.seatId);
  const request: RequestInit = { method: sending.method, headers, credentials: 'same-origin' };
  if (sending.method === 'GET') return request;
  headers.set('idempotency-key', sending.idempotencyKey ?? newId());
  if (sending.body instanceof FormData) return { ...request, body: sending.body };
  headers.set('content-type', 'application/json');
  return { ...request, body: JSON.stringify(sending.body ?? {}) };
}

async function refusalOf(response: Response): Promise<Problem> {
  const parsed = problemShape.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new Problem(parsed.data.code, response.status, parsed.data.message, parsed.data.fields);
  return response.status === 503
    ? platformProblem('server.unavailable')
    : platformProblem('server.failed', { id: String(response.status) });
}
