import { newId } from '#platform/contract/identifiers.ts';
import { organisationOf } from '#platform/contract/actor.ts';
import { platformProblem } from '#platform/contract/problem.ts';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { bulkAsked } from '../../contract/events.ts';
import type { Field } from '../../contract/field.ts';
import { formShape, missingFields } from '../../contract/field.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { bulkAct as bulkRoute, readBulk as readRoute } from '../../contract/routes.ts';
import { matterPolicies } from '../policy.ts';
import { actPermission } from '../../contract/act-routes.ts';
import type { MatterTables } from '../tables.ts';

/** How long a batch can be taken back, in milliseconds. */
const undoWindow = 12_000;

/**
 * Keeps a batch until its undo window is over; see jobs.ts for how it is carried out. Only acts declared for bulk are taken. A target's own
 * input stands in place of the batch's.
 */
export async function bulkAct(tx: Tx, body: BodyOf<typeof bulkRoute>): Promise<AnswerOf<typeof bulkRoute>> {
  const kind = kindOf(body.kind);
  const act = kind.acts[body.act];
  if (!act?.bulk) throw matterProblem('matter.not-found');
  if (!matterPolicies[actPermission(kind.kind, body.act)]?.(tx.actor)) throw platformProblem('actor.forbidden');
  const faults = [
    ...body.targets.flatMap(({ input }, index) => (input ? faultsIn(act.fields, input, `targets.${index}.`) : [])),
    ...(body.targets.some(({ input }) => !input) ? faultsIn(act.fields, body.input, '') : []),
  ];
  if (faults.length > 0) throw matterProblem('matter.incomplete', {}, faults);
  const owner = organisationOf(tx.actor)!;
  const batchId = newId(tx.now.getTime());
  const undoUntil = new Date(tx.now.getTime() + undoWindow);
  const db = tables<MatterTables>(tx);
  await db
    .insertInto('bulk_batch')
    .values({
      body_id: owner,
      id: batchId,
      person_id: tx.actor.personId!,
      kind: kind.kind,
      act: body.act,
      input: JSON.stringify(body.input),
      actor: JSON.stringify(tx.actor),
      state: 'waiting',
      undo_until: undoUntil,
      made_at: tx.now,
    })
    .execute();
  const targets = new Map(body.targets.map((target) => [target.matterId, target]));
  await db
    .insertInto('bulk_target')
    .values(
      [...targets.values()].map((target) => ({
        body_id: owner,
        batch_id: batchId,
        matter_body_id: target.bodyId,
        matter_id: target.matterId,
        target_id: target.targetId ?? null,
        input: target.input ? JSON.stringify(target.input) : null,
        state: 'waiting' as const,
      })),
    )
    .execute();
  recordAct(tx, {
    bodyId: owner,
    act: 'matter.bulk-act',
    subjectKind: 'bulk',
    subjectId: batchId,
    detail: { kind: kind.kind, act: body.act, count: targets.size },
  });
  emit(tx, bulkAsked, {
    bodyId: owner,
    subject: batchId,
    topics: [],
    payload: { undoUntil: undoUntil.toISOString(), count: targets.size },
  });
  return { batchId, undoUntil: undoUntil.toISOString() };
}

/** What one input lacks or has wrong, by path. */
function faultsIn(fields: readonly Field[], input: Readonly<Record<string, unknown>>, path: string): { path: string; message: string }[] {
  const parsed = formShape(fields).safeParse(input);
  const faults = parsed.success
    ? missingFields(fields, input)
    : parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return faults.map((fault) => ({ ...fault, path: `${path}${fault.path}` }));
}

/** Takes a batch back inside its window; afterwards `matter.changed` says that it is too late. */
export async function undoBulk(tx: Tx, batchId: string): Promise<{ done: true }> {
  const owner = organisationOf(tx.actor)!;
  const undone = await tables<MatterTables>(tx)
    .updateTable('bulk_batch')
    .set({ state: 'undone' })
    .where('body_id', '=', owner)
    .where('id', '=', batchId)
    .where('state', '=', 'waiting')
    .where('undo_until', '>', tx.now)
    .returning('id')
    .executeTakeFirst();
  if (!undone) throw matterProblem('matter.act-blocked', { reason: '已经过了可以撤销的时间。' });
  recordAct(tx, { bodyId: owner, act: 'matter.undo-bulk', subjectKind: 'bulk', subjectId: batchId, detail: {} });
  return { done: true };
}

/** How far a batch is, and which cases refused and why. */
export async function readBulk(tx: Tx, batchId: string): Promise<AnswerOf<typeof readRoute>> {
  const owner = organisationOf(tx.actor)!;
  const db = tables<MatterTables>(tx);
  const [found, targets] = await Promise.all([
    db.selectFrom('bulk_batch').selectAll().where('body_id', '=', owner).where('id', '=', batchId).executeTakeFirst(),
    db
      .selectFrom('bulk_target')
      .select(['matter_id', 'state', 'error'])
      .where('body_id', '=', owner)
      .where('batch_id', '=', batchId)
      .execute(),
  ]);
  if (!found) throw matterProblem('matter.not-found');
  return {
    label: kindOf(found.kind).acts[found.act]?.label ?? '',
    state: found.state,
    undoUntil: found.undo_until.toISOString(),
    total: targets.length,
    done: targets.filter((one) => one.state === 'done').length,
    failed: targets.filter((one) => one.state === 'failed').map((one) => ({ matterId: one.matter_id, message: one.error ?? '' })),
  };
}
