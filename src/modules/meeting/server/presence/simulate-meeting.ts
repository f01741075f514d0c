import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { CheckListKind } from '../../contract/presence/words.ts';
import { attendeeSecrets } from '../people/attendee-secrets.ts';
import { openList } from './lists.ts';
import { hashSecret, newScannerToken } from './scanner-door.ts';
import type { PresenceTables } from './tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);

export interface SimulatedPerson {
  readonly id: string;
  readonly seed: Buffer;
  readonly badgeCode: string;
}

export interface SimulatedList {
  readonly id: string;
  readonly kind: CheckListKind;
  /** Who is right there. */
  readonly people: readonly SimulatedPerson[];
}

/** A session day as it is laid out before anybody comes. */
export interface SimulatedMeeting {
  readonly bodyId: string;
  readonly id: string;
  readonly people: readonly SimulatedPerson[];
  readonly lists: readonly SimulatedList[];
  /** `cookie` headers of the enrolled devices. */
  readonly scanners: readonly { readonly id: string; readonly cookie: string }[];
}

const groupCount = 12;

/** Lays out a session day: people in groups, registration, four sittings, two meals, coaches, and devices at the doors. */
export async function layOutDay(tx: Tx, count: number, devices: number): Promise<SimulatedMeeting> {
  const of = { body_id: newId(), meeting_id: newId() };
  const today = new Date(tx.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const meeting = { kind: 'plenarySession', title: '模拟的一天', opens_on: today, closes_on: today, state: 'running' } as const;
  await db(tx)
    .insertInto('meeting')
    .values({ body_id: of.body_id, id: of.meeting_id, ...meeting, made_at: tx.now, changed_at: tx.now })
    .execute();
  const groups = Array.from({ length: groupCount }, (_, place) => ({
    ...of,
    id: newId(),
    kind: 'delegation' as const,
    name: `第${place + 1}代表团`,
    position: place,
  }));
  await db(tx).insertInto('meeting_group').values(groups).execute();
  const people = await writePeople(
    tx,
    of,
    groups.map((group) => group.id),
    count,
  );
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
  return { bodyId: of.body_id, id: of.meeting_id, people, lists, scanners: await writeScanners(tx, of, devices) };
}

type Of = { readonly body_id: string; readonly meeting_id: string };

async function writePeople(tx: Tx, of: Of, groups: readonly string[], count: number): Promise<SimulatedPerson[]> {
  const people: SimulatedPerson[] = [];
  for (let from = 0; from < count; from += 500) {
    const rows = Array.from({ length: Math.min(500, count - from) }, (_, place) => ({
      id: newId(),
      ...attendeeSecrets(),
      number: from + place,
    }));
    const attendees = rows.map(({ id, number }) => ({
      ...of,
      id,
      name: `代表${number + 1}`,
      category: 'member' as const,
      group_id: groups[number % groups.length]!,
    }));
    await db(tx).insertInto('attendee').values(attendees).execute();
    const secrets = rows.map(({ id, number: _, ...secret }) => ({ ...of, attendee_id: id, ...secret }));
    await db(tx).insertInto('attendee_private').values(secrets).execute();
    people.push(...rows.map((row) => ({ id: row.id, seed: row.pass_key, badgeCode: row.badge_code })));
  }
  return people;
}

async function listOf(tx: Tx, of: Of, kind: CheckListKind, title: string, people: readonly SimulatedPerson[]): Promise<SimulatedList> {
  const list = await openList(tx, { body_id: of.body_id, id: of.meeting_id }, { kind, title });
  return { id: list.id, kind, people };
}

async function sittingOf(tx: Tx, of: Of, title: string, people: readonly SimulatedPerson[], place: number): Promise<SimulatedList> {
  const id = newId();
  const starts = new Date(tx.now.getTime() + place * 3_600_000);
  const times = { starts_at: starts, ends_at: new Date(starts.getTime() + 3_000_000) };
  await db(tx)
    .insertInto('sitting')
    .values({ ...of, id, kind: 'plenary', title, ...times, quorum: 'twoThirds' })
    .execute();
  const list = await openList(tx, { body_id: of.body_id, id: of.meeting_id }, { kind: 'sitting', title, sittingId: id });
  return { id: list.id, kind: 'sitting', people };
}

/** Two coaches, each with the half of the people that has places on it: whoever takes the wrong one is refused. */
async function coachLists(tx: Tx, of: Of, people: readonly SimulatedPerson[]): Promise<SimulatedList[]> {
  const lists: SimulatedList[] = [];
  for (const half of [0, 1]) {
    const riders = people.filter((_, place) => place % 2 === half);
    const [coachId, tripId] = [newId(), newId()];
    await sql`insert into coach (body_id, id, meeting_id, number) values (${of.body_id}, ${coachId}, ${of.meeting_id}, ${`${half + 1} 号车`})`.execute(
      db(tx),
    );
    await sql`insert into coach_seat (body_id, coach_id, attendee_id, meeting_id)
      select ${of.body_id}::uuid, ${coachId}::uuid, id, ${of.meeting_id}::uuid from unnest(${riders.map((one) => one.id)}::uuid[]) as id`.execute(
      db(tx),
    );
    const list = await openList(
      tx,
      { body_id: of.body_id, id: of.meeting_id },
      { kind: 'coach', title: `${half + 1} 号车`, coach: { coachId, tripId } },
    );
    lists.push({ id: list.id, kind: 'coach', people: riders });
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

/** A seed that belongs to nobody. */
export function strangersSeed(): Buffer {
  return randomBytes(32);
}
