import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';

/** Why somebody cannot come. */
export const leaveGroundsWords = { illness: '因病', duty: '公务冲突', abroad: '出国（境）', family: '家庭原因', other: '其他' } as const;
export type LeaveGrounds = keyof typeof leaveGroundsWords;
export const leaveGrounds = z.enum(Object.keys(leaveGroundsWords) as [LeaveGrounds, ...LeaveGrounds[]]);

export const leaveStates = { asked: '待批准', granted: '已准假', refused: '未批准', withdrawn: '已撤回' } as const;
export type LeaveState = keyof typeof leaveStates;
export const leaveState = z.enum(Object.keys(leaveStates) as [LeaveState, ...LeaveState[]]);

/** Whether the meeting had opened when leave was asked for. */
export type LeaveMoment = 'before' | 'during';

/**
 * Who decides: `chairs`: the standing committee's chairs' meeting (主任会议) or the township's presidium (乡镇人大主席团), recorded by the office;
 * `convenor`: the convenor of the attendee's group, on his phone; `secretariat`: of the session, on the desk; `convener`: who called an
 * ordinary meeting or activity (召集单位).
 */
export const leaveStepKind = z.enum(['chairs', 'convenor', 'secretariat', 'convener']);
export type LeaveStepKind = z.infer<typeof leaveStepKind>;

export const leaveStepLine = z.object({
  step: leaveStepKind,
  label: z.string(),
  state: z.enum(['waiting', 'agreed', 'refused']),
  byName: z.string(),
  at: instant.nullable(),
  words: z.string(),
});
export type LeaveStepLine = z.infer<typeof leaveStepLine>;

/** A request for leave as its attendee, his convenor and the office see it. */
export const leaveLine = z.object({
  id: uuid,
  attendeeId: uuid,
  name: z.string(),
  title: z.string(),
  groupName: z.string(),
  fromAt: instant,
  untilAt: instant,
  grounds: leaveGrounds,
  words: z.string(),
  state: leaveState,
  steps: z.array(leaveStepLine),
  askedAt: instant,
  decidedAt: instant.nullable(),
  revision: z.number(),
  /** The sittings that lie inside its time and ask for the attendee, in order of time. */
  covers: z.array(z.object({ id: uuid, title: z.string(), startsAt: instant })),
  phone: z.string().nullable(),
  /** What the reader may do now. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type LeaveLine = z.infer<typeof leaveLine>;
