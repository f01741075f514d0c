import { sql } from 'kysely';
import { platformProblem } from '#platform/contract/problem.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { readSittingPeople as route } from '../../contract/people/routes.ts';
import type { MeetingRow } from '../core/find.ts';
import { meetingOf, sittingOf } from '../core/find.ts';
import { peopleOfSitting } from '../presence/counts.ts';
import { phonesFor } from './list-attendees.ts';
import type { PeopleTables } from './tables.ts';

/** Who is due at a sitting and what became of each: everybody for the office, the people of his groups for a convenor or liaison. */
export async function readSittingPeople(tx: Tx, meetingId: string, sittingId: string): Promise<AnswerOf<typeof route>> {
  const meeting = await meetingOf(tx, meetingId);
  const sitting = await sittingOf(tx, meeting, sittingId);
  const office = tx.actor.scope === 'office' && tx.actor.bodyId === meeting.body_id;
  const groups = office ? null : await spokenFor(tx, meeting);
  if (groups?.length === 0) throw platformProblem('actor.forbidden');
  const due = await peopleOfSitting(tx, meeting, sitting);
  const people = groups ? due.filter((one) => one.groupId !== null && groups.includes(one.groupId)) : due;
  const phones = await phonesFor(
    tx,
    meeting,
    people.map((one) => one.attendeeId),
  );
  const having = (state: 'present' | 'onLeave' | 'missing') => people.filter((one) => one.state === state).length;
  return {
    count: { due: people.length, present: having('present'), onLeave: having('onLeave'), missing: having('missing') },
    people: people.map(({ attendeeId, name, title, category, groupId, groupName, state, at }) => ({
      attendeeId,
      name,
      title,
      category,
      groupId,
      groupName,
      state,
      at: at?.toISOString() ?? null,
      phone: phones.get(attendeeId) ?? null,
    })),
  };
}

/** The groups for which the actor speaks as convenor, deputy or liaison. */
async function spokenFor(tx: Tx, meeting: MeetingRow): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select p.group_id as id from attendee_post p join attendee a on a.body_id = p.body_id and a.id = p.attendee_id
    where p.body_id = ${meeting.body_id} and p.meeting_id = ${meeting.id} and p.post in ('convenor', 'deputyConvenor', 'liaison')
      and a.person_id = ${tx.actor.personId} and a.left_at is null`.execute(tables<PeopleTables>(tx));
  return rows.map((row) => row.id);
}
