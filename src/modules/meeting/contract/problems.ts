import { problems, type ProblemTable } from '#platform/contract/problem.ts';

/** Refusals that every part of the module may give; each part adds its own in its folder. */
export const meetingProblems = {
  'meeting.not-found': { status: 404, message: '没有找到这次会议，可能已被移动或收回。' },
  'meeting.sitting-not-found': { status: 404, message: '没有找到这项日程，可能已被取消。' },
  'meeting.attendee-not-found': { status: 404, message: '没有找到这位参会人员，请核对名单。' },
  'meeting.changed-meanwhile': { status: 409, message: '这里刚被别人改过，请看一下最新内容，再改一次。' },
  'meeting.ended': { status: 409, message: '会议已经结束，内容不能再改。' },
} as const satisfies ProblemTable;

export const meetingProblem = problems(meetingProblems);
