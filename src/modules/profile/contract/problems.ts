import { problems, type ProblemTable } from '#platform/contract/problem.ts';

export const profileProblems = {
  'profile.version-not-found': { status: 404, message: '没有找到这一版规则，可能不是本级的版本。' },
  'profile.draft-not-found': { status: 404, message: '现在没有草稿，可能已经发布或放弃，请刷新后查看。' },
  'profile.draft-changed': { status: 409, message: '草稿刚被{name}改过，请刷新后在新的内容上再改。' },
  'profile.values-refused': { status: 400, message: '有 {count} 项不能这样设定，请按提示修改。' },
  'profile.nothing-changed': { status: 409, message: '草稿与现行规则相同，没有可以发布的改动。' },
  'profile.start-past': { status: 409, message: '生效日期不能早于今天：已经起算的期限不因改规则而变。' },
  'profile.start-overtaken': { status: 409, message: '生效日期应当晚于已发布版本的 {last}。' },
  'profile.basis-fixed': { status: 409, message: '这一项由国家法律规定，依据不需要也不能更改。' },
  'profile.basis-not-set': { status: 404, message: '本级没有这一项规则。' },
  'profile.year-mismatch': { status: 400, message: '有 {count} 天不在 {year} 年内，请核对。' },
  'profile.year-short': { status: 400, message: '一年的放假安排至少要有元旦、春节、清明、劳动节、端午、中秋、国庆，现缺：{names}。' },
  'profile.workday-on-weekday': { status: 400, message: '补班日应当是周末：{days} 本来就上班。' },
  'profile.holiday-not-workable': { status: 409, message: '{day} 是法定节假日（{name}），不能登记为上班日。' },
  'profile.day-taken': { status: 409, message: '{day} 已经登记过，请先删去再登记。' },
  'profile.day-as-it-is': { status: 409, message: '{day} 本来就{what}，不用登记。' },
  'profile.day-not-found': { status: 404, message: '没有找到这一天的登记，可能已经删去。' },
  'profile.file-unreadable': { status: 400, message: '没有读懂这个文件：{reason}。可以改用模板填写，或逐天录入。' },
} as const satisfies ProblemTable;

export const profileProblem = problems(profileProblems);
