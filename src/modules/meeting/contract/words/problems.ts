import { problems, type ProblemTable } from '#platform/contract/problem.ts';

/** Refusals about notices, speeches and briefs. */
export const wordsProblems = {
  'meeting.no-attendee': { status: 403, message: '您不在这次会议的参会名单中，请与会务组联系。' },
  'meeting.day-outside': { status: 404, message: '会议在 {from} 至 {until} 举行，这一天没有安排。' },
  'meeting.notice-not-found': { status: 404, message: '没有找到这条通知，可能已被收回。' },
  'meeting.notice-nobody': { status: 422, message: '没有人会收到这条通知，请重新选择发给谁。' },
  'meeting.notice-withdrawn': { status: 409, message: '这条通知已经收回。' },
  'meeting.notice-draft': { status: 409, message: '会议还没有发出通知，参会人员看不到。请先发布会议，再发通知。' },
  'meeting.notice-all-answered': { status: 409, message: '大家都已{answered}，不用再提醒。' },
  'meeting.speech-not-found': { status: 404, message: '没有找到这份发言，可能已被撤回。' },
  'meeting.speech-members-only': { status: 403, message: '只有{members}可以报名大会发言。' },
  'meeting.speech-closed': { status: 409, message: '大会发言已经截止报名，请联系大会秘书处。' },
  'meeting.speech-too-long': { status: 422, message: '发言稿最多 {most} 字，现在 {length} 字，请删减后再报。' },
  'meeting.speech-step': { status: 409, message: '这份发言现在是“{state}”，不能这样办。' },
  'meeting.speech-unsigned': { status: 409, message: '这份发言还没有{signature}，不能往下审。' },
  'meeting.speech-not-convenor': { status: 403, message: '只有本团（界别）的召集人可以签署。' },
  'meeting.floor-closed': { status: 409, message: '这场会现在不接受要求发言，请等主持人开放。' },
  'meeting.floor-asked': { status: 409, message: '您已经在发言队列里了。' },
  'meeting.floor-not-due': { status: 403, message: '您不参加这场会议，不能要求发言。' },
  'meeting.floor-listens': { status: 403, message: '旁听、采访、来宾和工作人员不在会上发言；确有需要，请与主持人或会务组联系。' },
  'meeting.floor-taken': { status: 409, message: '有人正在发言，请先结束或暂停。' },
  'meeting.floor-turn': { status: 409, message: '这位发言人现在是“{state}”，不能这样办，请看最新的队列。' },
  'meeting.briefs-inside': { status: 403, message: '简报只发给正式人员和工作人员；公开的材料请看“会议文件”。' },
  'meeting.brief-not-found': { status: 404, message: '没有找到这期简报，可能已被删除。' },
  'meeting.brief-step': { status: 409, message: '这期简报现在是“{state}”，不能这样办。' },
  'meeting.brief-not-writer': { status: 403, message: '只有会务人员和各团（界别）的召集人、联络员可以写简报。' },
} as const satisfies ProblemTable;

export const wordsProblem = problems(wordsProblems);
