import { dayOf } from '#platform/contract/instant.ts';
import type { QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { inThread, isFault } from '#platform/server/thread.ts';
import type { PrintKind } from '../../../contract/places/print-kinds.ts';
import { printKinds } from '../../../contract/places/print-kinds.ts';
import type { printPlaces } from '../../../contract/places/routes.ts';
import { hallOf } from '../../../contract/places/hall.ts';
import { placesProblem } from '../../../contract/places/problems.ts';
import { byPinyin } from '../../../contract/places/stroke-order.ts';
import type { MeetingRow } from '../../core/find.ts';
import { meetingOf } from '../../core/find.ts';
import { byNumber } from '../find-coach.ts';
import { seatWords } from '../publish-seating.ts';
import { assignmentsOf, seatingOf } from '../read-seating.ts';
import type { PlacesTables } from '../tables.ts';
import type { PrintData, PrintPerson } from './print-data.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);

/** All that the print is made of, in its order. Throws `meeting.seating-none` for prints of seats where no version is published or named. */
export async function readPrint(tx: Tx, meetingId: string, kind: PrintKind, query: QueryOf<typeof printPlaces>): Promise<PrintData> {
  const meeting = await meetingOf(tx, meetingId);
  const seats = await seatsFor(tx, meeting, query.seatingId, ['seatLabels', 'byGroup', 'bySeat'].includes(kind));
  const people = (await printPeople(tx, meeting, seats.of)).filter(
    (person) => (!query.category || person.category === query.category) && (!query.groupId || person.groupId === query.groupId),
  );
  return {
    kind,
    bodyKind: tx.actor.bodyKind ?? 'congress',
    meeting: meeting.title,
    days:
      meeting.opens_on === meeting.closes_on
        ? chineseDay(meeting.opens_on)
        : `${chineseDay(meeting.opens_on)}至${chineseDay(meeting.closes_on)}`,
    place: meeting.place,
    people: ordered(kind, people),
    version: seats.version,
    madeAt: dayOf(tx.now),
  };
}

/** Draws it in a thread of its own, so that nobody else waits for some thousand pages. */
export async function makePrint(data: PrintData): Promise<{ name: string; bytes: Buffer }> {
  const script = new URL('./print-worker.ts', import.meta.url);
  const bytes = await inThread<Uint8Array>(script, data, { milliseconds: 180_000, memory: 1_024 * 2 ** 20 });
  if (isFault(bytes)) throw new Error(`the print was not drawn: ${bytes.fault}`);
  return { name: `${data.meeting}${printKinds[data.kind]}.pdf`, bytes: Buffer.from(bytes) };
}

const chineseDay = (day: string) => `${day.slice(0, 4)}年${String(Number(day.slice(5, 7)))}月${String(Number(day.slice(8, 10)))}日`;

interface Seats {
  readonly version: string;
  readonly of: ReadonlyMap<string, ReturnType<ReturnType<typeof seatWords>>>;
}

async function seatsFor(tx: Tx, meeting: MeetingRow, seatingId: string | undefined, needed: boolean): Promise<Seats> {
  const id =
    seatingId ??
    (
      await db(tx)
        .selectFrom('seating')
        .select('id')
        .where('body_id', '=', meeting.body_id)
        .where('meeting_id', '=', meeting.id)
        .where('state', '=', 'published')
        .orderBy('number', 'desc')
        .executeTakeFirst()
    )?.id;
  if (!id) {
    if (needed) throw placesProblem('meeting.seating-none');
    return { version: '', of: new Map() };
  }
  const seating = await seatingOf(tx, meeting, id);
  const wordsOf = seatWords(hallOf(seating.plan));
  const seats = await assignmentsOf(tx, seating);
  const version = `${seating.name} 第 ${String(seating.number)} 版${seating.state === 'draft' ? '（草稿）' : ''}`;
  return { version, of: new Map(seats.map((one) => [one.personId, wordsOf(one.seat)])) };
}

type Row = PrintPerson & { readonly groupId: string | null; readonly groupAt: number; readonly position: number };

async function printPeople(tx: Tx, meeting: MeetingRow, seats: Seats['of']): Promise<Row[]> {
  const rows = await db(tx)
    .selectFrom('attendee as a')
    .leftJoin('attendee_private as p', (on) => on.onRef('p.body_id', '=', 'a.body_id').onRef('p.attendee_id', '=', 'a.id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .leftJoin('lodging as l', (on) => on.onRef('l.body_id', '=', 'a.body_id').onRef('l.attendee_id', '=', 'a.id'))
    .leftJoin('coach_seat as s', (on) => on.onRef('s.body_id', '=', 'a.body_id').onRef('s.attendee_id', '=', 'a.id'))
    .leftJoin('coach as c', (on) => on.onRef('c.body_id', '=', 's.body_id').onRef('c.id', '=', 's.coach_id'))
    .select([
      'a.id',
      'a.name',
      'a.category',
      'a.group_id as groupId',
      'g.name as group',
      'g.position as groupAt',
      'a.position',
      'a.title',
      'a.unit',
    ])
    .select(['a.certificate_number', 'p.badge_code', 'p.diet', 'l.hotel', 'l.room', 'l.dining_table', 'c.number as coach', 's.stop'])
    .where('a.body_id', '=', meeting.body_id)
    .where('a.meeting_id', '=', meeting.id)
    .where('a.left_at', 'is', null)
    .distinctOn('a.id')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => {
    const seat = seats.get(row.id);
    return {
      id: row.id,
      name: row.name,
      category: row.category,
      group: row.group ?? '',
      groupId: row.groupId,
      groupAt: row.groupAt ?? 1_000,
      position: row.position,
      title: row.title,
      unit: row.unit,
      certificate: row.certificate_number,
      badgeCode: row.badge_code ?? '',
      seat: seat?.label ?? '',
      row: seat?.row ?? 0,
      number: seat?.number ?? 0,
      block: seat?.block ?? '',
      door: seat?.door ?? '',
      coach: row.coach ?? '',
      stop: row.stop ?? '',
      hotel: row.hotel ?? '',
      room: row.room ?? '',
      table: row.dining_table ?? '',
      diet: row.diet ?? '',
    };
  });
}

function ordered(kind: PrintKind, people: readonly Row[]): Row[] {
  const byGroup = (one: Row, other: Row) => one.groupAt - other.groupAt || one.position - other.position || byPinyin(one.name, other.name);
  const seatOrder = (one: Row, other: Row) => byNumber.compare(one.block, other.block) || one.row - other.row || one.number - other.number;
  switch (kind) {
    case 'bySeat':
    case 'seatLabels':
      return people.filter((person) => person.seat !== '').toSorted(seatOrder);
    case 'byGroup':
      return people.filter((person) => person.seat !== '').toSorted(byGroup);
    case 'rooms':
      return people
        .filter((person) => person.room !== '')
        .toSorted((one, other) => byNumber.compare(one.hotel + one.room, other.hotel + other.room) || byGroup(one, other));
    case 'coaches':
      return people
        .filter((person) => person.coach !== '')
        .toSorted((one, other) => byNumber.compare(one.coach, other.coach) || byGroup(one, other));
    default:
      return people.toSorted(byGroup);
  }
}
