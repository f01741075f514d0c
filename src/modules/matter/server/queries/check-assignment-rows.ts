import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import { sql } from 'kysely';
import { platformProblem } from '#platform/contract/problem.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { unitsFor } from '#modules/directory/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { checkAssignmentRows as checkRoute } from '../../contract/routes.ts';
import type { MatterTables } from '../tables.ts';
import type { WaitingCase } from './assignment-row-rules.ts';
import { checkedRows } from './assignment-row-rules.ts';

/**
 * Checks the rows of an assignment sheet against the cases of the actor's body that wait for their units now, and against the units that it
 * may assign to. Writes nothing: what is ready is carried out as a batch (`matter.bulk-act`), which checks each case once more.
 */
export async function checkAssignmentRows(tx: Tx, { kind, rows }: BodyOf<typeof checkRoute>): Promise<AnswerOf<typeof checkRoute>> {
  const { bodyId } = tx.actor;
  if (!bodyId) throw platformProblem('actor.forbidden');
  const [cases, units] = await Promise.all([waitingCases(tx, bodyId, kind), unitsFor(tx, bodyId)]);
  return { rows: checkedRows(rows, cases, units) };
}

async function waitingCases(tx: Tx, bodyId: string, kind: string): Promise<WaitingCase[]> {
  const states = kindOf(kind).acts['assign']?.from ?? [];
  return await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['body_id as bodyId', 'id', 'number_text as number', 'number_short as shortNumber', 'title'])
    .where('body_id', '=', bodyId)
    .where('kind', '=', kind)
    .where(sql<boolean>`state = any(${[...states]}::text[])`)
    .execute();
}
