import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { CoachLine, MissingPerson, Trace } from '../../contract/hall/board.ts';
import type { LeaveGrounds } from '../../contract/people/leave.ts';
import { leaveGroundsWords } from '../../contract/people/leave.ts';
import { scanStatuses, type ScanStatus } from '../../contract/presence/words.ts';
import type { MeetingRow, SittingRow } from '../core/find.ts';
import type { SittingPerson } from '../presence/counts.ts';
import { traceOf, type LastKnown } from './trace-rules.ts';
import type { AllTables } from './tables.ts';

/** What the database knows of somebody who is missing. */
interface KnownRow {
  readonly id: string;
  readonly phone: string;
  readonly registered_at: Date | null;
  readonly grounds: LeaveGrounds | null;
  readonly refused: ScanStatus | null;
  readonly refused_at: Date | null;
  readonly trip_id: string | null;
  readonly boarded_at: Date | null;
}

const order: readonly Trace[] = ['refused', 'calling', 'near', 'riding', 'asked'];

/** Everybody of `missing` with what was last seen of him; those whom somebody must look for first. */
export async function missingPeople(
  tx: Tx,
  meeting: MeetingRow,
  sitting: SittingRow,
  missing: readonly SittingPerson[],
  coaches: readonly CoachLine[],
): Promise<MissingPerson[]> {
  if (missing.length === 0) return [];
  const known = await lastKnown(tx, meeting, sitting, missing, coaches);
  const trips = new Map(coaches.map((coach) => [coach.tripId, coach]));
  return missing
    .map((one) => {
      const row = known.get(one.attendeeId);
      const { attendeeId, name, groupId, groupName, title } = one;
      return { attendeeId, name, groupId, groupName, title, phone: row?.phone ?? '', ...traceOf(factsOf(row, trips)) };
    })
    .toSorted((one, other) => order.indexOf(one.trace) - order.indexOf(other.trace));
}

/** A coach at which nobody was scanned says of nobody that he missed it. */
function coachOf(row: KnownRow | undefined, trips: ReadonlyMap<string, CoachLine>): CoachLine | null {
  const coach = row?.trip_id ? trips.get(row.trip_id) : undefined;
  return coach && coach.boarded > 0 ? coach : null;
}

function factsOf(row: KnownRow | undefined, trips: ReadonlyMap<string, CoachLine>): LastKnown {
  return {
    registered: row?.registered_at != null,
    leave: row?.grounds ? leaveGroundsWords[row.grounds] : null,
    refused: row?.refused && row.refused_at ? { words: scanStatuses[row.refused], at: row.refused_at.toISOString() } : null,
    coach: coachOf(row, trips),
    boarded: row?.boarded_at != null,
  };
}

/** One row each (joined, since `any` of thousands is sought through again for every row): phone, registration, a leave that waits, the last refused scan at this door, and the coach with whether he is on it. */
async function lastKnown(
  tx: Tx,
  meeting: MeetingRow,
  sitting: SittingRow,
  missing: readonly SittingPerson[],
  coaches: readonly CoachLine[],
): Promise<Map<string, KnownRow>> {
  const ids = missing.map((one) => one.attendeeId);
  const trips = coaches.map((coach) => coach.tripId);
  const { rows } = await sql<KnownRow>`
    select a.id, v.phone, a.registered_at, l.grounds, s.status as refused, s.server_at as refused_at, ride.trip_id, ride.boarded_at
    from unnest(${ids}::uuid[]) as wanted (id)
    join attendee a on a.body_id = ${meeting.body_id} and a.id = wanted.id
    join attendee_private v on v.body_id = a.body_id and v.attendee_id = a.id
    left join lateral (
      select grounds from leave_request q
      where q.body_id = a.body_id and q.attendee_id = a.id and q.state = 'asked' and q.from_at <= ${sitting.starts_at} and q.until_at > ${sitting.starts_at}
      limit 1) l on true
    left join lateral (
      select c.status, c.server_at from scan c join check_list k on k.body_id = c.body_id and k.id = c.check_list_id
      where c.body_id = a.body_id and k.sitting_id = ${sitting.id} and c.attendee_id = a.id and c.status in ('expired', 'product', 'closed')
      order by c.server_at desc limit 1) s on true
    left join lateral (
      select t.id as trip_id, p.at as boarded_at
      from coach_seat cs join coach_trip t on t.body_id = cs.body_id and t.coach_id = cs.coach_id and t.id = any (${trips}::uuid[])
      left join check_list k on k.body_id = t.body_id and k.trip_id = t.id
      left join presence p on p.body_id = k.body_id and p.check_list_id = k.id and p.attendee_id = a.id and p.taken_back_at is null
      where cs.body_id = a.body_id and cs.attendee_id = a.id
      order by t.departs_at desc limit 1) ride on true`.execute(tables<AllTables>(tx));
  return new Map(rows.map((row) => [row.id, row]));
}
