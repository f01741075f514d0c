import { problems, type ProblemTable } from '#platform/contract/problem.ts';

/** Refusals of this part. */
export const presenceProblems = {
  'meeting.list-not-found': { status: 404, message: '没有找到这个签到清单，可能已被删除，请刷新后再看。' },
  'meeting.list-of-ended': { status: 409, message: '这次会议（日程）已经结束，签到清单不能再打开。' },
  'meeting.sitting-settled': { status: 409, message: '这项日程的出席情况已经结算，要改请在签到清单里更正并写明理由。' },
  'meeting.sitting-not-settled': { status: 409, message: '这项日程还没有结算，不用更正：直接补签或撤销签到。' },
  'meeting.scanner-not-found': { status: 404, message: '没有找到这台扫码设备，可能已经停用。' },
  'meeting.scanner-code': { status: 409, message: '没有这个接入码，或已过期、已被用过。请看会务工作台上现在显示的码，重新输入。' },
  'meeting.scanner-ended': { status: 401, message: '这台设备还没有接入，或已被停用。未交的记录仍保存在本机，请联系会务组重新接入。' },
  'meeting.too-many-scanners': { status: 409, message: '这次会议的扫码设备已达 {limit} 台，请先停用不用的。' },
  'meeting.not-attending': { status: 404, message: '您不在这次会议的参会名单上，如有疑问请联系会务组。' },
  'meeting.hall-window': { status: 409, message: '现在没有可以在手机上签到的会议，请到会场入口签到。' },
  'meeting.hall-guessed': { status: 429, message: '会场码已连续输错多次，请 {minutes} 分钟后再试，或到入口处扫码签到。' },
  'meeting.not-present': { status: 409, message: '此人没有签到记录，不用撤销。' },
  'meeting.conflict-not-found': { status: 404, message: '没有找到这条重复放行记录，请刷新后再看。' },
} as const satisfies ProblemTable;

export const presenceProblem = problems(presenceProblems);
