import { uuid } from '#platform/contract/identifiers.ts';
import { decodeCursor, encodeCursor } from '#platform/contract/paging.ts';
import { platformProblem } from '#platform/contract/problem.ts';

/** The keyset values of a cursor: `count` texts, the last an id; null for the first page. Throws `request.cursor` for what is no cursor of ours. */
export function keysetOf(cursor: string | undefined, count: number): string[] | null {
  if (cursor === undefined) return null;
  const values = decodeCursor(cursor);
  const texts = values?.filter((value) => typeof value === 'string');
  if (texts?.length !== count || !uuid.safeParse(texts.at(-1)).success) throw platformProblem('request.cursor');
  return texts;
}

/** One page out of up to `limit` + 1 rows: the surplus row only tells that there is more. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keys: (row: Row) => (string | number | null)[],
  item: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last ? encodeCursor(keys(last)) : null };
}
