import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { SittingRow } from '../core/find.ts';
import type { MeetingTables } from '../tables.ts';

/** Somebody who is due at a sitting. */
export interface DueAttendee {
  readonly id: string;
  readonly personId: string | null;
  readonly mandateId: string | null;
  readonly name: string;
  readonly category: AttendeeCategory;
  readonly groupId: string | null;
  readonly groupName: string;
  /** His own group and all in which he holds a post. */
  readonly groupIds: readonly string[];
  readonly title: string;
}

/** Whom a sitting asks for: its rule, and when it begins. */
export type Asking = Pick<SittingRow, 'body_id' | 'meeting_id' | 'due_categories' | 'due_groups' | 'starts_at'>;

/**
 * Everybody due at the sitting (应到), on leave or not, by group, then order in the group, then name. Who left the meeting for good before the
 * sitting began is not.
 */
export async function attendeesDue(tx: Tx, sitting: Asking): Promise<DueAttendee[]> {
  return await attendeesIn(tx, sitting, sitting.due_categories, sitting.starts_at, sitting.due_groups);
}

/** All people of a meeting of some categories who have not left it at `moment`, of some groups where `groups` names any, in the order of {@link attendeesDue}. */
export async function attendeesIn(
  tx: Tx,
  meeting: { readonly body_id: string; readonly meeting_id: string },
  categories: readonly AttendeeCategory[],
  moment: Date,
  groups: readonly string[] = [],
): Promise<DueAttendee[]> {
  const due = sql<{
    attendee_id: string;
  }>`people_due(${meeting.body_id}, ${meeting.meeting_id}, ${[...categories]}, ${[...groups]}::uuid[], ${moment})`;
  return await tables<MeetingTables>(tx)
    .selectFrom(due.as('d'))
    .innerJoin('attendee as a', (join) => join.onRef('a.id', '=', 'd.attendee_id').on('a.body_id', '=', meeting.body_id))
    .leftJoin('meeting_group as g', (join) => join.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .leftJoin(
      (from) =>
        from
          .selectFrom('attendee_post')
          .select(['attendee_id', sql<string[]>`array_agg(group_id)`.as('groups')])
          .where('body_id', '=', meeting.body_id)
          .where('meeting_id', '=', meeting.meeting_id)
          .groupBy('attendee_id')
          .as('p'),
      (join) => join.onRef('p.attendee_id', '=', 'a.id'),
    )
    .select([
      'a.id',
      'a.person_id as personId',
      'a.mandate_id as mandateId',
      'a.name',
      'a.category',
      'a.group_id as groupId',
      'a.title',
      sql<string>`coalesce(g.name, '')`.as('groupName'),
      sql<string[]>`array_remove(array_append(coalesce(p.groups, '{}'), a.group_id), null)`.as('groupIds'),
    ])
    .orderBy(sql`g.position nulls last`)
    .orderBy('a.group_id')
    .orderBy('a.position')
    .orderBy('a.pinyin')
    .orderBy('a.id')
    .execute();
}
