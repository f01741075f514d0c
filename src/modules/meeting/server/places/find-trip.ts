import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { placesProblem } from '../../contract/places/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import type { PlacesTables } from './tables.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);
type Meeting = Pick<MeetingRow, 'body_id' | 'id'>;

/** A trip of the meeting. Throws `meeting.trip-not-found`. */
export async function tripOf(tx: Tx, meeting: Meeting, tripId: string) {
  const row = await db(tx)
    .selectFrom('coach_trip')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', tripId)
    .executeTakeFirst();
  if (!row) throw placesProblem('meeting.trip-not-found');
  return row;
}

/** The trip, where the actor is of the office or the liaison of its coach. Throws `meeting.not-liaison` for everybody else. */
export async function tripFor(tx: Tx, meeting: Meeting, tripId: string) {
  const trip = await tripOf(tx, meeting, tripId);
  if (isOffice(tx, meeting)) return trip;
  const { rows } = await sql<{ mine: boolean }>`select ${trip.coach_id}::uuid = any (my_coaches()) as mine`.execute(db(tx));
  if (!rows[0]?.mine) throw placesProblem('meeting.not-liaison');
  return trip;
}

/** Whether the actor is of the office of the meeting's body. */
export const isOffice = (tx: Tx, meeting: Meeting) => tx.actor.scope === 'office' && tx.actor.bodyId === meeting.body_id;
