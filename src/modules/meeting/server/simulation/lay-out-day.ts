import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { SimulatedSeat } from '#modules/directory/server/index.ts';
import type { CheckListKind } from '../../contract/presence/words.ts';
import { attendeeSecrets } from '../people/attendee-secrets.ts';
import { openList } from '../presence/lists.ts';
import { hashSecret, newScannerToken } from '../presence/scanner-door.ts';
import type { PresenceTables } from '../presence/tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);

export interface SimulatedPerson {
  readonly id: string;
  readonly name: string;
  readonly groupId: string;
  readonly seed: Buffer;
  readonly badgeCode: string;
  /** Who is signed in on a phone; null for people who come without one. */
  readonly seat: SimulatedSeat | null;
}

interface SimulatedSitting {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface SimulatedList {
  readonly id: string;
  readonly kind: CheckListKind;
  readonly title: string;
  /** Who is right there. */
  readonly people: readonly SimulatedPerson[];
  readonly sitting: SimulatedSitting | null;
  readonly tripId: string | null;
}

/** A session day as it is laid out before anybody comes. */
export interface SimulatedMeeting {
  readonly bodyId: string;
  readonly id: string;
  readonly title: string;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly groupIds: readonly string[];
  readonly people: readonly SimulatedPerson[];
  /** In the order of the day. */
  readonly lists: readonly SimulatedList[];
  /** `cookie` headers of the enrolled devices. */
  readonly scanners: readonly { readonly id: string; readonly cookie: string }[];
}

const groupCount = 12;
const title = '模拟的一天';

/**
 * Lays out a session day: people in groups, registration, four sittings, two meals, coaches, and devices at the doors (access `worker`). `seats`
 * are the accounts of those who carry a phone; they are spread over the people and their groups.
 */
export async function layOutDay(
  tx: Tx,
  count: number,
  devices: number,
  { bodyId = newId(), seats = [] }: { readonly bodyId?: string; readonly seats?: readonly SimulatedSeat[] } = {},
): Promise<SimulatedMeeting> {
  const of = { body_id: bodyId, meeting_id: newId() };
  const opensOn = dayOf(tx.now);
  // Two days, so that a day that is simulated shortly before midnight lies inside, too.
  const closesOn = addDays(opensOn, 1);
  const meeting = { kind: 'plenarySession', title, opens_on: opensOn, closes_on: closesOn, state: 'running' } as const;
  await db(tx)
    .insertInto('meeting')
    .values({ body_id: bodyId, id: of.meeting_id, ...meeting, announced_at: tx.now, made_at: tx.now, changed_at: tx.now })
    .execute();
  const groupIds = await writeGroups(tx, of);
  const people = await writePeople(tx, of, groupIds, count, seats);
  const lists = [
    await listOf(tx, of, 'registration', '报到', people),
    await listOf(tx, of, 'pack', '领取材料袋', people),
    ...(await coachLists(tx, of, people)),
    await sittingOf(tx, of, '第一次全体会议', people, 0),
    await sittingOf(tx, of, '第二次全体会议', people, 1),
    await listOf(tx, of, 'meal', '午餐', people),
    await sittingOf(tx, of, '第三次全体会议', people, 2),
    await sittingOf(tx, of, '第四次全体会议', people, 3),
    await listOf(tx, of, 'meal', '晚餐', people),
  ];
  const scanners = await writeScanners(tx, of, devices);
  return { bodyId, id: of.meeting_id, title, opensOn, closesOn, groupIds, people, lists, scanners };
}

type Of = { readonly body_id: string; readonly meeting_id: string };

async function writeGroups(tx: Tx, of: Of): Promise<string[]> {
  const groups = Array.from({ length: groupCount }, (_, place) => ({
    ...of,
    id: newId(),
    kind: 'delegation' as const,
    name: `第${place + 1}代表团`,
    position: place,
  }));
  await db(tx).insertInto('meeting_group').values(groups).execute();
  return groups.map((group) => group.id);
}

async function writePeople(
  tx: Tx,
  of: Of,
  groups: readonly string[],
  count: number,
  seats: readonly SimulatedSeat[],
): Promise<SimulatedPerson[]> {
  const people: SimulatedPerson[] = [];
  const seatAt = new Map(seats.map((seat, index) => [Math.floor((index * count) / seats.length), seat]));
  for (let from = 0; from < count; from += 500) {
    const rows = Array.from({ length: Math.min(500, count - from) }, (_, place) => {
      const number = from + place;
      const groupId = groups[number % groups.length]!;
      return { id: newId(), ...attendeeSecrets(), name: `代表${number + 1}`, groupId, seat: seatAt.get(number) ?? null };
    });
    const attendees = rows.map(({ id, name, groupId, seat }) => ({
      ...of,
      id,
      name,
      category: 'member' as const,
      group_id: groupId,
      person_id: seat?.personId ?? null,
      mandate_id: seat?.seatId ?? null,
    }));
    await db(tx).insertInto('attendee').values(attendees).execute();
    const secrets = rows.map(({ id, name: _, groupId: __, seat: ___, ...secret }) => ({ ...of, attendee_id: id, ...secret }));
    await db(tx).insertInto('attendee_private').values(secrets).execute();
    people.push(
      ...rows.map(({ id, name, groupId, seat, pass_key, badge_code }) => ({
        id,
        name,
        groupId,
        seat,
        seed: pass_key,
        badgeCode: badge_code,
      })),
    );
  }
  return people;
}

async function listOf(tx: Tx, of: Of, kind: CheckListKind, name: string, people: readonly SimulatedPerson[]): Promise<SimulatedList> {
  const list = await openList(tx, { body_id: of.body_id, id: of.meeting_id }, { kind, title: name });
  return { id: list.id, kind, title: name, people, sitting: null, tripId: null };
}

/** Sittings begin within the hour, a few minutes apart: whoever moves one moves its sign-in window, in which the simulated day has to lie. */
async function sittingOf(tx: Tx, of: Of, name: string, people: readonly SimulatedPerson[], place: number): Promise<SimulatedList> {
  const id = newId();
  const startsAt = new Date(tx.now.getTime() + (20 + place * 10) * 60_000);
  const endsAt = new Date(startsAt.getTime() + 2 * 3_600_000);
  await db(tx)
    .insertInto('sitting')
    .values({ ...of, id, kind: 'plenary', title: name, starts_at: startsAt, ends_at: endsAt, place: '大会堂', quorum: 'twoThirds' })
    .execute();
  const list = await openList(tx, { body_id: of.body_id, id: of.meeting_id }, { kind: 'sitting', title: name, sittingId: id });
  return { id: list.id, kind: 'sitting', title: name, people, sitting: { id, startsAt, endsAt }, tripId: null };
}

/** Two coaches, each with the half of the people that has places on it: whoever takes the wrong one is refused. */
async function coachLists(tx: Tx, of: Of, people: readonly SimulatedPerson[]): Promise<SimulatedList[]> {
  const lists: SimulatedList[] = [];
  const departs = new Date(tx.now.getTime() + 10 * 60_000);
  for (const half of [0, 1]) {
    const riders = people.filter((_, place) => place % 2 === half);
    const [coachId, tripId, name] = [newId(), newId(), `${half + 1} 号车`];
    await sql`insert into coach (body_id, id, meeting_id, number, places) values (${of.body_id}, ${coachId}, ${of.meeting_id}, ${name}, ${riders.length})`.execute(
      db(tx),
    );
    await sql`insert into coach_trip (body_id, id, meeting_id, coach_id, title, stops, departs_at) values (${of.body_id}, ${tripId}, ${of.meeting_id}, ${coachId},
      '去会场', ${JSON.stringify([{ place: '驻地', at: departs.toISOString() }])}::jsonb, ${departs})`.execute(db(tx));
    await sql`insert into coach_seat (body_id, coach_id, attendee_id, meeting_id)
      select ${of.body_id}::uuid, ${coachId}::uuid, id, ${of.meeting_id}::uuid from unnest(${riders.map((one) => one.id)}::uuid[]) as id`.execute(
      db(tx),
    );
    const list = await openList(tx, { body_id: of.body_id, id: of.meeting_id }, { kind: 'coach', title: name, coach: { coachId, tripId } });
    lists.push({ id: list.id, kind: 'coach', title: name, people: riders, sitting: null, tripId });
  }
  return lists;
}

async function writeScanners(tx: Tx, of: Of, devices: number): Promise<{ id: string; cookie: string }[]> {
  const made = Array.from({ length: devices }, (_, place) => ({ id: newId(), token: newScannerToken(), name: `设备${place + 1}` }));
  const rows = made.map(({ id, token, name }) => ({
    ...of,
    id,
    name,
    token_hash: hashSecret(token),
    made_by: '模拟',
    made_at: tx.now,
    enrolled_at: tx.now,
  }));
  await db(tx).insertInto('scanner').values(rows).execute();
  return made.map(({ id, token }) => ({ id, cookie: `luzhitong.scanner=${id}.${token}` }));
}
