import type { Tx } from '#platform/server/database.ts';
import type { Policy } from '#platform/server/module.ts';
import type { peoplePermissions } from '../../contract/people/permissions.ts';
import { peopleProblem } from '../../contract/people/problems.ts';
import { standings } from '../../contract/standing.ts';
import type { MeetingRow } from '../core/find.ts';
import { ownAttendance } from '../core/find.ts';
import { attendee, office } from '../policy.ts';

/** Which seats may do what; of which meeting and about whom, the actions decide. */
export const peoplePolicies: Readonly<Record<keyof typeof peoplePermissions, Policy>> = {
  'meeting.people': office,
  'meeting.decide-leave': office,
  'meeting.own': attendee,
};

/** Refuses with `meeting.people-inside` whoever only watches or reports the meeting: its lists of people are not his. */
export async function refuseOutsider(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>): Promise<void> {
  if (tx.actor.scope === 'office' && tx.actor.bodyId === meeting.body_id) return;
  const me = await ownAttendance(tx, meeting);
  if (me && !standings[me.category].knowsPeople) throw peopleProblem('meeting.people-inside');
}
