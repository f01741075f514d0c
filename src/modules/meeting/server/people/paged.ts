import { uuid } from '#platform/contract/identifiers.ts';
import { decodeCursor, encodeCursor } from '#platform/contract/paging.ts';
import { platformProblem } from '#platform/contract/problem.ts';

/** The place of a row in an order of several columns, and its id last. */
export type Keyset = readonly (string | number)[];

/** What a value of a cursor must be, so that PostgreSQL takes it for the column that it is compared with. */
const fits = {
  integer: (value: unknown) => Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31,
  bigint: (value: unknown) => typeof value === 'string' && /^-?\d{1,18}$/.test(value),
  text: (value: unknown) => typeof value === 'string' && !value.includes('\0'),
  id: (value: unknown) => uuid.safeParse(value).success,
} as const;

/** The keyset of a cursor, or null for the first page; `kinds` says what each of its values is. Throws `request.cursor` for what is no cursor of ours. */
export function keysetOf(cursor: string | undefined, kinds: readonly (keyof typeof fits)[]): Keyset | null {
  if (cursor === undefined) return null;
  const values = decodeCursor(cursor);
  if (values?.length !== kinds.length || !kinds.every((kind, place) => fits[kind](values[place]))) throw platformProblem('request.cursor');
  return values as Keyset;
}

/** One page out of up to `limit` + 1 rows: the surplus row only tells that there is more. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keys: (row: Row) => Keyset,
  item: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last ? encodeCursor([...keys(last)]) : null };
}
