import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { OwnNotice } from '../../contract/words/notices.ts';
import { wordsProblem } from '../../contract/words/problems.ts';
import type { AttendeeRow } from '../core/find.ts';
import { meetingOf, ownAttendance } from '../core/find.ts';
import type { WordsTables } from './tables.ts';

const db = (tx: Tx) => tables<WordsTables>(tx);

/** Notices that the actor was sent, newest first; withdrawn ones are gone. Nothing for somebody who is none of the meeting's people. */
export async function listOwnNotices(tx: Tx, meetingId: string): Promise<{ items: OwnNotice[] }> {
  const me = await ownAttendance(tx, await meetingOf(tx, meetingId));
  if (!me) return { items: [] };
  const rows = await db(tx)
    .selectFrom('meeting_notice_receipt as r')
    .innerJoin('meeting_notice as n', (join) => join.onRef('n.body_id', '=', 'r.body_id').onRef('n.id', '=', 'r.notice_id'))
    .select(['n.id', 'n.title', 'n.words', 'n.urgent', 'n.sent_at', 'n.sent_by', 'r.read_at', 'r.confirmed_at'])
    .where('r.body_id', '=', me.body_id)
    .where('r.attendee_id', '=', me.id)
    .where('n.state', '=', 'sent')
    .orderBy('n.sent_at', 'desc')
    .orderBy('n.id', 'desc')
    .execute();
  return {
    items: rows.map(({ sent_at, sent_by, read_at, confirmed_at, ...rest }) => ({
      ...rest,
      sentAt: sent_at.toISOString(),
      sentBy: sent_by,
      readAt: read_at?.toISOString() ?? null,
      confirmedAt: confirmed_at?.toISOString() ?? null,
    })),
  };
}

/** Marks notices of the actor as read; the first time stands. */
export async function readOwnNotices(tx: Tx, meetingId: string, ids: readonly string[]): Promise<{ done: true }> {
  const me = await meAt(tx, meetingId);
  await db(tx)
    .updateTable('meeting_notice_receipt')
    .set({ read_at: tx.now })
    .where('body_id', '=', me.body_id)
    .where('attendee_id', '=', me.id)
    .where(sql<boolean>`notice_id = any(${[...ids]}::uuid[])`)
    .where('read_at', 'is', null)
    .execute();
  recordAct(tx, { bodyId: me.body_id, act: 'meeting.read-notices', subjectKind: 'attendee', subjectId: me.id, detail: { notices: ids } });
  return { done: true };
}

/** The actor confirms a notice; the first time stands. Throws `meeting.notice-not-found` for one that is not his or was withdrawn. */
export async function confirmNotice(tx: Tx, meetingId: string, noticeId: string): Promise<{ done: true }> {
  const me = await meAt(tx, meetingId);
  const { items } = await listOwnNotices(tx, meetingId);
  if (!items.some((one) => one.id === noticeId)) throw wordsProblem('meeting.notice-not-found');
  await db(tx)
    .updateTable('meeting_notice_receipt')
    .set({ confirmed_at: sql`coalesce(confirmed_at, ${tx.now})`, read_at: sql`coalesce(read_at, ${tx.now})` })
    .where('body_id', '=', me.body_id)
    .where('attendee_id', '=', me.id)
    .where('notice_id', '=', noticeId)
    .execute();
  recordAct(tx, {
    bodyId: me.body_id,
    act: 'meeting.confirm-notice',
    subjectKind: 'meeting_notice',
    subjectId: noticeId,
    detail: { attendee: me.id },
  });
  return { done: true };
}

async function meAt(tx: Tx, meetingId: string): Promise<AttendeeRow> {
  const me = await ownAttendance(tx, await meetingOf(tx, meetingId));
  if (!me) throw wordsProblem('meeting.no-attendee');
  return me;
}
