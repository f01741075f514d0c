import { sql } from 'kysely';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { shareOut } from '../../contract/places/grouping-rules.ts';
import { placesProblem } from '../../contract/places/problems.ts';
import type { CoachLine } from '../../contract/places/routes.ts';
import type * as routes from '../../contract/places/routes.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import { attendeeOf, meetingOf, ownMeeting } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import { byNumber, coachOf, findCoach } from './find-coach.ts';
import { tripLines } from './trips.ts';
import type { PlacesTables } from './tables.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);
type Meeting = Pick<MeetingRow, 'body_id' | 'id'>;

/** Coaches, the trips of a day (all days where none is named) and who has no place yet. For the office. */
export async function listCoaches(tx: Tx, meetingId: string, day: string | undefined): Promise<AnswerOf<typeof routes.listCoaches>> {
  const meeting = await meetingOf(tx, meetingId);
  const [coaches, trips, without, sittings] = await Promise.all([
    coachLines(tx, meeting),
    tripLines(tx, meeting),
    countWithout(tx, meeting),
    db(tx)
      .selectFrom('sitting')
      .select(['id', 'title', 'starts_at'])
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .where('state', '<>', 'cancelled')
      .orderBy('starts_at')
      .orderBy('id')
      .execute(),
  ]);
  const dayOfTrip = (trip: { departsAt: string }) => dayOf(new Date(trip.departsAt));
  return {
    coaches,
    trips: day ? trips.filter((trip) => dayOfTrip(trip) === day) : trips,
    without,
    days: [...new Set(trips.map(dayOfTrip))],
    sittings: sittings.map((one) => ({ id: one.id, title: one.title, startsAt: one.starts_at.toISOString() })),
  };
}

async function coachLines(tx: Tx, meeting: Meeting): Promise<CoachLine[]> {
  const [rows, groups] = await Promise.all([
    db(tx)
      .selectFrom('coach as c')
      .leftJoin('attendee as l', (on) => on.onRef('l.body_id', '=', 'c.body_id').onRef('l.id', '=', 'c.liaison_id'))
      .select(['c.id', 'c.number', 'c.plate', 'c.driver', 'c.driver_phone', 'c.places', 'c.liaison_id', 'l.name as liaison'])
      .where('c.body_id', '=', meeting.body_id)
      .where('c.meeting_id', '=', meeting.id)
      .execute(),
    groupsInCoaches(tx, meeting),
  ]);
  return rows
    .map((row) => {
      const own = groups.filter((group) => group.coach_id === row.id);
      return {
        id: row.id,
        number: row.number,
        plate: row.plate,
        driver: row.driver,
        driverPhone: row.driver_phone,
        places: row.places,
        liaison: row.liaison_id ? { id: row.liaison_id, name: row.liaison ?? '' } : null,
        people: own.reduce((sum, group) => sum + group.people, 0),
        groups: own.map((group) => ({ name: group.name ?? '未编团组', people: group.people })),
      };
    })
    .toSorted((one, other) => byNumber.compare(one.number, other.number));
}

async function groupsInCoaches(tx: Tx, meeting: Meeting) {
  return await db(tx)
    .selectFrom('coach_seat as s')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select(['s.coach_id', 'g.name', sql<number>`count(*)::int`.as('people')])
    .where('s.body_id', '=', meeting.body_id)
    .where('s.meeting_id', '=', meeting.id)
    .groupBy(['s.coach_id', 'g.name', 'g.position'])
    .orderBy('g.position')
    .execute();
}

/** Members of the meeting who ride in no coach. */
async function countWithout(tx: Tx, meeting: Meeting): Promise<number> {
  const rows = await withoutCoach(tx, meeting);
  return rows.length;
}

async function withoutCoach(tx: Tx, meeting: Meeting) {
  return await riders(tx, meeting, 'without');
}

async function riders(tx: Tx, meeting: Meeting, only: 'all' | 'without') {
  return await db(tx)
    .selectFrom('attendee as a')
    .leftJoin('coach_seat as s', (on) => on.onRef('s.body_id', '=', 'a.body_id').onRef('s.attendee_id', '=', 'a.id'))
    .leftJoin('lodging as l', (on) => on.onRef('l.body_id', '=', 'a.body_id').onRef('l.attendee_id', '=', 'a.id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select(['a.id', 'a.group_id', 'g.position', 'l.hotel'])
    .where('a.body_id', '=', meeting.body_id)
    .where('a.meeting_id', '=', meeting.id)
    .where('a.category', '=', 'member')
    .where('a.left_at', 'is', null)
    .$if(only === 'without', (query) => query.where('s.coach_id', 'is', null))
    .distinctOn('a.id')
    .orderBy('a.id')
    .execute();
}

export async function saveCoach(
  tx: Tx,
  meetingId: string,
  coachId: string,
  told: BodyOf<typeof routes.saveCoach>,
): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId);
  if (told.liaisonId) await attendeeOf(tx, meeting, told.liaisonId);
  const known = await findCoach(tx, meeting, coachId);
  const people = known ? await peopleIn(tx, meeting, coachId) : 0;
  if (people > told.places) throw placesProblem('meeting.coach-full', { number: told.number, places: told.places, people });
  const values = {
    number: told.number,
    plate: told.plate,
    driver: told.driver,
    driver_phone: told.driverPhone,
    places: told.places,
    liaison_id: told.liaisonId,
  };
  const written = await db(tx)
    .insertInto('coach')
    .values({ body_id: meeting.body_id, id: coachId, meeting_id: meeting.id, ...values })
    .onConflict((on) => on.columns(['body_id', 'id']).doUpdateSet(values).where('coach.meeting_id', '=', meeting.id))
    .returning('id')
    .executeTakeFirst();
  if (!written) throw placesProblem('meeting.coach-not-found');
  await note(tx, meeting, 'meeting.save-coach', coachId, { number: told.number, places: told.places });
  return { done: true };
}

export async function deleteCoach(tx: Tx, meetingId: string, coachId: string): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId);
  const coach = await coachOf(tx, meeting, coachId);
  await db(tx).deleteFrom('coach').where('body_id', '=', meeting.body_id).where('id', '=', coachId).execute();
  await note(tx, meeting, 'meeting.delete-coach', coachId, { number: coach.number });
  return { done: true };
}

export async function readCoachPeople(tx: Tx, meetingId: string, coachId: string): Promise<AnswerOf<typeof routes.readCoachPeople>> {
  const meeting = await meetingOf(tx, meetingId);
  await coachOf(tx, meeting, coachId);
  const rows = await db(tx)
    .selectFrom('coach_seat as s')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .leftJoin('attendee_private as p', (on) => on.onRef('p.body_id', '=', 'a.body_id').onRef('p.attendee_id', '=', 'a.id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select(['a.id', 'a.name', 'a.category', 'g.name as groupName', 's.stop', 'p.phone'])
    .where('s.body_id', '=', meeting.body_id)
    .where('s.coach_id', '=', coachId)
    .orderBy('g.position')
    .orderBy('a.position')
    .orderBy('a.id')
    .execute();
  return { people: rows.map((row) => ({ ...row, groupName: row.groupName ?? '', phone: row.phone ?? '' })) };
}

/** Puts people into the coach, out of whichever they had before, and takes others out. Never more than it has places for. */
export async function setCoachPeople(
  tx: Tx,
  meetingId: string,
  coachId: string,
  told: BodyOf<typeof routes.setCoachPeople>,
): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId);
  const coach = await coachOf(tx, meeting, coachId);
  await checkPeople(tx, meeting, told.add);
  await leave(tx, meeting, [...told.add, ...told.remove]);
  await ride(
    tx,
    meeting,
    told.add.map((id) => ({ coachId, id, stop: told.stop })),
  );
  const people = await peopleIn(tx, meeting, coachId);
  if (people > coach.places) throw placesProblem('meeting.coach-full', { number: coach.number, places: coach.places, people });
  await note(tx, meeting, 'meeting.set-coach-people', coachId, { added: told.add.length, removed: told.remove.length });
  return { done: true };
}

/** Shares the members out over the coaches by their groups or by where they stay; `without` leaves those alone who have a place. */
export async function assignCoaches(
  tx: Tx,
  meetingId: string,
  { by, only }: BodyOf<typeof routes.assignCoaches>,
): Promise<{ assigned: number; without: number }> {
  const meeting = await ownMeeting(tx, meetingId);
  const [people, coaches] = await Promise.all([riders(tx, meeting, only), coachLines(tx, meeting)]);
  const hotels = [...new Set(people.map((person) => person.hotel ?? ''))].toSorted();
  const wanted = people.map((person) => ({
    id: person.id,
    group: by === 'hotel' ? (person.hotel ?? '') : (person.group_id ?? ''),
    groupAt: by === 'hotel' ? hotels.indexOf(person.hotel ?? '') : (person.position ?? 1_000),
  }));
  // A liaison rides with his coach even where he is no member.
  const vessels = coaches.map((coach) => ({ id: coach.id, room: coach.places - (only === 'without' ? coach.people : 0) }));
  const given = shareOut(wanted, vessels);
  if (only === 'all')
    await leave(
      tx,
      meeting,
      people.map((person) => person.id),
    );
  await ride(
    tx,
    meeting,
    [...given].map(([id, coachId]) => ({ coachId, id, stop: '' })),
  );
  await note(tx, meeting, 'meeting.assign-coaches', meeting.id, { by, only, assigned: given.size });
  return { assigned: given.size, without: people.length - given.size };
}

async function leave(tx: Tx, meeting: Meeting, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from coach_seat where body_id = ${meeting.body_id} and meeting_id = ${meeting.id} and attendee_id = any (${[...ids]}::uuid[])`.execute(
    db(tx),
  );
}

async function ride(tx: Tx, meeting: Meeting, places: readonly { coachId: string; id: string; stop: string }[]): Promise<void> {
  if (places.length === 0) return;
  await sql`insert into coach_seat (body_id, coach_id, attendee_id, meeting_id, stop)
    select ${meeting.body_id}, t."coachId", t.id, ${meeting.id}, t.stop
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as t("coachId" uuid, id uuid, stop text)`.execute(db(tx));
}

async function checkPeople(tx: Tx, meeting: Meeting, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await db(tx)
    .selectFrom('attendee')
    .select('id')
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('id', 'in', ids)
    .execute();
  if (rows.length < new Set(ids).size) throw meetingProblem('meeting.attendee-not-found');
}

async function peopleIn(tx: Tx, meeting: Meeting, coachId: string): Promise<number> {
  const { people } = await db(tx)
    .selectFrom('coach_seat')
    .select(sql<number>`count(*)::int`.as('people'))
    .where('body_id', '=', meeting.body_id)
    .where('coach_id', '=', coachId)
    .executeTakeFirstOrThrow();
  return people;
}

async function note(tx: Tx, meeting: MeetingRow, act: string, coachId: string, detail: Record<string, unknown>): Promise<void> {
  await tellChange(tx, meeting, { parts: ['places'], subjectKind: 'coach', subjectId: coachId });
  recordAct(tx, { bodyId: meeting.body_id, act, subjectKind: 'meeting', subjectId: meeting.id, detail: { coachId, ...detail } });
}
