import { uuid } from '#platform/contract/identifiers.ts';
import type { PageCall } from '#platform/web/public/page.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { publicKindName, promiseStateWords } from '../../contract/public-words.ts';
import type { listPublished } from '../../contract/publication.ts';
import { promiseState } from '../../contract/publication.ts';
import type { CallOf } from '#platform/contract/route.ts';

type Asked = NonNullable<CallOf<typeof listPublished>['query']>;

/** What a visitor asked for, by the members of the address. What is ill-formed is left out of account, so that an old link still shows something. */
export interface Wish {
  readonly body?: string;
  readonly kind?: string;
  readonly field?: string;
  readonly year?: string;
  readonly unit?: string;
  readonly answer?: string;
  readonly promise?: keyof typeof promiseStateWords;
  readonly words?: string;
}

/** Members that narrow a list, in the order in which they are offered. */
export const narrowing = ['kind', 'year', 'field', 'unit', 'answer', 'promise'] as const satisfies readonly (keyof Wish)[];
export type Narrowing = (typeof narrowing)[number];

export function wishOf(query: PageCall['query']): Wish {
  const text = (name: string, most: number) =>
    storable(query[name] ?? '')
      .trim()
      .slice(0, most) || undefined;
  const [body, promise] = [uuid.safeParse(query['body']), promiseState.safeParse(query['promise'])];
  const [kind, year] = [query['kind'], query['year']];
  const wish = {
    body: body.success ? body.data : undefined,
    kind: kind && Object.hasOwn(kinds, kind) ? kind : undefined,
    field: text('field', 60),
    year: year && /^(19[5-9]|20|21)\d{1,2}$/.test(year) && year.length === 4 ? year : undefined,
    unit: text('unit', 100),
    answer: text('answer', 60),
    promise: promise.success ? promise.data : undefined,
    words: text('words', 100),
  };
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
}

/** Without characters that no text of the database can hold. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** The wish as a route takes it. */
export function askedFor(wish: Wish): Asked {
  return wish;
}

/** True where the list shows less than everything of a body. */
export function isNarrowed(wish: Wish): boolean {
  return wish.words !== undefined || narrowing.some((name) => wish[name] !== undefined);
}

/** The same wish without one member. */
export function without(wish: Wish, name: keyof Wish): Wish {
  const { [name]: _, ...rest } = wish;
  return rest;
}

/** A narrowing in words: 2026 年提出, 城建交通, 市住建局承办. */
export function wordsOfNarrowing(wish: Wish, name: Narrowing): string {
  const value = wish[name]!;
  switch (name) {
    case 'kind':
      return publicKindName(kinds[value]!);
    case 'year':
      return `${value} 年提出`;
    case 'unit':
      return `${value}承办`;
    case 'promise':
      return promiseStateWords[wish.promise!];
    default:
      return value;
  }
}

/** Path and query, without the visitor's own choices. */
export function addressOfWish(path: string, wish: Wish): string {
  const query = new URLSearchParams(Object.entries(wish));
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}
