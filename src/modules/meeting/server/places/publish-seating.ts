import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { seatsPublished } from '../../contract/places/events.ts';
import type { Hall } from '../../contract/places/hall.ts';
import { hallOf, seatName } from '../../contract/places/hall.ts';
import { placesProblem } from '../../contract/places/problems.ts';
import { waysIn } from '../../contract/places/ways.ts';
import { tellChange } from '../core/tell.ts';
import { draftOf } from './change-seating.ts';
import type { SeatingRow } from './read-seating.ts';
import { assignmentsOf } from './read-seating.ts';
import type { PlacesTables } from './tables.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);

/**
 * Publishes a draft: it takes the place of the version before it for the same sittings and never changes again. Only people whose seat is another
 * than before are told; answers how many.
 */
export async function publishSeating(tx: Tx, meetingId: string, seatingId: string): Promise<{ told: number }> {
  const { meeting, draft } = await draftOf(tx, meetingId, seatingId);
  const seats = await assignmentsOf(tx, draft);
  if (seats.length === 0) throw placesProblem('meeting.seating-empty');
  await nameSeats(tx, draft, seats);
  const before = await replaced(tx, draft);
  const people = await changedPeople(tx, draft, before);
  await db(tx)
    .updateTable('seating')
    .set({
      state: 'published',
      published_at: tx.now,
      published_by: tx.actor.name,
      moves: '[]',
      moves_done: 0,
      revision: draft.revision + 1,
    })
    .where('body_id', '=', draft.body_id)
    .where('id', '=', draft.id)
    .execute();
  emit(tx, seatsPublished, {
    bodyId: meeting.body_id,
    subject: meeting.id,
    topics: [`meeting:${meeting.id}`],
    payload: { meetingId: meeting.id, seatingId: draft.id, number: draft.number, first: before.length === 0, people },
  });
  const words = before.length === 0 ? `${draft.name}座次已发布` : `${draft.name}座次有调整，涉及 ${String(people.length)} 人`;
  await tellChange(tx, meeting, { parts: ['places'], subjectKind: 'seating', subjectId: draft.id, words });
  const detail = { seatingId: draft.id, number: draft.number, told: people.length };
  recordAct(tx, { bodyId: meeting.body_id, act: 'meeting.publish-seating', subjectKind: 'meeting', subjectId: meeting.id, detail });
  return { told: people.length };
}

/** What each taken seat is called and which door leads to it, as phones show it without reading the map. */
export function seatWords(
  hall: Hall,
): (key: string) => { label: string; row: number | null; number: number | null; block: string; door: string } {
  const ways = waysIn(hall);
  const blocks = new Map(hall.plan.blocks.map((block) => [block.id, block.name]));
  return (key) => {
    const seat = hall.byKey.get(key);
    if (!seat) return { label: '', row: null, number: null, block: '', door: '' };
    return {
      label: seatName(seat),
      row: seat.row,
      number: seat.number,
      block: blocks.get(seat.block) ?? '',
      door: ways.doorOf(seat)?.name ?? '',
    };
  };
}

async function nameSeats(tx: Tx, draft: SeatingRow, seats: readonly { seat: string }[]): Promise<void> {
  const wordsOf = seatWords(hallOf(draft.plan));
  const rows = seats.map(({ seat }) => ({ seat, ...wordsOf(seat) }));
  await sql`
    update seat_assignment a set label = t.label, row_number = t.row, seat_number = t.number, block = t.block, door = t.door
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(seat text, label text, row int, number int, block text, door text)
    where a.body_id = ${draft.body_id} and a.seating_id = ${draft.id} and a.seat = t.seat`.execute(db(tx));
}

/** Takes the versions out of force that hold for the same sittings. */
async function replaced(tx: Tx, draft: SeatingRow): Promise<string[]> {
  const published = await db(tx)
    .selectFrom('seating')
    .select(['id', 'sitting_ids'])
    .where('body_id', '=', draft.body_id)
    .where('meeting_id', '=', draft.meeting_id)
    .where('state', '=', 'published')
    .execute();
  const asNow = [...draft.sitting_ids].sort().join();
  const ids = published.filter((one) => [...one.sitting_ids].sort().join() === asNow).map((one) => one.id);
  if (ids.length > 0)
    await db(tx).updateTable('seating').set({ state: 'superseded' }).where('body_id', '=', draft.body_id).where('id', 'in', ids).execute();
  return ids;
}

async function changedPeople(tx: Tx, draft: SeatingRow, before: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct t.person_id from (
      select attendee_id from (
        select attendee_id, label from seat_assignment where body_id = ${draft.body_id} and seating_id = ${draft.id}
        except select attendee_id, label from seat_assignment where body_id = ${draft.body_id} and seating_id = any (${[...before]}::uuid[])) as given
      union
      select attendee_id from (
        select attendee_id from seat_assignment where body_id = ${draft.body_id} and seating_id = any (${[...before]}::uuid[])
        except select attendee_id from seat_assignment where body_id = ${draft.body_id} and seating_id = ${draft.id}) as gone) as c
    join attendee t on t.body_id = ${draft.body_id} and t.id = c.attendee_id
    where t.person_id is not null order by 1`.execute(db(tx));
  return rows.map((row) => row.person_id);
}
