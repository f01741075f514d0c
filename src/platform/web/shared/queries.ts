import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
  QueryClient,
  focusManager,
  onlineManager,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import { newId } from '../../contract/identifiers.ts';
import type { AnswerOf, CallOf, RouteContract } from '../../contract/route.ts';
import { Unreachable, call, seatInUse } from './call.ts';
import { useLiveTopics } from './live-topics.ts';
import { signal } from './signal.ts';

/** The query client of a terminal. Reads pause while there is no signal and go on by themselves; nothing but a lost signal is tried again. */
export function makeQueryClient(): QueryClient {
  onlineManager.setEventListener((setOnline) => signal.watch((state) => setOnline(state !== 'offline')));
  focusManager.setEventListener((setFocused) => {
    const look = () => setFocused(document.visibilityState === 'visible');
    addEventListener('visibilitychange', look);
    return () => removeEventListener('visibilitychange', look);
  });
  const retry = (failures: number, error: Error) => error instanceof Unreachable && failures < 3;
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 20_000, gcTime: 24 * 3_600_000, retry }, mutations: { retry: false, networkMode: 'always' } },
  });
}

export interface ReadOptions {
  /** Live topics that make this reading stale (`matter:<id>`); without them every event of the route's module does. */
  readonly topics?: readonly string[];
  readonly enabled?: boolean;
  readonly staleTime?: number;
  /** Shows the last answer while one for changed input is on its way (search as one types). */
  readonly keepPrevious?: boolean;
}

/** Reads `route` and keeps it fresh: live events, a return to the page and a return of the signal refresh it. */
export function useRead<R extends RouteContract>(route: R, input: CallOf<R> = {}, options: ReadOptions = {}): UseQueryResult<AnswerOf<R>> {
  useLiveTopics(options.topics);
  return useQuery<AnswerOf<R>>({
    queryKey: keyOf(route, input),
    queryFn: (context) => call(route, input, { signal: context.signal }),
    ...settingsOf(options),
    ...(options.keepPrevious ? { placeholderData: (previous) => previous } : {}),
  });
}

type PageOf<R extends RouteContract> = AnswerOf<R> extends { items: readonly (infer Item)[]; next: string | null } ? Item : never;
export type PagesResult<Item> = UseInfiniteQueryResult<InfiniteData<{ items: Item[]; next: string | null }>> & { readonly items: Item[] };

/** Reads a keyset list page by page; `items` are the rows of all pages so far, `fetchNextPage` gets more while `hasNextPage`. */
export function usePages<R extends RouteContract>(route: R, input: CallOf<R> = {}, options: ReadOptions = {}): PagesResult<PageOf<R>> {
  type Page = { items: PageOf<R>[]; next: string | null };
  useLiveTopics(options.topics);
  const result = useInfiniteQuery<Page, Error, InfiniteData<Page, string | null>, readonly unknown[], string | null>({
    queryKey: [...keyOf(route, input), 'pages'],
    queryFn: async (context) => {
      const query = { ...(input.query as object | undefined), cursor: context.pageParam ?? undefined };
      return (await call(route, { ...input, query } as CallOf<R>, { signal: context.signal })) as Page;
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.next,
    ...settingsOf(options),
    ...(options.keepPrevious ? { placeholderData: (previous: InfiniteData<Page, string | null> | undefined) => previous } : {}),
  });
  return { ...result, items: result.data?.pages.flatMap((page) => page.items) ?? [] };
}

export interface WriteOptions<R extends RouteContract> {
  readonly onDone?: (answer: AnswerOf<R>, input: CallOf<R>) => void;
}

/**
 * Calls a route that changes something. A repetition of the same input after a lost answer carries the same idempotency key, so that it
 * happens once. Afterwards everything read from the route's module is read anew.
 */
export function useWrite<R extends RouteContract>(
  route: R,
  options: WriteOptions<R> = {},
): UseMutationResult<AnswerOf<R>, Error, CallOf<R>> {
  const client = useQueryClient();
  const lost = useRef<{ input: string; key: string } | null>(null);
  return useMutation<AnswerOf<R>, Error, CallOf<R>>({
    mutationFn: async (input) => {
      const words = JSON.stringify(input);
      const key = lost.current?.input === words ? lost.current.key : newId();
      lost.current = { input: words, key };
      try {
        const answer = await call(route, input, { idempotencyKey: key });
        lost.current = null;
        return answer;
      } catch (error) {
        if (!(error instanceof Unreachable)) lost.current = null;
        throw error;
      }
    },
    onSuccess: (answer, input) => {
      void refreshModule(client, moduleOf(route.id));
      options.onDone?.(answer, input);
    },
  });
}

/** The key under which a reading is cached: one per seat, so that a seat never sees what another seat has read. */
export function keyOf<R extends RouteContract>(route: R, input: CallOf<R> = {}): readonly unknown[] {
  return [route.id, seatInUse(), input.params ?? {}, input.query ?? {}];
}

/**
 * Reads everything of a module anew that is on screen, and the rest when it is next shown. Resolves when that is read, or when there is no
 * signal: then the readings go on with its return, and nobody should wait for them.
 */
export function refreshModule(client: QueryClient, module: string): Promise<void> {
  const refreshed = client.invalidateQueries({ predicate: (query) => moduleOf(String(query.queryKey[0])) === module });
  return new Promise((resolve, reject) => {
    const finish = () => {
      unwatch();
      resolve();
    };
    const unwatch = signal.watch((state) => state === 'offline' && finish());
    if (signal.state === 'offline') finish();
    refreshed.then(finish, reject);
  });
}

/** `matter` of `matter.read-case` and of `matter.case-submitted`. */
export function moduleOf(id: string): string {
  return id.split('.')[0] ?? id;
}

function settingsOf(options: ReadOptions) {
  return {
    meta: { topics: options.topics },
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  };
}
