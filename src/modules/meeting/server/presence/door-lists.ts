import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { CheckListKind } from '../../contract/presence/words.ts';
import type { PresenceTables } from './tables.ts';

/** A list as far as scanning goes. */
export interface DoorList {
  readonly id: string;
  readonly meeting_id: string;
  readonly kind: CheckListKind;
  readonly title: string;
  readonly coach_id: string | null;
  readonly opens_at: Date | null;
  readonly closes_at: Date | null;
  /** Long ago where it is closed and nobody knows since when. */
  readonly closed_at: Date | number | null;
  readonly due_categories: readonly AttendeeCategory[];
  readonly due_groups: readonly string[];
  /** Another with every change of the list or of its sitting; redeem_scans (db/migrations/0042_meeting-presence.sql) compares it. */
  readonly version: string;
}

/** Reads lists of the actor's body; those that it does not have are left out. */
export async function readDoorLists(tx: Tx, listIds: readonly string[]): Promise<DoorList[]> {
  const { rows } = await sql<DoorList>`
    select l.id, l.meeting_id, l.kind, l.title, l.coach_id, l.opens_at, l.closes_at,
      case when l.state = 'closed' then coalesce(l.closed_at, '-infinity') end as closed_at,
      coalesce(s.due_categories, l.due_categories) as due_categories, coalesce(s.due_groups, l.due_groups) as due_groups,
      concat(l.xmin, ' ', s.xmin) as version
    from check_list l left join sitting s on s.body_id = l.body_id and s.id = l.sitting_id
    where l.body_id = ${tx.actor.bodyId!} and l.id = any(${[...listIds]}::uuid[])`.execute(tables<PresenceTables>(tx));
  return rows;
}
