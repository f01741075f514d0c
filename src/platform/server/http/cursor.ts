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
