import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { OutboxEvent } from '#platform/server/outbox/dispatcher.ts';
import type { Rows } from '../engine/case-rows.ts';
import type { ClockRow, CommitmentRow, HandlingRow, MatterRow, MatterTables } from '../tables.ts';
import { factsOf } from './tally-rules.ts';

/** Brings the board's figures up to date for the matters of a batch: each one's old facts are taken off, its new facts are added. */
export async function countMatters(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  for (const [bodyId, ofBody] of Map.groupBy(events, (event) => event.bodyId))
    await countAgain(tx, bodyId, [...new Set(ofBody.map((event) => event.subject))]);
}

/** Counts the named matters of a body anew; what they were counted as before is forgotten. Also after imports and for repairs. */
export async function countAgain(tx: Tx, bodyId: string, ids: readonly string[]): Promise<void> {
  const db = tables<MatterTables>(tx);
  const mine = sql<boolean>`body_id = ${bodyId} and matter_id = any(${ids}::uuid[])`;
  const [matters, handlings, clocks, commitments, counted] = await Promise.all([
    db
      .selectFrom('matter')
      .select(['id', 'kind', 'stage', 'state', 'field', 'region_code', 'rating', 'submitted_at', 'closed_at'])
      .where('body_id', '=', bodyId)
      .where(sql<boolean>`id = any(${ids}::uuid[])`)
      .execute(),
    db.selectFrom('handling').select(['matter_id', 'unit_id', 'role', 'state']).where(mine).where('state', '!=', 'ended').execute(),
    db
      .selectFrom('matter_clock')
      .select(['matter_id', 'holder_id', 'state', 'card', 'principal', 'is_right'])
      .where(mine)
      .where('ended_at', 'is', null)
      .execute(),
    db.selectFrom('commitment').select(['matter_id', 'state', 'verdict', 'due_on']).where(mine).execute(),
    db.selectFrom('matter_counted').select(['matter_id', 'facts']).where(mine).forUpdate().execute(),
  ]);
  const today = dayOf(tx.now);
  const moves: Moves = new Map();
  const after: Counted[] = [];
  const byMatter = <Row extends { matter_id: string }>(rows: readonly Row[]) => Map.groupBy(rows, (row) => row.matter_id);
  const [handlingsOf, clocksOf, commitmentsOf, countedOf] = [
    byMatter(handlings),
    byMatter(clocks),
    byMatter(commitments),
    byMatter(counted),
  ];
  for (const matter of matters) {
    const { id } = matter;
    const before = countedOf.get(id)?.[0];
    const facts = factsOf(matter, handlingsOf.get(id) ?? [], clocksOf.get(id) ?? [], commitmentsOf.get(id) ?? [], today);
    if (before) move(moves, matter.kind, before.facts, -1);
    move(moves, matter.kind, facts, 1);
    after.push({ matter_id: matter.id, facts });
  }
  await write(tx, bodyId, after, moves);
}

/** Counts matters that this very transaction writes: from their rows at hand, since nothing was counted of them before. */
export async function countNew(tx: Tx, bodyId: string, cases: readonly Rows[]): Promise<void> {
  const today = dayOf(tx.now);
  const moves: Moves = new Map();
  const after = cases.map((rows): Counted => {
    const matter = rows['matter']![0] as unknown as MatterRow;
    const handlings = ((rows['handling'] ?? []) as unknown as HandlingRow[]).filter((handling) => handling.state !== 'ended');
    const clocks = ((rows['matter_clock'] ?? []) as unknown as ClockRow[]).filter((clock) => clock.ended_at === null);
    const facts = factsOf(matter, handlings, clocks, (rows['commitment'] ?? []) as unknown as CommitmentRow[], today);
    move(moves, matter.kind, facts, 1);
    return { matter_id: matter.id, facts };
  });
  await write(tx, bodyId, after, moves);
}

interface Counted {
  readonly matter_id: string;
  readonly facts: Record<string, string[]>;
}

/** By how much each figure moves; its kind, dimension and key are the map's key as JSON. */
type Moves = Map<string, number>;

function move(moves: Moves, kind: string, facts: Counted['facts'], by: number): void {
  for (const [dimension, keys] of Object.entries(facts))
    for (const key of keys) {
      const figure = JSON.stringify([kind, dimension, key]);
      moves.set(figure, (moves.get(figure) ?? 0) + by);
    }
}

async function write(tx: Tx, bodyId: string, after: readonly Counted[], moves: Moves): Promise<void> {
  const db = tables<MatterTables>(tx);
  const moved = [...moves].filter(([, by]) => by !== 0).map(([key, by]) => [...(JSON.parse(key) as [string, string, string]), by]);
  await Promise.all([
    sql`insert into matter_counted (body_id, matter_id, facts) select ${bodyId}, c.matter_id, c.facts from jsonb_to_recordset(${JSON.stringify(after)}::jsonb) as c(matter_id uuid, facts jsonb)
      on conflict (body_id, matter_id) do update set facts = excluded.facts`.execute(db),
    sql`insert into matter_tally (body_id, kind, dimension, key, count) select ${bodyId}, m ->> 0, m ->> 1, m ->> 2, (m ->> 3)::bigint
      from jsonb_array_elements(${JSON.stringify(moved)}::jsonb) as m order by 2, 3, 4
      on conflict (body_id, kind, dimension, key) do update set count = matter_tally.count + excluded.count`.execute(db),
  ]);
}
