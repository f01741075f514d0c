import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { Kind } from '../../contract/kind.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { ActInput } from '../engine/act-context.ts';
import { emptyMatter } from '../engine/empty-matter.ts';
import { inStoredOrder } from '../engine/frozen-text.ts';
import { mandateToday } from '../engine/surroundings.ts';
import { shorten } from '../engine/words.ts';
import type { MatterRow, MatterTables } from '../tables.ts';

/**
 * Keeps what has been typed of a matter, under the id that the client made: a draft written offline is stored once, however often it is
 * sent. Only the author's own unfrozen draft changes. Throws `matter.kind-of-body` where the seat cannot raise this kind.
 */
export async function saveDraft(tx: Tx, kind: Kind, matterId: string, form: ActInput): Promise<{ savedAt: string; revision: number }> {
  const author = await authorOf(tx, kind);
  const db = tables<MatterTables>(tx);
  const title = titleOf(kind, form);
  const changed = await db
    .updateTable('matter')
    .set((eb) => ({
      title,
      form: JSON.stringify(form),
      field: fieldOf(form),
      openness: opennessOf(form),
      changed_at: tx.now,
      revision: eb('revision', '+', 1),
    }))
    .where('body_id', '=', author.bodyId)
    .where('id', '=', matterId)
    .where('author_id', '=', author.personId)
    .where('kind', '=', kind.kind)
    .where('state', '=', kind.first)
    .where('frozen', '=', false)
    .returning('revision')
    .executeTakeFirst();
  const revision = changed?.revision ?? (await insertDraft(tx, draftRow(tx, kind, matterId, form, author)))?.revision;
  // The id is taken by something that is no draft of this author any more: submitted meanwhile, or somebody else's.
  if (revision === undefined) throw matterProblem('matter.changed');
  recordSaving(tx, kind, author.bodyId, matterId, revision);
  return { savedAt: tx.now.toISOString(), revision };
}

/** A form under an id that nobody has used, as it would be kept; the act that raises it writes it. */
export async function newDraft(tx: Tx, kind: Kind, matterId: string, form: ActInput): Promise<MatterRow> {
  return draftRow(tx, kind, matterId, form, await authorOf(tx, kind));
}

function recordSaving(tx: Tx, kind: Kind, bodyId: string, matterId: string, revision: number): void {
  recordAct(tx, { bodyId, act: `matter.${kind.kind}.save-draft`, subjectKind: 'matter', subjectId: matterId, detail: { revision } });
}

/** A new matter's title: its own field, or else the beginning of its first words. */
export function titleOf(kind: Kind, form: ActInput): string {
  const typed = typeof form.title === 'string' ? form.title.trim() : '';
  if (typed) return typed;
  const first = kind.form.find((field) => field.input === 'text');
  return shorten(String((first && form[first.name]) ?? ''), 24);
}

interface Author {
  readonly bodyId: string;
  readonly personId: string;
  readonly name: string;
  readonly title: string;
  readonly groupId: string;
}

/** The seat's mandate: whoever raises must hold one in a body of the kind's own sort. */
async function authorOf(tx: Tx, kind: Kind): Promise<Author> {
  const { actor } = tx;
  const role = kind.bodyKind === 'congress' ? 'deputy' : 'member';
  if (!actor.bodyId || !actor.personId || !actor.roles.includes(role))
    throw matterProblem('matter.kind-of-body', { kind: kind.words.name });
  const mandate = await mandateToday(tx, actor.bodyId, actor.personId);
  if (!mandate?.active) throw matterProblem('matter.kind-of-body', { kind: kind.words.name });
  return { bodyId: actor.bodyId, personId: actor.personId, name: mandate.name, title: mandate.groupName, groupId: mandate.groupId };
}

async function insertDraft(tx: Tx, row: MatterRow): Promise<{ revision: number } | undefined> {
  const taken = await sql<{ taken: boolean }>`select matter_id_taken(${row.id}, ${row.body_id}) as taken`.execute(tables(tx));
  if (taken.rows[0]?.taken) throw matterProblem('matter.changed');
  return await tables<MatterTables>(tx)
    .insertInto('matter')
    .values({ ...row, form: JSON.stringify(row.form), units: null })
    .onConflict((on) => on.doNothing())
    .returning('revision')
    .executeTakeFirst();
}

function draftRow(tx: Tx, kind: Kind, matterId: string, form: ActInput, author: Author): MatterRow {
  return {
    ...emptyMatter,
    body_id: author.bodyId,
    id: matterId,
    kind: kind.kind,
    state: kind.first,
    stage: kind.states[kind.first]!.stage,
    title: titleOf(kind, form),
    form: inStoredOrder(form),
    field: fieldOf(form),
    openness: opennessOf(form),
    author_id: author.personId,
    author_name: author.name,
    author_title: author.title,
    delegation_id: author.groupId,
    visibility: kind.visibility,
    created_at: tx.now,
    changed_at: tx.now,
  };
}

function fieldOf(form: ActInput): string | null {
  return typeof form.field === 'string' && form.field ? form.field : null;
}

function opennessOf(form: ActInput): string {
  return typeof form.openness === 'string' && form.openness ? form.openness : 'open';
}
