import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { tripChanged } from '../../contract/places/events.ts';
import type { TripState } from '../../contract/places/own-places.ts';
import { tripStates } from '../../contract/places/own-places.ts';
import { placesProblem } from '../../contract/places/problems.ts';
import type { TripLine, TripView } from '../../contract/places/routes.ts';
import type * as routes from '../../contract/places/routes.ts';
import type { MeetingRow } from '../core/find.ts';
import { meetingOf, ownMeeting, sittingOf } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import { openList } from '../presence/counts.ts';
import { byNumber, coachOf } from './find-coach.ts';
import { isOffice, tripFor, tripOf } from './find-trip.ts';
import type { PlacesTables } from './tables.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);
type Meeting = Pick<MeetingRow, 'body_id' | 'id'>;

/** Trips of the meeting with how many ride and how many are in, the earliest first; of one trip where it is named. */
export async function tripLines(tx: Tx, meeting: Meeting, tripId?: string): Promise<TripLine[]> {
  const rows = await db(tx)
    .selectFrom('coach_trip as t')
    .innerJoin('coach as c', (on) => on.onRef('c.body_id', '=', 't.body_id').onRef('c.id', '=', 't.coach_id'))
    .leftJoin('attendee as l', (on) => on.onRef('l.body_id', '=', 'c.body_id').onRef('l.id', '=', 'c.liaison_id'))
    .select(['t.id', 't.coach_id', 'c.number', 'c.plate', 't.title', 't.sitting_id', 't.stops', 't.departs_at', 't.state'])
    .select(['t.departed_at', 't.arrived_at', 't.expected_at', 't.note', 'l.name as liaison'])
    .select(sql<number>`(select count(*)::int from coach_seat s where s.body_id = t.body_id and s.coach_id = t.coach_id)`.as('people'))
    .select(
      sql<number>`(select count(*)::int from check_list k join presence p on p.body_id = k.body_id and p.check_list_id = k.id and p.taken_back_at is null
        where k.body_id = t.body_id and k.trip_id = t.id)`.as('boarded'),
    )
    .where('t.body_id', '=', meeting.body_id)
    .where('t.meeting_id', '=', meeting.id)
    .$if(tripId !== undefined, (query) => query.where('t.id', '=', tripId!))
    .orderBy('t.departs_at')
    .orderBy('t.id')
    .execute();
  const lines = rows.map((row): TripLine => ({
    id: row.id,
    coachId: row.coach_id,
    coach: row.number,
    plate: row.plate,
    title: row.title,
    sittingId: row.sitting_id,
    stops: row.stops,
    departsAt: row.departs_at.toISOString(),
    state: row.state,
    departedAt: row.departed_at?.toISOString() ?? null,
    arrivedAt: row.arrived_at?.toISOString() ?? null,
    expectedAt: row.expected_at?.toISOString() ?? null,
    note: row.note,
    people: row.people,
    boarded: row.boarded,
    liaison: row.liaison ?? '',
  }));
  return lines.toSorted((one, other) =>
    one.departsAt < other.departsAt ? -1 : one.departsAt > other.departsAt ? 1 : byNumber.compare(one.coach, other.coach),
  );
}

/** One trip with everybody who rides, for the office and the coach's liaison. Throws `meeting.not-liaison` for everybody else. */
export async function readTrip(tx: Tx, meetingId: string, tripId: string): Promise<TripView> {
  const meeting = await meetingOf(tx, meetingId);
  const { coach_id } = await tripFor(tx, meeting, tripId);
  const [[line], list, people, phones] = await Promise.all([
    tripLines(tx, meeting, tripId),
    boardingList(tx, meeting, tripId),
    passengersOf(tx, meeting, tripId, coach_id),
    phonesOf(tx, meeting, coach_id),
  ]);
  const passengers = people.map((row) => ({
    id: row.id,
    name: row.name,
    groupName: row.groupName ?? '',
    category: row.category,
    stop: row.stop,
    phone: phones.get(row.id) ?? '',
    boardedAt: row.at?.toISOString() ?? null,
  }));
  const boarded = passengers.filter((one) => one.boardedAt !== null).length;
  return { ...line!, boarded, people: passengers.length, meetingTitle: meeting.title, ...list, passengers };
}

/** The list that boarding is scanned against, and when it takes scans; a closed one of which nobody noted when was closed from the beginning. */
async function boardingList(tx: Tx, meeting: Meeting, tripId: string): Promise<Pick<TripView, 'checkListId' | 'window'>> {
  const list = await db(tx)
    .selectFrom('check_list')
    .select(['id', 'opens_at', 'closes_at', 'state', 'closed_at'])
    .where('body_id', '=', meeting.body_id)
    .where('trip_id', '=', tripId)
    .executeTakeFirst();
  const closedAt = list?.state === 'closed' ? (list.closed_at ?? new Date(0)) : null;
  const words = (at: Date | null | undefined) => at?.toISOString() ?? null;
  const window = { opensAt: words(list?.opens_at), closesAt: words(list?.closes_at), closedAt: words(closedAt) };
  return { checkListId: list?.id ?? null, window };
}

async function passengersOf(tx: Tx, meeting: Meeting, tripId: string, coachId: string) {
  return await db(tx)
    .selectFrom('coach_seat as s')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .leftJoin('check_list as k', (on) => on.onRef('k.body_id', '=', 's.body_id').on('k.trip_id', '=', tripId))
    .leftJoin('presence as p', (on) =>
      on
        .onRef('p.body_id', '=', 's.body_id')
        .onRef('p.check_list_id', '=', 'k.id')
        .onRef('p.attendee_id', '=', 'a.id')
        .on('p.taken_back_at', 'is', null),
    )
    .select(['a.id', 'a.name', 'a.category', 'g.name as groupName', 's.stop', 'p.at'])
    .where('s.body_id', '=', meeting.body_id)
    .where('s.coach_id', '=', coachId)
    .orderBy('g.position')
    .orderBy('a.position')
    .orderBy('a.id')
    .execute();
}

/** The passengers' telephones: the office reads them itself, the liaison through a window of the database that opens for his own coach. */
async function phonesOf(tx: Tx, meeting: Meeting, coachId: string): Promise<Map<string, string>> {
  if (isOffice(tx, meeting)) {
    const rows = await db(tx)
      .selectFrom('coach_seat as s')
      .innerJoin('attendee_private as p', (on) => on.onRef('p.body_id', '=', 's.body_id').onRef('p.attendee_id', '=', 's.attendee_id'))
      .select(['p.attendee_id', 'p.phone'])
      .where('s.body_id', '=', meeting.body_id)
      .where('s.coach_id', '=', coachId)
      .execute();
    return new Map(rows.map((row) => [row.attendee_id, row.phone]));
  }
  const { rows } = await sql<{ attendee_id: string; phone: string }>`select * from coach_telephones(${coachId})`.execute(db(tx));
  return new Map(rows.map((row) => [row.attendee_id, row.phone]));
}

/** Keeps a trip; a new one may be made for several coaches at once, one trip each, with the named id for the first. Each gets its boarding list. */
export async function saveTrip(tx: Tx, meetingId: string, tripId: string, told: BodyOf<typeof routes.saveTrip>): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId);
  if (told.sittingId) await sittingOf(tx, meeting, told.sittingId);
  const departs = told.stops[0]!.at;
  for (const [index, coachId] of told.coachIds.entries()) {
    const coach = await coachOf(tx, meeting, coachId);
    const id = index === 0 ? tripId : newId(tx.now.getTime());
    const values = {
      coach_id: coachId,
      sitting_id: told.sittingId,
      title: told.title,
      stops: JSON.stringify(told.stops),
      departs_at: departs,
    };
    const row = await db(tx)
      .insertInto('coach_trip')
      .values({ body_id: meeting.body_id, id, meeting_id: meeting.id, ...values })
      .onConflict((on) => on.columns(['body_id', 'id']).doUpdateSet(values).where('coach_trip.meeting_id', '=', meeting.id))
      .returning('id')
      .executeTakeFirst();
    if (!row) throw placesProblem('meeting.trip-not-found');
    await openList(tx, meeting, { kind: 'coach', title: `${coach.number} ${told.title}`, coach: { coachId, tripId: id } });
  }
  await note(tx, meeting, 'meeting.save-trip', tripId, { title: told.title, coaches: told.coachIds.length });
  return { done: true };
}

/** Removes a trip for which nobody boarded; else it is kept as cancelled, because who was scanned stays known. */
export async function deleteTrip(tx: Tx, meetingId: string, tripId: string): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId);
  const trip = await tripOf(tx, meeting, tripId);
  const [line] = await tripLines(tx, meeting, tripId);
  await (line && (line.boarded > 0 || trip.state !== 'planned')
    ? db(tx).updateTable('coach_trip').set({ state: 'cancelled' }).where('body_id', '=', meeting.body_id).where('id', '=', tripId).execute()
    : db(tx).deleteFrom('coach_trip').where('body_id', '=', meeting.body_id).where('id', '=', tripId).execute());
  await tellPassengers(tx, meeting, trip, `${line?.coach ?? ''}“${trip.title}”取消了`);
  await note(tx, meeting, 'meeting.delete-trip', tripId, { title: trip.title });
  return { done: true };
}

/** From which state one comes to which; whatever was pressed too early can be taken back by one step. */
const steps: Readonly<Record<TripState, readonly TripState[]>> = {
  planned: ['planned', 'boarding', 'departed', 'cancelled'],
  boarding: ['boarding', 'departed', 'planned', 'cancelled'],
  departed: ['departed', 'arrived', 'boarding'],
  arrived: ['arrived', 'departed'],
  cancelled: ['cancelled', 'planned'],
};

/** Boarding, gone, there; or late with the time at which it is expected, which its passengers are told. For the office and the liaison. */
export async function setTripState(
  tx: Tx,
  meetingId: string,
  tripId: string,
  told: BodyOf<typeof routes.setTripState>,
): Promise<{ done: true }> {
  const meeting = await meetingOf(tx, meetingId);
  const trip = await tripFor(tx, meeting, tripId);
  if (!steps[trip.state].includes(told.state)) throw placesProblem('meeting.trip-order', { state: tripStates[trip.state] });
  const now = tx.now;
  await db(tx)
    .updateTable('coach_trip')
    .set({
      state: told.state,
      expected_at: told.expectedAt,
      note: told.note,
      departed_at: told.state === 'departed' ? (trip.departed_at ?? now) : told.state === 'arrived' ? trip.departed_at : null,
      arrived_at: told.state === 'arrived' ? (trip.arrived_at ?? now) : null,
    })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', tripId)
    .execute();
  const [line] = await tripLines(tx, meeting, tripId);
  const late = told.expectedAt !== null && told.expectedAt !== (trip.expected_at?.toISOString() ?? null);
  if (late)
    await tellPassengers(
      tx,
      meeting,
      trip,
      `${line?.coach ?? ''}“${trip.title}”晚点，预计 ${clockOf(told.expectedAt!)} ${trip.state === 'departed' ? '到达' : '发车'}${told.note ? `：${told.note}` : ''}`,
    );
  if (told.state === 'cancelled' && trip.state !== 'cancelled')
    await tellPassengers(tx, meeting, trip, `${line?.coach ?? ''}“${trip.title}”取消了`);
  await note(tx, meeting, 'meeting.set-trip-state', tripId, { from: trip.state, to: told.state, expectedAt: told.expectedAt });
  return { done: true };
}

const clockOf = (at: string) =>
  new Date(at).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false });

/** Row-level security shows the liaison his own passengers, and the office all. */
async function tellPassengers(tx: Tx, meeting: MeetingRow, trip: { id: string; coach_id: string }, words: string): Promise<void> {
  const rows = await db(tx)
    .selectFrom('coach_seat as s')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .select('a.person_id')
    .where('s.body_id', '=', meeting.body_id)
    .where('s.coach_id', '=', trip.coach_id)
    .where('a.person_id', 'is not', null)
    .execute();
  emit(tx, tripChanged, {
    bodyId: meeting.body_id,
    subject: meeting.id,
    topics: [`meeting:${meeting.id}`],
    payload: { meetingId: meeting.id, tripId: trip.id, words, people: rows.map((row) => row.person_id!) },
  });
}

async function note(tx: Tx, meeting: MeetingRow, act: string, tripId: string, detail: Record<string, unknown>): Promise<void> {
  await tellChange(tx, meeting, { parts: ['places'], subjectKind: 'coach-trip', subjectId: tripId });
  recordAct(tx, { bodyId: meeting.body_id, act, subjectKind: 'meeting', subjectId: meeting.id, detail: { tripId, ...detail } });
}
