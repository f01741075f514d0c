import { uuid } from '../../contract/identifiers.ts';
import { decodeCursor } from '../../contract/paging.ts';
import { platformProblem } from '../../contract/problem.ts';

/** The id in the cursor of a list that is ordered by ids alone; null on the first page. Refuses any other cursor. */
export function idCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const parsed = uuid.safeParse(decodeCursor(cursor)?.[0]);
  if (!parsed.success) throw platformProblem('request.cursor');
  return parsed.data;
}

/** The value and the id in the cursor of a list that is ordered by a moment or a number, then by id. Refuses any other cursor. */
export function keysetCursor(cursor: string, of: 'instant' | 'integer'): [value: string | number, id: string] {
  const [value, id] = decodeCursor(cursor) ?? [];
  const fits = of === 'integer' ? Number.isSafeInteger(value) : typeof value === 'string' && !Number.isNaN(Date.parse(value));
  const parsed = uuid.safeParse(id);
  if (!fits || !parsed.success) throw platformProblem('request.cursor');
  return [value as string | number, parsed.data];
}
