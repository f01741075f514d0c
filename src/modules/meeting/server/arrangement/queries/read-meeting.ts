import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { sql } from 'kysely';
import type { GroupView, MeetingView, OwnAttendance } from '../../../contract/arrangement/meeting-view.ts';
import type { AttendeePost, SittingLine } from '../../../contract/meeting.ts';
import type { MeetingRow, SittingRow } from '../../core/find.ts';
import { bodyKindOf } from '../../core/body-kind.ts';
import { meetingOf, ownAttendance } from '../../core/find.ts';
import { latestDays, ruleWords, rulesOf } from '../meeting-rules.ts';
import type { MeetingTables } from '../../tables.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);

/** A meeting with its programme and groups. Throws `meeting.not-found`. */
export async function readMeeting(tx: Tx, meetingId: string): Promise<MeetingView> {
  const meeting = await meetingOf(tx, meetingId);
  const office = tx.actor.scope === 'office' && tx.actor.bodyId === meeting.body_id;
  const [bodyKind, sittings, groups, own, { rules, standing }] = await Promise.all([
    bodyKindOf(tx, meeting.body_id),
    sittingsOf(tx, meeting),
    groupsOf(tx, meeting),
    ownOf(tx, meeting),
    rulesOf(tx, meeting),
  ]);
  return {
    id: meeting.id,
    bodyId: meeting.body_id,
    kind: meeting.kind,
    title: meeting.title,
    place: meeting.place,
    opensOn: meeting.opens_on,
    closesOn: meeting.closes_on,
    state: meeting.state,
    bodyKind,
    sessionId: meeting.session_id,
    announcedAt: meeting.announced_at?.toISOString() ?? null,
    endedAt: meeting.ended_at?.toISOString() ?? null,
    papersUntil: meeting.papers_until?.toISOString() ?? null,
    revision: meeting.revision,
    sittings: sittings.filter((one) => office || !one.hidden).map((one) => ({ ...sittingLineOf(one), revision: one.revision })),
    notice: latestDays(meeting, rules),
    rules: ruleWords(rules, standing),
    quorums: { sessionQuorum: rules.sessionQuorum, committeeQuorum: rules.committeeQuorum },
    groups,
    own,
  };
}

/** A programme entry as every page shows it. */
export function sittingLineOf(row: SittingRow): SittingLine {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    place: row.place,
    state: row.state,
    quorum: row.quorum,
    dueCategories: row.due_categories,
    dueGroups: row.due_groups,
    hidden: row.hidden,
  };
}

async function sittingsOf(tx: Tx, meeting: MeetingRow): Promise<SittingRow[]> {
  return await db(tx)
    .selectFrom('sitting')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
}

const postOrder: readonly AttendeePost[] = ['convenor', 'deputyConvenor', 'sessionChair', 'liaison', 'member'];

async function groupsOf(tx: Tx, meeting: MeetingRow): Promise<GroupView[]> {
  const [groups, posts, counts] = await Promise.all([
    db(tx)
      .selectFrom('meeting_group')
      .select(['id', 'kind', 'name', 'position', 'place'])
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .orderBy('position')
      .orderBy('id')
      .execute(),
    db(tx)
      .selectFrom('attendee_post as p')
      .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 'p.body_id').onRef('a.id', '=', 'p.attendee_id'))
      .select(['p.group_id', 'p.attendee_id', 'p.post', 'p.position', 'a.name'])
      .where('p.body_id', '=', meeting.body_id)
      .where('p.meeting_id', '=', meeting.id)
      .where('p.post', '<>', 'member')
      .orderBy('p.position')
      .execute(),
    db(tx)
      .selectFrom('attendee')
      .select(['group_id', sql<number>`count(*)::int`.as('members')])
      .where('body_id', '=', meeting.body_id)
      .where('meeting_id', '=', meeting.id)
      .where('category', '=', 'member')
      .where('left_at', 'is', null)
      .groupBy('group_id')
      .execute(),
  ]);
  const members = new Map(counts.map((row) => [row.group_id, row.members]));
  return groups.map((group) => ({
    ...group,
    members: members.get(group.id) ?? 0,
    posts: posts
      .filter((one) => one.group_id === group.id)
      .toSorted((one, other) => postOrder.indexOf(one.post) - postOrder.indexOf(other.post) || one.position - other.position)
      .map((one) => ({ attendeeId: one.attendee_id, name: one.name, post: one.post })),
  }));
}

async function ownOf(tx: Tx, meeting: MeetingRow): Promise<OwnAttendance | null> {
  const own = await ownAttendance(tx, meeting);
  if (!own) return null;
  const posts = await db(tx)
    .selectFrom('attendee_post')
    .select(['group_id', 'post'])
    .where('body_id', '=', meeting.body_id)
    .where('attendee_id', '=', own.id)
    .execute();
  return {
    attendeeId: own.id,
    category: own.category,
    groupId: own.group_id,
    posts: posts.map((one) => ({ groupId: one.group_id, post: one.post })),
  };
}
