import { organisationOf } from '#platform/contract/actor.ts';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { listFilters as listRoute, saveFilter as saveRoute } from '../../contract/routes.ts';
import type { MatterTables } from '../tables.ts';

/** The actor's saved filters in this seat's organisation, in his order. */
export async function listFilters(tx: Tx): Promise<AnswerOf<typeof listRoute>> {
  const rows = await tables<MatterTables>(tx)
    .selectFrom('saved_filter')
    .selectAll()
    .where('person_id', '=', tx.actor.personId)
    .where('body_id', '=', organisationOf(tx.actor))
    .orderBy('list')
    .orderBy('position')
    .execute();
  return {
    items: rows.map((row) => ({ id: row.id, list: row.list as never, label: row.label, query: row.query, position: row.position })),
  };
}

/** Keeps or changes one saved filter. */
export async function saveFilter(tx: Tx, id: string, body: BodyOf<typeof saveRoute>): Promise<{ done: true }> {
  const owner = organisationOf(tx.actor)!;
  const row = { list: body.list, label: body.label, query: JSON.stringify(body.query), position: body.position };
  await tables<MatterTables>(tx)
    .insertInto('saved_filter')
    .values({ body_id: owner, id, person_id: tx.actor.personId!, ...row })
    .onConflict((on) => on.columns(['body_id', 'person_id', 'id']).doUpdateSet(row))
    .execute();
  recordAct(tx, { bodyId: owner, act: 'matter.save-filter', subjectKind: 'filter', subjectId: id, detail: { list: body.list } });
  return { done: true };
}

/** Forgets one saved filter; forgetting it twice changes nothing. */
export async function deleteFilter(tx: Tx, id: string): Promise<{ done: true }> {
  const owner = organisationOf(tx.actor)!;
  await tables<MatterTables>(tx)
    .deleteFrom('saved_filter')
    .where('body_id', '=', owner)
    .where('person_id', '=', tx.actor.personId)
    .where('id', '=', id)
    .execute();
  recordAct(tx, { bodyId: owner, act: 'matter.delete-filter', subjectKind: 'filter', subjectId: id, detail: {} });
  return { done: true };
}
