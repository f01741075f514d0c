import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { MeetingRow } from '../core/find.ts';
import type { AllTables } from './tables.ts';

/** Somebody who was neither there nor on leave at a closed sitting. */
export interface Absence {
  readonly sittingId: string;
  readonly title: string;
  readonly startsAt: Date;
  readonly attendeeId: string;
  readonly name: string;
  readonly groupName: string;
}

/**
 * Every member's absences at the meeting's closed sittings, in the order of the sittings: in one statement what `peopleOfSitting` says of each sitting, because a
 * session has a hundred of them: of settled ones what was settled, of others what lists and leaves say.
 */
export async function absencesOf(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>, attendeeId?: string): Promise<Absence[]> {
  const { rows } = await sql<Absence>`
    select s.id as "sittingId", s.title, s.starts_at as "startsAt", a.id as "attendeeId", a.name, coalesce(g.name, '') as "groupName"
    from sitting s
    cross join lateral (
      select t.attendee_id, t.group_id from attendance t
      where s.outcome is not null and t.body_id = s.body_id and t.sitting_id = s.id and t.outcome = 'absent' and t.category = 'member'
      union all
      select d.attendee_id, d.group_id from people_due(s.body_id, s.meeting_id, s.due_categories, s.due_groups, s.starts_at) d
      left join check_list l on l.body_id = s.body_id and l.sitting_id = s.id
      where s.outcome is null and d.category = 'member'
        and not exists (select from presence p where p.body_id = s.body_id and p.check_list_id = l.id and p.attendee_id = d.attendee_id and p.taken_back_at is null)
        and not exists (select from leave_request r where r.body_id = s.body_id and r.attendee_id = d.attendee_id and r.state = 'granted'
          and r.from_at <= s.starts_at and r.until_at > s.starts_at)) absent
    join attendee a on a.body_id = s.body_id and a.id = absent.attendee_id
    left join meeting_group g on g.body_id = s.body_id and g.id = absent.group_id
    where s.body_id = ${meeting.body_id} and s.meeting_id = ${meeting.id} and s.state = 'ended' and s.kind not in ('meal', 'registration', 'other')
      and (${attendeeId ?? null}::uuid is null or absent.attendee_id = ${attendeeId ?? null}::uuid)
    order by s.starts_at, s.id, g.position nulls last, a.position, a.pinyin, a.id`.execute(tables<AllTables>(tx));
  return rows;
}
