import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { WaitingLeave } from '../../contract/hall/board.ts';
import { leaveGroundsWords } from '../../contract/people/leave.ts';
import type { MeetingRow } from '../core/find.ts';
import type { AllTables } from './tables.ts';

/** Leaves that wait for a decision, those that begin first at the top. At most a hundred: more are decided on the page of leaves. */
export async function leavesToDecide(tx: Tx, meeting: MeetingRow): Promise<WaitingLeave[]> {
  const rows = await tables<AllTables>(tx)
    .selectFrom('leave_request as l')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 'l.body_id').onRef('a.id', '=', 'l.attendee_id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .selectAll('l')
    .select(['a.name', 'g.name as group_name'])
    .where('l.body_id', '=', meeting.body_id)
    .where('l.meeting_id', '=', meeting.id)
    .where('l.state', '=', 'asked')
    .orderBy('l.from_at')
    .orderBy('l.id')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    attendeeId: row.attendee_id,
    name: row.name,
    groupName: row.group_name ?? '',
    fromAt: row.from_at.toISOString(),
    untilAt: row.until_at.toISOString(),
    grounds: leaveGroundsWords[row.grounds],
    words: row.words,
    askedAt: row.asked_at.toISOString(),
    revision: row.revision,
    steps: row.steps.map(({ step, label, state, byName }) => ({ step, label, state, byName })),
  }));
}
