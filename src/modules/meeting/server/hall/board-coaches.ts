import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { endOfDay, startOfDay, dayOf } from '#platform/contract/instant.ts';
import type { CoachLine } from '../../contract/hall/board.ts';
import type { TripState } from '../../contract/places/own-places.ts';
import type { MeetingRow, SittingRow } from '../core/find.ts';
import type { TripStop } from '../places/tables.ts';
import type { AllTables } from './tables.ts';

interface TripRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly stops: readonly TripStop[];
  readonly departs_at: Date;
  readonly departed_at: Date | null;
  readonly arrived_at: Date | null;
  readonly expected_at: Date | null;
  readonly state: TripState;
  readonly note: string;
  readonly booked: number;
  readonly boarded: number;
}

/**
 * The coaches that bring people to the sitting: trips that name it, and where none does those of its day that are to arrive before it begins and after the
 * one before. Late ones first, then those on their way, then the rest in the order of departure.
 */
export async function coachesFor(tx: Tx, meeting: MeetingRow, sitting: SittingRow): Promise<CoachLine[]> {
  const day = dayOf(sitting.starts_at);
  const { rows } = await sql<TripRow & { sitting_id: string | null }>`
    select t.id, t.sitting_id, c.number, t.title, t.stops, t.departs_at, t.departed_at, t.arrived_at, t.expected_at, t.state, t.note,
      (select count(*)::int from coach_seat s where s.body_id = t.body_id and s.coach_id = t.coach_id) as booked,
      (select count(*)::int from check_list l join presence p on p.body_id = l.body_id and p.check_list_id = l.id and p.taken_back_at is null
        where l.body_id = t.body_id and l.trip_id = t.id) as boarded
    from coach_trip t join coach c on c.body_id = t.body_id and c.id = t.coach_id
    where t.body_id = ${meeting.body_id} and t.meeting_id = ${meeting.id} and t.state <> 'cancelled'
      and (t.sitting_id = ${sitting.id} or t.sitting_id is null and t.departs_at between ${startOfDay(day)} and ${endOfDay(day)})
      and t.departs_at < ${sitting.ends_at}
    order by t.departs_at, c.number`.execute(tables<AllTables>(tx));
  // A trip back from the sitting leaves when it ends, and may name it, too.
  const toIt = rows.filter((row) => row.departs_at.getTime() < (sitting.starts_at.getTime() + sitting.ends_at.getTime()) / 2);
  const named = toIt.filter((row) => row.sitting_id === sitting.id);
  const chosen = named.length > 0 ? named : toIt;
  return chosen
    .map((row) => lineOf(row))
    .toSorted((one, other) => urgency(other, sitting) - urgency(one, sitting) || one.departsAt.localeCompare(other.departsAt));
}

function lineOf(row: TripRow): CoachLine {
  return {
    tripId: row.id,
    number: row.number,
    title: row.title,
    state: row.state,
    departsAt: row.departs_at.toISOString(),
    departedAt: row.departed_at?.toISOString() ?? null,
    arrivedAt: row.arrived_at?.toISOString() ?? null,
    expectedAt: row.expected_at?.toISOString() ?? null,
    dueAt: row.stops.at(-1)?.at ?? null,
    note: row.note,
    booked: row.booked,
    boarded: row.boarded,
  };
}

function urgency(line: CoachLine, sitting: SittingRow): number {
  if (line.state === 'arrived') return 0;
  if (line.expectedAt !== null && Date.parse(line.expectedAt) > sitting.starts_at.getTime()) return 3;
  return line.state === 'boarding' || line.state === 'departed' ? 2 : 1;
}
