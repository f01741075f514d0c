import type { AnswerOf, ParamsOf } from '#platform/contract/route.ts';
import { platformProblem } from '#platform/contract/problem.ts';
import type { readOfferedYear as route } from '../../contract/routes.ts';
import { publishedYear } from '../national-calendar.ts';

/** The arrangement of a year that comes with the product, for a person to check before loading it. */
export async function readOfferedYear({ year }: ParamsOf<typeof route>): Promise<AnswerOf<typeof route>> {
  const found = publishedYear(year);
  if (!found) throw platformProblem('route.not-found');
  return { year, source: `国务院办公厅关于${year}年部分节假日安排的通知`, days: [...found.days], faults: [] };
}
