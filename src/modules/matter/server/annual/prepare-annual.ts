import { z } from 'zod';
import { newId } from '#platform/contract/identifiers.ts';
import { dayOf } from '#platform/contract/instant.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { JobDefinition } from '#platform/server/jobs/jobs.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { notify } from '#platform/server/notifications/notifications.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { bodiesOf, staffOf } from '#modules/directory/server/index.ts';
import { kindsOfBody } from '../../contract/annual-figures.ts';
import { noticeKinds } from '../notices.ts';
import type { MatterTables } from '../tables.ts';
import { ownComposition } from './composition-rules.ts';

/**
 * On 1 December each body's report of the year is prepared as a draft out of its template, and its office is told: standing committees hear it in
 * the last quarter (重庆 §34, 青岛 §37). Figures are not kept; they are reckoned whenever the draft is looked at. Run twice it does nothing more.
 */
export const prepareAnnual: JobDefinition = defineJob({
  name: 'matter.prepare-annual',
  data: z.object({}),
  schedule: '0 9 1 12 *',
  handle: prepareAll,
});

async function prepareAll(database: Database): Promise<void> {
  const bodies = await database.read(systemActor, (tx) => bodiesOf(tx), { access: 'worker' });
  for (const body of bodies)
    await database.transact(systemActor, (tx) => prepareOne(tx, body.id, body.kind === 'cppcc' ? 'cppcc' : 'congress'), {
      access: 'worker',
    });
}

/** Prepares this year's draft of one body that has raised something; one that the office began by itself stays as it is. */
async function prepareOne(tx: Tx, bodyId: string, bodyKind: 'congress' | 'cppcc'): Promise<void> {
  const db = tables<MatterTables>(tx);
  const year = Number(dayOf(tx.now).slice(0, 4));
  const [raised, template] = await Promise.all([
    db.selectFrom('matter').select('id').where('body_id', '=', bodyId).where('submitted_at', 'is not', null).limit(1).executeTakeFirst(),
    db.selectFrom('annual_template').select('composition').where('body_id', '=', bodyId).executeTakeFirst(),
  ]);
  if (!raised) return;
  const composition = JSON.stringify(template?.composition ?? ownComposition(bodyKind, kindsOfBody(bodyKind)));
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('annual_draft')
    .values({
      body_id: bodyId,
      year,
      composition,
      revision: 1,
      prepared_at: tx.now,
      changed_by: null,
      changed_by_name: '系统',
      changed_at: tx.now,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return;
  recordAct(tx, { bodyId, act: 'matter.prepare-annual', subjectKind: 'annual', subjectId: bodyId, detail: { year } });
  const staff = await staffOf(tx, bodyId, ['clerk', 'officeLeader']);
  await notify(tx, {
    kind: noticeKinds.annual,
    bodyId,
    eventId: newId(tx.now.getTime()),
    subjectId: bodyId,
    personIds: staff.map((one) => one.personId),
    title: `${year} 年办理情况报告的初稿好了`,
    words: '数字按今天的办理情况算，每次打开都会更新。请看过文字和表格，需要时修改，再定稿。',
    link: `/annual?year=${year}`,
  });
}
