import { sql } from 'kysely';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { readMyFigures as figuresRoute } from '../../contract/routes.ts';
import type { MatterTables } from '../tables.ts';

/** The actor's own submitted matters by where they stand. total = done + running + toRate + other. */
export async function readMyFigures(tx: Tx): Promise<AnswerOf<typeof figuresRoute>> {
  const count = (condition: ReturnType<typeof sql<boolean>>) => sql<number>`count(*) filter (where ${condition})::int`;
  const row = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .where('author_id', '=', tx.actor.personId)
    .where('submitted_at', 'is not', null)
    .where('body_id', '=', tx.actor.bodyId)
    .select([
      sql<number>`count(*)::int`.as('total'),
      count(sql<boolean>`state = 'closed'`).as('done'),
      count(sql<boolean>`state = 'replied'`).as('toRate'),
      count(sql<boolean>`closed_at is null and state <> 'replied'`).as('running'),
    ])
    .executeTakeFirstOrThrow();
  return { ...row, other: row.total - row.done - row.toRate - row.running };
}
