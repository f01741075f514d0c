import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Database, Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { attendeeCategories, type AttendeeCategory } from '../../contract/meeting.ts';
import { base64UrlOf } from '../../contract/presence/scan-device.ts';
import type { CarriedEntry, CarriedList, CarriedPerson, CarriedRide, ScannerCopy } from '../../contract/presence/scanning.ts';
import { bodyKindOf } from '../core/body-kind.ts';
import { isDue } from '../core/due-rules.ts';
import { meetingOf } from '../core/find.ts';
import type { DueAttendee } from '../people/attendees.ts';
import { attendeesIn } from '../people/attendees.ts';
import type { PlacesTables } from '../places/tables.ts';
import { doorkeeper } from './doorkeeper.ts';
import type { CheckListRow } from './lists.ts';
import { publicKeyOf } from './pass-keys.ts';
import type { FoundScanner } from './scanner-door.ts';
import type { PresenceTables } from './tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);

/** What all scanners of a meeting carry; lists that a scanner is not for are left out when it is handed over. */
type Common = Omit<ScannerCopy, 'scannerId' | 'scannerName'>;

/** Twenty scanners ask at once; the people change now and then. */
const keepMilliseconds = 5_000;
const mostKept = 50;

/** The copies that this process hands out. */
export class ScannerCopies {
  private readonly kept = new Map<string, Kept<Common>>();
  private readonly counted = new Map<string, Kept<ListCount[]>>();

  async of(database: Database, scanner: FoundScanner): Promise<ScannerCopy> {
    const { scannerId, scannerName } = { scannerId: scanner.id, scannerName: scanner.name };
    const common = await this.common(database, scanner);
    const lists = common.lists.filter((list) => scanner.listIds.length === 0 || scanner.listIds.includes(list.id));
    return { scannerId, scannerName, ...common, lists };
  }

  /** How many are in at each open list that the scanner is for. */
  async counts(database: Database, { bodyId, meetingId, listIds }: FoundScanner): Promise<ListCount[]> {
    const all = await keep(this.counted, meetingId, () => database.read(doorkeeper(bodyId), (tx) => countOpenLists(tx, bodyId, meetingId)));
    return all.filter(({ listId }) => listIds.length === 0 || listIds.includes(listId));
  }

  private async common(database: Database, { bodyId, meetingId }: FoundScanner): Promise<Common> {
    return await keep(this.kept, meetingId, () => database.read(doorkeeper(bodyId), (tx) => makeCopy(tx, meetingId)));
  }
}

interface Kept<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

interface ListCount {
  readonly listId: string;
  readonly present: number;
}

/** What is kept under the name, or else read now; a failure is not kept. */
async function keep<Value>(kept: Map<string, Kept<Value>>, name: string, read: () => Promise<Value>): Promise<Value> {
  const known = kept.get(name);
  if (known && known.until > Date.now()) return await known.value;
  if (kept.size >= mostKept) kept.clear();
  const value = read();
  kept.set(name, { value, until: Date.now() + keepMilliseconds });
  value.catch(() => kept.delete(name));
  return await value;
}

async function countOpenLists(tx: Tx, bodyId: string, meetingId: string): Promise<ListCount[]> {
  return await db(tx)
    .selectFrom('check_list as l')
    .leftJoin('presence as p', (on) =>
      on.onRef('p.body_id', '=', 'l.body_id').onRef('p.check_list_id', '=', 'l.id').on('p.taken_back_at', 'is', null),
    )
    .select((of) => ['l.id as listId', of.cast<number>(of.fn.count('p.attendee_id'), 'integer').as('present')])
    .where('l.body_id', '=', bodyId)
    .where('l.meeting_id', '=', meetingId)
    .where('l.state', '=', 'open')
    .groupBy('l.id')
    .execute();
}

/** Who is in at a list, by their places in the copy's people. */
export async function entriesOf(tx: Tx, copy: ScannerCopy, bodyId: string, checkListId: string): Promise<CarriedEntry[]> {
  const rows = await db(tx)
    .selectFrom('presence as p')
    .leftJoin('scan as s', (on) =>
      on.onRef('s.body_id', '=', 'p.body_id').onRef('s.check_list_id', '=', 'p.check_list_id').onRef('s.nonce', '=', 'p.nonce'),
    )
    .select(['p.attendee_id', 'p.nonce', 'p.at', 's.scanner_id'])
    .where('p.body_id', '=', bodyId)
    .where('p.meeting_id', '=', copy.meetingId)
    .where('p.check_list_id', '=', checkListId)
    .where('p.taken_back_at', 'is', null)
    .execute();
  const places = new Map(copy.people.map((person, index) => [person.id, index]));
  return rows.flatMap((row) => {
    const person = places.get(row.attendee_id);
    return person === undefined ? [] : [{ person, nonce: row.nonce, scannerId: row.scanner_id, at: row.at.toISOString() }];
  });
}

async function makeCopy(tx: Tx, meetingId: string): Promise<Common> {
  const meeting = await meetingOf(tx, meetingId);
  const of = { body_id: meeting.body_id, meeting_id: meeting.id };
  const [people, keys, lists, sittings, seats, rides, bodyKind] = await Promise.all([
    attendeesIn(tx, of, Object.keys(attendeeCategories) as AttendeeCategory[], tx.now),
    db(tx)
      .selectFrom('attendee_private')
      .select(['attendee_id', 'pass_key', 'badge_code'])
      .where('body_id', '=', of.body_id)
      .where('meeting_id', '=', of.meeting_id)
      .execute(),
    db(tx)
      .selectFrom('check_list')
      .selectAll()
      .where('body_id', '=', of.body_id)
      .where('meeting_id', '=', of.meeting_id)
      .orderBy('id')
      .execute(),
    db(tx)
      .selectFrom('sitting')
      .select(['id', 'due_categories', 'due_groups'])
      .where('body_id', '=', of.body_id)
      .where('meeting_id', '=', of.meeting_id)
      .execute(),
    coachSeats(tx, of),
    ridesOf(tx, of),
    bodyKindOf(tx, of.body_id),
  ]);
  const secrets = new Map(keys.map((row) => [row.attendee_id, row]));
  const carried = people.filter((one) => secrets.has(one.id));
  const rules = new Map(sittings.map((sitting) => [sitting.id, sitting]));
  const content = {
    meetingId: meeting.id,
    meetingTitle: meeting.title,
    bodyKind,
    people: carried.map((one) => carriedOf(one, secrets.get(one.id)!)),
    lists: lists.map((list) => listOf(list, carried, rules.get(list.sitting_id ?? '') ?? list, seats, rides)),
  };
  const revision = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
  return { ...content, revision, takenAt: tx.now.toISOString() };
}

async function coachSeats(tx: Tx, of: { body_id: string; meeting_id: string }): Promise<Map<string, Set<string>>> {
  const rows = await tables<{ coach_seat: { body_id: string; meeting_id: string; coach_id: string; attendee_id: string } }>(tx)
    .selectFrom('coach_seat')
    .select(['coach_id', 'attendee_id'])
    .where('body_id', '=', of.body_id)
    .where('meeting_id', '=', of.meeting_id)
    .execute();
  const seats = new Map<string, Set<string>>();
  for (const { coach_id, attendee_id } of rows) seats.set(coach_id, (seats.get(coach_id) ?? new Set()).add(attendee_id));
  return seats;
}

/** The rides of the meeting by their ids. */
async function ridesOf(tx: Tx, of: { body_id: string; meeting_id: string }): Promise<Map<string, CarriedRide>> {
  const rows = await tables<PlacesTables>(tx)
    .selectFrom('coach_trip as t')
    .innerJoin('coach as c', (on) => on.onRef('c.body_id', '=', 't.body_id').onRef('c.id', '=', 't.coach_id'))
    .leftJoin('attendee as l', (on) => on.onRef('l.body_id', '=', 'c.body_id').onRef('l.id', '=', 'c.liaison_id'))
    .select(['t.id', 't.title', 't.stops', 't.departs_at', 't.state', 'c.number', 'c.plate', 'l.name as liaison'])
    .where('t.body_id', '=', of.body_id)
    .where('t.meeting_id', '=', of.meeting_id)
    .execute();
  return new Map(rows.map((row) => [row.id, rideOf(row)]));
}

type RideRow = Pick<Selectable<PlacesTables['coach_trip']>, 'title' | 'stops' | 'departs_at' | 'state'> &
  Pick<Selectable<PlacesTables['coach']>, 'number' | 'plate'> & { readonly liaison: string | null };

function rideOf({ number, plate, title, departs_at, stops, liaison, state }: RideRow): CarriedRide {
  return {
    coach: number,
    plate,
    title,
    departsAt: departs_at.toISOString(),
    from: stops[0]?.place ?? '',
    to: stops.length > 1 ? stops.at(-1)!.place : '',
    liaison: liaison ?? '',
    isOver: state === 'arrived' || state === 'cancelled',
  };
}

function carriedOf(one: DueAttendee, { pass_key, badge_code }: { pass_key: Buffer; badge_code: string }): CarriedPerson {
  return {
    id: one.id,
    name: one.name,
    title: one.title,
    group: one.groupName,
    category: one.category,
    key: publicKeyOf(pass_key),
    badge: badgeHash(badge_code),
  };
}

/** What a scanner knows of a badge: enough to recognise it, too little to print one. */
export function badgeHash(code: string): string {
  return createHash('sha256').update(code).digest().subarray(0, 16).toString('base64url');
}

type Rule = Pick<CheckListRow, 'due_categories' | 'due_groups'>;

function listOf(
  list: CheckListRow,
  people: readonly DueAttendee[],
  rule: Rule,
  seats: ReadonlyMap<string, ReadonlySet<string>>,
  rides: ReadonlyMap<string, CarriedRide>,
): CarriedList {
  const riders = list.kind === 'coach' ? (seats.get(list.coach_id ?? '') ?? new Set<string>()) : null;
  const isRight = (one: DueAttendee) =>
    riders ? riders.has(one.id) : isDue({ dueCategories: rule.due_categories, dueGroups: rule.due_groups }, one);
  const bits = new Uint8Array(Math.ceil(people.length / 8));
  let dueCount = 0;
  for (const [index, one] of people.entries()) {
    if (!isRight(one)) continue;
    bits[index >> 3]! |= 1 << (index & 7);
    dueCount += 1;
  }
  const words = (at: Date | null) => at?.toISOString() ?? null;
  return {
    id: list.id,
    kind: list.kind,
    title: list.title,
    opensAt: words(list.opens_at),
    closesAt: words(list.closes_at),
    closedAt: list.state === 'closed' ? (words(list.closed_at) ?? '1970-01-01T00:00:00.000Z') : null,
    revision: list.revision,
    due: base64UrlOf(bits),
    dueCount,
    ride: rides.get(list.trip_id ?? '') ?? null,
  };
}
