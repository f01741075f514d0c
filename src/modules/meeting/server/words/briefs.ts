import { sql } from 'kysely';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import { holds } from '#platform/contract/actor.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type * as contract from '../../contract/words/briefs.ts';
import { standings } from '../../contract/standing.ts';
import { briefStates } from '../../contract/words/briefs.ts';
import { briefMoved } from '../../contract/words/events.ts';
import { wordsProblem } from '../../contract/words/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import { refuseTakenId } from '../core/take-id.ts';
import { meetingOf, ownAttendance, ownMeeting, sittingOf } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import { charactersOf } from '../../contract/words/characters.ts';
import type { WordsTables } from './tables.ts';

const db = (tx: Tx) => tables<WordsTables>(tx);
const writable: ReadonlySet<contract.BriefState> = new Set(['draft', 'sentBack']);

/**
 * Briefs that the actor may see, what is under way first, then the issued ones from the newest; and for whom he may write. Throws
 * `meeting.briefs-inside` for whom they are not.
 */
export async function listBriefs(tx: Tx, meetingId: string): Promise<AnswerOf<typeof contract.listBriefs>> {
  const meeting = await meetingOf(tx, meetingId);
  const [rows, writesFor] = await Promise.all([
    rowsOf(tx, meeting)
      .orderBy(sql`b.number desc nulls first`)
      .orderBy('b.changed_at', 'desc')
      .orderBy('b.id')
      .execute(),
    groupsToWriteFor(tx, meeting),
  ]);
  await refuseOutsider(tx, meeting, writesFor);
  return { items: rows.map((row) => lineOf(row, writesFor)), writesFor };
}

/** One brief with its text. Throws `meeting.brief-not-found`, and `meeting.briefs-inside` for whom briefs are not. */
export async function readBrief(tx: Tx, meetingId: string, briefId: string): Promise<contract.BriefView> {
  const meeting = await meetingOf(tx, meetingId);
  const [row, writesFor] = await Promise.all([
    rowsOf(tx, meeting).where('b.id', '=', briefId).executeTakeFirst(),
    groupsToWriteFor(tx, meeting),
  ]);
  await refuseOutsider(tx, meeting, writesFor);
  if (!row) throw wordsProblem('meeting.brief-not-found');
  return { ...lineOf(row, writesFor), text: row.text };
}

/** Stores a brief as it is written, and hands it in where asked. Throws `meeting.brief-not-writer`, `meeting.brief-step`, `meeting.changed-meanwhile`. */
export async function saveBrief(
  tx: Tx,
  meetingId: string,
  briefId: string,
  body: BodyOf<typeof contract.saveBrief>,
): Promise<{ revision: number }> {
  const meeting = await meetingOf(tx, meetingId);
  if (meeting.state === 'draft') throw meetingProblem('meeting.not-found');
  const writesFor = await groupsToWriteFor(tx, meeting);
  if (!writesFor.some((group) => group.groupId === body.groupId)) throw wordsProblem('meeting.brief-not-writer');
  if (body.sittingId) await sittingOf(tx, meeting, body.sittingId);
  const stored = await lockBrief(tx, meeting, briefId);
  if (stored && !writable.has(stored.state)) throw wordsProblem('meeting.brief-step', { state: briefStates[stored.state] });
  if ((stored?.revision ?? 0) !== body.revision) throw meetingProblem('meeting.changed-meanwhile');
  const revision = body.revision + 1;
  const state = body.submit ? ('submitted' as const) : (stored?.state ?? ('draft' as const));
  const row = {
    group_id: body.groupId,
    sitting_id: body.sittingId,
    title: body.title,
    text: body.text,
    state,
    changed_at: tx.now,
    revision,
  };
  if (stored) await db(tx).updateTable('session_brief').set(row).where('body_id', '=', meeting.body_id).where('id', '=', briefId).execute();
  else
    refuseTakenId(
      await db(tx)
        .insertInto('session_brief')
        .values({
          body_id: meeting.body_id,
          id: briefId,
          meeting_id: meeting.id,
          written_by: tx.actor.name,
          writer_id: tx.actor.personId,
          ...row,
        })
        .onConflict((on) => on.columns(['body_id', 'id']).doNothing())
        .returning('id')
        .executeTakeFirst(),
    );
  if (body.submit) moved(tx, meeting, briefId, 'submitted');
  note(tx, meeting, body.submit ? 'meeting.submit-brief' : 'meeting.save-brief', briefId, { revision });
  return { revision };
}

/** Approves a brief, sends it back with words, or issues it under the meeting's next number. Numbers have no gaps: the meeting's row is locked. */
export async function actOnBrief(
  tx: Tx,
  meetingId: string,
  briefId: string,
  body: BodyOf<typeof contract.actOnBrief>,
): Promise<{ number: number | null }> {
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: true });
  const stored = await lockBrief(tx, meeting, briefId);
  if (!stored) throw wordsProblem('meeting.brief-not-found');
  if (stored.revision !== body.revision) throw meetingProblem('meeting.changed-meanwhile');
  const step = steps[body.act];
  if (!step.from.includes(stored.state)) throw wordsProblem('meeting.brief-step', { state: briefStates[stored.state] });
  const number = body.act === 'issue' ? await nextNumber(tx, meeting) : null;
  await db(tx)
    .updateTable('session_brief')
    .set({
      state: step.to,
      words: body.act === 'sendBack' ? body.words : '',
      changed_at: tx.now,
      revision: stored.revision + 1,
      ...(body.act === 'approve' ? { approved_by: tx.actor.name } : {}),
      ...(number === null ? {} : { number, issued_at: tx.now, approved_by: stored.approved_by ?? tx.actor.name }),
    })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', briefId)
    .execute();
  moved(tx, meeting, briefId, step.to);
  await tellChange(tx, meeting, { parts: ['speeches'], subjectKind: 'brief', subjectId: briefId });
  note(tx, meeting, `meeting.${body.act}-brief`, briefId, { number, words: body.words });
  return { number };
}

/** Throws away a brief that was not handed in. */
export async function dropBrief(tx: Tx, meetingId: string, briefId: string): Promise<{ done: true }> {
  const meeting = await meetingOf(tx, meetingId);
  const stored = await lockBrief(tx, meeting, briefId);
  if (!stored) throw wordsProblem('meeting.brief-not-found');
  if (!writable.has(stored.state)) throw wordsProblem('meeting.brief-step', { state: briefStates[stored.state] });
  const writesFor = await groupsToWriteFor(tx, meeting);
  if (!writesFor.some((group) => group.groupId === stored.group_id)) throw wordsProblem('meeting.brief-not-writer');
  await db(tx).deleteFrom('session_brief').where('body_id', '=', meeting.body_id).where('id', '=', briefId).execute();
  note(tx, meeting, 'meeting.drop-brief', briefId, {});
  return { done: true };
}

const steps: Readonly<Record<contract.BriefAct, { from: readonly contract.BriefState[]; to: 'approved' | 'sentBack' | 'issued' }>> = {
  approve: { from: ['submitted'], to: 'approved' },
  sendBack: { from: ['submitted', 'approved'], to: 'sentBack' },
  issue: { from: ['submitted', 'approved'], to: 'issued' },
};

async function nextNumber(tx: Tx, meeting: MeetingRow): Promise<number> {
  const row = await db(tx)
    .selectFrom('session_brief')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

/** The office writes for the secretariat and for every group; convenors and liaisons write for theirs. */
async function groupsToWriteFor(tx: Tx, meeting: MeetingRow): Promise<{ groupId: string | null; name: string }[]> {
  const staff = tx.actor.bodyId === meeting.body_id && holds(tx.actor, 'clerk', 'officeLeader');
  const groups = await db(tx)
    .selectFrom('meeting_group as g')
    .select(['g.id as groupId', 'g.name'])
    .where('g.body_id', '=', meeting.body_id)
    .where('g.meeting_id', '=', meeting.id)
    .$if(!staff, (all) => all.where(sql<boolean>`g.id = any((select my_convened_groups())::uuid[])`))
    .orderBy('g.position')
    .orderBy('g.id')
    .execute();
  return staff ? [{ groupId: null, name: '大会秘书处' }, ...groups] : groups;
}

/** Briefs are for who works in the session; whoever writes for a group sees those of it. */
async function refuseOutsider(tx: Tx, meeting: MeetingRow, writesFor: readonly unknown[]): Promise<void> {
  if (writesFor.length > 0) return;
  const me = await ownAttendance(tx, meeting);
  if (me && !standings[me.category].readsBriefs) throw wordsProblem('meeting.briefs-inside');
}

async function lockBrief(tx: Tx, meeting: MeetingRow, briefId: string) {
  return await db(tx)
    .selectFrom('session_brief')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', briefId)
    .forUpdate()
    .executeTakeFirst();
}

function rowsOf(tx: Tx, meeting: MeetingRow) {
  return db(tx)
    .selectFrom('session_brief as b')
    .leftJoin('meeting_group as g', (join) => join.onRef('g.body_id', '=', 'b.body_id').onRef('g.id', '=', 'b.group_id'))
    .leftJoin('sitting as s', (join) => join.onRef('s.body_id', '=', 'b.body_id').onRef('s.id', '=', 'b.sitting_id'))
    .selectAll('b')
    .select(['g.name as group_name', 's.title as sitting_title'])
    .where('b.body_id', '=', meeting.body_id)
    .where('b.meeting_id', '=', meeting.id);
}

function lineOf(
  row: Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>,
  writesFor: readonly { groupId: string | null }[],
): contract.BriefLine {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    state: row.state,
    groupId: row.group_id,
    groupName: row.group_name ?? '大会秘书处',
    sittingId: row.sitting_id,
    sittingTitle: row.sitting_title ?? '',
    writtenBy: row.written_by,
    approvedBy: row.approved_by,
    words: row.words,
    characters: charactersOf(row.text),
    issuedAt: row.issued_at?.toISOString() ?? null,
    changedAt: row.changed_at.toISOString(),
    revision: row.revision,
    mayWrite: writable.has(row.state) && writesFor.some((group) => group.groupId === row.group_id),
  };
}

function moved(tx: Tx, meeting: MeetingRow, briefId: string, state: 'submitted' | 'sentBack' | 'approved' | 'issued'): void {
  const topics = [`body:${meeting.body_id}`];
  emit(tx, briefMoved, { bodyId: meeting.body_id, subject: briefId, topics, payload: { meetingId: meeting.id, state } });
}

function note(tx: Tx, meeting: MeetingRow, act: string, subjectId: string, detail: Record<string, unknown>): void {
  recordAct(tx, { bodyId: meeting.body_id, act, subjectKind: 'session_brief', subjectId, detail });
}
