import type { Selectable } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { MeetingTables } from '../tables.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);

export type MeetingRow = Selectable<MeetingTables['meeting']>;
export type SittingRow = Selectable<MeetingTables['sitting']>;
export type AttendeeRow = Selectable<MeetingTables['attendee']>;

/** The meeting, of whichever body the transaction may see. Throws `meeting.not-found`. */
export async function meetingOf(tx: Tx, meetingId: string): Promise<MeetingRow> {
  const row = await db(tx).selectFrom('meeting').selectAll().where('id', '=', meetingId).executeTakeFirst();
  if (!row) throw meetingProblem('meeting.not-found');
  return row;
}

/** The meeting of the actor's own body, locked for a write of its office. Throws `meeting.not-found`, and `meeting.ended` unless `evenEnded`. */
export async function ownMeeting(tx: Tx, meetingId: string, { evenEnded = false } = {}): Promise<MeetingRow> {
  const row = await db(tx)
    .selectFrom('meeting')
    .selectAll()
    .where('body_id', '=', tx.actor.bodyId!)
    .where('id', '=', meetingId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw meetingProblem('meeting.not-found');
  if (row.state === 'ended' && !evenEnded) throw meetingProblem('meeting.ended');
  return row;
}

/** A sitting of the meeting. Throws `meeting.sitting-not-found`. */
export async function sittingOf(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>, sittingId: string): Promise<SittingRow> {
  const row = await db(tx)
    .selectFrom('sitting')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', sittingId)
    .executeTakeFirst();
  if (!row) throw meetingProblem('meeting.sitting-not-found');
  return row;
}

/** The actor's own attendance at the meeting; null where he is none of its people (the office). */
export async function ownAttendance(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>): Promise<AttendeeRow | null> {
  if (!tx.actor.personId) return null;
  const row = await db(tx)
    .selectFrom('attendee')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('person_id', '=', tx.actor.personId)
    .where('left_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

/** An attendee of the meeting. Throws `meeting.attendee-not-found`. */
export async function attendeeOf(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>, attendeeId: string): Promise<AttendeeRow> {
  const row = await db(tx)
    .selectFrom('attendee')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', attendeeId)
    .executeTakeFirst();
  if (!row) throw meetingProblem('meeting.attendee-not-found');
  return row;
}

/** True where the actor may know that something happened to the meeting: its office, its people and the body's screens. */
export async function followsMeeting(tx: Tx, meetingId: string): Promise<boolean> {
  const row = await db(tx).selectFrom('meeting').select('id').where('id', '=', meetingId).executeTakeFirst();
  return row !== undefined;
}
