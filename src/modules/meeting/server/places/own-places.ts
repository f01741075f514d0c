import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { OwnPlaces, OwnSeat, OwnTrip } from '../../contract/places/own-places.ts';
import type { AttendeeRow } from '../core/find.ts';
import type { PlacesTables } from './tables.ts';

type Attendee = Pick<AttendeeRow, 'body_id' | 'id' | 'meeting_id'>;

/** Seat, coach trips, room and table of one attendee: what is published, and of trips those that are not cancelled. Four small readings. */
export async function ownPlaces(tx: Tx, attendee: Attendee): Promise<OwnPlaces> {
  const [seats, trips, lodging] = await Promise.all([ownSeats(tx, attendee), ownTrips(tx, attendee), ownLodging(tx, attendee)]);
  return { seats, seat: seats.find((seat) => seat.sittingIds.length === 0) ?? seats[0] ?? null, trips, ...lodging };
}

async function ownSeats(tx: Tx, attendee: Attendee): Promise<OwnSeat[]> {
  const rows = await tables<PlacesTables>(tx)
    .selectFrom('seat_assignment as a')
    .innerJoin('seating as s', (on) => on.onRef('s.body_id', '=', 'a.body_id').onRef('s.id', '=', 'a.seating_id'))
    .select(['s.id', 's.name', 's.sitting_ids', 'a.label', 'a.row_number', 'a.seat_number', 'a.block', 'a.door'])
    .where('a.body_id', '=', attendee.body_id)
    .where('a.attendee_id', '=', attendee.id)
    .where('s.state', '=', 'published')
    .orderBy('s.number', 'desc')
    .execute();
  return rows.map((row) => ({
    seatingId: row.id,
    sittingIds: row.sitting_ids,
    hall: row.name,
    name: row.label,
    row: row.row_number ?? 0,
    number: row.seat_number ?? 0,
    block: row.block,
    door: row.door || null,
  }));
}

async function ownTrips(tx: Tx, attendee: Attendee): Promise<OwnTrip[]> {
  const rows = await tables<PlacesTables>(tx)
    .selectFrom('coach_trip as t')
    .innerJoin('coach as c', (on) => on.onRef('c.body_id', '=', 't.body_id').onRef('c.id', '=', 't.coach_id'))
    .leftJoin('coach_seat as s', (on) =>
      on.onRef('s.body_id', '=', 't.body_id').onRef('s.coach_id', '=', 't.coach_id').on('s.attendee_id', '=', attendee.id),
    )
    .leftJoin('attendee as l', (on) => on.onRef('l.body_id', '=', 'c.body_id').onRef('l.id', '=', 'c.liaison_id'))
    .select(['t.id', 't.title', 't.sitting_id', 't.stops', 't.departs_at', 't.state', 't.expected_at', 't.note'])
    .select(['c.number', 'c.plate', 'c.liaison_id', 's.stop', 's.attendee_id as passenger', 'l.name as liaison'])
    .where('t.body_id', '=', attendee.body_id)
    .where('t.meeting_id', '=', attendee.meeting_id)
    .where((or) => or.or([or('s.attendee_id', 'is not', null), or('c.liaison_id', '=', attendee.id)]))
    .where('t.state', '<>', 'cancelled')
    .orderBy('t.departs_at')
    .orderBy('t.id')
    .execute();
  return rows.map((row) => {
    // Where one gets on is never where the coach arrives: on the way back it is the other end.
    const stop = row.stops.slice(0, -1).find((one) => one.place === row.stop) ?? row.stops[0];
    return {
      tripId: row.id,
      coach: row.number,
      plate: row.plate,
      title: row.title,
      sittingId: row.sitting_id,
      stop: stop?.place ?? '',
      at: stop?.at ?? row.departs_at.toISOString(),
      departsAt: row.departs_at.toISOString(),
      state: row.state,
      expectedAt: row.expected_at?.toISOString() ?? null,
      note: row.note,
      liaison: row.liaison ?? '',
      mine: row.liaison_id === attendee.id,
    };
  });
}

async function ownLodging(tx: Tx, attendee: Attendee): Promise<Pick<OwnPlaces, 'room' | 'table'>> {
  const row = await tables<PlacesTables>(tx)
    .selectFrom('lodging')
    .select(['hotel', 'room', 'dining_hall', 'dining_table'])
    .where('body_id', '=', attendee.body_id)
    .where('attendee_id', '=', attendee.id)
    .executeTakeFirst();
  return {
    room: row?.room ? { hotel: row.hotel, room: row.room } : null,
    table: row?.dining_table || row?.dining_hall ? { hall: row.dining_hall, table: row.dining_table } : null,
  };
}
