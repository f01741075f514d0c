import { sql } from 'kysely';
import { endOfDay, startOfDay } from '#platform/contract/instant.ts';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { idCursor, keysetCursor } from '#platform/server/http/cursor.ts';
import { staffOf } from '#modules/directory/server/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type {
  SelectionGround,
  SelectionLine,
  listCandidates as candidatesRoute,
  listSelections as listRoute,
  readSelection as readRoute,
} from '../../contract/selections.ts';
import { rulesFor } from '../engine/surroundings.ts';
import { lineColumns, lineParts, matterLines } from '../queries/matter-lines.ts';
import type { MatterTables } from '../tables.ts';
import type { CandidateFacts } from './selection-rules.ts';
import { groundsOf } from './selection-rules.ts';

const db = (tx: Tx) => tables<MatterTables>(tx);

/** Selections of the office, changed last first. */
export async function listSelections(tx: Tx, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  let found = selectionRows(tx);
  if (query.purpose) found = found.where('s.purpose', '=', query.purpose);
  if (query.year) found = found.where('s.year', '=', query.year);
  const after = query.cursor ? keysetCursor(query.cursor, 'instant') : null;
  if (after) found = found.where(sql<boolean>`(s.changed_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await found
    .orderBy('s.changed_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(lineOf),
    next: rows.length > query.limit && last ? encodeCursor([last.changed_at.toISOString(), last.id]) : null,
  };
}

/** One selection in a line; throws `matter.selection-not-found`. */
export async function readSelectionLine(tx: Tx, id: string): Promise<SelectionLine> {
  const row = await selectionRows(tx).where('s.id', '=', id).executeTakeFirst();
  if (!row) throw matterProblem('matter.selection-not-found');
  return lineOf(row);
}

/** One selection with its entries, those chosen first, and whom an entry can be given to. */
export async function readSelection(tx: Tx, id: string): Promise<AnswerOf<typeof readRoute>> {
  const line = await readSelectionLine(tx, id);
  const entries = await db(tx)
    .selectFrom('selection_entry as e')
    .innerJoin('matter', (join) => join.onRef('matter.body_id', '=', 'e.body_id').onRef('matter.id', '=', 'e.matter_id'))
    .select(lineColumns.map((column) => `matter.${column}` as const))
    .select(lineParts)
    .select([
      'e.stage',
      'e.grounds',
      'e.nominated_by',
      'e.score',
      'e.words',
      'e.leader_id',
      'e.leader_name',
      'e.committee as entry_committee',
      'matter.collective',
    ])
    .where('e.body_id', '=', tx.actor.bodyId)
    .where('e.selection_id', '=', id)
    .orderBy(sql`array_position(array['chosen', 'shortlisted', 'nominated', 'dropped'], e.stage)`)
    .orderBy('e.score', (by) => by.desc().nullsLast())
    .orderBy('matter.number')
    .orderBy('matter.id')
    .execute();
  const [lines, committees, leaders] = await Promise.all([
    matterLines(tx, entries as never),
    staffOf(tx, tx.actor.bodyId!, ['committee']),
    staffOf(tx, tx.actor.bodyId!, ['leader']),
  ]);
  return {
    ...line,
    items: entries.map((one, index) => ({
      matter: lines[index]!,
      stage: one.stage,
      grounds: one.grounds as SelectionGround[],
      nominatedBy: one.nominated_by,
      score: one.score,
      words: one.words,
      leader: one.leader_id ? { id: one.leader_id, name: one.leader_name ?? '', title: '领办领导' } : null,
      committee: one.entry_committee,
      collective: one.collective !== null,
    })),
    committees: [...new Set(committees.map((one) => one.division).filter(Boolean))],
    leaders: leaders.map((one) => ({ id: one.personId, name: one.name, title: one.title })),
  };
}

interface CandidateRow {
  readonly id: string;
  readonly number: number | null;
  readonly signers: number;
  readonly units: number;
  readonly round: number;
  readonly rating: string | null;
  readonly collective: boolean;
  readonly joined: number;
  readonly quality: number | null;
  readonly best: boolean;
  readonly kept: boolean;
}

/**
 * The year's accepted matters that are not yet put up, those with most grounds first, then by number. A page is cut from the ranked list, which is
 * a body's one year of one kind.
 */
export async function listCandidates(
  tx: Tx,
  id: string,
  query: QueryOf<typeof candidatesRoute>,
): Promise<AnswerOf<typeof candidatesRoute>> {
  const of = await readSelectionLine(tx, id);
  const { parameters } = await rulesFor(tx, tx.actor.bodyId!);
  const rows = await candidateRows(tx, of, query.words ?? '');
  const ranked = rows
    .map((row) => ({ id: row.id, number: row.number ?? 0, grounds: groundsOf(of.purpose, factsOf(row), parameters.ratingExcellentScore) }))
    .filter((one) => !query.ground || one.grounds.includes(query.ground))
    .toSorted((one, other) => other.grounds.length - one.grounds.length || one.number - other.number || (one.id < other.id ? -1 : 1));
  const after = idCursor(query.cursor);
  const start = after ? ranked.findIndex((one) => one.id === after) + 1 : 0;
  const shown = ranked.slice(start, start + query.limit);
  const found = shown.length
    ? await db(tx)
        .selectFrom('matter')
        .select(lineColumns)
        .select(lineParts)
        .where('body_id', '=', tx.actor.bodyId)
        .where(
          'id',
          'in',
          shown.map((one) => one.id),
        )
        .execute()
    : [];
  const lines = new Map((await matterLines(tx, found)).map((line) => [line.id, line]));
  const last = shown.at(-1);
  return {
    items: shown.flatMap((one) => (lines.has(one.id) ? [{ matter: lines.get(one.id)!, grounds: one.grounds }] : [])),
    next: last && start + query.limit < ranked.length ? encodeCursor([last.id]) : null,
  };
}

async function candidateRows(tx: Tx, of: SelectionLine, words: string): Promise<CandidateRow[]> {
  const bodyId = tx.actor.bodyId;
  const [from, to] = [startOfDay(`${of.year}-01-01`), endOfDay(`${of.year}-12-31`)];
  const answered = of.purpose === 'excellent' ? sql`and m.replied_at is not null` : sql`and m.closed_at is null and not m.is_key`;
  const { rows } = await sql<CandidateRow>`
    select m.id, m.number, m.signer_count as signers, m.round, m.rating, m.collective is not null as collective,
      (select count(distinct unit_id)::int from handling h where h.body_id = m.body_id and h.matter_id = m.id and h.state <> 'ended') as units,
      (select count(*)::int from matter o where o.body_id = m.body_id and o.merged_into = m.id) as joined,
      (select max(score) from rating r where r.body_id = m.body_id and r.matter_id = m.id and r.side = 'handler' and r.opened_at is not null) as quality,
      coalesce(m.answer_class = 'A', false) as best,
      exists (select from commitment c where c.body_id = m.body_id and c.matter_id = m.id and c.verdict in ('kept', 'keptLate')) as kept
    from matter m
    where m.body_id = ${bodyId} and m.kind = ${of.kind} and m.accepted_at between ${from} and ${to} and m.merged_into is null ${answered}
      and not exists (select from selection_entry e where e.body_id = m.body_id and e.selection_id = ${of.id} and e.matter_id = m.id)
      and (${words} = '' or strpos(m.title, ${words}) > 0 or strpos(coalesce(m.number_text, ''), ${words}) > 0 or strpos(m.author_name, ${words}) > 0)`.execute(
    tables(tx),
  );
  return rows;
}

function factsOf(row: CandidateRow): CandidateFacts {
  const { quality, best, kept, ...rest } = row;
  return { ...rest, qualityScore: quality, answeredBest: best, promisesKept: kept };
}

function selectionRows(tx: Tx) {
  const count = (stage: string) =>
    sql<number>`(select count(*)::int from selection_entry e where e.body_id = s.body_id and e.selection_id = s.id and e.stage = ${stage})`;
  return db(tx)
    .selectFrom('selection as s')
    .selectAll('s')
    .select([count('nominated').as('nominated'), count('shortlisted').as('shortlisted'), count('chosen').as('chosen')])
    .where('s.body_id', '=', tx.actor.bodyId);
}

function lineOf(row: Awaited<ReturnType<ReturnType<typeof selectionRows>['executeTakeFirstOrThrow']>>): SelectionLine {
  return {
    id: row.id,
    kind: row.kind,
    purpose: row.purpose,
    year: row.year,
    title: row.title,
    state: row.state,
    quota: row.quota ?? 1,
    quotaWords: `按受理（立案）件的 ${row.quota_share ?? 0}% 计，最多 ${row.quota ?? 1} 件`,
    entries: { nominated: row.nominated, shortlisted: row.shortlisted, chosen: row.chosen },
    revision: row.revision,
    changedAt: row.changed_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
  };
}
