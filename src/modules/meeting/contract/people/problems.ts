import { problems, type ProblemTable } from '#platform/contract/problem.ts';

/** Refusals of this part. */
export const peopleProblems = {
  'meeting.attendee-twice': { status: 409, message: '{name}已在这次会议的名单里，请在名单中修改。' },
  'meeting.people-inside': { status: 403, message: '旁听和采访人员不查看参会人员名单，有事请与会务组联系。' },
  'meeting.certificate-twice': { status: 409, message: '证件号 {number} 已给了{name}，请核对。' },
  'meeting.group-not-found': { status: 404, message: '没有找到这个编组，可能已被删除。' },
  'meeting.group-name-taken': { status: 409, message: '已有叫“{name}”的编组，请换一个名称。' },
  'meeting.group-not-empty': { status: 409, message: '“{name}”里还有 {count} 人，请先移到别的组。' },
  'meeting.group-in-record': { status: 409, message: '“{name}”的人已有结算的出席记录，编组要留着，不能删除。' },
  'meeting.no-term': { status: 409, message: '本机构没有登记当前届次，无法按名册填入，请先在组织机构里登记届次。' },
  'meeting.attendee-left': { status: 409, message: '{name}已离会，不能再办理报到或请假；如有误请先恢复参会。' },
  'meeting.attendee-has-record': { status: 409, message: '{name}已有报到、签到或请假记录，不能从名单删除；如不再参会，请办理离会。' },
  'meeting.leave-not-found': { status: 404, message: '没有找到这份请假，可能已被撤回。' },
  'meeting.leave-overlaps': {
    status: 409,
    message: '{name}已请了 {when} 的假（{state}），时间有重叠。请先撤回那一份，再按新的时间一次请完。',
  },
  'meeting.leave-time': { status: 422, message: '请假时间要在会议期间（{from}至{until}），并且尚未过去，请重新选择。' },
  'meeting.leave-decided': { status: 409, message: '这份请假已经办完，请看最新结果。' },
  'meeting.leave-not-decided': { status: 409, message: '{name}的请假还没有审批意见，不用撤销。' },
  'meeting.leave-not-yours': { status: 403, message: '这一步由{who}批，您不能办理。' },
  'meeting.leave-no-way-back': { status: 409, message: '这份请假已经结束，不用再撤回。' },
  'meeting.leave-words': { status: 422, message: '不同意请写明理由，让请假人知道为什么、可以怎么办。' },
} as const satisfies ProblemTable;

export const peopleProblem = problems(peopleProblems);
