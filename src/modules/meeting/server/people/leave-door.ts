import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { LeaveGrounds } from '../../contract/people/leave.ts';
import type { PeopleTables } from './tables.ts';

/** A leave that was granted, as far as the actor may know of it. */
export interface OnLeave {
  /** Null where the actor may not know why: grounds are for the office, the convenor and the person himself. */
  readonly grounds: LeaveGrounds | null;
  readonly words: string;
}

/**
 * Who of the meeting is on leave at `moment`, by attendee. Everybody of the meeting learns who; why is told to those who may know. For a
 * sitting, ask for the moment it begins.
 */
export async function onLeaveAt(tx: Tx, meetingId: string, moment: Date): Promise<Map<string, OnLeave>> {
  const db = tables<PeopleTables>(tx);
  const known = await db
    .selectFrom('leave_request')
    .select(['attendee_id', 'grounds', 'words'])
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'granted')
    .where('from_at', '<=', moment)
    .where('until_at', '>', moment)
    .execute();
  const leaves = new Map<string, OnLeave>(known.map(({ attendee_id, grounds, words }) => [attendee_id, { grounds, words }]));
  if (tx.access === 'worker' || tx.actor.scope === 'office') return leaves;
  const { rows } = await sql<{ attendee_id: string }>`select attendee_id from granted_leaves(${meetingId})
    where from_at <= ${moment} and until_at > ${moment}`.execute(db);
  for (const { attendee_id } of rows) if (!leaves.has(attendee_id)) leaves.set(attendee_id, { grounds: null, words: '' });
  return leaves;
}
