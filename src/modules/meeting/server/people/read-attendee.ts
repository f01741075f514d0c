import { sql } from 'kysely';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { readAttendee as route } from '../../contract/people/routes.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { AttendeeRow, MeetingRow } from '../core/find.ts';
import { attendeeOf, meetingOf } from '../core/find.ts';
import { isDue } from '../core/due-rules.ts';
import { isUnread, ownPapers } from '../papers/own-papers.ts';
import { ownPlaces } from '../places/own-places.ts';
import { attendeeRowOf, attendees, phonesFor } from './list-attendees.ts';
import { leavesOf } from './list-leaves.ts';
import { covers } from './leave-rules.ts';
import { refuseOutsider } from './policy.ts';
import type { PeopleTables } from './tables.ts';

const db = (tx: Tx) => tables<PeopleTables>(tx);
type Card = AnswerOf<typeof route>;

/**
 * One person of a meeting. The office and he himself read everything; who speaks for his group reads where he was and his leaves; everybody
 * else of the meeting reads what the list says. Throws `meeting.people-inside` for whoever watches or reports it.
 */
export async function readAttendee(tx: Tx, meetingId: string, attendeeId: string): Promise<Card> {
  const meeting = await meetingOf(tx, meetingId);
  const row = await attendeeOf(tx, meeting, attendeeId);
  if (row.person_id === null || row.person_id !== tx.actor.personId) await refuseOutsider(tx, meeting);
  const listed = await attendees(tx, meeting).where('a.id', '=', attendeeId).executeTakeFirst();
  if (!listed) throw meetingProblem('meeting.attendee-not-found');
  const attendee = attendeeRowOf(listed, await phonesFor(tx, meeting, [attendeeId]));
  const office = tx.actor.scope === 'office' && tx.actor.bodyId === meeting.body_id;
  const whole = office || (row.person_id !== null && row.person_id === tx.actor.personId);
  const groupIds = [...attendee.posts.map((post) => post.groupId), ...(row.group_id ? [row.group_id] : [])];
  const told = whole || (row.group_id !== null && (await speaksFor(tx, meeting, row.group_id)));
  return {
    attendee,
    kept: whole ? await keptOf(tx, row) : null,
    sittings: told ? await sittingsOf(tx, meeting, row, groupIds) : null,
    leaves: told ? await leavesOf(tx, meeting, attendeeId) : null,
    ...(whole ? await ownThings(tx, row) : nothingTold),
  };
}

const nothingTold = { seat: null, coaches: null, room: null, table: null, unreadPapers: null };

async function speaksFor(tx: Tx, meeting: MeetingRow, groupId: string): Promise<boolean> {
  const { rows } = await sql<{
    found: boolean;
  }>`select exists (select from attendee_post p join attendee a on a.body_id = p.body_id and a.id = p.attendee_id
    where p.body_id = ${meeting.body_id} and p.group_id = ${groupId} and p.post in ('convenor', 'deputyConvenor', 'liaison')
      and a.person_id = ${tx.actor.personId} and a.left_at is null) as found`.execute(db(tx));
  return rows[0]!.found;
}

async function keptOf(tx: Tx, row: AttendeeRow): Promise<Card['kept']> {
  const kept = await db(tx)
    .selectFrom('attendee_private')
    .select(['phone', 'diet', 'needs', 'note'])
    .where('body_id', '=', row.body_id)
    .where('attendee_id', '=', row.id)
    .executeTakeFirst();
  // The office's note about somebody is the office's alone.
  return kept ? { ...kept, note: tx.actor.scope === 'office' ? kept.note : '' } : null;
}

/** Every sitting that asks for him, with what became of him there: as it was settled, else as presence has it, else by his leaves. */
async function sittingsOf(tx: Tx, meeting: MeetingRow, row: AttendeeRow, groupIds: readonly string[]): Promise<Card['sittings']> {
  const [sittings, settled, present, leaves] = await Promise.all([
    db(tx)
      .selectFrom('sitting')
      .select([
        'id',
        'kind',
        'title',
        'starts_at',
        'state',
        'due_categories',
        'due_groups',
        sql<boolean>`outcome is not null`.as('settled'),
      ])
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .where('state', '<>', 'cancelled')
      .where('kind', 'not in', ['meal', 'other', 'registration'])
      .orderBy('starts_at')
      .orderBy('id')
      .execute(),
    settledOf(tx, row),
    presentAt(tx, row),
    db(tx)
      .selectFrom('leave_request')
      .select(['from_at', 'until_at'])
      .where('body_id', '=', meeting.body_id)
      .where('attendee_id', '=', row.id)
      .where('state', '=', 'granted')
      .execute(),
  ]);
  return sittings
    .filter((one) =>
      one.settled
        ? settled.has(one.id)
        : isDue({ dueCategories: one.due_categories, dueGroups: one.due_groups }, { category: row.category, groupIds }),
    )
    .map(({ id, kind, title, state, starts_at }) => {
      const away = leaves.some((leave) => covers({ from: leave.from_at, until: leave.until_at }, { starts_at }));
      const missing = state === 'planned' ? null : ('missing' as const);
      return {
        id,
        kind,
        title,
        state,
        startsAt: starts_at.toISOString(),
        outcome: settled.get(id) ?? (present.has(id) ? ('present' as const) : away ? ('onLeave' as const) : missing),
      };
    });
}

/** What was settled of him, by sitting. */
async function settledOf(tx: Tx, row: AttendeeRow): Promise<Map<string, 'present' | 'onLeave' | 'missing'>> {
  const { rows } = await sql<{ id: string; outcome: 'present' | 'onLeave' | 'absent' }>`select sitting_id as id, outcome from attendance
    where body_id = ${row.body_id} and attendee_id = ${row.id}`.execute(db(tx));
  return new Map(rows.map(({ id, outcome }) => [id, outcome === 'absent' ? ('missing' as const) : outcome]));
}

async function presentAt(tx: Tx, row: AttendeeRow): Promise<Set<string>> {
  const { rows } = await sql<{ sitting: string }>`select l.sitting_id as sitting
    from presence p join check_list l on l.body_id = p.body_id and l.id = p.check_list_id
    where p.body_id = ${row.body_id} and p.attendee_id = ${row.id} and p.taken_back_at is null and l.kind = 'sitting' and l.sitting_id is not null`.execute(
    db(tx),
  );
  return new Set(rows.map((one) => one.sitting));
}

async function ownThings(tx: Tx, row: AttendeeRow): Promise<Pick<Card, keyof typeof nothingTold>> {
  const [places, papers] = await Promise.all([ownPlaces(tx, row), ownPapers(tx, row)]);
  return {
    seat: places.seat ? `${places.seat.hall} ${places.seat.name}` : null,
    coaches: [...new Set(places.trips.filter((trip) => !trip.mine).map((trip) => `${trip.coach} ${trip.stop}`))],
    room: places.room ? `${places.room.hotel} ${places.room.room}` : null,
    table: places.table ? `${places.table.hall} ${places.table.table}` : null,
    unreadPapers: papers.filter(isUnread).length,
  };
}
