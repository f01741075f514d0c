import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { OutboxEvent } from '#platform/server/outbox/dispatcher.ts';
import { matterActed } from '../../contract/events.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { searchText } from '../engine/search.ts';
import type { MatterTables } from '../tables.ts';

/**
 * Numbers the matters of kinds that are numbered after commit, in the order of their commits: one sequence for each body, kind and year. A
 * batch takes its whole range at once, so nobody who reports waits for another's row.
 */
export async function numberMatters(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  const submitted = events.flatMap((event) => {
    const { kind, act, words } = matterActed.payload.parse(event.payload);
    const to = kinds[kind]?.acts[act]?.converts?.to ?? kind;
    const subject = act === 'submit' ? event.subject : words.madeId;
    return subject !== undefined && kinds[to]?.numbering?.when === 'afterCommit' ? [{ bodyId: event.bodyId, subject }] : [];
  });
  for (const [bodyId, ofBody] of Map.groupBy(submitted, (event) => event.bodyId))
    await numberOfBody(
      tx,
      bodyId,
      ofBody.map((event) => event.subject),
    );
}

async function numberOfBody(tx: Tx, bodyId: string, ids: readonly string[]): Promise<void> {
  const db = tables<MatterTables>(tx);
  const rows = await db
    .selectFrom('matter')
    .select(['body_id', 'id', 'kind', 'title', 'form', 'author_name', 'address', 'submitted_at'])
    .where('body_id', '=', bodyId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('number', 'is', null)
    .where('submitted_at', 'is not', null)
    .forUpdate()
    .execute();
  const inOrder = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  for (const [series, matters] of Map.groupBy(inOrder, (row) => `${row.kind}:${dayOf(row.submitted_at ?? tx.now).slice(0, 4)}`)) {
    const { last } = await db
      .insertInto('number_series')
      .values({ body_id: bodyId, series, last: matters.length })
      .onConflict((on) => on.columns(['body_id', 'series']).doUpdateSet({ last: sql<number>`number_series.last + ${matters.length}` }))
      .returning('last')
      .executeTakeFirstOrThrow();
    await Promise.all(
      matters.map((matter, index) => {
        const number = last - matters.length + 1 + index;
        const year = series.slice(-4);
        const short = `${year.slice(2)}-${number}`;
        return db
          .updateTable('matter')
          .set({
            series,
            number,
            number_text: `${year}年${kinds[matter.kind]!.words.name}${number}号`,
            number_short: short,
            search: searchText({ ...matter, number, number_short: short }),
          })
          .where('body_id', '=', bodyId)
          .where('id', '=', matter.id)
          .execute();
      }),
    );
  }
}
