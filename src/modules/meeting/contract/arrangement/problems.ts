import { problems, type ProblemTable } from '#platform/contract/problem.ts';

export const arrangementProblems = {
  'meeting.step': { status: 409, message: '会议现在是“{state}”，不能这样推进。请刷新后再看。' },
  'meeting.late-notice': {
    status: 409,
    message: '按规则最迟应在 {day} 前发出通知，现在已晚。确需发出的，请写明原因再发。',
  },
  'meeting.no-programme': { status: 409, message: '还没有安排日程，请先排好日程再发通知。' },
  'meeting.group': { status: 409, message: '有的组不在这次会议里，请重新选择。' },
  'meeting.outside-days': { status: 409, message: '日程时间要在会期 {from} 至 {until} 之内，请先改会期或改时间。' },
  'meeting.sitting-over': { status: 409, message: '这项日程已经{state}，不能再改。' },
  'meeting.reason': { status: 409, message: '会议已通知，取消日程请写明原因，参会人员会看到。' },
  'meeting.agenda-tree': { status: 409, message: '议程的上下级有误，请把下级放在它的上级之后。' },
  'meeting.agenda-item': { status: 404, message: '没有找到这项议程，可能已被删去。' },
  'meeting.feed': { status: 404, message: '这个日历订阅地址已失效，请在手机上打开会议日程，重新订阅。' },
} as const satisfies ProblemTable;

export const arrangementProblem = problems(arrangementProblems);
