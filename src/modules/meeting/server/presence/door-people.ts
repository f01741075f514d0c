import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { attendeeTagOf } from '../../contract/presence/code-rules.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { PresenceTables } from './tables.ts';

/** Somebody of a meeting as far as its doors go. */
export interface DoorPerson {
  readonly id: string;
  readonly person_id: string | null;
  readonly category: AttendeeCategory;
  /** His own group and all in which he holds a post. */
  readonly group_ids: readonly string[];
  readonly coach_ids: readonly string[];
  readonly left_at: Date | null;
  readonly badge_code: string;
  readonly pass_key: Buffer;
}

/** Everybody of one meeting, found by whatever is said at a door. */
export interface DoorPeople {
  readonly byId: ReadonlyMap<string, DoorPerson>;
  readonly byPerson: ReadonlyMap<string, DoorPerson>;
  readonly byBadge: ReadonlyMap<string, DoorPerson>;
  /** By the tag of the personal code; nearly always one. */
  readonly byTag: ReadonlyMap<string, readonly DoorPerson[]>;
}

/** Under what the people of a meeting are kept; whatever changes them is told to `fact_change` (triggers in db/migrations/0040 and 0043). */
export function doorPeopleKey(meetingId: string): string {
  return `meeting door people ${meetingId}`;
}

/** Reads everybody of a meeting of the actor's body. */
export async function readDoorPeople(tx: Tx, meetingId: string): Promise<DoorPeople> {
  const bodyId = tx.actor.bodyId!;
  const { rows } = await sql<DoorPerson>`
    select a.id, a.person_id, a.category, a.left_at, v.badge_code, v.pass_key,
      array_remove(array_append(coalesce(o.groups, '{}'), a.group_id), null) as group_ids, coalesce(c.coaches, '{}') as coach_ids
    from attendee a
    join attendee_private v on v.body_id = a.body_id and v.attendee_id = a.id
    left join (select attendee_id, array_agg(group_id) as groups from attendee_post where body_id = ${bodyId} and meeting_id = ${meetingId} group by 1) o
      on o.attendee_id = a.id
    left join (select attendee_id, array_agg(coach_id) as coaches from coach_seat where body_id = ${bodyId} and meeting_id = ${meetingId} group by 1) c
      on c.attendee_id = a.id
    where a.body_id = ${bodyId} and a.meeting_id = ${meetingId}`.execute(tables<PresenceTables>(tx));
  const byTag = new Map<string, DoorPerson[]>();
  for (const person of rows) {
    const tag = attendeeTagOf(person.id);
    byTag.set(tag, [...(byTag.get(tag) ?? []), person]);
  }
  return {
    byId: new Map(rows.map((person) => [person.id, person])),
    byPerson: new Map(rows.flatMap((person) => (person.person_id ? [[person.person_id, person] as const] : []))),
    byBadge: new Map(rows.map((person) => [person.badge_code, person])),
    byTag,
  };
}
