import { problems } from '#platform/contract/problem.ts';

/** Refusals of this module. */
export const matterProblems = {
  'matter.not-found': { status: 404, message: '没有找到这件事项，可能已被收回，或您不在可以查看的范围内。' },
  'matter.act-not-now': { status: 409, message: '现在是“{state}”，不能“{act}”。请刷新后再看。' },
  'matter.act-blocked': { status: 409, message: '{reason}' },
  'matter.act-not-yours': { status: 403, message: '“{act}”只能由{who}来做。' },
  'matter.changed': { status: 409, message: '别人刚刚改过这件事项，请刷新看过新内容后再提交。您填写的内容还在。' },
  'matter.incomplete': { status: 400, message: '还有内容没有填写，请补充后再提交。' },
  'matter.text-changed': { status: 409, message: '文本已经改过，请看过新文本后再确认。' },
  'matter.person-unknown': { status: 400, message: '选的人里有不属于本级的代表（委员），请重新选择。' },
  'matter.unit-unknown': { status: 400, message: '选的单位不存在或已停用，请重新选择。' },
  'matter.place-unknown': { status: 400, message: '没能判断属于哪个街道（乡镇），请在地图上点一下，或选择街道（乡镇）。' },
  'matter.merge-itself': { status: 400, message: '不能并入自己，也不能并入已经并案、撤回或不予受理的事项。' },
  'matter.choice': { status: 400, message: '“{label}”请从给出的选项中选择。' },
  'matter.day-too-late': { status: 400, message: '最晚只能延到 {day}。' },
  'matter.day-past': { status: 400, message: '日期应在今天之后。' },
  'matter.kind-of-body': { status: 403, message: '您当前的身份不能提出{kind}。' },
  'matter.session-unknown': { status: 409, message: '还没有登记本届和会次，请管理员先在“届次”里补上。' },
  'map.none': { status: 404, message: '本单位没有配置地图，请写明地址并选择街道（乡镇）。' },
  'map.unavailable': { status: 503, message: '地图暂时取不到，请写明地址并选择街道（乡镇），或稍后再试。' },
  'import.file': { status: 400, message: '{reason}' },
} as const;

export const matterProblem = problems(matterProblems);
