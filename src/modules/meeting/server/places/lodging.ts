import { sql } from 'kysely';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { shareRooms, shareTables } from '../../contract/places/grouping-rules.ts';
import { placesProblem } from '../../contract/places/problems.ts';
import type { LodgingLine } from '../../contract/places/routes.ts';
import type * as routes from '../../contract/places/routes.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import { meetingOf, ownMeeting } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import type { PlacesTables } from './tables.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);
type Meeting = Pick<MeetingRow, 'body_id' | 'id'>;

/** Everybody of the meeting with room, table, diet and needs, by group. For the office. */
export async function listLodging(tx: Tx, meetingId: string): Promise<{ items: LodgingLine[] }> {
  const meeting = await meetingOf(tx, meetingId);
  const rows = await guestRows(tx, meeting);
  return {
    items: rows.map((row) => ({
      attendeeId: row.id,
      name: row.name,
      gender: row.gender,
      category: row.category,
      groupName: row.groupName ?? '',
      hotel: row.hotel ?? '',
      room: row.room ?? '',
      hall: row.dining_hall ?? '',
      table: row.dining_table ?? '',
      diet: row.diet ?? '',
      needs: row.needs ?? '',
    })),
  };
}

async function guestRows(tx: Tx, meeting: Meeting) {
  return await db(tx)
    .selectFrom('attendee as a')
    .leftJoin('attendee_private as p', (on) => on.onRef('p.body_id', '=', 'a.body_id').onRef('p.attendee_id', '=', 'a.id'))
    .leftJoin('lodging as l', (on) => on.onRef('l.body_id', '=', 'a.body_id').onRef('l.attendee_id', '=', 'a.id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select(['a.id', 'a.name', 'a.gender', 'a.category', 'a.group_id', 'g.name as groupName', 'g.position as groupAt'])
    .select(['l.hotel', 'l.room', 'l.dining_hall', 'l.dining_table', 'p.diet', 'p.needs'])
    .where('a.body_id', '=', meeting.body_id)
    .where('a.meeting_id', '=', meeting.id)
    .where('a.left_at', 'is', null)
    .orderBy('g.position')
    .orderBy('a.position')
    .orderBy('a.id')
    .execute();
}

/** Changes what is said of rooms and tables; of a sheet every row is checked first, so that either all of it is taken over or nothing. */
export async function saveLodging(tx: Tx, meetingId: string, { rows }: BodyOf<typeof routes.saveLodging>): Promise<{ changed: number }> {
  const meeting = await ownMeeting(tx, meetingId);
  await writeLodging(tx, meeting, rows);
  await checkGenders(tx, meeting);
  await note(tx, meeting, 'meeting.save-lodging', { people: rows.length });
  return { changed: rows.length };
}

/** Gives rooms to whoever of the named groups and categories has none: by group, two of one gender to a room. */
export async function assignRooms(
  tx: Tx,
  meetingId: string,
  told: BodyOf<typeof routes.assignRooms>,
): Promise<AnswerOf<typeof routes.assignRooms>> {
  const meeting = await ownMeeting(tx, meetingId);
  const rows = await guestRows(tx, meeting);
  const taken = new Set(rows.filter((row) => row.hotel === told.hotel && row.room).map((row) => row.room));
  const rooms = told.rooms.filter((room) => !taken.has(room.number));
  const waiting = rows.filter(
    (row) =>
      !row.room && told.categories.includes(row.category) && (told.groupIds.length === 0 || told.groupIds.includes(row.group_id ?? '')),
  );
  const guests = waiting.map((row) => ({
    id: row.id,
    gender: row.gender,
    needs: row.needs ?? '',
    group: row.group_id ?? '',
    groupAt: row.groupAt ?? 1_000,
  }));
  const given = shareRooms(guests, rooms);
  await writeLodging(
    tx,
    meeting,
    [...given].map(([attendeeId, room]) => ({ attendeeId, hotel: told.hotel, room })),
  );
  await note(tx, meeting, 'meeting.assign-rooms', { hotel: told.hotel, people: given.size });
  return { assigned: given.size, without: waiting.length - given.size, roomsLeft: rooms.length - new Set(given.values()).size };
}

/** Seats everybody of the categories at tables of one hall, by group; special kitchens have tables of their own. */
export async function assignTables(
  tx: Tx,
  meetingId: string,
  told: BodyOf<typeof routes.assignTables>,
): Promise<AnswerOf<typeof routes.assignTables>> {
  const meeting = await ownMeeting(tx, meetingId);
  const rows = (await guestRows(tx, meeting)).filter((row) => told.categories.includes(row.category));
  const given = shareTables(
    rows.map((row) => ({ id: row.id, diet: row.diet ?? '', group: row.group_id ?? row.category, groupAt: row.groupAt ?? 1_000 })),
    told.seats,
  );
  await writeLodging(
    tx,
    meeting,
    [...given].map(([attendeeId, table]) => ({ attendeeId, hall: told.hall, table: String(table) })),
  );
  await note(tx, meeting, 'meeting.assign-tables', { hall: told.hall, people: given.size });
  return { assigned: given.size, tables: new Set(given.values()).size };
}

type Told = BodyOf<typeof routes.saveLodging>['rows'][number];

async function writeLodging(tx: Tx, meeting: Meeting, rows: readonly Told[]): Promise<void> {
  if (rows.length === 0) return;
  const told = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t("attendeeId" uuid, hotel text, room text, hall text, "table" text)`;
  await sql`insert into lodging (body_id, attendee_id, meeting_id)
    select a.body_id, a.id, a.meeting_id from ${told}
    join attendee a on a.body_id = ${meeting.body_id} and a.meeting_id = ${meeting.id} and a.id = t."attendeeId"
    on conflict (body_id, attendee_id) do nothing`.execute(db(tx));
  const { rows: written } = await sql<{ attendee_id: string }>`
    update lodging l set hotel = coalesce(t.hotel, l.hotel), room = coalesce(t.room, l.room),
      dining_hall = coalesce(t.hall, l.dining_hall), dining_table = coalesce(t."table", l.dining_table)
    from ${told} where l.body_id = ${meeting.body_id} and l.meeting_id = ${meeting.id} and l.attendee_id = t."attendeeId"
    returning l.attendee_id`.execute(db(tx));
  if (written.length < rows.length) throw meetingProblem('meeting.attendee-not-found');
}

async function checkGenders(tx: Tx, meeting: Meeting): Promise<void> {
  const { rows } = await sql<{ hotel: string; room: string }>`
    select l.hotel, l.room from lodging l join attendee a on a.body_id = l.body_id and a.id = l.attendee_id
    where l.body_id = ${meeting.body_id} and l.meeting_id = ${meeting.id} and l.room <> '' and a.gender is not null and a.left_at is null
    group by l.hotel, l.room having count(distinct a.gender) > 1 limit 1`.execute(db(tx));
  if (rows[0]) throw placesProblem('meeting.room-mixed', rows[0]);
}

async function note(tx: Tx, meeting: MeetingRow, act: string, detail: Record<string, unknown>): Promise<void> {
  await tellChange(tx, meeting, { parts: ['places'], subjectKind: 'lodging', subjectId: meeting.id });
  recordAct(tx, { bodyId: meeting.body_id, act, subjectKind: 'meeting', subjectId: meeting.id, detail });
}
