import { z } from 'zod';
import { local, provincial } from '../basis.ts';
import { choiceParameter, complete, listParameter, switchParameter } from '../parameter.ts';

/** What became of the matter, whatever letter a place prints for it; statistics across bodies count these. */
export const answerOutcomes = {
  solved: '已解决',
  underway: '正在解决',
  planned: '列入计划',
  deferred: '暂缓解决',
  reference: '留作参考',
  referredUp: '已向上级反映',
} as const;
export type AnswerOutcome = keyof typeof answerOutcomes;

export const answerClass = z.object({
  /** Stable within the body: stored on replies, never shown. */
  code: z.string().regex(/^[a-z][A-Za-z0-9]{0,30}$/, '代号格式不对'),
  /** The letter printed at the top right of the reply; null where the place prints none (Shanghai, Chongqing). */
  letter: z
    .string()
    .regex(/^[A-D]$/, '类别字母应为 A 至 D')
    .nullable(),
  label: z.string().min(2, '请写明这一类的含义').max(60, '含义请不超过 60 字'),
  outcome: z.enum(Object.keys(answerOutcomes) as AnswerOutcome[]),
  /** Answers of this class promise something: they enter the ledger of commitments. */
  commits: z.boolean(),
});
export type AnswerClass = z.output<typeof answerClass>;

/** Schemes found in use (DOMAIN §1.7). A body starts from one of them and may change the wording. */
export const answerSchemes = {
  zhejiang: {
    label: '三类（省直部门、杭州）',
    classes: [
      { code: 'solved', letter: 'A', label: '已解决或基本解决', outcome: 'solved', commits: false },
      { code: 'planned', letter: 'B', label: '部分解决、列入计划', outcome: 'planned', commits: true },
      { code: 'deferred', letter: 'C', label: '受条件限制，留作参考', outcome: 'reference', commits: true },
    ],
  },
  npc: {
    label: '四类（全国人大惯例）',
    classes: [
      { code: 'solved', letter: 'A', label: '已解决或基本解决', outcome: 'solved', commits: false },
      { code: 'underway', letter: 'B', label: '正在解决或列入规划逐步解决', outcome: 'underway', commits: true },
      { code: 'deferred', letter: 'C', label: '因条件限制或其他原因需以后解决', outcome: 'deferred', commits: true },
      { code: 'reference', letter: 'D', label: '留作参考', outcome: 'reference', commits: false },
    ],
  },
  cities: {
    label: '四类（多数城市）',
    classes: [
      { code: 'solved', letter: 'A', label: '已解决或基本解决', outcome: 'solved', commits: false },
      { code: 'underway', letter: 'B', label: '正在解决', outcome: 'underway', commits: true },
      { code: 'planned', letter: 'C', label: '列入计划逐步解决', outcome: 'planned', commits: true },
      { code: 'reference', letter: 'D', label: '暂不能解决或不可行，已作说明', outcome: 'reference', commits: false },
    ],
  },
  shanghai: {
    label: '四种结果，不标字母（上海）',
    classes: [
      { code: 'solved', letter: null, label: '已解决、部分解决或采纳', outcome: 'solved', commits: false },
      { code: 'thisYear', letter: null, label: '列入本年度计划，写明日期', outcome: 'underway', commits: true },
      { code: 'planned', letter: null, label: '列入规划，写明计划日期', outcome: 'planned', commits: true },
      { code: 'reference', letter: null, label: '受条件或法律所限暂不能解决，留作参考', outcome: 'reference', commits: false },
    ],
  },
  chongqing: {
    label: '四种结果，不标字母（重庆）',
    classes: [
      { code: 'solved', letter: null, label: '已解决或采纳', outcome: 'solved', commits: false },
      { code: 'underway', letter: null, label: '正在研究，写明计划、进度和期限', outcome: 'underway', commits: true },
      { code: 'deferred', letter: null, label: '条件不具备，说明理由', outcome: 'deferred', commits: false },
      { code: 'referredUp', letter: null, label: '属上级职权，写明反映情况', outcome: 'referredUp', commits: false },
    ],
  },
} as const satisfies Record<string, { label: string; classes: readonly AnswerClass[] }>;

const answerClassesShape = z
  .array(answerClass)
  .min(2, '至少要有两类')
  .max(6, '最多六类')
  .refine((classes) => new Set(classes.map((one) => one.code)).size === classes.length, { error: '类别代号不能重复' })
  .refine((classes) => areLettersRegular(classes), { error: '类别字母要么都不标，要么从 A 起依次标注' })
  .refine((classes) => classes.some((one) => one.outcome === 'solved'), { error: '至少要有一类表示已解决' })
  .readonly();

const ratingLevels = [
  { code: 'satisfied', label: '满意' },
  { code: 'basicallySatisfied', label: '基本满意' },
  { code: 'dissatisfied', label: '不满意' },
] as const;

/** The classes of answers, who signs and receives a reply, and how it is rated (DOMAIN §1.6-1.8). */
export const answerSheet = {
  answerClasses: complete(
    {
      label: '答复分类',
      group: 'answer',
      kinds: ['suggestion', 'proposal'],
      affects: '承办单位、代表和委员，年度统计',
      explanation: '答复按办理结果分几类、标什么字母、各类怎样表述，以及哪几类计入承诺事项台账。法律没有规定分类。',
      value: [...answerSchemes.zhejiang.classes],
      basis: local('ZJHY', '', '三类，不用 D 类'),
    },
    { form: 'answerClasses' },
    answerClassesShape,
    sayClasses,
  ),
  replySigner: choiceParameter({
    label: '答复签发人',
    group: 'rating',
    kinds: ['suggestion', 'proposal'],
    affects: '承办单位',
    explanation: '答复由谁签发，签发后才能盖章送出。',
    options: [
      { code: 'unitPrincipal', label: '单位主要负责人' },
      { code: 'unitLeader', label: '单位主要负责人或分管负责人' },
    ],
    value: 'unitPrincipal',
    basis: provincial('ZJJY16', '第22条'),
    variants: { cppcc: { value: 'unitLeader', basis: local() } },
  }),
  replyRecipients: choiceParameter({
    label: '联名件答复对象',
    group: 'rating',
    kinds: ['suggestion', 'proposal'],
    affects: '承办单位、联名人',
    explanation: '联名提出的件，答复送每位联名人，还是只送领衔人由其转告。',
    options: [
      { code: 'everySigner', label: '每位联名人' },
      { code: 'lead', label: '领衔人，由其转告' },
    ],
    value: 'everySigner',
    basis: provincial('ZJJY16', '第22条'),
    variants: { cppcc: { basis: local() } },
  }),
  replyCopies: listParameter({
    label: '答复抄送',
    group: 'rating',
    kinds: ['suggestion', 'proposal'],
    affects: '承办单位',
    explanation: '答复送出时同时抄送哪些机构。',
    options: [
      { code: 'deputiesAffairsCommission', label: '代表工作机构' },
      { code: 'electingStandingCommittee', label: '选出代表的下级人大常委会' },
      { code: 'governmentOffice', label: '政府办公室' },
      { code: 'proposalsCommittee', label: '提案委员会' },
    ],
    value: ['deputiesAffairsCommission', 'electingStandingCommittee', 'governmentOffice'],
    basis: provincial('ZJJY16', '第25条'),
    variants: {
      cppcc: { value: ['proposalsCommittee', 'governmentOffice'], basis: local() },
      'congress/county': { value: ['deputiesAffairsCommission', 'governmentOffice'], basis: local() },
      'congress/township': { value: [], basis: local() },
    },
  }),
  consultationForm: choiceParameter({
    label: '面商要求',
    group: 'rating',
    kinds: ['suggestion', 'proposal'],
    affects: '承办单位、代表和委员',
    explanation: '答复以前是否必须与提出人当面沟通。没有沟通记录的答复不能送出。',
    options: [
      { code: 'faceToFace', label: '一律当面沟通' },
      { code: 'faceToFaceForKeyItems', label: '重点件当面，其余可以电话' },
      { code: 'anyForm', label: '任何方式均可' },
    ],
    value: 'faceToFaceForKeyItems',
    basis: local('QD21', '第28条'),
    variants: { cppcc: { value: 'faceToFace', basis: local('CHONGYI') } },
  }),
  ratingLevels: listParameter({
    label: '满意度档次',
    group: 'rating',
    kinds: ['suggestion', 'proposal', 'report'],
    affects: '代表、委员',
    explanation: '评价分几档。满意和不满意两档必须保留。',
    options: ratingLevels,
    min: 2,
    value: ['satisfied', 'basicallySatisfied', 'dissatisfied'],
    basis: local(),
  }),
  ratingSplit: switchParameter({
    label: '态度与结果分开评价',
    group: 'rating',
    kinds: ['suggestion', 'proposal'],
    affects: '代表、委员',
    explanation: '办理态度和办理结果是否分开评价。',
    on: '分开评价',
    off: '合并评价',
    value: false,
    basis: local('SH15', '第21条', '上海分开评价'),
  }),
  jointRater: choiceParameter({
    label: '联名件由谁评价',
    group: 'rating',
    kinds: ['suggestion', 'proposal'],
    affects: '领衔人、联名人',
    explanation: '联名提出的件由谁填写征询意见表。',
    options: [
      { code: 'lead', label: '领衔人' },
      { code: 'everySigner', label: '每位联名人，以多数为准' },
      { code: 'groupHead', label: '代表团、小组负责人' },
    ],
    value: 'lead',
    basis: local('CQ17', '第26条'),
  }),
  dissatisfactionReason: switchParameter({
    label: '不满意须写理由',
    group: 'rating',
    kinds: ['suggestion', 'proposal'],
    affects: '代表、委员',
    explanation: '评价不满意时是否必须写明具体理由。',
    on: '必须写',
    off: '可以不写',
    value: true,
    basis: local('CQ17', '第27条'),
  }),
};

function areLettersRegular(classes: readonly AnswerClass[]): boolean {
  const letters = classes.map((one) => one.letter);
  return letters.every((letter) => letter === null) || letters.every((letter, index) => letter === 'ABCDEF'[index]);
}

function sayClasses(classes: readonly AnswerClass[]): string {
  return classes.map((one) => (one.letter ? `${one.letter} 类 ${one.label}` : one.label)).join('；');
}
