import type { SelectQueryBuilder } from 'kysely';
import { sql } from 'kysely';
import type { QueryOf } from '#platform/contract/route.ts';
import type { PromiseState, listPublished as listRoute } from '../../contract/publication.ts';
import type { MatterTables } from '../tables.ts';

/** What a publication's row says of its promises. */
export interface PublicationMarks {
  readonly promises: number;
  readonly promises_kept: number;
  readonly promises_broken: number;
  readonly promises_due_on: string | null;
}

export type PublishedWish = Pick<QueryOf<typeof listRoute>, 'body' | 'kind' | 'field' | 'year' | 'unit' | 'answer' | 'promise'>;

/** How the promises of a matter stand together on the day `today`: a late or broken one outweighs all others. */
export function promiseStateOf(marks: PublicationMarks, today: string): PromiseState {
  if (marks.promises === 0) return 'none';
  if (marks.promises_kept === marks.promises) return 'kept';
  const late = marks.promises_broken > 0 || (marks.promises_due_on !== null && marks.promises_due_on < today);
  return late ? 'overdue' : 'running';
}

/** The same rule in SQL over the row's columns, for conditions and counts. */
export const promiseStateSql = (
  today: string,
) => sql<PromiseState>`case when promises = 0 then 'none' when promises_kept = promises then 'kept'
  when promises_broken > 0 or promises_due_on < ${today}::date then 'overdue' else 'running' end`;

/** Keeps what a visitor asked for, out of the published copies. Words are the caller's. */
export function filterPublished<Row>(
  found: SelectQueryBuilder<MatterTables, 'publication', Row>,
  wish: PublishedWish,
  today: string,
): SelectQueryBuilder<MatterTables, 'publication', Row> {
  let kept = found;
  if (wish.body) kept = kept.where('publication.body_id', '=', wish.body);
  if (wish.kind) kept = kept.where('publication.kind', '=', wish.kind);
  if (wish.field) kept = kept.where('publication.field', '=', wish.field);
  if (wish.year) kept = kept.where('publication.year', '=', wish.year);
  if (wish.answer) kept = kept.where('publication.answer', '=', wish.answer);
  if (wish.unit) kept = kept.where(sql<boolean>`${wish.unit} = any(publication.units)`);
  if (wish.promise) kept = kept.where(promiseStateSql(today), '=', wish.promise);
  return kept;
}
