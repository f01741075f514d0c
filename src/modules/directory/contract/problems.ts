import { problems, type ProblemTable } from '#platform/contract/problem.ts';

export const directoryProblems = {
  'directory.person-not-found': { status: 404, message: '没有找到这位人员，可能不在您的管理范围内。' },
  'directory.organisation-not-found': { status: 404, message: '没有找到这个机构，可能不在您的管理范围内。' },
  'directory.member-not-found': { status: 404, message: '没有找到这位代表（委员），可能不在本级名册中。' },
  'directory.post-not-found': { status: 404, message: '没有找到这个岗位，可能不在您的管理范围内。' },
  'directory.group-not-found': { status: 404, message: '没有找到这个代表团（界别）。' },
  'directory.term-not-found': { status: 404, message: '没有找到这一届。' },
  'directory.session-not-found': { status: 404, message: '没有找到这次会议。' },
  'directory.grid-not-found': { status: 404, message: '没有找到这个网格。' },
  'directory.region-unknown': { status: 400, message: '没有这个区划代码，请从列表中选择。' },
  'directory.region-outside': { status: 403, message: '只能管理本行政区域内的单位。' },
  'directory.changed': { status: 409, message: '内容已被别人修改，请刷新后再改。' },
  'directory.name-taken': { status: 409, message: '同名的已存在，请换一个名称。' },
  'directory.number-taken': { status: 409, message: '这个届次或会次已存在。' },
  'directory.phone-of-another': { status: 409, message: '这个手机号属于另一位人员，姓名不一致，请核对。' },
  'directory.already-member': { status: 409, message: '这位人员已是本届代表（委员）。' },
  'directory.already-ended': { status: 409, message: '已经终止，无需再次办理。' },
  'directory.end-before-start': { status: 400, message: '终止日期不能早于任职日期。' },
  'directory.outside-term': { status: 400, message: '日期不在本届任期内。' },
  'directory.terms-overlap': { status: 409, message: '与另一届的起止日期重叠，请核对。' },
  'directory.in-use': { status: 409, message: '还有在职人员，请先调整人员再撤销。' },
  'directory.own-roles': { status: 403, message: '不能为自己授权，请由另一位安全管理员办理。' },
  'directory.roles-apart': { status: 409, message: '系统管理员、安全管理员、审计员须由不同的人担任。' },
  'directory.role-misplaced': { status: 409, message: '角色“{role}”不适用于这类机构。' },
} as const satisfies ProblemTable;

export const directoryProblem = problems(directoryProblems);
