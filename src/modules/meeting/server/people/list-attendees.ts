import { sql } from 'kysely';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { AttendeeRow, HeldPost } from '../../contract/people/people.ts';
import type { listAttendees as route } from '../../contract/people/routes.ts';
import type { MeetingRow } from '../core/find.ts';
import { meetingOf } from '../core/find.ts';
import { keysetOf, pageOf } from './paged.ts';
import { refuseOutsider } from './policy.ts';
import type { PeopleTables } from './tables.ts';

const db = (tx: Tx) => tables<PeopleTables>(tx);

/** People without a group stand last. */
const groupPlace = sql<number>`coalesce(g.position, 2147483647)`;
const groupKey = sql<string>`coalesce(a.group_id::text, '')`;

/** People of a meeting: by group, order in it, name. Throws `meeting.people-inside` for whoever watches or reports it. */
export async function listAttendees(tx: Tx, meetingId: string, query: QueryOf<typeof route>): Promise<AnswerOf<typeof route>> {
  const meeting = await meetingOf(tx, meetingId);
  await refuseOutsider(tx, meeting);
  const after = keysetOf(query.cursor, ['integer', 'text', 'integer', 'text', 'id']);
  let select = filtered(attendees(tx, meeting), query);
  if (after)
    select = select.where(
      sql<boolean>`(${groupPlace}, ${groupKey}, a.position, a.pinyin, a.id) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3]}, ${after[4]}::uuid)`,
    );
  const rows = await select
    .select([groupPlace.as('groupPlace'), groupKey.as('groupKey')])
    .orderBy(groupPlace)
    .orderBy(groupKey)
    .orderBy('a.position')
    .orderBy('a.pinyin')
    .orderBy('a.id')
    .limit(query.limit + 1)
    .execute();
  const phones = await phonesFor(
    tx,
    meeting,
    rows.map((row) => row.id),
  );
  const keys = (row: (typeof rows)[number]) => [row.groupPlace, row.groupKey, row.position, row.pinyin, row.id];
  return pageOf(rows, query.limit, keys, (row) => attendeeRowOf(row, phones));
}

/** Attendees of a meeting as the contract names them, with the offices that each holds. */
export function attendees(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>) {
  return db(tx)
    .selectFrom('attendee as a')
    .leftJoin('meeting_group as g', (join) => join.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select([
      'a.id',
      'a.person_id as personId',
      'a.name',
      'a.pinyin',
      'a.gender',
      'a.category',
      'a.group_id as groupId',
      sql<string>`coalesce(g.name, '')`.as('groupName'),
      'a.title',
      'a.unit',
      'a.certificate_number as certificateNumber',
      'a.position',
      'a.registered_at',
      'a.pack_at',
      'a.left_at',
      sql<
        HeldPost[]
      >`coalesce((select jsonb_agg(jsonb_build_object('groupId', p.group_id, 'groupName', o.name, 'post', p.post) order by o.position, o.id)
        from attendee_post p join meeting_group o on o.body_id = p.body_id and o.id = p.group_id
        where p.body_id = a.body_id and p.attendee_id = a.id), '[]')`.as('posts'),
    ])
    .where('a.body_id', '=', meeting.body_id)
    .where('a.meeting_id', '=', meeting.id);
}

type Attendees = ReturnType<typeof attendees>;
export type ListedAttendee = Awaited<ReturnType<Attendees['execute']>>[number];

function filtered(select: Attendees, query: QueryOf<typeof route>): Attendees {
  const { groupId, category, words, registered, pack, left, known, seated } = query;
  let some = select.where('a.left_at', left === 'yes' ? 'is not' : 'is', null);
  if (groupId === 'none') some = some.where('a.group_id', 'is', null);
  else if (groupId)
    some = some.where(
      sql<boolean>`(a.group_id = ${groupId} or exists (select from attendee_post p
        where p.body_id = a.body_id and p.attendee_id = a.id and p.group_id = ${groupId}))`,
    );
  if (category) some = some.where('a.category', '=', category);
  if (registered) some = some.where('a.registered_at', registered === 'yes' ? 'is not' : 'is', null);
  if (pack) some = some.where('a.pack_at', pack === 'yes' ? 'is not' : 'is', null);
  if (seated) some = some.where(hasSeat(seated === 'yes'));
  if (known) some = some.where('a.person_id', known === 'yes' ? 'is not' : 'is', null);
  return words ? some.where(meant(words)) : some;
}

function hasSeat(wanted: boolean) {
  return sql<boolean>`exists (select from seat_assignment s join seating v on v.body_id = s.body_id and v.id = s.seating_id and v.state = 'published'
    where s.body_id = a.body_id and s.attendee_id = a.id) = ${wanted}`;
}

/** The condition that an attendee `a` is meant by what was typed: part of name, title or unit, certificate, pinyin or initials from the start. */
function meant(words: string) {
  const typed = words.toLowerCase().replaceAll(/[\\%_]/g, (char) => `\\${char}`);
  const bare = `${typed.replaceAll(' ', '')}%`;
  return sql<boolean>`(a.name like ${`%${typed}%`} or a.initials like ${bare} or a.pinyin like ${`${typed}%`} or replace(a.pinyin, ' ', '') like ${bare}
    or a.title like ${`%${typed}%`} or a.unit like ${`%${typed}%`} or lower(a.certificate_number) = ${words.toLowerCase()})`;
}

/**
 * Phones that the actor may call, of those of `ids`: the office's seat sees all, an attendee his own and those that `meeting_phones`
 * (db/migrations/0041_meeting-people.sql) gives him.
 */
export async function phonesFor(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const office = tx.actor.scope === 'office' && tx.actor.bodyId === meeting.body_id;
  if (!office && tx.actor.personId === null) return new Map();
  const { rows } = office
    ? await sql<Phone>`select attendee_id, phone from attendee_private
        where body_id = ${meeting.body_id} and phone <> '' and attendee_id = any(${[...ids]}::uuid[])`.execute(db(tx))
    : await sql<Phone>`select attendee_id, phone from meeting_phones(${meeting.id}) where attendee_id = any(${[...ids]}::uuid[])
        union select v.attendee_id, v.phone from attendee_private v join attendee a on a.body_id = v.body_id and a.id = v.attendee_id
          where v.body_id = ${meeting.body_id} and v.meeting_id = ${meeting.id} and a.person_id = ${tx.actor.personId} and v.phone <> ''`.execute(
        db(tx),
      );
  return new Map(rows.map((row) => [row.attendee_id, row.phone]));
}

interface Phone {
  readonly attendee_id: string;
  readonly phone: string;
}

export function attendeeRowOf(row: ListedAttendee, phones: ReadonlyMap<string, string>): AttendeeRow {
  const { id, personId, name, gender, category, groupId, groupName, title, unit, certificateNumber, position, posts } = row;
  return {
    id,
    personId,
    name,
    gender,
    category,
    groupId,
    groupName,
    title,
    unit,
    certificateNumber,
    position,
    posts,
    registeredAt: row.registered_at?.toISOString() ?? null,
    packAt: row.pack_at?.toISOString() ?? null,
    leftAt: row.left_at?.toISOString() ?? null,
    phone: phones.get(id) ?? null,
  };
}
