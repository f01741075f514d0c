import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { placesProblem } from '../../contract/places/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import type { PlacesTables } from './tables.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);
type Meeting = Pick<MeetingRow, 'body_id' | 'id'>;

/** 2号车 before 12号车. */
export const byNumber = new Intl.Collator('zh', { numeric: true });

/** A coach of the meeting, or undefined. */
export async function findCoach(tx: Tx, meeting: Meeting, coachId: string) {
  return await db(tx)
    .selectFrom('coach')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', coachId)
    .executeTakeFirst();
}

/** A coach of the meeting. Throws `meeting.coach-not-found`. */
export async function coachOf(tx: Tx, meeting: Meeting, coachId: string) {
  const row = await findCoach(tx, meeting, coachId);
  if (!row) throw placesProblem('meeting.coach-not-found');
  return row;
}
