import { sql } from 'kysely';
import { addDays, startOfDay } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { AttendeeCategory, MeetingKind, MeetingState, SittingKind, SittingState } from '../../contract/meeting.ts';
import type { WordsTables } from './tables.ts';

/** What the day page asks of the meeting itself, as it comes out of one statement. Moments are ISO texts of PostgreSQL. */
export interface DayRows {
  readonly meeting: {
    readonly id: string;
    readonly body_id: string;
    readonly kind: MeetingKind;
    readonly title: string;
    readonly place: string;
    readonly opens_on: string;
    readonly closes_on: string;
    readonly state: MeetingState;
  };
  readonly me: {
    readonly id: string;
    readonly category: AttendeeCategory;
    readonly group_id: string | null;
    readonly group_name: string | null;
    readonly registered_at: string | null;
    readonly posts: readonly { readonly group_id: string; readonly post: string }[];
  } | null;
  readonly days: readonly { readonly day: string; readonly entries: number }[];
  readonly sittings: readonly {
    readonly id: string;
    readonly kind: SittingKind;
    readonly title: string;
    readonly starts_at: string;
    readonly ends_at: string;
    readonly place: string;
    readonly state: SittingState;
    readonly due_categories: readonly AttendeeCategory[];
    readonly due_groups: readonly string[];
    readonly check_in_from: string | null;
    readonly floor_open: boolean | null;
  }[];
  readonly agenda: readonly {
    readonly id: string;
    readonly sitting_id: string;
    readonly parent_id: string | null;
    readonly title: string;
    readonly presenter: string;
    readonly state: string;
  }[];
  readonly presence: readonly {
    readonly kind: string;
    readonly sitting_id: string | null;
    readonly trip_id: string | null;
    readonly at: string;
  }[];
  readonly leaves: readonly { readonly from_at: string; readonly until_at: string }[];
  readonly changes: readonly { readonly id: string; readonly at: string; readonly words: string }[];
  readonly leaves_to_decide: number;
  readonly briefs_sent_back: number;
}

/**
 * Reads a day of a meeting for the transaction's person: one statement, because thousands of phones ask it in the same second. It looks at tables of other
 * parts of this module (check lists, leave) for the person's own rows only. Null where there is no such meeting for him.
 */
export async function dayRows(tx: Tx, meetingId: string, day: string): Promise<DayRows | null> {
  const from = startOfDay(day);
  const until = startOfDay(addDays(day, 1));
  const { rows } = await sql<{ day: DayRows }>`
    with m as materialized (select * from meeting where id = ${meetingId}),
    me as materialized (
      select a.* from m join attendee a on a.body_id = m.body_id and a.meeting_id = m.id
      where a.person_id = ${tx.actor.personId} and a.left_at is null),
    convened as materialized (
      select p.group_id from me join attendee_post p on p.body_id = me.body_id and p.attendee_id = me.id where p.post in ('convenor', 'deputyConvenor', 'liaison')),
    s as materialized (
      select s.* from m join sitting s on s.body_id = m.body_id and s.meeting_id = m.id
      where s.starts_at >= ${from} and s.starts_at < ${until} and not s.hidden and s.state <> 'cancelled')
    select json_build_object(
      'meeting', (select json_build_object('id', id, 'body_id', body_id, 'kind', kind, 'title', title, 'place', place, 'opens_on', opens_on, 'closes_on', closes_on, 'state', state) from m),
      'me', (select json_build_object('id', me.id, 'category', me.category, 'group_id', me.group_id, 'registered_at', me.registered_at,
        'group_name', (select g.name from meeting_group g where g.body_id = me.body_id and g.id = me.group_id),
        'posts', coalesce((select json_agg(json_build_object('group_id', p.group_id, 'post', p.post)) from attendee_post p where p.body_id = me.body_id and p.attendee_id = me.id), '[]')) from me),
      'days', coalesce((select json_agg(json_build_object('day', d.day, 'entries', d.entries) order by d.day) from (
        select ((o.starts_at at time zone 'Asia/Shanghai')::date)::text as day, count(*)::int as entries
        from m join sitting o on o.body_id = m.body_id and o.meeting_id = m.id where not o.hidden and o.state <> 'cancelled' group by 1) d), '[]'),
      'sittings', coalesce((select json_agg(json_build_object('id', s.id, 'kind', s.kind, 'title', s.title, 'starts_at', s.starts_at, 'ends_at', s.ends_at, 'place', s.place,
        'state', s.state, 'due_categories', s.due_categories, 'due_groups', s.due_groups, 'check_in_from', s.check_in_from,
        'floor_open', (select f.open from sitting_floor f where f.body_id = s.body_id and f.sitting_id = s.id)) order by s.starts_at, s.id) from s), '[]'),
      'agenda', coalesce((select json_agg(json_build_object('id', i.id, 'sitting_id', i.sitting_id, 'parent_id', i.parent_id, 'title', i.title, 'presenter', i.presenter, 'state', i.state)
        order by i.position, i.id) from s join agenda_item i on i.body_id = s.body_id and i.meeting_id = s.meeting_id and i.sitting_id = s.id where not i.hidden), '[]'),
      'presence', coalesce((select json_agg(json_build_object('kind', c.kind, 'sitting_id', c.sitting_id, 'trip_id', c.trip_id, 'at', p.at))
        from me join presence p on p.body_id = me.body_id and p.attendee_id = me.id and p.taken_back_at is null
        join check_list c on c.body_id = p.body_id and c.id = p.check_list_id), '[]'),
      'leaves', coalesce((select json_agg(json_build_object('from_at', l.from_at, 'until_at', l.until_at))
        from me join leave_request l on l.body_id = me.body_id and l.attendee_id = me.id where l.state = 'granted'), '[]'),
      'changes', coalesce((select json_agg(json_build_object('id', c.id, 'at', c.at, 'words', c.words) order by c.id desc) from (
        select c.* from m join meeting_change c on c.body_id = m.body_id and c.meeting_id = m.id order by c.id desc limit 5) c), '[]'),
      'leaves_to_decide', (select count(*)::int from me join leave_request l on l.body_id = me.body_id and l.meeting_id = me.meeting_id and l.state = 'asked'
        where l.group_id in (select group_id from convened) and l.attendee_id <> me.id
          and (select step ->> 'step' from jsonb_array_elements(l.steps) step where step ->> 'state' = 'waiting' limit 1) = 'convenor'),
      'briefs_sent_back', (select count(*)::int from me join session_brief b on b.body_id = me.body_id and b.meeting_id = me.meeting_id and b.state = 'sentBack'
        where b.group_id in (select group_id from convened))
    ) as day from m`.execute(tables<WordsTables>(tx));
  return rows[0]?.day ?? null;
}
