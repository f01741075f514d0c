import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { AttendeeCategory, AttendeePost } from '../../contract/meeting.ts';
import { attendeeCategories } from '../../contract/meeting.ts';
import type { GroupLine, PeopleSummary } from '../../contract/people/people.ts';
import type { MeetingRow } from '../core/find.ts';
import { meetingOf } from '../core/find.ts';
import { phonesFor } from './list-attendees.ts';
import { refuseOutsider } from './policy.ts';
import type { PeopleTables } from './tables.ts';

const db = (tx: Tx) => tables<PeopleTables>(tx);
type Of = Pick<MeetingRow, 'body_id' | 'id'>;

/** The people of a meeting in sums: its groups with who speaks for them, categories with certificate packs. Throws `meeting.people-inside`. */
export async function readSummary(tx: Tx, meetingId: string): Promise<PeopleSummary> {
  const meeting = await meetingOf(tx, meetingId);
  await refuseOutsider(tx, meeting);
  const [groups, counts, posts, packs] = await Promise.all([
    groupRows(tx, meeting),
    countRows(tx, meeting),
    postRows(tx, meeting),
    packRows(tx, meeting),
  ]);
  const phones = await phonesFor(
    tx,
    meeting,
    posts.filter((post) => post.post !== 'member').map((post) => post.attendeeId),
  );
  const here = counts.filter((row) => !row.gone);
  return {
    groups: groups.map((group) => ({
      ...group,
      ...countsOf(sums(here.filter((row) => row.groupId === group.id))),
      posts: posts
        .filter((post) => post.groupId === group.id)
        .map(({ groupId: _, ...post }) => ({ ...post, phone: phones.get(post.attendeeId) ?? null })),
    })),
    loose: sums(here.filter((row) => row.groupId === null)).people,
    left: sums(counts.filter((row) => row.gone)).people,
    categories: (Object.keys(attendeeCategories) as AttendeeCategory[]).map((category) => {
      const own = sums(here.filter((row) => row.category === category));
      const made = packs.get(category) ?? 0;
      const handed = sums(counts.filter((row) => row.category === category)).packs;
      return { category, people: own.people, registered: own.registered, packs: { made, handed, left: Math.max(0, made - handed) } };
    }),
  };
}

async function groupRows(tx: Tx, of: Of): Promise<Pick<GroupLine, 'id' | 'kind' | 'name' | 'place' | 'position'>[]> {
  return await db(tx)
    .selectFrom('meeting_group')
    .select(['id', 'kind', 'name', 'place', 'position'])
    .where('body_id', '=', of.body_id)
    .where('meeting_id', '=', of.id)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

interface CountRow {
  readonly groupId: string | null;
  readonly category: AttendeeCategory;
  readonly gone: boolean;
  readonly people: number;
  readonly registered: number;
  readonly packs: number;
}

async function countRows(tx: Tx, of: Of): Promise<CountRow[]> {
  const { rows } = await sql<CountRow>`select group_id as "groupId", category, left_at is not null as gone, count(*)::int as people,
      count(registered_at)::int as registered, count(pack_at)::int as packs
    from attendee where body_id = ${of.body_id} and meeting_id = ${of.id} group by 1, 2, 3`.execute(db(tx));
  return rows;
}

interface PostRow {
  readonly groupId: string;
  readonly attendeeId: string;
  readonly name: string;
  readonly title: string;
  readonly post: AttendeePost;
  readonly groupName: string;
}

async function postRows(tx: Tx, of: Of): Promise<PostRow[]> {
  const { rows } =
    await sql<PostRow>`select p.group_id as "groupId", a.id as "attendeeId", a.name, a.title, p.post, coalesce(own.name, '') as "groupName"
    from attendee_post p join attendee a on a.body_id = p.body_id and a.id = p.attendee_id
      left join meeting_group own on own.body_id = a.body_id and own.id = a.group_id
    where p.body_id = ${of.body_id} and p.meeting_id = ${of.id} and a.left_at is null
    order by array_position(array['convenor', 'deputyConvenor', 'sessionChair', 'liaison', 'member'], p.post), p.position, a.pinyin, a.id`.execute(
      db(tx),
    );
  return rows;
}

async function packRows(tx: Tx, of: Of): Promise<Map<AttendeeCategory, number>> {
  const rows = await db(tx)
    .selectFrom('pack_stock')
    .select(['category', 'made'])
    .where('body_id', '=', of.body_id)
    .where('meeting_id', '=', of.id)
    .execute();
  return new Map(rows.map((row) => [row.category, row.made]));
}

function sums(rows: readonly CountRow[]): { people: number; members: number; registered: number; packs: number } {
  const all = { people: 0, members: 0, registered: 0, packs: 0 };
  for (const row of rows) {
    all.people += row.people;
    all.members += row.category === 'member' ? row.people : 0;
    all.registered += row.registered;
    all.packs += row.packs;
  }
  return all;
}

function countsOf({ people, members, registered }: ReturnType<typeof sums>): Pick<GroupLine, 'people' | 'members' | 'registered'> {
  return { people, members, registered };
}
