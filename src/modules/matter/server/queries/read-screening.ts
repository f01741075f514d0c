import { sql } from 'kysely';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { tokensOf } from '#modules/insight/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { readScreening as screeningRoute } from '../../contract/routes.ts';
import type { MatterTables } from '../tables.ts';
import { alikeGroups } from './alike-rules.ts';
import { lineColumns, lineParts, matterLines } from './matter-lines.ts';

/** Of a queue that is longer, the oldest are compared: they are decided first. */
const mostCompared = 1_000;

/** The screening queue of the actor's body at a glance: how many cases of the kind stand in each state, and which waiting ones are alike. */
export async function readScreening(tx: Tx, { kind }: { kind: string }): Promise<AnswerOf<typeof screeningRoute>> {
  const { states } = kindOf(kind);
  const waiting = Object.keys(states).filter((name) => states[name]!.stage === 'screen');
  const [counts, groups] = await Promise.all([countsOf(tx, kind), groupsOf(tx, kind, waiting)]);
  return {
    states: Object.entries(states).flatMap(([state, { label }]) => {
      const count = counts.get(state) ?? 0;
      return state === 'draft' ? [] : [{ state, label, count }];
    }),
    groups,
  };
}

async function countsOf(tx: Tx, kind: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .where('body_id', '=', tx.actor.bodyId)
    .where('kind', '=', kind)
    .where('submitted_at', 'is not', null)
    .groupBy('state')
    .execute();
  return new Map(rows.map((row) => [row.state, row.count]));
}

async function groupsOf(tx: Tx, kind: string, waiting: readonly string[]): Promise<AnswerOf<typeof screeningRoute>['groups']> {
  const rows = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select([...lineColumns, ...lineParts])
    .where('body_id', '=', tx.actor.bodyId)
    .where('kind', '=', kind)
    .where(sql<boolean>`state = any(${[...waiting]}::text[])`)
    .where('submitted_at', 'is not', null)
    .orderBy('submitted_at')
    .orderBy('id')
    .limit(mostCompared)
    .execute();
  const groups = alikeGroups(rows.map((row) => ({ id: row.id, words: tokensOf(row.title) })));
  const grouped = new Set(groups.flatMap((group) => group.ids));
  const lines = new Map(
    (
      await matterLines(
        tx,
        rows.filter((row) => grouped.has(row.id)),
      )
    ).map((line) => [line.id, line]),
  );
  return groups.map(({ ids, words }) => ({ words: words.slice(0, 6), matters: ids.map((id) => lines.get(id)!) }));
}
