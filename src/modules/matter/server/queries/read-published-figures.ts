import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { PromiseState, readPublishedFigures as figuresRoute } from '../../contract/publication.ts';
import type { MatterTables } from '../tables.ts';
import { promiseStateSql } from './published-filter.ts';

type Figures = AnswerOf<typeof figuresRoute>;

interface Cell {
  readonly kind: string;
  readonly field: string;
  readonly year: number;
  readonly answer: string;
  readonly promise: PromiseState;
  readonly count: number;
  readonly promised: number;
  readonly kept: number;
}

/** Figures over the published matters of one body, or of all. Every figure comes from the same rows, so that sums hold. */
export async function readPublishedFigures(tx: Tx, bodyId: string | undefined): Promise<Figures> {
  const db = tables<MatterTables>(tx);
  const own = bodyId ? sql<boolean>`body_id = ${bodyId}` : sql<boolean>`true`;
  const [cells, units] = await Promise.all([
    sql<Cell>`
      select kind, field, year, answer, ${promiseStateSql(dayOf(tx.now))} as promise, count(*)::int as count, sum(promises)::int as promised, sum(promises_kept)::int as kept
      from publication where withdrawn_at is null and ${own} group by 1, 2, 3, 4, 5`.execute(db),
    sql<{ unit: string; count: number }>`
      select unit, count(*)::int as count from publication, unnest(units) as unit
      where withdrawn_at is null and ${own} group by 1 order by 2 desc, 1 limit 200`.execute(db),
  ]);
  const rows = cells.rows;
  const states = new Map(summed(rows, (cell) => cell.promise));
  return {
    at: tx.now.toISOString(),
    total: rows.reduce((sum, cell) => sum + cell.count, 0),
    promises: { total: rows.reduce((sum, cell) => sum + cell.promised, 0), kept: rows.reduce((sum, cell) => sum + cell.kept, 0) },
    promiseStates: {
      running: states.get('running') ?? 0,
      overdue: states.get('overdue') ?? 0,
      kept: states.get('kept') ?? 0,
      none: states.get('none') ?? 0,
    },
    kinds: summed(rows, (cell) => cell.kind).map(([kind, count]) => ({ kind, count })),
    years: summed(rows, (cell) => cell.year)
      .map(([year, count]) => ({ year, count }))
      .toSorted((one, other) => other.year - one.year),
    fields: summed(rows, (cell) => cell.field).map(([field, count]) => ({ field, count })),
    answers: summed(rows, (cell) => cell.answer).map(([answer, count]) => ({ answer, count })),
    units: units.rows,
  };
}

/** Counts by a key, the most first. */
function summed<Key extends string | number>(cells: readonly Cell[], keyOf: (cell: Cell) => Key): [Key, number][] {
  const counts = new Map<Key, number>();
  for (const cell of cells) counts.set(keyOf(cell), (counts.get(keyOf(cell)) ?? 0) + cell.count);
  return [...counts].toSorted(([, one], [, other]) => other - one);
}
