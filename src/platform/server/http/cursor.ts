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
  const fits =
    of === 'integer' ? Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31 : typeof value === 'string' && isMoment(value);
  const parsed = uuid.safeParse(id);
  if (!fits || !parsed.success) throw platformProblem('request.cursor');
  return [value as string | number, parsed.data];
}

/** As toISOString writes it, in years that PostgreSQL reads; Date.parse alone takes 30 February for a day in March. */
function isMoment(value: string): boolean {
  const at = Date.parse(value);
  return /^(?!0000)\d{4}-/.test(value) && !Number.isNaN(at) && new Date(at).toISOString() === value;
}
