import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import type { Actor } from '#platform/contract/actor.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import { Problem } from '#platform/contract/problem.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { emit, tables } from '#platform/server/database.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import { contentKey } from '#platform/server/files/file-room.ts';
import type { JobDefinition } from '#platform/server/jobs/jobs.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { formShape } from '../../contract/field.ts';
import { intakeChanged } from '../../contract/intake-events.ts';
import type { Kind } from '../../contract/kind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import { enterPaper } from './enter-paper.ts';
import type { IntakeRow, IntakeTables } from './tables.ts';

const taken = z.object({ bodyId: uuid, intakeId: uuid });

/**
 * The job that takes the confirmed rows of a batch in, in the name of whoever asked for it. Each row becomes a matter in one transaction that
 * also marks it taken, under an id that the row has had from the start: a kill in between loses and doubles nothing, the next run goes on.
 */
export function takeRowsJob(room: FileRoom): JobDefinition<typeof taken> {
  return defineJob({
    name: 'matter.take-intake',
    data: taken,
    concurrency: 2,
    handle: (database, asked, run) => takeRows(database, room, asked, run.signal),
  });
}

async function takeRows(
  database: Database,
  room: FileRoom,
  { bodyId, intakeId }: z.output<typeof taken>,
  signal: AbortSignal,
): Promise<void> {
  const batch = await asWorker(
    database,
    async (tx) =>
      await tables<IntakeTables>(tx)
        .selectFrom('intake_batch')
        .selectAll()
        .where('body_id', '=', bodyId)
        .where('id', '=', intakeId)
        .executeTakeFirst(),
  );
  if (!batch || batch.state !== 'taking' || !batch.taken_for) return;
  const actor = batch.taken_for as Actor;
  const kind = kindOf(batch.kind);
  for (const rowId of await confirmedRows(database, bodyId, intakeId)) {
    if (signal.aborted) throw new Error('stopped; the next run goes on');
    await takeOne(database, room, { actor, kind, bodyId, rowId });
  }
  await asWorker(database, async (tx) => {
    await tables<IntakeTables>(tx)
      .updateTable('intake_batch')
      .set({ state: 'open', taken_for: null })
      .where('body_id', '=', bodyId)
      .where('id', '=', intakeId)
      .where('state', '=', 'taking')
      .execute();
    emit(tx, intakeChanged, { bodyId, subject: intakeId, topics: [`body:${bodyId}`], payload: { rows: 0 } });
  });
}

async function confirmedRows(database: Database, bodyId: string, intakeId: string): Promise<string[]> {
  const rows = await asWorker(
    database,
    async (tx) =>
      await tables<IntakeTables>(tx)
        .selectFrom('intake_row')
        .select('id')
        .where('body_id', '=', bodyId)
        .where('batch_id', '=', intakeId)
        .where('state', '=', 'confirmed')
        .orderBy('position')
        .execute(),
  );
  return rows.map((row) => row.id);
}

interface Taking {
  readonly actor: Actor;
  readonly kind: Kind;
  readonly bodyId: string;
  readonly rowId: string;
}

/** A row that the engine refuses (no mandate any more, too few signers) goes back to the office with the reason. */
async function takeOne(database: Database, room: FileRoom, taking: Taking): Promise<void> {
  try {
    await database.transact(taking.actor, (tx) => takeRow(tx, room, taking));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await database.transact(taking.actor, (tx) => mark(tx, taking, { state: 'open', refusal: wordsOf(error) }));
  }
}

function wordsOf(problem: Problem): string {
  return [problem.message, ...(problem.fields ?? []).map((field) => field.message)].join(' ').slice(0, 500);
}

async function takeRow(tx: Tx, room: FileRoom, taking: Taking): Promise<void> {
  const row = await tables<IntakeTables>(tx)
    .selectFrom('intake_row')
    .selectAll()
    .where('body_id', '=', taking.bodyId)
    .where('id', '=', taking.rowId)
    .where('state', '=', 'confirmed')
    .forUpdate()
    .executeTakeFirst();
  if (!row) return;
  const { content } = row;
  const parsed = formShape(taking.kind.form).safeParse(content.form);
  if (!parsed.success)
    throw matterProblem(
      'matter.incomplete',
      {},
      parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    );
  await enterPaper(tx, taking.kind, row.matter_id, {
    form: parsed.data,
    author: content.author!,
    signers: content.signers,
    signedOnPaper: content.signaturesChecked,
    receivedOn: content.receivedOn,
    manner: 'batch',
    scans: row.file_id ? [await copyOf(tx, room, row)] : [],
  });
  await mark(tx, taking, { state: 'taken', refusal: null, taken_at: tx.now });
}

/** The document once more, as a file that the case can have: its bytes are kept once for both. */
async function copyOf(tx: Tx, room: FileRoom, row: IntakeRow): Promise<string> {
  const bytes = await buffer(await room.store.open(contentKey(row.body_id, row.fingerprint)));
  const file = {
    name: row.file_name.endsWith('.docx') ? row.file_name : `${row.file_name}.docx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes,
    sha256: row.fingerprint,
    thumbnail: null,
    width: null,
    height: null,
  };
  return (await room.insert(tx, file, { bodyId: row.body_id, personId: tx.actor.personId!, unitId: null })).id;
}

async function mark(
  tx: Tx,
  { bodyId, rowId }: Taking,
  values: { state: IntakeRow['state']; refusal: string | null; taken_at?: Date },
): Promise<void> {
  await tables<IntakeTables>(tx)
    .updateTable('intake_row')
    .set((eb) => ({ ...values, revision: eb('revision', '+', 1) }))
    .where('body_id', '=', bodyId)
    .where('id', '=', rowId)
    .where('state', '=', 'confirmed')
    .execute();
  emit(tx, intakeChanged, { bodyId, subject: rowId, topics: [`body:${bodyId}`], payload: { rows: 1 } });
}

async function asWorker<Result>(database: Database, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return await database.transact(systemActor, work, { access: 'worker' });
}
