import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type {
  AttendeeCategory,
  AttendeePost,
  MeetingGroupKind,
  MeetingKind,
  MeetingState,
  Quorum,
  SittingKind,
  SittingState,
} from '../contract/meeting.ts';
import { nobodyYet, writeAttendees } from './people/write-attendees.ts';

import type { MeetingTables } from './tables.ts';

/** A meeting of a test. */
export interface TestMeeting {
  readonly bodyId: string;
  readonly id: string;
}

/** An attendee of a test, with what his codes are made of. */
export interface TestAttendee {
  readonly id: string;
  readonly personId: string | null;
  readonly name: string;
  readonly badgeCode: string;
  readonly passKey: Buffer;
  readonly feedToken: string;
}

const db = (tx: Tx) => tables<MeetingTables>(tx);
const bodyOf = (meeting: TestMeeting) => ({ body_id: meeting.bodyId, meeting_id: meeting.id });

/** Makes a meeting of `body`: unless told, a plenary session from 2026-11-22 to 2026-11-26 that is running. */
export async function makeMeeting(
  tx: Tx,
  body: { id: string },
  options: {
    id?: string;
    kind?: MeetingKind;
    title?: string;
    place?: string;
    opensOn?: string;
    closesOn?: string;
    state?: MeetingState;
    rules?: object;
    sessionId?: string;
  } = {},
): Promise<TestMeeting> {
  const { id = newId(tx.now.getTime()), state = 'running' } = options;
  const row = {
    body_id: body.id,
    id,
    kind: options.kind ?? 'plenarySession',
    title: options.title ?? '第五次会议',
    session_id: options.sessionId ?? null,
    place: options.place ?? '市会议中心',
    opens_on: options.opensOn ?? '2026-11-22',
    closes_on: options.closesOn ?? '2026-11-26',
    state,
    announced_at: state === 'draft' ? null : tx.now,
    ended_at: state === 'ended' ? tx.now : null,
    rules: JSON.stringify(options.rules ?? {}),
    made_at: tx.now,
    changed_at: tx.now,
  };
  await db(tx).insertInto('meeting').values(row).execute();
  return { bodyId: body.id, id };
}

/** Makes a group of the meeting, a delegation unless told; its id. */
export async function makeGroup(
  tx: Tx,
  meeting: TestMeeting,
  options: { kind?: MeetingGroupKind; name?: string; position?: number; memberGroupId?: string } = {},
): Promise<string> {
  const id = newId(tx.now.getTime());
  const { kind = 'delegation', name = '第一代表团', position = 0, memberGroupId = null } = options;
  await db(tx)
    .insertInto('meeting_group')
    .values({ ...bodyOf(meeting), id, kind, name, position, member_group_id: memberGroupId })
    .execute();
  return id;
}

/** Makes an entry of the programme, unless told a plenary sitting of all members planned for 2026-11-23, 9:00 to 11:00 in China; its id. */
export async function makeSitting(
  tx: Tx,
  meeting: TestMeeting,
  options: {
    kind?: SittingKind;
    title?: string;
    startsAt?: string;
    endsAt?: string;
    place?: string;
    dueCategories?: AttendeeCategory[];
    dueGroups?: string[];
    quorum?: Quorum;
    state?: SittingState;
    hidden?: boolean;
  } = {},
): Promise<string> {
  const id = newId(tx.now.getTime());
  const row = {
    ...bodyOf(meeting),
    id,
    kind: options.kind ?? 'plenary',
    title: options.title ?? '第一次全体会议',
    starts_at: options.startsAt ?? '2026-11-23T01:00:00.000Z',
    ends_at: options.endsAt ?? '2026-11-23T03:00:00.000Z',
    place: options.place ?? '大会堂',
    due_categories: options.dueCategories ?? ['member'],
    due_groups: options.dueGroups ?? [],
    quorum: options.quorum ?? 'none',
    state: options.state ?? 'planned',
    hidden: options.hidden ?? false,
  } as const;
  await db(tx)
    .insertInto('sitting')
    .values({ ...row, due_categories: [...row.due_categories] })
    .execute();
  return id;
}

interface AttendeeOptions {
  /** Who it is; nobody of the directory where left out. */
  readonly seat?: { readonly personId: string; readonly seatId: string; readonly name: string };
  readonly name?: string;
  readonly gender?: 'male' | 'female';
  readonly category?: AttendeeCategory;
  readonly groupId?: string | null;
  readonly title?: string;
  readonly unit?: string;
  readonly certificateNumber?: string;
  readonly position?: number;
  readonly phone?: string;
  readonly diet?: string;
  readonly needs?: string;
  /** Offices in groups. */
  readonly posts?: readonly { readonly groupId: string; readonly post: AttendeePost }[];
}

/** Makes an attendee, a member unless told. */
export async function makeAttendee(tx: Tx, meeting: TestMeeting, options: AttendeeOptions = {}): Promise<TestAttendee> {
  return (await makeAttendees(tx, meeting, [options]))[0]!;
}

/** Makes many attendees in few statements, in the order of `all`. */
export async function makeAttendees(tx: Tx, meeting: TestMeeting, all: readonly AttendeeOptions[]): Promise<TestAttendee[]> {
  const people = all.map(({ seat, posts: _, ...told }) => ({
    ...nobodyYet,
    ...told,
    name: told.name ?? seat?.name ?? '张代表',
    personId: seat?.personId ?? null,
    mandateId: (told.category ?? 'member') === 'member' ? (seat?.seatId ?? null) : null,
  }));
  const written = await writeAttendees(tx, { body_id: meeting.bodyId, id: meeting.id }, people);
  const posts = written.flatMap(({ id }, index) =>
    (all[index]!.posts ?? []).map(({ groupId, post }) => ({ ...bodyOf(meeting), group_id: groupId, attendee_id: id, post })),
  );
  if (posts.length > 0) await db(tx).insertInto('attendee_post').values(posts).execute();
  return written.map(({ id, personId, name, badge_code, pass_key, feed_token }) => ({
    id,
    personId,
    name,
    badgeCode: badge_code,
    passKey: pass_key,
    feedToken: feed_token,
  }));
}
