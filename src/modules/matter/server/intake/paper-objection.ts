import { sql } from 'kysely';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import { paperObjected, paperSettled } from '../../contract/intake-events.ts';
import type { listPaper as listRoute, PaperEntry, readPaper as readRoute } from '../../contract/intake.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { Case } from '../engine/case.ts';
import { loadCase } from '../engine/case.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';
import type { IntakeTables, PaperRow } from './tables.ts';

/** How the matter came in on paper, for its proposer and his office; null for matters that did not, and for everybody else. */
export async function readPaper(tx: Tx, bodyId: string, matterId: string): Promise<AnswerOf<typeof readRoute>> {
  const of = await loadCase(tx, bodyId, matterId);
  const row = await entryOf(tx, bodyId, matterId);
  const { actor } = tx;
  const office = actor.scope === 'office' && actor.bodyId === bodyId;
  const own = row !== undefined && row.author_id === actor.personId;
  if (!row || (!office && !own)) return { entry: null };
  const entry = entryView(row, { name: of.matter.author_name, title: of.matter.author_title });
  return own && actor.scope === 'member' ? { entry, objectionBlocked: await objectionBlock(tx, of, row) } : { entry };
}

/**
 * The proposer says that the item entered for him is not his, or not what he handed in. He may as long as the body's rules would let him
 * withdraw it; the office is told and keeps what it did about it with {@link settlePaper}.
 */
export async function objectToPaper(tx: Tx, bodyId: string, matterId: string, words: string): Promise<{ done: true }> {
  const of = await loadCase(tx, bodyId, matterId);
  const row = await entryOf(tx, bodyId, matterId);
  if (!row || row.author_id !== tx.actor.personId || of.matter.author_id !== tx.actor.personId) throw matterProblem('matter.not-found');
  if (row.objection !== null && row.settlement === null) throw matterProblem('intake.objected');
  const blocked = await objectionBlock(tx, of, row);
  if (blocked) throw matterProblem('intake.objection-late', { reason: blocked });
  await tables<IntakeTables>(tx)
    .updateTable('paper_entry')
    .set({ objection: words, objected_at: tx.now, settlement: null, settled_at: null, settled_by_name: null })
    .where('body_id', '=', bodyId)
    .where('matter_id', '=', matterId)
    .execute();
  recordAct(tx, {
    bodyId,
    act: 'matter.object-to-paper',
    subjectKind: 'matter',
    subjectId: matterId,
    detail: { enteredBy: row.entered_by },
  });
  const topics = [`matter:${matterId}`, `body:${bodyId}`];
  emit(tx, paperObjected, { bodyId, subject: matterId, topics, payload: { title: of.matter.title, author: of.matter.author_name, words } });
  return { done: true };
}

/** The office keeps what it did about an objection; what has to happen to the matter happens by its own acts. The proposer is told. */
export async function settlePaper(tx: Tx, bodyId: string, matterId: string, words: string): Promise<{ done: true }> {
  if (bodyId !== tx.actor.bodyId) throw matterProblem('matter.not-found');
  const settled = await tables<IntakeTables>(tx)
    .updateTable('paper_entry')
    .set({ settlement: words, settled_at: tx.now, settled_by_name: tx.actor.name })
    .where('body_id', '=', bodyId)
    .where('matter_id', '=', matterId)
    .where('objection', 'is not', null)
    .where('settlement', 'is', null)
    .returning(['author_id'])
    .executeTakeFirst();
  if (!settled) throw matterProblem('matter.not-found');
  recordAct(tx, { bodyId, act: 'matter.settle-paper', subjectKind: 'matter', subjectId: matterId, detail: {} });
  const topics = [`matter:${matterId}`, `body:${bodyId}`, `person:${settled.author_id}`];
  emit(tx, paperSettled, { bodyId, subject: matterId, topics, payload: { authorId: settled.author_id, words } });
  return { done: true };
}

/** Items on paper of the actor's body, newest first. */
export async function listPaper(tx: Tx, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  let found = tables<MatterTables & IntakeTables>(tx)
    .selectFrom('paper_entry as p')
    .innerJoin('matter as m', (join) => join.onRef('m.body_id', '=', 'p.body_id').onRef('m.id', '=', 'p.matter_id'))
    .selectAll('p')
    .select(['m.kind', 'm.title', 'm.number_text', 'm.state', 'm.author_name', 'm.author_title'])
    .where('p.body_id', '=', tx.actor.bodyId)
    .orderBy('p.entered_at', 'desc')
    .orderBy('p.matter_id', 'desc')
    .limit(query.limit + 1);
  if (query.objected) found = found.where('p.objection', 'is not', null).where('p.settlement', 'is', null);
  if (query.cursor) {
    const [at, id] = keysetCursor(query.cursor, 'instant');
    found = found.where(sql<boolean>`(p.entered_at, p.matter_id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await found.execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      ...entryView(row, { name: row.author_name, title: row.author_title }),
      bodyId: row.body_id,
      kind: row.kind,
      title: row.title,
      number: row.number_text,
      stateLabel: kindOf(row.kind).states[row.state]?.label ?? row.state,
    })),
    next: rows.length > query.limit && last ? encodeCursor([last.entered_at.toISOString(), last.matter_id]) : null,
  };
}

async function entryOf(tx: Tx, bodyId: string, matterId: string): Promise<PaperRow | undefined> {
  return await tables<IntakeTables>(tx)
    .selectFrom('paper_entry')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('matter_id', '=', matterId)
    .executeTakeFirst();
}

/** Why the proposer can object no more; null where he can. The measure is the body's own rule of withdrawal (DOMAIN §1.9). */
async function objectionBlock(tx: Tx, { kind, matter }: Case, row: PaperRow): Promise<string | null> {
  if (row.objection !== null && row.settlement === null) return '您已经提出异议，工作机构正在处理。';
  if (kind.states[matter.state]?.final) return '这一件已经办结，如有异议请直接与工作机构联系。';
  const { parameters } = await rulesFor(tx, matter.body_id);
  return parameters.withdrawalRule === 'beforeAssignment' && matter.assigned_at !== null
    ? '本级规定交办以后不能撤回，如有异议请直接与工作机构联系。'
    : null;
}

function entryView(row: PaperRow, author: { name: string; title: string }): PaperEntry {
  return {
    matterId: row.matter_id,
    author: { id: row.author_id, ...author },
    enteredBy: row.entered_by_name,
    enteredAt: row.entered_at.toISOString(),
    receivedOn: row.received_on,
    manner: row.manner,
    signersOnPaper: row.signers_on_paper,
    note: row.note,
    objection: row.objection === null ? null : { words: row.objection, at: row.objected_at!.toISOString() },
    settlement:
      row.settlement === null ? null : { words: row.settlement, at: row.settled_at!.toISOString(), by: row.settled_by_name ?? '' },
  };
}
