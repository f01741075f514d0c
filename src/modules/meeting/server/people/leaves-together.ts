import { sql } from 'kysely';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import { Problem } from '#platform/contract/problem.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { peopleProblem } from '../../contract/people/problems.ts';
import type { decideLeavesAtDesk, recordLeaves, reopenLeaves, strikeLeaves } from '../../contract/people/routes.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { AttendeeRow, MeetingRow } from '../core/find.ts';
import { ownMeeting } from '../core/find.ts';
import { changeLeave, decideForOffice, enterLeave, tellLeave } from './leave.ts';
import type { LeaveRow } from './leave-rows.ts';
import { lockedLeave } from './leave-rows.ts';
import { reopen, stateOf } from './leave-rules.ts';
import type { PeopleTables } from './tables.ts';
import { reopened } from './tell-of-leave.ts';

type Chosen = BodyOf<typeof reopenLeaves>['leaves'];
type LeftOut = AnswerOf<typeof recordLeaves>['leftOut'];

/** Decides many leaves in the same way. One that somebody decided or changed meanwhile is left as it is and answered with the reason. */
export async function decideTogether(
  tx: Tx,
  meetingId: string,
  { leaves, agreed, words }: BodyOf<typeof decideLeavesAtDesk>,
): Promise<AnswerOf<typeof decideLeavesAtDesk>> {
  if (!agreed && words.length < 2) throw peopleProblem('meeting.leave-words', {}, [{ path: 'words', message: '请写明不同意的理由' }]);
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: true });
  const [decided, leftOut]: [{ leaveId: string; revision: number }[], LeftOut] = [[], []];
  for (const { leave, revision } of await lockedInOrder(tx, meeting, leaves)) {
    const { id, name } = leave;
    const why = await refusal(async () => await decideForOffice(tx, meeting, leave, { revision, agreed, words }));
    if (why === null) decided.push({ leaveId: id, revision: leave.revision + 1 });
    else leftOut.push({ id, name, why });
  }
  return { decided, leftOut };
}

/** Takes the last decision about each leave back, so that its step waits again. What it covered of settled sittings is corrected back. */
export async function reopenTogether(tx: Tx, meetingId: string, { leaves }: BodyOf<typeof reopenLeaves>): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: true });
  for (const { leave, revision } of await lockedInOrder(tx, meeting, leaves)) {
    if (leave.revision !== revision || leave.state === 'withdrawn') throw meetingProblem('meeting.changed-meanwhile');
    const steps = reopen(leave.steps);
    if (!steps) throw peopleProblem('meeting.leave-not-decided', { name: leave.name });
    await changeLeave(tx, leave, { steps: JSON.stringify(steps), state: stateOf(steps), decided_at: null });
    await tellLeave(tx, meeting, { ...leave, steps, state: 'asked', act: 'meeting.reopen-leave', words: reopened });
  }
}

/** Enters the same leave for many. Who has left, or has a leave for these hours, is left out and answered with the reason. */
export async function recordTogether(
  tx: Tx,
  meetingId: string,
  { attendeeIds, ...asked }: BodyOf<typeof recordLeaves>,
): Promise<AnswerOf<typeof recordLeaves>> {
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: asked.granted !== '' });
  const [entered, leftOut]: [{ leaveId: string; revision: number }[], LeftOut] = [[], []];
  for (const attendee of await attendeesOf(tx, meeting, attendeeIds)) {
    const why = await refusal(async () => {
      const { id } = await enterLeave(tx, meeting, attendee, asked);
      entered.push({ leaveId: id, revision: 1 });
    });
    if (why !== null) leftOut.push({ id: attendee.id, name: attendee.name, why });
  }
  return { entered, leftOut };
}

/** Strikes leaves out that nobody decided or changed since they were entered. */
export async function strikeTogether(tx: Tx, meetingId: string, { leaves }: BodyOf<typeof strikeLeaves>): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: true });
  for (const { leave, revision } of await lockedInOrder(tx, meeting, leaves)) {
    if (leave.revision !== revision || revision !== 1) throw meetingProblem('meeting.changed-meanwhile');
    await changeLeave(tx, leave, { state: 'withdrawn', decided_at: tx.now });
    await tellLeave(tx, meeting, { ...leave, state: 'withdrawn', act: 'meeting.strike-leave', words: '登记有误，已撤销' });
  }
}

/** Each of the leaves once, locked in one order whoever asks, so that two desks never wait for each other. */
async function lockedInOrder(tx: Tx, meeting: MeetingRow, chosen: Chosen): Promise<{ leave: LeaveRow; revision: number }[]> {
  const found: { leave: LeaveRow; revision: number }[] = [];
  const byId = new Map(chosen.map((one) => [one.leaveId, one.revision]));
  for (const id of [...byId.keys()].toSorted()) found.push({ leave: await lockedLeave(tx, meeting, id), revision: byId.get(id)! });
  return found;
}

/** Attendees of the meeting in one order. Throws `meeting.attendee-not-found` where one is none of it. */
async function attendeesOf(tx: Tx, meeting: MeetingRow, ids: readonly string[]): Promise<AttendeeRow[]> {
  const rows = await tables<PeopleTables>(tx)
    .selectFrom('attendee')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .execute();
  if (rows.length < new Set(ids).size) throw meetingProblem('meeting.attendee-not-found');
  return rows;
}

/** Why something is refused, in words; null where it was done. Refusals come before anything is written. */
async function refusal(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    const answers: readonly string[] = [
      'meeting.leave-decided',
      'meeting.changed-meanwhile',
      'meeting.leave-overlaps',
      'meeting.attendee-left',
    ];
    if (error instanceof Problem && answers.includes(error.code)) return error.message;
    throw error;
  }
}
