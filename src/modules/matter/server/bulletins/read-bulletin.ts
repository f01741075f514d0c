import { sql } from 'kysely';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import type { BulletinLine, BulletinView, listBulletins as listRoute, listEditions as editionsRoute } from '../../contract/bulletins.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import { lineColumns, lineParts, matterLines } from '../queries/matter-lines.ts';
import type { MatterRow, MatterTables } from '../tables.ts';
import { bulletinNames } from './bulletin-names.ts';

const db = (tx: Tx) => tables<MatterTables>(tx);

/** Bulletins of the office, changed last first. */
export async function listBulletins(tx: Tx, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  let found = bulletinRows(tx);
  if (query.state) found = found.where('b.state', '=', query.state);
  if (query.year) found = found.where('b.year', '=', query.year);
  const after = query.cursor ? keysetCursor(query.cursor, 'instant') : null;
  if (after) found = found.where(sql<boolean>`(b.changed_at, b.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const rows = await found
    .orderBy('b.changed_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const named = await bulletinNames(tx);
  return {
    items: shown.map((row) => lineOf(row, named)),
    next: rows.length > query.limit && last ? encodeCursor([last.changed_at.toISOString(), last.id]) : null,
  };
}

/** One bulletin with its matters: each author's own text beside the last edition, and what came of it. */
export async function readBulletin(tx: Tx, id: string): Promise<BulletinView> {
  const row = await bulletinRows(tx).where('b.id', '=', id).executeTakeFirst();
  if (!row) throw matterProblem('matter.bulletin-not-found');
  const matters = await db(tx)
    .selectFrom('matter')
    .innerJoin('bulletin_item as i', (join) => join.onRef('i.body_id', '=', 'matter.body_id').onRef('i.matter_id', '=', 'matter.id'))
    .select(lineColumns.map((column) => `matter.${column}` as const))
    .select(lineParts)
    .select(['matter.form'])
    .where('i.body_id', '=', tx.actor.bodyId)
    .where('i.bulletin_id', '=', id)
    .orderBy('i.position')
    .execute();
  const ids = matters.map((one) => one.id);
  const [lines, editions, results, named] = await Promise.all([
    matterLines(tx, matters as never),
    editionsOf(tx, ids),
    resultsOf(tx, ids),
    bulletinNames(tx),
  ]);
  const lastEditions = new Map(editions.map((edition) => [edition.matter_id, editionOf(edition)]));
  return {
    ...lineOf(row, named),
    words: row.words,
    addressees: row.addressees,
    signer: row.signer,
    revision: row.revision,
    matters: matters.map((one, index) => ({
      line: lines[index]!,
      original: { title: one.title, words: textOf(one) },
      edition: lastEditions.get(one.id) ?? null,
      results: results
        .filter((result) => result.matter_id === one.id)
        .map((result) => ({ label: result.label, line: result.line, at: result.at.toISOString() })),
    })),
  };
}

/** All editions of a matter of the own body, the newest first; `matter.not-found` for another body's. */
export async function listEditions(tx: Tx, bodyId: string, matterId: string): Promise<AnswerOf<typeof editionsRoute>> {
  if (bodyId !== tx.actor.bodyId) throw matterProblem('matter.not-found');
  const rows = await db(tx)
    .selectFrom('matter_edition')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('matter_id', '=', matterId)
    .orderBy('revision', 'desc')
    .execute();
  return { items: rows.map(editionOf) };
}

/** What an author wrote, as one text: the long fields of the form under their labels, where there is more than one. */
export function textOf(of: Pick<MatterRow, 'kind' | 'form'>): string {
  const texts = kindOf(of.kind)
    .form.filter((field) => (field.input === 'text' || field.input === 'list') && of.form[field.name])
    .map((field) => {
      const value = of.form[field.name];
      return { label: field.label, words: Array.isArray(value) ? value.join('\n') : String(value) };
    });
  return texts.length === 1 ? texts[0]!.words : texts.map((one) => `${one.label}：${one.words}`).join('\n');
}

function bulletinRows(tx: Tx) {
  return db(tx)
    .selectFrom('bulletin as b')
    .selectAll('b')
    .select((eb) =>
      eb
        .selectFrom('bulletin_item as i')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('i.body_id', '=', 'b.body_id')
        .whereRef('i.bulletin_id', '=', 'b.id')
        .as('items'),
    )
    .where('b.body_id', '=', tx.actor.bodyId);
}

type BulletinRow = Awaited<ReturnType<ReturnType<typeof bulletinRows>['executeTakeFirstOrThrow']>>;

function lineOf(row: BulletinRow, named: (year: number, number: number | null) => string): BulletinLine {
  return {
    id: row.id,
    number: row.number,
    year: row.year,
    name: named(row.year, row.number),
    form: row.form,
    title: row.title,
    state: row.state,
    items: Number(row.items),
    madeBy: row.made_by_name,
    changedAt: row.changed_at.toISOString(),
    issuedAt: row.issued_at?.toISOString() ?? null,
  };
}

async function editionsOf(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return await db(tx)
    .selectFrom('matter_edition')
    .selectAll()
    .distinctOn('matter_id')
    .where('body_id', '=', tx.actor.bodyId)
    .where('matter_id', 'in', ids)
    .orderBy('matter_id')
    .orderBy('revision', 'desc')
    .execute();
}

function editionOf(row: { revision: number; title: string; words: string; edited_by_name: string; edited_at: Date }) {
  return {
    revision: row.revision,
    title: row.title,
    words: row.words,
    editedBy: row.edited_by_name,
    editedAt: row.edited_at.toISOString(),
  };
}

async function resultsOf(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return await db(tx)
    .selectFrom('matter_history')
    .select(['matter_id', 'label', 'line', 'at', 'revision'])
    .where('body_id', '=', tx.actor.bodyId)
    .where('matter_id', 'in', ids)
    .where('act', 'in', ['adopt', 'instruct', 'followUp'])
    .orderBy('revision')
    .execute();
}
