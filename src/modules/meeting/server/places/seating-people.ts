import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { SeatGroup, SeatPerson } from '../../contract/places/seating-rules.ts';
import { byPinyin, byStrokes, placesOf, strokeCount } from '../../contract/places/stroke-order.ts';
import type { MeetingRow } from '../core/find.ts';
import type { PlacesTables } from './tables.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);
type Meeting = Pick<MeetingRow, 'body_id' | 'id'>;

/** Everybody to be seated at the given sittings (all plenary ones where none is named), with the groups that they sit in. For the office. */
export async function seatingPeople(
  tx: Tx,
  meeting: Meeting,
  sittingIds: readonly string[],
): Promise<{ people: SeatPerson[]; groups: SeatGroup[] }> {
  const [categories, rows, posts, groups] = await Promise.all([
    categoriesOf(tx, meeting, sittingIds),
    peopleRows(tx, meeting),
    postRows(tx, meeting),
    db(tx)
      .selectFrom('meeting_group')
      .select(['id', 'name', 'kind', 'position'])
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .orderBy('position')
      .orderBy('id')
      .execute(),
  ]);
  const due = rows.filter((row) => categories.has(row.category));
  const presidium = new Set(groups.filter((group) => group.kind === 'presidium').map((group) => group.id));
  const postsOf = Map.groupBy(posts, (post) => post.attendee_id);
  const names = due.map((row) => row.name);
  const [strokes, pinyin] = [placesOf(names, byStrokes), placesOf(names, byPinyin)];
  const people = due.map((row, index): SeatPerson => ({
    id: row.id,
    name: row.name,
    initials: row.initials,
    gender: row.gender,
    category: row.category,
    groupId: row.group_id,
    title: row.title,
    unit: row.unit,
    certificate: row.certificate_number,
    ...stageOf(postsOf.get(row.id) ?? [], presidium),
    rank: rankOf(postsOf.get(row.id) ?? [], row.group_id),
    strokes: strokes[index]!,
    pinyin: pinyin[index]!,
    position: row.position,
    surnameStrokes: strokeCount(Array.from(row.name)[0] ?? ''),
    needs: row.needs ?? '',
  }));
  const seatedGroups = new Set(due.map((row) => row.group_id));
  return { people, groups: groups.filter((group) => seatedGroups.has(group.id)).map(({ id, name, position }) => ({ id, name, position })) };
}

async function categoriesOf(tx: Tx, meeting: Meeting, sittingIds: readonly string[]): Promise<Set<AttendeeCategory>> {
  const rows = await db(tx)
    .selectFrom('sitting')
    .select('due_categories')
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .$if(sittingIds.length > 0, (query) => query.where('id', 'in', sittingIds))
    .$if(sittingIds.length === 0, (query) => query.where('kind', '=', 'plenary'))
    .execute();
  return new Set<AttendeeCategory>(['member', ...rows.flatMap((row) => row.due_categories)]);
}

async function peopleRows(tx: Tx, meeting: Meeting) {
  return await db(tx)
    .selectFrom('attendee as a')
    .leftJoin('attendee_private as p', (on) => on.onRef('p.body_id', '=', 'a.body_id').onRef('p.attendee_id', '=', 'a.id'))
    .select([
      'a.id',
      'a.name',
      'a.initials',
      'a.gender',
      'a.category',
      'a.group_id',
      'a.title',
      'a.unit',
      'a.certificate_number',
      'a.position',
      'p.needs',
    ])
    .where('a.body_id', '=', meeting.body_id)
    .where('a.meeting_id', '=', meeting.id)
    .where('a.left_at', 'is', null)
    .orderBy('a.id')
    .execute();
}

async function postRows(tx: Tx, meeting: Meeting) {
  return await db(tx)
    .selectFrom('attendee_post')
    .select(['attendee_id', 'group_id', 'post', 'position'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .execute();
}

type Post = Awaited<ReturnType<typeof postRows>>[number];

/** Members of the presidium sit on the stage, the executive chairs (执行主席) in its first row, by the order of their posts. */
function stageOf(posts: readonly Post[], presidium: ReadonlySet<string>): Pick<SeatPerson, 'stage' | 'stagePosition'> {
  const own = posts.filter((post) => presidium.has(post.group_id));
  const chair = own.find((post) => post.post !== 'member' && post.post !== 'liaison');
  const post = chair ?? own.find((one) => one.post === 'member');
  return { stage: chair ? 'chair' : post ? 'presidium' : null, stagePosition: post?.position ?? 0 };
}

function rankOf(posts: readonly Post[], groupId: string | null): number {
  const own = new Set(posts.filter((post) => post.group_id === groupId).map((post) => post.post));
  return own.has('convenor') ? 0 : own.has('deputyConvenor') ? 1 : 2;
}
