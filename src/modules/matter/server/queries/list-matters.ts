import type { SelectQueryBuilder } from 'kysely';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { QueryOf } from '#platform/contract/route.ts';
import { endOfDay, startOfDay } from '#platform/contract/instant.ts';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import type { Period } from '../../contract/annual-figures.ts';
import type { listMatters as listRoute } from '../../contract/routes.ts';
import type { matterFilter } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { mattersOfFigure } from '../annual/figure-sql.ts';
import { searchQuery } from '../engine/search.ts';
import type { MatterRow, MatterTables } from '../tables.ts';
import type { LineRow } from './matter-lines.ts';
import { lineColumns, lineParts, matterLines } from './matter-lines.ts';

export type MatterFilter = { [Name in keyof typeof matterFilter]?: z.output<(typeof matterFilter)[Name]> };

type Matters = SelectQueryBuilder<MatterTables, 'matter', Omit<LineRow, 'units' | 'clock'> & { rank: number }>;

type Lines = SelectQueryBuilder<MatterTables, 'matter', LineRow & { rank: number }>;

/** One page of matters that the transaction's actor may see, filtered and in the asked order, by keyset. */
export async function listMatters(tx: Tx, query: QueryOf<typeof listRoute>): Promise<{ items: MatterLine[]; next: string | null }> {
  const order = query.words && query.order === 'changed' && !isNumber(query.words) ? 'relevance' : query.order;
  const rows = await inOrder(tx, matching(tx, query), order, query.cursor)
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return { items: await matterLines(tx, shown), next: rows.length > query.limit && last ? encodeCursor(keyOf(last, order)) : null };
}

/** Rows of all matters that a filter means, without paging; for exports, at most `most`. */
export async function filteredMatters(tx: Tx, query: MatterFilter, most: number): Promise<LineRow[]> {
  return await inOrder(tx, matching(tx, query), query.order ?? 'changed')
    .limit(most)
    .execute();
}

function matching(tx: Tx, query: MatterFilter): Matters {
  const { actor } = tx;
  const text = query.words ? searchQuery(actor.bodyId, query.words) : '';
  let found = within(tx, text ? withWords(tx, text, query) : allMatters(tx), query);
  const { kind, author, region, session, delegation } = query;
  if (kind) found = found.where('kind', '=', kind);
  for (const [column, values] of [
    ['stage', query.stage],
    ['state', query.state],
    ['field', query.field],
    ['answer_class', query.answerClass],
    ['rating', query.rating],
  ] as const) {
    if (values?.length) found = found.where(sql<boolean>`${sql.ref(column)} = any(${values}::text[])`);
  }
  if (author) found = found.where('author_id', '=', author);
  if (delegation) found = found.where('delegation_id', '=', delegation);
  if (session) found = found.where('session_id', '=', session);
  if (region) found = found.where(sql<boolean>`starts_with(region_code, ${region})`);
  if (query.key !== undefined) found = found.where('is_key', '=', query.key);
  if (query.published !== undefined) found = found.where('published_at', query.published ? 'is not' : 'is', null);
  if (query.from) found = found.where('submitted_at', '>=', startOfDay(query.from));
  if (query.to) found = found.where('submitted_at', '<=', endOfDay(query.to));
  if (query.unit)
    found = found.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('handling')
          .select('handling.id')
          .whereRef('handling.body_id', '=', 'matter.body_id')
          .whereRef('handling.matter_id', '=', 'matter.id')
          .where('handling.unit_id', '=', query.unit!)
          .where('handling.state', '!=', 'ended'),
      ),
    );
  if (query.figure?.length)
    found = found.where(
      sql<boolean>`matter.id in ${mattersOfFigure({ kind: kind ?? null, period: daysOf(query), conditions: query.figure, now: tx.now })}`,
    );
  return withClocks(found, query);
}

/** The days that a filter names; all days where it names none. */
function daysOf({ from, to }: MatterFilter): Period {
  return { from: from ?? '1900-01-01', to: to ?? '2199-12-31' };
}

function allMatters(tx: Tx): Matters {
  return tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(lineColumns)
    .select(sql<number>`0`.as('rank'));
}

/**
 * Matters that have all the words, with how much they are about them. The function of db/migrations/0010_reading.sql stands in the table's place:
 * it asks the word index, which row-level security would keep from being used, and sees what the table's policy sees.
 */
function withWords(tx: Tx, text: string, { kind, from, to }: MatterFilter): Matters {
  const [since, until] = [from ? startOfDay(from) : null, to ? endOfDay(to) : null];
  const found = sql<MatterRow>`matters_found(${text}::tsquery, ${kind ?? null}, ${since}::timestamptz, ${until}::timestamptz)`;
  return tables<MatterTables>(tx)
    .selectFrom(found.as<'matter'>(sql.ref('matter')))
    .select(lineColumns)
    .select(sql<number>`(ts_rank(search, ${text}::tsquery) * 1e6)::int`.as('rank'));
}

function withClocks(found: Matters, { clock, mark }: MatterFilter): Matters {
  if (!clock?.length && !mark?.length) return found;
  return found.where(({ exists, selectFrom }) =>
    exists(
      selectFrom('matter_clock')
        .select('matter_clock.id')
        .whereRef('matter_clock.body_id', '=', 'matter.body_id')
        .whereRef('matter_clock.matter_id', '=', 'matter.id')
        .where('matter_clock.ended_at', 'is', null)
        .$if(Boolean(clock?.length), (of) => of.where(sql<boolean>`matter_clock.clock = any(${clock}::text[])`))
        .$if(Boolean(mark?.length), (of) =>
          // A matter's mark is that of its principal clock, as the board counts it; with a clock named, that clock's own. Cards are any clock's.
          of.where(
            sql<boolean>`(matter_clock.state = any(${mark}::text[]) and (matter_clock.principal or ${Boolean(clock?.length)}) or matter_clock.card = any(${mark}::text[]))`,
          ),
        ),
    ),
  );
}

/** The view decides which rows are looked at; row-level security stands behind it and hides what the view should not have named. */
function within(tx: Tx, found: Matters, query: MatterFilter): Matters {
  const { personId, bodyId, unitId } = tx.actor;
  const asParty = (role: 'signer' | 'follower', state: 'invited' | 'confirmed') =>
    found.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('matter_party')
          .select('matter_party.person_id')
          .whereRef('matter_party.body_id', '=', 'matter.body_id')
          .whereRef('matter_party.matter_id', '=', 'matter.id')
          .where('matter_party.person_id', '=', personId)
          .where('matter_party.role', '=', role)
          .where('matter_party.state', '=', state),
      ),
    );
  switch (query.view ?? 'body') {
    case 'drafts':
      return found.where('author_id', '=', personId).where('submitted_at', 'is', null);
    case 'invitations':
      return asParty('signer', 'invited');
    case 'followed':
      return asParty('follower', 'confirmed');
    case 'mine':
      // The person's own ids first: an OR with a subquery would walk through everybody's matters until a page is full.
      return found
        .where(
          sql<boolean>`matter.id = any(array(
            select own.id from matter own where own.author_id = ${personId}
            union select party.matter_id from matter_party party where party.person_id = ${personId} and party.state = 'confirmed'))`,
        )
        .where('submitted_at', 'is not', null);
    case 'unit':
      return found.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('handling')
            .select('handling.id')
            .whereRef('handling.body_id', '=', 'matter.body_id')
            .whereRef('handling.matter_id', '=', 'matter.id')
            .where('handling.unit_id', '=', unitId)
            .where('handling.state', '!=', 'ended'),
        ),
      );
    default:
      return unitId
        ? within(tx, found, { ...query, view: 'unit' })
        : found.where('body_id', '=', bodyId).where('submitted_at', 'is not', null);
  }
}

type Order = NonNullable<MatterFilter['order']>;

/** Keyset columns by order; ids break ties. Nulls are given an end of their own, so that a page never loops. */
function keyOf(row: LineRow & { rank: number }, order: Order): (string | number | null)[] {
  switch (order) {
    case 'submitted':
      return [(row.submitted_at ?? row.changed_at).toISOString(), row.id];
    case 'due':
      return [(row.due_at ?? farAway).toISOString(), row.id];
    case 'number':
      return [row.number ?? 0, row.id];
    case 'relevance':
      return [row.rank, row.id];
    default:
      return [row.changed_at.toISOString(), row.id];
  }
}

const farAway = new Date('9999-12-31T00:00:00.000Z');

// The expressions of the indexes of db/migrations/0010_reading.sql. Not coalesce: it is not leakproof, and under row-level security the keyset would
// filter row by row instead of reaching the index.
const orderings = {
  changed: { column: sql`changed_at`, type: 'timestamptz', direction: 'desc' },
  submitted: { column: sql`case when submitted_at is null then changed_at else submitted_at end`, type: 'timestamptz', direction: 'desc' },
  due: {
    column: sql`case when due_at is null then '9999-12-31 00:00:00+00'::timestamptz else due_at end`,
    type: 'timestamptz',
    direction: 'asc',
  },
  number: { column: sql`case when number is null then 0 else number end`, type: 'int', direction: 'desc' },
  relevance: { column: sql`rank`, type: 'int', direction: 'desc' },
} as const;

/** The matching rows as a table of their own, so that a computed rank can be ordered by and compared like a column. */
function inOrder(tx: Tx, found: Matters, order: Order, cursor?: string): Lines {
  const { column, type, direction } = orderings[order];
  const sorted = (tables<MatterTables>(tx).selectFrom(found.as('matter')).selectAll().select(lineParts) as unknown as Lines)
    .orderBy(column, direction)
    .orderBy('id', direction);
  if (!cursor) return sorted;
  const [value, id] = keysetCursor(cursor, type === 'int' ? 'integer' : 'instant');
  const compare = sql.raw(direction === 'desc' ? '<' : '>');
  return sorted.where(sql<boolean>`(${column}, id) ${compare} (${value}::${sql.raw(type)}, ${id}::uuid)`);
}

function isNumber(words: string): boolean {
  return /\d/.test(words) && /^[第闭会\s\d号]+$/.test(words);
}
