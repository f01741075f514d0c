import { newId } from '#platform/contract/identifiers.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import { addDays, startOfDay } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { sql } from 'kysely';
import { arrangementProblem } from '../../../contract/arrangement/problems.ts';
import type { addGroupSittings as groupRoute, saveSitting as saveRoute } from '../../../contract/arrangement/routes.ts';
import { sittingStates } from '../../../contract/meeting.ts';
import { meetingProblem } from '../../../contract/problems.ts';
import type { MeetingRow, SittingRow } from '../../core/find.ts';
import { ownMeeting, sittingOf } from '../../core/find.ts';
import { tellChange } from '../../core/tell.ts';
import type { MeetingTables } from '../../tables.ts';
import { changesOfSitting, sayMoment } from '../change-words.ts';
import { rulesOf } from '../meeting-rules.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);

/** Adds an entry of the programme or changes one that is not over. Those due are told what changed once the meeting is announced. */
export async function saveSitting(
  tx: Tx,
  params: { meetingId: string; sittingId: string },
  body: BodyOf<typeof saveRoute>,
): Promise<{ revision: number }> {
  const meeting = await ownMeeting(tx, params.meetingId);
  keepInside(meeting, body);
  await knowGroups(tx, meeting, body.dueGroups);
  if (body.revision === null) return await addSitting(tx, meeting, params.sittingId, body);
  const sitting = await sittingOf(tx, meeting, params.sittingId);
  if (sitting.revision !== body.revision) throw meetingProblem('meeting.changed-meanwhile');
  refuseOver(sitting);
  const revision = sitting.revision + 1;
  await db(tx)
    .updateTable('sitting')
    .set({ ...rowOf(body), ...(await checkInTimes(tx, meeting, body)), revision })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', sitting.id)
    .execute();
  await followList(tx, meeting, sitting.id, body);
  note(tx, meeting, 'meeting.save-sitting', sitting.id, body);
  const words = sitting.hidden && body.hidden ? '' : changesOfSitting(sitting, body);
  await tellChange(tx, meeting, { parts: ['programme'], subjectKind: 'sitting', subjectId: sitting.id, words });
  return { revision };
}

/** Adds one sitting for each group at the same time, in the group's own place. */
export async function addGroupSittings(tx: Tx, meetingId: string, body: BodyOf<typeof groupRoute>): Promise<{ added: number }> {
  const meeting = await ownMeeting(tx, meetingId);
  keepInside(meeting, body);
  const groups = await knowGroups(tx, meeting, body.groupIds);
  const times = await checkInTimes(tx, meeting, body);
  const rows = groups.map((group) => ({
    body_id: meeting.body_id,
    id: newId(),
    meeting_id: meeting.id,
    kind: body.kind,
    title: body.title.includes('{组}') ? body.title.replaceAll('{组}', group.name) : `${group.name}${body.title}`,
    starts_at: body.startsAt,
    ends_at: body.endsAt,
    place: group.place || meeting.place,
    due_groups: [group.id],
    ...times,
  }));
  await db(tx).insertInto('sitting').values(rows).execute();
  note(tx, meeting, 'meeting.add-group-sittings', meeting.id, body);
  const words = `新增日程：${sayMoment(new Date(body.startsAt))} ${body.title.replaceAll('{组}', '')}（${groups.length} 个组）`;
  await tellChange(tx, meeting, { parts: ['programme'], subjectKind: 'meeting', subjectId: meeting.id, words });
  return { added: rows.length };
}

async function addSitting(tx: Tx, meeting: MeetingRow, sittingId: string, body: BodyOf<typeof saveRoute>): Promise<{ revision: number }> {
  const there = await db(tx)
    .selectFrom('sitting')
    .select('id')
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', sittingId)
    .executeTakeFirst();
  if (there) throw meetingProblem('meeting.changed-meanwhile');
  await db(tx)
    .insertInto('sitting')
    .values({ body_id: meeting.body_id, id: sittingId, meeting_id: meeting.id, ...rowOf(body), ...(await checkInTimes(tx, meeting, body)) })
    .execute();
  note(tx, meeting, 'meeting.save-sitting', sittingId, body);
  const words = body.hidden ? '' : `新增日程：${sayMoment(new Date(body.startsAt))} ${body.title}`;
  await tellChange(tx, meeting, { parts: ['programme'], subjectKind: 'sitting', subjectId: sittingId, words });
  return { revision: 1 };
}

/** Refuses a change of what is over or was cancelled. */
export function refuseOver(sitting: SittingRow): void {
  if (sitting.state === 'ended' || sitting.state === 'cancelled')
    throw arrangementProblem('meeting.sitting-over', { state: sittingStates[sitting.state].replace('已', '') });
}

function rowOf(body: BodyOf<typeof saveRoute>) {
  return {
    kind: body.kind,
    title: body.title,
    starts_at: body.startsAt,
    ends_at: body.endsAt,
    place: body.place,
    quorum: body.quorum,
    due_categories: body.dueCategories,
    due_groups: body.dueGroups,
    hidden: body.hidden,
  };
}

async function checkInTimes(tx: Tx, meeting: MeetingRow, body: { startsAt: string; endsAt: string }) {
  const { checkInMinutes: minutes } = (await rulesOf(tx, meeting)).rules;
  return { check_in_from: new Date(Date.parse(body.startsAt) - minutes * 60_000), check_in_until: new Date(body.endsAt) };
}

function keepInside(meeting: MeetingRow, body: { startsAt: string }): void {
  const [from, until] = [startOfDay(meeting.opens_on), startOfDay(addDays(meeting.closes_on, 1))];
  const at = new Date(body.startsAt);
  if (at < from || at >= until) throw arrangementProblem('meeting.outside-days', { from: meeting.opens_on, until: meeting.closes_on });
}

async function knowGroups(tx: Tx, meeting: MeetingRow, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const found = await db(tx)
    .selectFrom('meeting_group')
    .select(['id', 'name', 'place'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('position')
    .execute();
  if (found.length !== new Set(ids).size) throw arrangementProblem('meeting.group');
  return found;
}

/** The check list of the entry's door, where there is one, goes by the entry: who is due, and from when to when. */
async function followList(tx: Tx, meeting: MeetingRow, sittingId: string, body: BodyOf<typeof saveRoute>): Promise<void> {
  const times = await checkInTimes(tx, meeting, body);
  await sql`update check_list set title = ${body.title}, due_categories = ${body.dueCategories}::text[], due_groups = ${body.dueGroups}::uuid[],
    opens_at = ${times.check_in_from}, closes_at = ${times.check_in_until}, revision = revision + 1
    where body_id = ${meeting.body_id} and sitting_id = ${sittingId}`.execute(db(tx));
}

function note(tx: Tx, meeting: MeetingRow, act: string, subjectId: string, detail: object): void {
  recordAct(tx, { bodyId: meeting.body_id, act, subjectKind: 'sitting', subjectId, detail: { ...detail } });
}
