import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { MeetingTables } from '../tables.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);

export type MeetingRow = Selectable<MeetingTables['meeting']>;
export type SittingRow = Selectable<MeetingTables['sitting']>;
export type AttendeeRow = Selectable<MeetingTables['attendee']>;

/** The meeting, where the actor's seat is in the office or on a screen of its body, or he is one of its people. Throws `meeting.not-found`. */
export async function meetingOf(tx: Tx, meetingId: string): Promise<MeetingRow> {
  const row = await db(tx).selectFrom('meeting').selectAll().where('id', '=', meetingId).where(inSight(tx)).executeTakeFirst();
  if (!row) throw meetingProblem('meeting.not-found');
  return row;
}

/** The condition that the actor may know of a row of `meeting`: what row-level security says as well. The system's own work knows of all. */
export function inSight(tx: Tx) {
  const { actor } = tx;
  if (actor.scope === 'system') return sql<boolean>`true`;
  const own = actor.scope === 'office' || actor.scope === 'screen' ? actor.bodyId : null;
  return sql<boolean>`(meeting.body_id = ${own} or meeting.state <> 'draft' and exists (select from attendee me
    where me.body_id = meeting.body_id and me.meeting_id = meeting.id and me.person_id = ${actor.personId} and me.left_at is null))`;
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

/**
 * Refuses a new meeting under an id that the client made where a meeting stands under it: of the own body with `meeting.changed-meanwhile`, of
 * another with `meeting.not-found`, as for any id that the actor cannot know.
 */
export async function refuseTakenMeeting(tx: Tx, meetingId: string): Promise<void> {
  const { rows } = await sql<{ here: boolean; elsewhere: boolean }>`select
    exists (select from meeting where body_id = ${tx.actor.bodyId} and id = ${meetingId}) as here, meeting_elsewhere(${meetingId}) as elsewhere`.execute(
    db(tx),
  );
  if (rows[0]!.elsewhere) throw meetingProblem('meeting.not-found');
  if (rows[0]!.here) throw meetingProblem('meeting.changed-meanwhile');
}

/** What every line of a list of meetings shows of its row. */
export const lineColumns = [
  'meeting.id',
  'meeting.body_id',
  'meeting.kind',
  'meeting.title',
  'meeting.place',
  'meeting.opens_on',
  'meeting.closes_on',
  'meeting.state',
] as const;

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
  const row = await db(tx).selectFrom('meeting').select('id').where('id', '=', meetingId).where(inSight(tx)).executeTakeFirst();
  return row !== undefined;
}
