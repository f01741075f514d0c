import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, BodyOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import { intakeAsked, intakeChanged } from '../../contract/intake-events.ts';
import type {
  Doubt,
  IntakeRowLine,
  listIntake as listRoute,
  mendIntakeRow as mendRoute,
  openIntake as openRoute,
  readIntake as readRoute,
  readIntakeRow as rowRoute,
  RowContent,
  RowState,
} from '../../contract/intake.ts';
import { takesPaper } from '../../contract/intake.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { Earlier } from './doubt-rules.ts';
import { doubtsOf } from './doubt-rules.ts';
import type { Known, Member } from './draft-row.ts';
import { bareName } from './draft-row.ts';
import { earlierOf, knownFor } from './known.ts';
import type { Recognised } from './recognise.ts';
import type { IntakeBatch, IntakeRow, IntakeTables } from './tables.ts';

type BatchLine = AnswerOf<typeof listRoute>['items'][number];

/** Opens an empty batch for one kind of the actor's body. */
export async function openIntake(tx: Tx, { kind: name, source, name: label }: BodyOf<typeof openRoute>): Promise<{ intakeId: string }> {
  const kind = kindOf(name);
  const bodyId = tx.actor.bodyId!;
  const body = (await organisationsByIds(tx, [bodyId])).get(bodyId);
  if (body?.kind !== kind.bodyKind || !takesPaper(kind)) throw matterProblem('matter.kind-of-body', { kind: kind.words.name });
  const id = newId(tx.now.getTime());
  await tables<IntakeTables>(tx)
    .insertInto('intake_batch')
    .values({
      body_id: bodyId,
      id,
      kind: name,
      source,
      name: label,
      made_by: tx.actor.personId!,
      made_by_name: tx.actor.name,
      made_at: tx.now,
    })
    .execute();
  recordAct(tx, { bodyId, act: 'matter.open-intake', subjectKind: 'intake', subjectId: id, detail: { kind: name, source } });
  return { intakeId: id };
}

/** The body's batches, newest first, with how many rows stand where. */
export async function listIntake(tx: Tx, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  let found = batches(tx)
    .orderBy('b.made_at', 'desc')
    .orderBy('b.id', 'desc')
    .limit(query.limit + 1);
  if (query.cursor) {
    const [at, id] = keysetCursor(query.cursor, 'instant');
    found = found.where(sql<boolean>`(b.made_at, b.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await found.execute();
  const last = rows.slice(0, query.limit).at(-1);
  return {
    items: rows.slice(0, query.limit).map(batchLine),
    next: rows.length > query.limit && last ? encodeCursor([last.made_at.toISOString(), last.id]) : null,
  };
}

/** A batch with all its rows in the order in which they came. */
export async function readIntake(tx: Tx, intakeId: string): Promise<AnswerOf<typeof readRoute>> {
  const [batch, rows, known] = await Promise.all([
    batches(tx).where('b.id', '=', intakeId).executeTakeFirst(),
    rowsOf(tx, intakeId),
    knownFor(tx),
  ]);
  if (!batch) throw matterProblem('matter.not-found');
  const kind = kindOf(batch.kind);
  const earlier = await earlierFor(tx, batch.kind, rows);
  const names = namesOf(known);
  return {
    ...batchLine(batch),
    rows: rows.map((row) => lineOf(row, doubtsOf(kind, row.found, row.content, known, earlier(row)), names)),
  };
}

/** One row with its original, what is filled in and what is doubtful. */
export async function readIntakeRow(tx: Tx, intakeId: string, rowId: string): Promise<AnswerOf<typeof rowRoute>> {
  const [batch, rows, known] = await Promise.all([batchOf(tx, intakeId), rowsOf(tx, intakeId), knownFor(tx)]);
  const row = rows.find((one) => one.id === rowId);
  if (!row) throw matterProblem('matter.not-found');
  const earlier = await earlierFor(tx, batch.kind, rows);
  const doubts = doubtsOf(kindOf(batch.kind), row.found, row.content, known, earlier(row));
  return {
    ...lineOf(row, doubts, namesOf(known)),
    revision: row.revision,
    fileId: row.file_id,
    original: row.found.original.map(({ words, as }) => ({ words, as })),
    content: row.content,
    named: { author: row.found.author, group: row.found.group, signers: [...row.found.signers] },
    people: peopleFor(row, known),
    doubts: row.state === 'open' || row.state === 'confirmed' ? doubts : [],
    matterId: row.matter_id,
    confirmedBy: row.confirmed_by_name,
  };
}

/** Keeps what the office made of a row. Confirming it needs every grave doubt solved; a confirmed row that is changed is open again. */
export async function mendIntakeRow(
  tx: Tx,
  intakeId: string,
  rowId: string,
  { revision, content, confirm }: BodyOf<typeof mendRoute>,
): Promise<AnswerOf<typeof mendRoute>> {
  const batch = await batchOf(tx, intakeId, { open: true });
  const row = await lockedRow(tx, intakeId, rowId);
  if (row.revision !== revision) throw matterProblem('matter.changed');
  const [known, others] = await Promise.all([knownFor(tx), rowsOf(tx, intakeId)]);
  const mended = { ...row, content };
  const earlier = await earlierFor(tx, batch.kind, [...others.filter((one) => one.id !== rowId), mended]);
  const doubts = doubtsOf(kindOf(batch.kind), row.found, content, known, earlier(mended));
  const grave = doubts.filter((one) => one.grave);
  if (confirm && grave.length > 0)
    throw matterProblem(
      'intake.doubts',
      { words: grave[0]!.words },
      grave.map((one) => ({ path: one.field, message: one.words })),
    );
  const state: RowState = confirm ? 'confirmed' : 'open';
  await change(tx, row, {
    state,
    content: JSON.stringify(content),
    refusal: null,
    ...(confirm
      ? { confirmed_by: tx.actor.personId, confirmed_by_name: tx.actor.name, confirmed_at: tx.now }
      : { confirmed_by: null, confirmed_by_name: null, confirmed_at: null }),
  });
  if (confirm)
    recordAct(tx, { bodyId: row.body_id, act: 'matter.confirm-intake-row', subjectKind: 'intake', subjectId: rowId, detail: { intakeId } });
  return { revision: revision + 1, state, doubts };
}

/** Leaves a row out, or looks at it again. */
export async function setRowAside(tx: Tx, intakeId: string, rowId: string, aside: boolean): Promise<{ revision: number; state: RowState }> {
  await batchOf(tx, intakeId, { open: true });
  const row = await lockedRow(tx, intakeId, rowId);
  const state: RowState = aside ? 'aside' : 'open';
  await change(tx, row, { state });
  return { revision: row.revision + 1, state };
}

/** Asks for the confirmed rows to be taken in by the job, in the name of whoever asks. Asking again does no harm. */
export async function takeIntake(tx: Tx, intakeId: string): Promise<{ waiting: number }> {
  const batch = await batchOf(tx, intakeId, { open: true });
  const { waiting } = await tables<IntakeTables>(tx)
    .selectFrom('intake_row')
    .select(sql<number>`count(*)::int`.as('waiting'))
    .where('body_id', '=', batch.body_id)
    .where('batch_id', '=', intakeId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
  if (waiting === 0) return { waiting };
  await tables<IntakeTables>(tx)
    .updateTable('intake_batch')
    .set({ state: 'taking', taken_for: JSON.stringify(tx.actor) })
    .where('body_id', '=', batch.body_id)
    .where('id', '=', intakeId)
    .execute();
  recordAct(tx, { bodyId: batch.body_id, act: 'matter.take-intake', subjectKind: 'intake', subjectId: intakeId, detail: { waiting } });
  emit(tx, intakeAsked, { bodyId: batch.body_id, subject: intakeId, topics: [`body:${batch.body_id}`], payload: { waiting } });
  return { waiting };
}

/** Ends a batch: what was not taken in stays out. */
export async function closeIntake(tx: Tx, intakeId: string): Promise<{ done: true }> {
  const batch = await batchOf(tx, intakeId, { open: true });
  await tables<IntakeTables>(tx)
    .updateTable('intake_batch')
    .set({ state: 'closed' })
    .where('body_id', '=', batch.body_id)
    .where('id', '=', intakeId)
    .execute();
  recordAct(tx, { bodyId: batch.body_id, act: 'matter.close-intake', subjectKind: 'intake', subjectId: intakeId, detail: {} });
  return { done: true };
}

/** A batch of the actor's body; with `open` it is held until the transaction ends and must not be closed. */
export async function batchOf(tx: Tx, intakeId: string, options: { open?: boolean } = {}): Promise<IntakeBatch> {
  const found = tables<IntakeTables>(tx)
    .selectFrom('intake_batch')
    .selectAll()
    .where('body_id', '=', tx.actor.bodyId)
    .where('id', '=', intakeId);
  const batch = await (options.open ? found.forUpdate() : found).executeTakeFirst();
  if (!batch) throw matterProblem('matter.not-found');
  if (options.open && batch.state === 'closed') throw matterProblem('intake.closed');
  return batch;
}

async function lockedRow(tx: Tx, intakeId: string, rowId: string): Promise<IntakeRow> {
  const row = await tables<IntakeTables>(tx)
    .selectFrom('intake_row')
    .selectAll()
    .where('body_id', '=', tx.actor.bodyId)
    .where('batch_id', '=', intakeId)
    .where('id', '=', rowId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw matterProblem('matter.not-found');
  if (row.state === 'taken') throw matterProblem('intake.row-taken');
  if (row.state === 'refused') throw matterProblem('intake.row-refused');
  return row;
}

async function change(tx: Tx, row: IntakeRow, values: object): Promise<void> {
  await tables<IntakeTables>(tx)
    .updateTable('intake_row')
    .set({ ...values, revision: row.revision + 1 })
    .where('body_id', '=', row.body_id)
    .where('id', '=', row.id)
    .execute();
  emit(tx, intakeChanged, { bodyId: row.body_id, subject: row.batch_id, topics: [`body:${row.body_id}`], payload: { rows: 1 } });
}

async function rowsOf(tx: Tx, intakeId: string): Promise<IntakeRow[]> {
  return await tables<IntakeTables>(tx)
    .selectFrom('intake_row')
    .selectAll()
    .where('body_id', '=', tx.actor.bodyId)
    .where('batch_id', '=', intakeId)
    .orderBy('position')
    .execute();
}

/** What each row can repeat: matters of its proposer in the system, and other rows of the batch that are not set aside. */
async function earlierFor(tx: Tx, kind: string, rows: readonly IntakeRow[]): Promise<(row: IntakeRow) => Earlier[]> {
  const authors = rows.flatMap((row) => row.content.author ?? []);
  const inSystem = await earlierOf(
    tx,
    kindOf(kind),
    authors,
    rows.map((row) => row.matter_id),
  );
  const inBatch = rows
    .filter((row) => row.state !== 'aside' && row.state !== 'refused' && row.content.author)
    .map((row): Earlier & { rowId: string } => ({
      id: row.id,
      rowId: row.id,
      authorId: row.content.author!,
      title: titleIn(row.content, row.found),
      called: `第 ${row.position} 件`,
      where: 'batch',
    }));
  return (row) => [
    ...inSystem.filter((one) => one.authorId === row.content.author),
    ...inBatch.filter((one) => one.authorId === row.content.author && one.rowId !== row.id),
  ];
}

function titleIn(content: RowContent, found: Recognised): string {
  return typeof content.form['title'] === 'string' && content.form['title'] ? content.form['title'] : found.title;
}

function namesOf(known: Known): Map<string, Member> {
  return new Map([...known.members.values()].flat().map((member) => [member.personId, member]));
}

function lineOf(row: IntakeRow, doubts: readonly Doubt[], names: ReadonlyMap<string, Member>): IntakeRowLine {
  const asked = row.state === 'open';
  // What was guessed is said in the row itself: nearly every row of a batch has it.
  const first = asked ? doubts.find((one) => one.code !== 'guessed') : undefined;
  return {
    id: row.id,
    position: row.position,
    fileName: row.file_name,
    title: titleIn(row.content, row.found) || row.file_name,
    author: (row.content.author && names.get(row.content.author)?.name) || row.found.author,
    state: row.state,
    doubt: first?.words ?? null,
    grave: first?.grave ?? false,
    refusal: row.refusal,
  };
}

/** Whoever a name of the original can mean, and whoever is chosen, for the pickers. */
function peopleFor(row: IntakeRow, known: Known): { id: string; name: string; title: string }[] {
  const names = namesOf(known);
  const called = [row.found.author, ...row.found.signers].flatMap((name) => (name ? (known.members.get(bareName(name)) ?? []) : []));
  const chosen = [row.content.author, ...row.content.signers].flatMap((id) => (id ? (names.get(id) ?? []) : []));
  return [
    ...new Map([...called, ...chosen].map((one) => [one.personId, { id: one.personId, name: one.name, title: one.groupName }])).values(),
  ];
}

function batches(tx: Tx) {
  return tables<IntakeTables>(tx)
    .selectFrom('intake_batch as b')
    .selectAll('b')
    .select(
      sql<Record<string, number>>`(select coalesce(jsonb_object_agg(state, n), '{}') from (
        select r.state, count(*)::int as n from intake_row r where r.body_id = b.body_id and r.batch_id = b.id group by r.state) c)`.as(
        'counts',
      ),
    )
    .where('b.body_id', '=', tx.actor.bodyId);
}

function batchLine(row: IntakeBatch & { counts: Record<string, number> }): BatchLine {
  const of = (state: RowState) => row.counts[state] ?? 0;
  return {
    id: row.id,
    kind: row.kind,
    source: row.source,
    name: row.name,
    state: row.state,
    madeBy: row.made_by_name,
    madeAt: row.made_at.toISOString(),
    counts: { open: of('open'), confirmed: of('confirmed'), taken: of('taken'), aside: of('aside'), refused: of('refused') },
  };
}
