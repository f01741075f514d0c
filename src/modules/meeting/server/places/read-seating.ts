import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { placesProblem } from '../../contract/places/problems.ts';
import type { SeatingLine, SeatingView } from '../../contract/places/routes.ts';
import type * as routes from '../../contract/places/routes.ts';
import { seatingRules } from '../../contract/places/seating-rules.ts';
import type { MeetingRow } from '../core/find.ts';
import { meetingOf, ownAttendance } from '../core/find.ts';
import { seatingPeople } from './seating-people.ts';
import type { PlacesTables } from './tables.ts';

export type SeatingRow = Selectable<PlacesTables['seating']>;
type Meeting = Pick<MeetingRow, 'body_id' | 'id'>;

const db = (tx: Tx) => tables<PlacesTables>(tx);

/** A seating of the meeting; locked where it is about to be changed. Throws `meeting.seating-not-found`. */
export async function seatingOf(tx: Tx, meeting: Meeting, seatingId: string, { lock = false } = {}): Promise<SeatingRow> {
  const row = await db(tx)
    .selectFrom('seating')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', seatingId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw placesProblem('meeting.seating-not-found');
  return row;
}

/** Who sits where in a seating. */
export async function assignmentsOf(
  tx: Tx,
  seating: Pick<SeatingRow, 'body_id' | 'id'>,
): Promise<{ seat: string; personId: string; locked: boolean }[]> {
  return await db(tx)
    .selectFrom('seat_assignment')
    .select(['seat', 'attendee_id as personId', 'locked'])
    .where('body_id', '=', seating.body_id)
    .where('seating_id', '=', seating.id)
    .orderBy('seat')
    .execute();
}

/** All versions of the meeting, the newest first. */
export async function listSeatings(tx: Tx, meetingId: string): Promise<{ items: SeatingLine[] }> {
  const meeting = await meetingOf(tx, meetingId);
  const rows = await db(tx)
    .selectFrom('seating')
    .select(['id', 'seat_map_id', 'name', 'number', 'state', 'sitting_ids', 'published_at', 'published_by', 'changed_at', 'changed_by'])
    .select(
      sql<number>`(select count(*)::int from seat_assignment a where a.body_id = seating.body_id and a.seating_id = seating.id)`.as(
        'seated',
      ),
    )
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .orderBy('number', 'desc')
    .execute();
  return { items: rows.map((row) => lineOf(row, row.seated)) };
}

/** One version with its map, people and rules, for the office. */
export async function readSeating(tx: Tx, meetingId: string, seatingId: string): Promise<SeatingView> {
  const meeting = await meetingOf(tx, meetingId);
  const row = await seatingOf(tx, meeting, seatingId);
  const [seats, { people, groups }] = await Promise.all([assignmentsOf(tx, row), seatingPeople(tx, meeting, row.sitting_ids)]);
  return {
    ...lineOf(row, seats.length),
    revision: row.revision,
    plan: row.plan,
    rules: seatingRules.parse(row.rules),
    seats,
    people,
    groups,
    undo: row.moves[row.moves_done - 1]?.words ?? null,
    redo: row.moves[row.moves_done]?.words ?? null,
    moves: row.moves_done,
  };
}

export function lineOf(
  row: Pick<
    SeatingRow,
    'id' | 'seat_map_id' | 'name' | 'number' | 'state' | 'sitting_ids' | 'published_at' | 'published_by' | 'changed_at' | 'changed_by'
  >,
  seated: number,
): SeatingLine {
  return {
    id: row.id,
    hallId: row.seat_map_id,
    name: row.name,
    number: row.number,
    state: row.state,
    sittingIds: row.sitting_ids,
    seated,
    publishedAt: row.published_at?.toISOString() ?? null,
    publishedBy: row.published_by,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by,
  };
}

/**
 * The published seating for a sitting, or the one for all plenary sittings, as everybody of the meeting sees it. Throws `meeting.seating-none`
 * where none is published.
 */
export async function readHallSeats(
  tx: Tx,
  meetingId: string,
  sittingId: string | undefined,
): Promise<AnswerOf<typeof routes.readHallSeats>> {
  const meeting = await meetingOf(tx, meetingId);
  const [rows, own] = await Promise.all([
    db(tx)
      .selectFrom('seating')
      .select(['body_id', 'id', 'number', 'name', 'sitting_ids', 'published_at', 'plan'])
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .where('state', '=', 'published')
      .orderBy('number', 'desc')
      .execute(),
    ownAttendance(tx, meeting),
  ]);
  const row =
    rows.find((one) => sittingId !== undefined && one.sitting_ids.includes(sittingId)) ??
    rows.find((one) => one.sitting_ids.length === 0) ??
    rows[0];
  if (!row) throw placesProblem('meeting.seating-none');
  const people = await namesInSeats(tx, row);
  return {
    seatingId: row.id,
    number: row.number,
    name: row.name,
    sittingIds: row.sitting_ids,
    publishedAt: row.published_at!.toISOString(),
    plan: row.plan,
    mine: own ? (people.find((person) => person.id === own.id)?.seat ?? null) : null,
    people: people.map(({ seat, name, group, groupAt }) => ({ seat, name, group, groupAt })),
  };
}

/** Where the actor sits by a published seating, on its map. Throws `meeting.seating-none` where he has no seat there. */
export async function readOwnSeat(tx: Tx, meetingId: string, seatingId: string): Promise<AnswerOf<typeof routes.readOwnSeat>> {
  const meeting = await meetingOf(tx, meetingId);
  const own = await ownAttendance(tx, meeting);
  const row =
    own &&
    (await db(tx)
      .selectFrom('seating as s')
      .innerJoin('seat_assignment as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.seating_id', '=', 's.id'))
      .select(['s.name', 's.number', 's.plan', 'a.seat'])
      .where('s.body_id', '=', meeting.body_id)
      .where('s.meeting_id', '=', meeting.id)
      .where('s.id', '=', seatingId)
      .where('s.state', '=', 'published')
      .where('a.attendee_id', '=', own.id)
      .executeTakeFirst());
  if (!row) throw placesProblem('meeting.seating-none');
  return row;
}

async function namesInSeats(tx: Tx, seating: Pick<SeatingRow, 'body_id' | 'id'>) {
  const rows = await db(tx)
    .selectFrom('seat_assignment as s')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select(['s.seat', 'a.id', 'a.name', 'g.name as group', 'g.position'])
    .where('s.body_id', '=', seating.body_id)
    .where('s.seating_id', '=', seating.id)
    .orderBy('g.position')
    .orderBy('s.seat')
    .execute();
  return rows.map((row) => ({ seat: row.seat, id: row.id, name: row.name, group: row.group ?? '', groupAt: row.position ?? -1 }));
}
