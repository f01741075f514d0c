import { addDays, dayOf, endOfDay, startOfDay } from '#platform/contract/instant.ts';
import type { AttendeeCategory, MeetingKind } from '../../contract/meeting.ts';
import type { LeaveMoment, LeaveState, LeaveStepKind, LeaveStepLine } from '../../contract/people/leave.ts';

/** What decides along which path a leave goes. */
export interface LeaveCase {
  readonly bodyKind: 'congress' | 'cppcc';
  readonly level: 'province' | 'city' | 'county' | 'township';
  readonly meetingKind: MeetingKind;
  readonly category: AttendeeCategory;
  readonly moment: LeaveMoment;
  /** Calendar days that the leave touches, see {@link daysTouched}. */
  readonly days: number;
  /** Somebody other than the person himself convenes his group. */
  readonly hasConvenor: boolean;
  /** Up to how many days the head of a delegation grants alone. */
  readonly headDays: number;
}

export interface LeaveStep {
  readonly step: LeaveStepKind;
  readonly label: string;
}

/** From when to when; `until` does not belong to it. */
export interface LeaveTime {
  readonly from: Date;
  readonly until: Date;
}

/**
 * Who decides, one after the other (DOMAIN §6.1). A session of a congress: before it opens the standing committee's chairs' meeting, in a
 * township the presidium; during it the head of the delegation, and beyond his days the secretariat too. A session of a CPPCC: convenor, then
 * secretariat. Anything else: whoever called it. Where nobody convenes the group, and for people who are no members, the secretariat decides
 * alone.
 */
export function leavePath(one: LeaveCase): readonly [LeaveStep, ...LeaveStep[]] {
  if (one.meetingKind !== 'plenarySession') return [{ step: 'convener', label: '会议召集方' }];
  const secretariat = { step: 'secretariat', label: '大会秘书处' } as const;
  if (one.category !== 'member') return [secretariat];
  if (one.bodyKind === 'congress' && one.moment === 'before')
    return [{ step: 'chairs', label: one.level === 'township' ? '人大主席团' : '常委会主任会议' }];
  if (!one.hasConvenor) return [secretariat];
  const convenor = { step: 'convenor', label: one.bodyKind === 'congress' ? '代表团团长' : '界别召集人' } as const;
  return one.bodyKind === 'congress' && one.days <= one.headDays ? [convenor] : [convenor, secretariat];
}

/** Why the path is what it is, in words for the person who asks. */
export function pathReason(one: LeaveCase): string {
  if (one.meetingKind !== 'plenarySession') return '日常会议和活动向召集方请假。';
  if (one.category !== 'member') return '列席和工作等人员向大会秘书处请假。';
  if (one.bodyKind === 'cppcc') return one.hasConvenor ? '先由召集人同意，再报大会秘书处。' : '本组没有召集人，由大会秘书处审批。';
  if (one.moment === 'before')
    return one.level === 'township' ? '开会前请假，书面报乡镇人大主席团。' : '开会前请假，书面报常委会主任会议。';
  if (!one.hasConvenor) return '本团没有团长，由大会秘书处审批。';
  return one.days <= one.headDays
    ? `会议期间 ${one.headDays} 天以内由团长批准。`
    : `会议期间超过 ${one.headDays} 天，团长同意后报大会秘书处。`;
}

/** Whether a leave that is asked for at `now` is one from a meeting that has opened. */
export function leaveMoment(meeting: { readonly state: string; readonly opens_on: string }, now: Date): LeaveMoment {
  return meeting.state === 'running' || meeting.state === 'ended' || dayOf(now) >= meeting.opens_on ? 'during' : 'before';
}

/** On how many calendar days in China somebody is away. */
export function daysTouched({ from, until }: LeaveTime): number {
  const [first, last] = [dayOf(from), dayOf(new Date(until.getTime() - 1))];
  let days = 1;
  for (let day = first; day < last; day = addDays(day, 1)) days += 1;
  return days;
}

/** True where the time is no empty one and lies in the days of the meeting. `open`: it must not be over at that moment. */
export function isLeaveTime(
  time: LeaveTime,
  meeting: { readonly opens_on: string; readonly closes_on: string },
  open: Date | null,
): boolean {
  const within = time.from >= startOfDay(meeting.opens_on) && time.until.getTime() <= endOfDay(meeting.closes_on).getTime() + 1;
  return time.until > time.from && within && (open === null || time.until > open);
}

export function overlap(one: LeaveTime, other: LeaveTime): boolean {
  return one.from < other.until && other.from < one.until;
}

/** A sitting is covered where its beginning lies in the leave: that is the moment at which presence is asked for. */
export function covers(time: LeaveTime, sitting: { readonly starts_at: Date }): boolean {
  return sitting.starts_at >= time.from && sitting.starts_at < time.until;
}

/** The steps of a new leave, all of them waiting. */
export function waitingSteps(path: readonly LeaveStep[]): LeaveStepLine[] {
  return path.map((step) => ({ ...step, state: 'waiting', byName: '', at: null, words: '' }));
}

/** The step that has to be decided next; null where none is left or one was refused. */
export function stepInTurn(steps: readonly LeaveStepLine[]): LeaveStepLine | null {
  if (steps.some((one) => one.state === 'refused')) return null;
  return steps.find((one) => one.state === 'waiting') ?? null;
}

/** What became of a leave whose steps stand so. */
export function stateOf(steps: readonly LeaveStepLine[]): Exclude<LeaveState, 'withdrawn'> {
  if (steps.some((one) => one.state === 'refused')) return 'refused';
  return steps.every((one) => one.state === 'agreed') ? 'granted' : 'asked';
}

/** The steps with the last decision taken back: it waits again. Null where nothing was decided. */
export function reopen(steps: readonly LeaveStepLine[]): LeaveStepLine[] | null {
  const last = steps.findLast((one) => one.state !== 'waiting');
  return last ? steps.map((one) => (one === last ? { ...one, state: 'waiting', byName: '', at: null, words: '' } : one)) : null;
}

export interface LeaveDecision {
  readonly agreed: boolean;
  readonly byName: string;
  readonly at: Date;
  readonly words: string;
}

/** Decides the step in turn; the steps as they were where none is. */
export function decide(steps: readonly LeaveStepLine[], decision: LeaveDecision): LeaveStepLine[] {
  const turn = stepInTurn(steps);
  const { agreed, byName, at, words } = decision;
  return steps.map((one) => (one === turn ? { ...one, state: agreed ? 'agreed' : 'refused', byName, at: at.toISOString(), words } : one));
}
