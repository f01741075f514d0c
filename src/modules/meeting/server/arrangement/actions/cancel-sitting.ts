import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { arrangementProblem } from '../../../contract/arrangement/problems.ts';
import { ownMeeting, sittingOf } from '../../core/find.ts';
import { tellChange } from '../../core/tell.ts';
import type { MeetingTables } from '../../tables.ts';
import { sayMoment } from '../change-words.ts';
import { refuseOver } from './save-sitting.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);

/** Takes an entry out of a draft's programme; in an announced one it stays, marked as cancelled, and everybody reads why. */
export async function cancelSitting(
  tx: Tx,
  params: { meetingId: string; sittingId: string },
  { reason }: { reason: string },
): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, params.meetingId);
  const sitting = await sittingOf(tx, meeting, params.sittingId);
  refuseOver(sitting);
  if (meeting.state === 'draft') {
    await db(tx).deleteFrom('sitting').where('body_id', '=', meeting.body_id).where('id', '=', sitting.id).execute();
  } else {
    if (reason.length < 2) throw arrangementProblem('meeting.reason');
    await db(tx)
      .updateTable('sitting')
      .set({ state: 'cancelled', revision: sitting.revision + 1 })
      .where('body_id', '=', meeting.body_id)
      .where('id', '=', sitting.id)
      .execute();
  }
  recordAct(tx, {
    bodyId: meeting.body_id,
    act: 'meeting.cancel-sitting',
    subjectKind: 'sitting',
    subjectId: sitting.id,
    detail: { title: sitting.title, reason },
  });
  const words = sitting.hidden ? '' : `取消：${sayMoment(sitting.starts_at)} ${sitting.title}。${reason}`;
  await tellChange(tx, meeting, { parts: ['programme'], subjectKind: 'sitting', subjectId: sitting.id, words });
  return { done: true };
}

/** Puts a cancelled entry back as planned; everybody reads that it takes place after all. A repetition changes nothing. */
export async function restoreSitting(tx: Tx, params: { meetingId: string; sittingId: string }): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, params.meetingId);
  const sitting = await sittingOf(tx, meeting, params.sittingId);
  if (sitting.state !== 'cancelled') return { done: true };
  await db(tx)
    .updateTable('sitting')
    .set({ state: 'planned', revision: sitting.revision + 1 })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', sitting.id)
    .execute();
  recordAct(tx, {
    bodyId: meeting.body_id,
    act: 'meeting.restore-sitting',
    subjectKind: 'sitting',
    subjectId: sitting.id,
    detail: { title: sitting.title },
  });
  const words = sitting.hidden ? '' : `照常举行：${sayMoment(sitting.starts_at)} ${sitting.title}`;
  await tellChange(tx, meeting, { parts: ['programme'], subjectKind: 'sitting', subjectId: sitting.id, words });
  return { done: true };
}

/** Says that an entry has begun. A repetition changes nothing. */
export async function beginSitting(tx: Tx, params: { meetingId: string; sittingId: string }): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, params.meetingId);
  const sitting = await sittingOf(tx, meeting, params.sittingId);
  refuseOver(sitting);
  if (sitting.state === 'running') return { done: true };
  await db(tx)
    .updateTable('sitting')
    .set({ state: 'running', opened_at: tx.now, revision: sitting.revision + 1 })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', sitting.id)
    .execute();
  recordAct(tx, {
    bodyId: meeting.body_id,
    act: 'meeting.begin-sitting',
    subjectKind: 'sitting',
    subjectId: sitting.id,
    detail: { title: sitting.title },
  });
  await tellChange(tx, meeting, { parts: ['programme', 'hall'], subjectKind: 'sitting', subjectId: sitting.id });
  return { done: true };
}
