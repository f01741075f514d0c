import { sql } from 'kysely';
import { holds } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { leaveChanged } from '../../contract/people/events.ts';
import type { LeaveGrounds, LeaveState, LeaveStepLine } from '../../contract/people/leave.ts';
import { leaveStates } from '../../contract/people/leave.ts';
import { leaveTimeWords } from '../../contract/people/leave-words.ts';
import { peopleProblem } from '../../contract/people/problems.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { AttendeeRow, MeetingRow } from '../core/find.ts';
import { attendeeOf, meetingOf, ownAttendance, ownMeeting } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import type { LeaveRow } from './leave-rows.ts';
import { convenorsOf, decidesAsConvenor, leaveCaseOf, lockedLeave } from './leave-rows.ts';
import type { LeaveStep, LeaveTime } from './leave-rules.ts';
import { decide, isLeaveTime, leavePath, overlap, pathReason, stateOf, stepInTurn, waitingSteps } from './leave-rules.ts';
import type { PeopleTables } from './tables.ts';

const db = (tx: Tx) => tables<PeopleTables>(tx);

export interface Asked {
  readonly fromAt: string;
  readonly untilAt: string;
  readonly grounds: LeaveGrounds;
  readonly words: string;
}

/** Asks for leave in one's own name. It goes its path step by step; whoever comes in spite of it is present. */
export async function askLeave(tx: Tx, meetingId: string, asked: Asked): Promise<{ id: string }> {
  const meeting = await meetingOf(tx, meetingId);
  if (meeting.state === 'ended') throw meetingProblem('meeting.ended');
  const own = await ownAttendance(tx, meeting);
  if (!own) throw meetingProblem('meeting.attendee-not-found');
  const time = timeOf(asked);
  checkTime(meeting, time, tx.now);
  await checkOverlap(tx, meeting, own, time);
  const found = await leaveCaseOf(tx, meeting, own, time);
  const steps = waitingSteps(leavePath(found));
  return await insertLeave(tx, meeting, own, { ...asked, time, moment: found.moment, steps, act: 'meeting.ask-leave' });
}

/**
 * Enters a leave for an attendee of a meeting that the office holds locked: to go its path, or as granted already by whom `granted` names. Also for
 * time that is over. Refused where he has left, or is on leave for these hours.
 */
export async function enterLeave(
  tx: Tx,
  meeting: MeetingRow,
  attendee: AttendeeRow,
  asked: Asked & { granted: string },
): Promise<{ id: string }> {
  if (attendee.left_at) throw peopleProblem('meeting.attendee-left', { name: attendee.name });
  const time = timeOf(asked);
  checkTime(meeting, time, null);
  await checkOverlap(tx, meeting, attendee, time);
  const found = await leaveCaseOf(tx, meeting, attendee, time);
  const waiting = waitingSteps(leavePath(found));
  const agreed = { state: 'agreed', byName: asked.granted, at: tx.now.toISOString(), words: `${tx.actor.name}登记` } as const;
  const steps = asked.granted === '' ? waiting : waiting.map((step) => ({ ...step, ...agreed }));
  return await insertLeave(tx, meeting, attendee, { ...asked, time, moment: found.moment, steps, act: 'meeting.record-leave' });
}

/** Who would decide a leave of the actor, or of `attendeeId` for the office, and why. */
export async function readLeavePath(
  tx: Tx,
  meetingId: string,
  asked: { fromAt: string; untilAt: string; attendeeId?: string | undefined },
): Promise<{ steps: LeaveStep[]; why: string }> {
  const meeting = await meetingOf(tx, meetingId);
  const office = tx.actor.scope === 'office' && tx.actor.bodyId === meeting.body_id;
  const attendee = asked.attendeeId && office ? await attendeeOf(tx, meeting, asked.attendeeId) : await ownAttendance(tx, meeting);
  if (!attendee) throw meetingProblem('meeting.attendee-not-found');
  const time = timeOf(asked);
  if (time.until <= time.from) throw timeProblem(meeting);
  const found = await leaveCaseOf(tx, meeting, attendee, time);
  return { steps: [...leavePath(found)], why: pathReason(found) };
}

export interface Decision {
  readonly revision: number;
  readonly agreed: boolean;
  readonly words: string;
}

/** A convenor decides the step that waits for him. */
export async function decideAsConvenor(tx: Tx, meetingId: string, leaveId: string, decision: Decision): Promise<void> {
  const meeting = await meetingOf(tx, meetingId);
  const leave = await lockedLeave(tx, meeting, leaveId);
  const turn = turnOf(leave, decision);
  if (!(await decidesAsConvenor(tx, leave))) throw peopleProblem('meeting.leave-not-yours', { who: turn.label });
  await decideStep(tx, meeting, leave, decision, 'meeting.decide-leave-as-convenor');
}

/** The office decides its step, or records for a convenor what he said; also after the meeting, when a certificate came late. */
export async function decideAtDesk(tx: Tx, meetingId: string, leaveId: string, decision: Decision): Promise<void> {
  const meeting = await ownMeeting(tx, meetingId, { evenEnded: true });
  await decideForOffice(tx, meeting, await lockedLeave(tx, meeting, leaveId), decision);
}

/** The office decides one leave of a meeting that it holds locked. */
export async function decideForOffice(tx: Tx, meeting: MeetingRow, leave: LeaveRow, decision: Decision): Promise<void> {
  const turn = turnOf(leave, decision);
  const words = turn.step === 'convenor' ? `代记团组意见${decision.words ? `：${decision.words}` : ''}` : decision.words;
  await decideStep(tx, meeting, leave, { ...decision, words }, 'meeting.decide-leave');
}

/** Takes a leave back. One that has begun ends now, and what it covered until then stays covered. */
export async function withdrawLeave(tx: Tx, meetingId: string, leaveId: string, revision: number): Promise<void> {
  const meeting = await meetingOf(tx, meetingId);
  const leave = await lockedLeave(tx, meeting, leaveId);
  const office = tx.actor.scope === 'office' && tx.actor.bodyId === meeting.body_id && holds(tx.actor, 'clerk', 'officeLeader');
  if (!office && leave.person_id !== tx.actor.personId) throw peopleProblem('meeting.leave-not-found');
  if (leave.revision !== revision) throw meetingProblem('meeting.changed-meanwhile');
  const over = leave.state === 'granted' && leave.until_at <= tx.now;
  if (over || (leave.state !== 'asked' && leave.state !== 'granted')) throw peopleProblem('meeting.leave-no-way-back');
  const begun = leave.state === 'granted' && leave.from_at < tx.now;
  await changeLeave(tx, leave, begun ? { until_at: tx.now } : { state: 'withdrawn', decided_at: tx.now });
  await tellLeave(tx, meeting, {
    ...leave,
    state: begun ? 'granted' : 'withdrawn',
    act: 'meeting.withdraw-leave',
    words: begun ? '已销假' : '已撤回',
  });
}

/** The step in turn. Throws where the leave is decided, changed meanwhile, or refused without a word. */
function turnOf(leave: LeaveRow, decision: Decision): LeaveStepLine {
  const turn = stepInTurn(leave.steps);
  if (leave.state !== 'asked' || !turn) throw peopleProblem('meeting.leave-decided');
  if (leave.revision !== decision.revision) throw meetingProblem('meeting.changed-meanwhile');
  if (!decision.agreed && decision.words.length < 2)
    throw peopleProblem('meeting.leave-words', {}, [{ path: 'words', message: '请写明不同意的理由' }]);
  return turn;
}

async function decideStep(tx: Tx, meeting: MeetingRow, leave: LeaveRow, decision: Decision, act: string): Promise<void> {
  const { agreed, words } = decision;
  const steps = decide(leave.steps, { agreed, words, byName: tx.actor.name, at: tx.now });
  const state = stateOf(steps);
  await changeLeave(tx, leave, { steps: JSON.stringify(steps), state, ...(state === 'asked' ? {} : { decided_at: tx.now }) });
  await tellLeave(tx, meeting, { ...leave, steps, state, act, words });
}

/** Writes a leave's next state. */
export async function changeLeave(
  tx: Tx,
  leave: LeaveRow,
  told: { steps?: string; state?: LeaveState; until_at?: Date; decided_at?: Date | null },
): Promise<void> {
  await db(tx)
    .updateTable('leave_request')
    .set({ ...told, revision: leave.revision + 1 })
    .where('body_id', '=', leave.body_id)
    .where('id', '=', leave.id)
    .execute();
}

interface NewLeave extends Pick<Asked, 'grounds' | 'words'> {
  readonly time: LeaveTime;
  readonly moment: 'before' | 'during';
  readonly steps: readonly LeaveStepLine[];
  readonly act: string;
}

async function insertLeave(tx: Tx, meeting: MeetingRow, attendee: AttendeeRow, leave: NewLeave): Promise<{ id: string }> {
  const [id, state] = [newId(tx.now.getTime()), stateOf(leave.steps)];
  const row = {
    body_id: meeting.body_id,
    id,
    meeting_id: meeting.id,
    attendee_id: attendee.id,
    from_at: leave.time.from,
    until_at: leave.time.until,
    grounds: leave.grounds,
    words: leave.words,
    moment: leave.moment,
    steps: JSON.stringify(leave.steps),
    state,
    asked_at: tx.now,
    decided_at: state === 'asked' ? null : tx.now,
    group_id: attendee.group_id,
  };
  await db(tx).insertInto('leave_request').values(row).execute();
  const { person_id, name } = attendee;
  const stands = { ...row, revision: 1, steps: leave.steps, state, person_id, name, decided_at: undefined };
  await tellLeave(tx, meeting, { ...stands, act: leave.act, words: '' });
  return { id };
}

/** Writes the audit entry, and says it to the person, to whoever decides next and to the office; who is on leave concerns the lists of all. */
export async function tellLeave(
  tx: Tx,
  meeting: MeetingRow,
  leave: LeaveRow & { readonly act: string; readonly words: string },
): Promise<void> {
  const { id, body_id: bodyId, attendee_id: attendeeId, state, act, words, steps } = leave;
  recordAct(tx, { bodyId, act, subjectKind: 'leave', subjectId: id, detail: { attendeeId, state } });
  const convenors = await convenorsOf(tx, bodyId, leave.group_id, attendeeId);
  const people = [leave.person_id, ...convenors.map((one) => one.personId)].filter((one) => one !== null);
  const waitsFor = state === 'asked' ? (stepInTurn(steps)?.step ?? null) : null;
  emit(tx, leaveChanged, {
    bodyId,
    subject: meeting.id,
    topics: [`body:${bodyId}`, ...people.map((one) => `person:${one}`)],
    payload: { meetingId: meeting.id, leaveId: id, attendeeId, revision: leave.revision, state, waitsFor, words },
  });
  if (state === 'granted' || act === 'meeting.withdraw-leave')
    await tellChange(tx, meeting, { parts: ['people'], subjectKind: 'leave', subjectId: id });
}

function timeOf({ fromAt, untilAt }: Pick<Asked, 'fromAt' | 'untilAt'>): LeaveTime {
  return { from: new Date(fromAt), until: new Date(untilAt) };
}

function checkTime(meeting: MeetingRow, time: LeaveTime, open: Date | null): void {
  if (!isLeaveTime(time, meeting, open)) throw timeProblem(meeting);
}

function timeProblem(meeting: MeetingRow): Error {
  const at = [{ path: 'untilAt', message: '请重新选择时间' }];
  return peopleProblem('meeting.leave-time', { from: dayWords(meeting.opens_on), until: dayWords(meeting.closes_on) }, at);
}

/** One leave is asked for once: a second one for the same hours is refused with what stands in its way. */
async function checkOverlap(tx: Tx, meeting: MeetingRow, attendee: AttendeeRow, time: LeaveTime): Promise<void> {
  // Two requests of one person wait for each other here, so that the second sees the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`leave ${attendee.id}`}, 0))`.execute(db(tx));
  const there = await db(tx)
    .selectFrom('leave_request')
    .select(['from_at', 'until_at', 'state'])
    .where('body_id', '=', meeting.body_id)
    .where('attendee_id', '=', attendee.id)
    .where('state', 'in', ['asked', 'granted'])
    .execute();
  const same = there.find((one) => overlap({ from: one.from_at, until: one.until_at }, time));
  if (!same) return;
  const name = attendee.person_id === tx.actor.personId ? '您' : attendee.name;
  throw peopleProblem('meeting.leave-overlaps', {
    name,
    when: leaveTimeWords({ fromAt: same.from_at.toISOString(), untilAt: same.until_at.toISOString() }),
    state: leaveStates[same.state],
  });
}

function dayWords(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}
