import { problems, type ProblemTable } from '#platform/contract/problem.ts';

/** Refusals of the hall's part. */
export const hallProblems = {
  'meeting.screen-not-found': { status: 404, message: '没有找到这块大屏，可能已经解除配对。请到“大屏”重新接入后再投放。' },
  'meeting.scene-sitting': { status: 400, message: '这个画面要说明是哪一场会议，请先选日程。' },
  'meeting.scene-words': { status: 400, message: '通知画面还没有内容，请写好标题或正文再投放。' },
} as const satisfies ProblemTable;

export const hallProblem = problems(hallProblems);
