import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { membersOf } from '#modules/directory/server/index.ts';
import type { MeetingRow } from '../../core/find.ts';
import { nobodyYet, writeAttendees } from '../../people/write-attendees.ts';
import type { MeetingTables } from '../../tables.ts';
import type { Became } from './became.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);

/**
 * The people of the template who have not left it, with new codes: nobody's old badge opens a new door. Members whose mandate has ended since are left
 * out, and private notes stay behind, save what one eats and needs.
 */
export async function cloneAttendees(tx: Tx, from: MeetingRow, to: string, groups: Became): Promise<Became> {
  const all = await db(tx)
    .selectFrom('attendee as a')
    .innerJoin('attendee_private as k', (join) => join.onRef('k.body_id', '=', 'a.body_id').onRef('k.attendee_id', '=', 'a.id'))
    .selectAll('a')
    .select(['k.phone', 'k.diet', 'k.needs'])
    .where('a.body_id', '=', from.body_id)
    .where('a.meeting_id', '=', from.id)
    .where('a.left_at', 'is', null)
    .orderBy('a.group_id')
    .orderBy('a.position')
    .orderBy('a.id')
    .execute();
  const seated = new Set((await membersOf(tx, from.body_id)).map((one) => one.id));
  const rows = all.filter((row) => row.mandate_id === null || seated.has(row.mandate_id));
  const people = rows.map((row) => ({
    ...nobodyYet,
    personId: row.person_id,
    mandateId: row.mandate_id,
    name: row.name,
    gender: row.gender,
    category: row.category,
    groupId: row.group_id && (groups.get(row.group_id) ?? null),
    title: row.title,
    unit: row.unit,
    position: row.position,
    phone: row.phone,
    diet: row.diet,
    needs: row.needs,
  }));
  const written = people.length > 0 ? await writeAttendees(tx, { body_id: from.body_id, id: to }, people) : [];
  return new Map(rows.map((row, index) => [row.id, written[index]!.id]));
}

/** Offices in groups, of those people who go along. */
export async function clonePosts(tx: Tx, from: MeetingRow, to: string, groups: Became, people: Became): Promise<void> {
  const rows = await db(tx)
    .selectFrom('attendee_post')
    .selectAll()
    .where('body_id', '=', from.body_id)
    .where('meeting_id', '=', from.id)
    .execute();
  const kept = rows.filter((row) => groups.has(row.group_id) && people.has(row.attendee_id));
  if (kept.length === 0) return;
  await db(tx)
    .insertInto('attendee_post')
    .values(kept.map((row) => ({ ...row, meeting_id: to, group_id: groups.get(row.group_id)!, attendee_id: people.get(row.attendee_id)! })))
    .execute();
}
