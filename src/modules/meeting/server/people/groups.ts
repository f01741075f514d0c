import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { AttendeePost, MeetingGroupKind } from '../../contract/meeting.ts';
import { secretariatGroups } from '../../contract/people/people.ts';
import { peopleProblem } from '../../contract/people/problems.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import { ownMeeting } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import { checkGroup } from './save-attendee.ts';
import type { PeopleTables } from './tables.ts';

const db = (tx: Tx) => tables<PeopleTables>(tx);

/** Adds a group at the end of the meeting's. Names are told apart within a meeting. */
export async function addGroup(
  tx: Tx,
  meetingId: string,
  draft: { kind: MeetingGroupKind; name: string; place: string },
): Promise<{ id: string }> {
  const meeting = await ownMeeting(tx, meetingId);
  await checkName(tx, meeting, draft.name);
  const [id] = await insertGroups(tx, meeting, [draft]);
  tellGroups(tx, meeting, 'meeting.add-group', id!, { kind: draft.kind });
  return { id: id! };
}

/** Adds the usual groups of a session's secretariat that are not there yet. */
export async function addSecretariat(tx: Tx, meetingId: string): Promise<{ added: number }> {
  const meeting = await ownMeeting(tx, meetingId);
  const names = new Set((await groupsOf(tx, meeting)).map((group) => group.name));
  const fresh = secretariatGroups.filter((name) => !names.has(name));
  await insertGroups(
    tx,
    meeting,
    fresh.map((name) => ({ kind: 'secretariat', name, place: '' })),
  );
  tellGroups(tx, meeting, 'meeting.add-secretariat', meeting.id, { added: fresh.length });
  return { added: fresh.length };
}

export async function changeGroup(
  tx: Tx,
  meetingId: string,
  groupId: string,
  change: { name?: string | undefined; place?: string | undefined },
): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId);
  await checkGroup(tx, meeting, groupId);
  if (change.name !== undefined) await checkName(tx, meeting, change.name, groupId);
  const told = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.place === undefined ? {} : { place: change.place }),
  };
  if (Object.keys(told).length > 0)
    await db(tx).updateTable('meeting_group').set(told).where('body_id', '=', meeting.body_id).where('id', '=', groupId).execute();
  tellGroups(tx, meeting, 'meeting.change-group', groupId, { changed: Object.keys(told) });
}

/** Deletes a group to which nobody belongs; offices in it go with it. */
export async function removeGroup(tx: Tx, meetingId: string, groupId: string): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId);
  const group = (await groupsOf(tx, meeting)).find((one) => one.id === groupId);
  if (!group) throw peopleProblem('meeting.group-not-found');
  const { count } = await db(tx)
    .selectFrom('attendee')
    .select((query) => query.fn.countAll<string>().as('count'))
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('group_id', '=', groupId)
    .executeTakeFirstOrThrow();
  if (Number(count) > 0) throw peopleProblem('meeting.group-not-empty', { name: group.name, count: Number(count) });
  if (await isInRecord(tx, meeting, groupId)) throw peopleProblem('meeting.group-in-record', { name: group.name });
  await db(tx).deleteFrom('meeting_group').where('body_id', '=', meeting.body_id).where('id', '=', groupId).execute();
  tellGroups(tx, meeting, 'meeting.remove-group', groupId, {});
}

/** Whether people of the group stand in the settled record of a sitting, whose list names it. */
async function isInRecord(tx: Tx, meeting: MeetingRow, groupId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from attendance where body_id = ${meeting.body_id}
    and meeting_id = ${meeting.id} and group_id = ${groupId}) as found`.execute(db(tx));
  return rows[0]!.found;
}

/** Puts the meeting's groups into an order; those not named follow as they stood. */
export async function orderGroups(tx: Tx, meetingId: string, ids: readonly string[]): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId);
  await sql`update meeting_group g set position = n.place from (
      select m.id, row_number() over (order by t.place nulls last, m.position, m.id)::int - 1 as place
      from meeting_group m left join unnest(${[...ids]}::uuid[]) with ordinality as t(id, place) on t.id = m.id
      where m.body_id = ${meeting.body_id} and m.meeting_id = ${meeting.id}) n
    where g.body_id = ${meeting.body_id} and g.id = n.id`.execute(db(tx));
  tellGroups(tx, meeting, 'meeting.order-groups', meeting.id, {});
}

/** Says who holds an office in the group, in this order; whoever is not named holds none. One person holds one office in a group. */
export async function setPosts(
  tx: Tx,
  meetingId: string,
  groupId: string,
  posts: readonly { attendeeId: string; post: AttendeePost }[],
): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId);
  await checkGroup(tx, meeting, groupId);
  const held = [...new Map(posts.map((one) => [one.attendeeId, one])).values()];
  const known = await db(tx)
    .selectFrom('attendee')
    .select('id')
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where(sql<boolean>`id = any(${held.map((one) => one.attendeeId)}::uuid[])`)
    .execute();
  if (known.length < held.length) throw meetingProblem('meeting.attendee-not-found');
  await db(tx).deleteFrom('attendee_post').where('body_id', '=', meeting.body_id).where('group_id', '=', groupId).execute();
  const of = { body_id: meeting.body_id, meeting_id: meeting.id, group_id: groupId };
  const rows = held.map(({ attendeeId, post }, position) => ({ ...of, attendee_id: attendeeId, post, position }));
  if (rows.length > 0) await db(tx).insertInto('attendee_post').values(rows).execute();
  tellGroups(tx, meeting, 'meeting.set-posts', groupId, { posts: held });
}

/** Writes groups behind those that are there; their ids. */
export async function insertGroups(
  tx: Tx,
  meeting: MeetingRow,
  groups: readonly { kind: MeetingGroupKind; name: string; place: string }[],
): Promise<string[]> {
  if (groups.length === 0) return [];
  const next = Math.max(-1, ...(await groupsOf(tx, meeting)).map((group) => group.position)) + 1;
  const rows = groups.map(({ kind, name, place }, index) => ({
    body_id: meeting.body_id,
    meeting_id: meeting.id,
    id: newId(tx.now.getTime()),
    kind,
    name,
    place,
    position: next + index,
  }));
  await db(tx).insertInto('meeting_group').values(rows).execute();
  return rows.map((row) => row.id);
}

/** All groups of a meeting in their order. */
export async function groupsOf(
  tx: Tx,
  meeting: Pick<MeetingRow, 'body_id' | 'id'>,
): Promise<{ id: string; name: string; kind: MeetingGroupKind; position: number }[]> {
  return await db(tx)
    .selectFrom('meeting_group')
    .select(['id', 'name', 'kind', 'position'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

async function checkName(tx: Tx, meeting: MeetingRow, name: string, besides?: string): Promise<void> {
  const same = (await groupsOf(tx, meeting)).find((group) => group.name === name && group.id !== besides);
  if (same) throw peopleProblem('meeting.group-name-taken', { name });
}

function tellGroups(tx: Tx, meeting: MeetingRow, act: string, subjectId: string, detail: Record<string, unknown>): void {
  recordAct(tx, { bodyId: meeting.body_id, act, subjectKind: 'meetingGroup', subjectId, detail });
  void tellChange(tx, meeting, { parts: ['people'], subjectKind: 'group', subjectId });
}
