import { z } from 'zod';
import type { Actor } from '#platform/contract/actor.ts';
import { newId, uuid } from '#platform/contract/identifiers.ts';
import { Problem } from '#platform/contract/problem.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { emit, tables } from '#platform/server/database.ts';
import type { JobDefinition } from '#platform/server/jobs/jobs.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { notify } from '#platform/server/notifications/notifications.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { staffOf } from '#modules/directory/server/index.ts';
import type { Role } from '#modules/directory/contract/seat.ts';
import { sayClock } from '#modules/profile/contract/clock.ts';
import { clockTurned } from '../contract/events.ts';
import { kindOf, kinds } from '../contract/kinds/index.ts';
import { prepareAnnual } from './annual/prepare-annual.ts';
import { performAct } from './engine/act.ts';
import { standingOf } from './engine/clock-rules.ts';
import { committeesOf } from './engine/clocks.ts';
import { rulesFor } from './engine/surroundings.ts';
import { caseLink, noticeKinds } from './notices.ts';
import type { ClockRow, MatterTables } from './tables.ts';

const batch = 500;
const nothing = z.object({});

/** Turns the clocks whose day has come: due soon, overdue, very overdue. Each turn is an event, so boards and open pages follow. */
export const turnClocks = defineJob({
  name: 'matter.turn-clocks',
  data: nothing,
  schedule: '* * * * *',
  handle: (database) => repeat(database, turnSome),
});

/** Reminds whoever holds a clock, in working hours only, at the marks that the body's rules name. */
export const remindHolders = defineJob({
  name: 'matter.remind-holders',
  data: nothing,
  schedule: '*/5 * * * *',
  handle: (database) => repeat(database, remindSome),
});

/** Closes ratings that nobody gave in time, where the body's rules leave them out (重庆 §27, §29). */
export const lapseRatings = defineJob({ name: 'matter.lapse-ratings', data: nothing, schedule: '10 0 * * *', handle: lapseAll });

/** Carries out a batch after its undo window: case by case, each in a transaction of its own and with the rights of whoever asked. */
export const runBulk = defineJob({
  name: 'matter.run-bulk',
  data: z.object({ bodyId: uuid, batchId: uuid }),
  concurrency: 2,
  handle: runBatch,
});

export const matterJobs: readonly JobDefinition[] = [turnClocks, remindHolders, lapseRatings, runBulk, prepareAnnual];

async function repeat(database: Database, some: (tx: Tx) => Promise<number>): Promise<void> {
  while ((await database.transact(systemActor, some, { access: 'worker' })) === batch);
}

async function turnSome(tx: Tx): Promise<number> {
  const due = await dueClocks(tx, 'next_turn_at');
  for (const clock of due) {
    const { workingDaysLeft: _, ...standing } = standingOf(clock, await rulesFor(tx, clock.body_id), tx.now, await handlingOf(tx, clock));
    await tables<MatterTables>(tx)
      .updateTable('matter_clock')
      .set(standing)
      .where('body_id', '=', clock.body_id)
      .where('matter_id', '=', clock.matter_id)
      .where('id', '=', clock.id)
      .execute();
    if (standing.state === clock.state && standing.card === clock.card) continue;
    emit(tx, clockTurned, {
      bodyId: clock.body_id,
      subject: clock.matter_id,
      topics: [
        `matter:${clock.matter_id}`,
        `body:${clock.body_id}`,
        `${clock.holder_kind === 'person' ? 'person' : clock.holder_kind}:${clock.holder_id}`,
      ],
      payload: {
        kind: clock.kind,
        clockId: clock.id,
        clock: clock.clock,
        holderKind: clock.holder_kind,
        holderId: clock.holder_id,
        from: clock.state,
        to: standing.state,
        card: standing.card,
      },
    });
  }
  return due.length;
}

async function handlingOf(tx: Tx, clock: ClockRow) {
  if (clock.handling_id === null) return undefined;
  return await tables<MatterTables>(tx)
    .selectFrom('handling')
    .select(['extension_count', 'round'])
    .where('body_id', '=', clock.body_id)
    .where('id', '=', clock.handling_id)
    .executeTakeFirst();
}

async function remindSome(tx: Tx): Promise<number> {
  const due = await dueClocks(tx, 'next_reminder_at');
  for (const clock of due) {
    const rules = await rulesFor(tx, clock.body_id);
    const standing = standingOf(clock, rules, tx.now);
    await tellHolder(tx, clock, standing.workingDaysLeft);
    await tables<MatterTables>(tx)
      .updateTable('matter_clock')
      .set({ next_reminder_at: standing.next_reminder_at })
      .where('body_id', '=', clock.body_id)
      .where('matter_id', '=', clock.matter_id)
      .where('id', '=', clock.id)
      .execute();
  }
  return due.length;
}

async function dueClocks(tx: Tx, column: 'next_turn_at' | 'next_reminder_at'): Promise<ClockRow[]> {
  return await tables<MatterTables>(tx)
    .selectFrom('matter_clock')
    .selectAll()
    .where('ended_at', 'is', null)
    .where(column, '<=', tx.now)
    .orderBy(column)
    .limit(batch)
    .forUpdate()
    .skipLocked()
    .execute();
}

async function tellHolder(tx: Tx, clock: ClockRow, workingDaysLeft: number | null): Promise<void> {
  const declared = kindOf(clock.kind).clocks[clock.clock];
  const matter = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['title', 'number_text'])
    .where('body_id', '=', clock.body_id)
    .where('id', '=', clock.matter_id)
    .executeTakeFirst();
  if (!declared || !matter) return;
  const staff =
    clock.holder_kind === 'person' ? [] : await staffOf(tx, clock.holder_id, clock.holder_role ? [clock.holder_role as Role] : []);
  // Of the committees only the one that has the case.
  const isHolder = (one: { division: string }) => clock.holder_role !== 'committee' || committeesOf(one).includes(clock.holder_name);
  const left = sayClock({ state: clock.state as never, due: clock.due_on, workingDaysLeft, paused: false, provisional: false });
  await notify(tx, {
    kind: noticeKinds.reminder,
    bodyId: clock.body_id,
    eventId: newId(tx.now.getTime()),
    subjectId: clock.matter_id,
    personIds: clock.holder_kind === 'person' ? [clock.holder_id] : staff.filter(isHolder).map((one) => one.personId),
    title: `${left}：${declared.task}`,
    words: `${matter.number_text ?? ''}《${matter.title}》`,
    link: caseLink(clock.body_id, clock.matter_id),
  });
}

/** Clocks of any kind that lapse. */
const lapsing = [
  ...new Set(
    Object.values(kinds).flatMap((kind) =>
      Object.entries(kind.clocks)
        .filter(([, clock]) => clock.lapses !== undefined)
        .map(([name]) => name),
    ),
  ),
];

async function lapseAll(database: Database): Promise<void> {
  const late = await database.read(
    systemActor,
    async (tx) =>
      await tables<MatterTables>(tx)
        .selectFrom('matter_clock')
        .select(['body_id', 'matter_id', 'handling_id', 'kind', 'clock', 'holder_kind'])
        .where('clock', 'in', lapsing)
        .where('ended_at', 'is', null)
        .where('due_at', '<', tx.now)
        .execute(),
    { access: 'worker' },
  );
  for (const clock of late) {
    const act = kindOf(clock.kind).clocks[clock.clock]?.lapses;
    if (act === undefined) continue;
    await database
      .transact(
        systemActor,
        async (tx) => {
          const { parameters } = await rulesFor(tx, clock.body_id);
          // Whether a deputy's silence ends the case is the body's rule; a unit's silence never holds up what the deputy has said.
          if (parameters.feedbackSilence === 'leftOut' || clock.holder_kind === 'unit')
            await performAct(tx, {
              bodyId: clock.body_id,
              matterId: clock.matter_id,
              act,
              targetId: clock.handling_id ?? undefined,
              input: {},
            });
        },
        { access: 'worker' },
      )
      .catch(ignoreMeanwhileRated);
  }
}

/** Somebody rated between the look and the act: nothing is left to lapse. */
function ignoreMeanwhileRated(error: unknown): void {
  if (!(error instanceof Problem) || error.status !== 409) throw error;
}

async function runBatch(database: Database, { bodyId, batchId }: { bodyId: string; batchId: string }): Promise<void> {
  const asWorker = <Result>(work: (tx: Tx) => Promise<Result>) => database.transact(systemActor, work, { access: 'worker' });
  const found = await asWorker(
    async (tx) =>
      await tables<MatterTables>(tx)
        .updateTable('bulk_batch')
        .set({ state: 'running' })
        .where('body_id', '=', bodyId)
        .where('id', '=', batchId)
        .where('state', 'in', ['waiting', 'running'])
        .where('undo_until', '<=', tx.now)
        .returningAll()
        .executeTakeFirst(),
  );
  if (!found) return;
  const targets = await asWorker(
    async (tx) =>
      await tables<MatterTables>(tx)
        .selectFrom('bulk_target')
        .selectAll()
        .where('body_id', '=', bodyId)
        .where('batch_id', '=', batchId)
        .where('state', '=', 'waiting')
        .execute(),
  );
  for (const target of targets) {
    const error = await actOnTarget(database, found, target);
    await asWorker(
      async (tx) =>
        await tables<MatterTables>(tx)
          .updateTable('bulk_target')
          .set(error === null ? { state: 'done' } : { state: 'failed', error })
          .where('body_id', '=', bodyId)
          .where('batch_id', '=', batchId)
          .where('matter_id', '=', target.matter_id)
          .execute(),
    );
  }
  await asWorker(
    async (tx) =>
      await tables<MatterTables>(tx)
        .updateTable('bulk_batch')
        .set({ state: 'done' })
        .where('body_id', '=', bodyId)
        .where('id', '=', batchId)
        .execute(),
  );
}

interface Target {
  readonly batch_id: string;
  readonly matter_body_id: string;
  readonly matter_id: string;
  readonly target_id: string | null;
  /** This case's own input in place of the batch's. */
  readonly input: Record<string, unknown> | null;
}

/** The repetition key makes a run after a crash skip what the first run had done. Null when done, else why not. */
async function actOnTarget(
  database: Database,
  asked: { act: string; input: Record<string, unknown>; actor: unknown },
  target: Target,
): Promise<string | null> {
  const repetition = { key: `${target.batch_id}:${target.matter_id}`, route: 'matter.run-bulk', fingerprint: Buffer.from(asked.act) };
  try {
    await database.transact(
      asked.actor as Actor,
      (tx) =>
        performAct(tx, {
          bodyId: target.matter_body_id,
          matterId: target.matter_id,
          act: asked.act,
          targetId: target.target_id ?? undefined,
          input: target.input ?? asked.input,
        }),
      { repetition },
    );
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}
