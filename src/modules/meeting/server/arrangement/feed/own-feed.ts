import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { meetingProblem } from '../../../contract/problems.ts';
import { meetingOf, ownAttendance } from '../../core/find.ts';
import type { MeetingTables } from '../../tables.ts';

/** The address of the reader's calendar feed at a meeting. Throws `meeting.attendee-not-found` for whoever is none of its people. */
export async function readOwnFeed(tx: Tx, meetingId: string, publicUrl: string): Promise<{ address: string }> {
  const meeting = await meetingOf(tx, meetingId);
  const own = await ownAttendance(tx, meeting);
  const row =
    own &&
    (await tables<MeetingTables>(tx)
      .selectFrom('attendee_private')
      .select('feed_token')
      .where('body_id', '=', meeting.body_id)
      .where('attendee_id', '=', own.id)
      .executeTakeFirst());
  if (!row) throw meetingProblem('meeting.attendee-not-found');
  return { address: addressOf(publicUrl, row.feed_token) };
}

/** Gives the reader a new feed address; the old one stops answering. */
export async function renewOwnFeed(tx: Tx, meetingId: string, publicUrl: string): Promise<{ address: string }> {
  const meeting = await meetingOf(tx, meetingId);
  const token = randomBytes(24).toString('base64url');
  const { rows } = await sql<{ done: boolean }>`select renew_meeting_feed(${meeting.body_id}, ${meeting.id}, ${token}) as done`.execute(
    tables<MeetingTables>(tx),
  );
  if (!rows[0]?.done) throw meetingProblem('meeting.attendee-not-found');
  recordAct(tx, { bodyId: meeting.body_id, act: 'meeting.renew-feed', subjectKind: 'meeting', subjectId: meeting.id, detail: {} });
  return { address: addressOf(publicUrl, token) };
}

function addressOf(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/$/, '')}/api/meetings/feeds/${token}.ics`;
}
