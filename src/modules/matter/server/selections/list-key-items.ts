import { sql } from 'kysely';
import { dayOf, startOfDay } from '#platform/contract/instant.ts';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { idCursor } from '#platform/server/http/cursor.ts';
import { peopleByIds } from '#modules/directory/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { KeyItem, listKeyItems as keyRoute } from '../../contract/selections.ts';
import { rulesToShow } from '../engine/surroundings.ts';
import { lineColumns, lineParts, matterLines } from '../queries/matter-lines.ts';
import { clockView, commitmentView } from '../queries/read-case.ts';
import type { MatterTables, RecordRow } from '../tables.ts';

const db = (tx: Tx) => tables<MatterTables>(tx);

/** Key items of the body as they go (重点督办, 重点提案): newest first, each with its meetings, promises, running clock and last event. */
export async function listKeyItems(tx: Tx, query: QueryOf<typeof keyRoute>): Promise<AnswerOf<typeof keyRoute>> {
  let found = db(tx)
    .selectFrom('matter')
    .select(lineColumns)
    .select(lineParts)
    .select(['key_leader_id', 'key_committee', 'key_reason'])
    .where('body_id', '=', tx.actor.bodyId)
    .where('is_key', '=', true);
  if (query.kind) found = found.where('kind', '=', query.kind);
  if (query.from) found = found.where('accepted_at', '>=', startOfDay(query.from));
  const after = idCursor(query.cursor);
  if (after) found = found.where('id', '<', after);
  const rows = await found
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const ids = shown.map((row) => row.id);
  const [lines, around, leaders] = await Promise.all([
    matterLines(tx, shown),
    aroundThem(tx, ids),
    peopleByIds(
      tx,
      shown.flatMap((row) => row.key_leader_id ?? []),
    ),
  ]);
  const rules = await rulesToShow(tx, tx.actor.bodyId!);
  return {
    items: shown.map((row, index): KeyItem => {
      const mine = <Row extends { matter_id: string }>(all: readonly Row[]) => all.filter((one) => one.matter_id === row.id);
      const clock = mine(around.clocks)[0];
      const last = mine(around.last)[0];
      const leader = row.key_leader_id ? leaders.get(row.key_leader_id) : undefined;
      return {
        matter: lines[index]!,
        leader: leader ? { id: leader.id, name: leader.name, title: '领办领导' } : null,
        committee: row.key_committee,
        reason: row.key_reason,
        meetings: mine(around.meetings).map(meetingOf),
        commitments: mine(around.commitments).map((one) => commitmentView(one, undefined, () => [])),
        clock: clock ? clockView(clock, { kind: kindOf(row.kind) }, rules, tx.now) : null,
        last: last ? { at: last.at.toISOString(), line: last.line } : null,
      };
    }),
    next: rows.length > query.limit ? encodeCursor([shown.at(-1)!.id]) : null,
  };
}

async function aroundThem(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return { meetings: [], commitments: [], clocks: [], last: [] };
  const bodyId = tx.actor.bodyId!;
  const of = sql<boolean>`matter_id = any(${ids}::uuid[])`;
  const [meetings, commitments, clocks, last] = await Promise.all([
    db(tx)
      .selectFrom('matter_record')
      .selectAll()
      .where('body_id', '=', bodyId)
      .where(of)
      .where('act', '=', 'negotiate')
      .orderBy('at')
      .execute(),
    db(tx).selectFrom('commitment').selectAll().where('body_id', '=', bodyId).where(of).orderBy('due_on').orderBy('id').execute(),
    db(tx)
      .selectFrom('matter_clock')
      .selectAll()
      .where('body_id', '=', bodyId)
      .where(of)
      .where('ended_at', 'is', null)
      .where('principal', '=', true)
      .orderBy('due_at')
      .execute(),
    db(tx)
      .selectFrom('matter_history')
      .select(['matter_id', 'at', 'line'])
      .distinctOn('matter_id')
      .where('body_id', '=', bodyId)
      .where(of)
      .where('audience', '=', 'all')
      .orderBy('matter_id')
      .orderBy('revision', 'desc')
      .execute(),
  ]);
  return { meetings, commitments, clocks, last };
}

function meetingOf(one: RecordRow): KeyItem['meetings'][number] {
  const text = (name: string) => {
    const value = one.content.find((field) => field.name === name)?.value;
    return typeof value === 'string' ? value : null;
  };
  return {
    id: one.id,
    at: one.at.toISOString(),
    place: text('place'),
    people: text('people'),
    outcome: text('outcome') ?? `${dayOf(one.at)} 协商`,
    by: one.organisation_name,
  };
}
