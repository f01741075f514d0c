import { law, local, provincial } from '../basis.ts';
import { choiceParameter, countParameter, fixedByLaw, listParameter, switchParameter } from '../parameter.ts';

/** Grounds on which an item is not accepted: the union of the lists found (DOMAIN §1.4, §2.2, §4.3); each body keeps a subset. */
export const inadmissibleGrounds = [
  { code: 'personalMatter', label: '代表、委员本人及亲属的个人问题' },
  { code: 'forwardedLetter', label: '转递人民来信、申诉、控告' },
  { code: 'pendingCase', label: '对正在审理的具体案件提出意见' },
  { code: 'concreteCase', label: '涉及具体司法、监察案件' },
  { code: 'liveTender', label: '对正在招标的项目提出具体中标意见' },
  { code: 'consultation', label: '法律、政策咨询' },
  { code: 'academic', label: '学术探讨' },
  { code: 'promotion', label: '产品、作品推介' },
  { code: 'noContent', label: '没有实际内容' },
  { code: 'outsideJurisdiction', label: '不属于本行政区域职权' },
  { code: 'privateInterest', label: '谋取私利或者妨碍公平竞争' },
  { code: 'secret', label: '涉及国家秘密、党的秘密' },
  { code: 'forbidden', label: '国家明令禁止' },
  { code: 'partyOrganisation', label: '中共党员对党内组织、人事安排的意见' },
  { code: 'partyInternal', label: '民主党派反映本组织内部事务' },
  { code: 'litigation', label: '已进入诉讼、仲裁程序' },
  { code: 'namedAccusation', label: '指名举报' },
] as const;

/** How many sign, what is refused, how an item is taken back or joined with another (DOMAIN §1.2, §1.4, §1.9, §2.1, §2.2). */
export const filingSheet = {
  suggestionSigners: countParameter({
    label: '建议联名', group: 'filing', kinds: ['suggestion'], bodies: ['congress'], affects: '代表', unit: '人', min: 1, max: 100,
    explanation: '提出一件建议至少需要几名代表。法律规定一名代表就可以提出，不能设更高门槛。',
    value: 1, basis: law('DL25', '第24条、第36条'), say: (value) => `${value} 人起`,
    lock: fixedByLaw('代表法（2025）第24条、第36条：代表一人即可提出建议，不能要求联名。'),
  }),
  suggestionByDelegation: switchParameter({
    label: '代表团提建议', group: 'filing', kinds: ['suggestion'], bodies: ['congress'], affects: '代表团',
    explanation: '大会期间，代表团能否以全团名义提出建议（由团长签署）。', on: '可以', off: '不可以',
    value: false, basis: local('CQ17', '第8条', '当地准许'),
  }),
  motionSigners: countParameter({
    label: '议案联名', group: 'filing', kinds: ['motion'], bodies: ['congress'], affects: '代表', unit: '人', min: 1, max: 100,
    explanation: '提出一件议案至少需要几名代表联名：县级以上十人，乡镇五人。',
    value: 10, basis: law('OL22', '第22条'), say: (value) => `${value} 人以上`,
    variants: { 'congress/township': { value: 5 } },
    lock: fixedByLaw('地方组织法（2022）第22条：县级以上代表十人以上、乡镇代表五人以上联名可以提出议案，不能更改。'),
  }),
  motionByDelegation: switchParameter({
    label: '代表团提议案', group: 'filing', kinds: ['motion'], bodies: ['congress'], affects: '代表团',
    explanation: '代表团经全体成员过半数同意，能否以全团名义提出议案。', on: '可以', off: '不可以',
    value: false, basis: local('BJR22', '第18条', '当地准许'),
  }),
  proposalSigners: countParameter({
    label: '提案联名', group: 'filing', kinds: ['proposal'], bodies: ['cppcc'], affects: '委员', unit: '人', min: 1, max: 100,
    explanation: '提出一件提案至少需要几名委员。委员可以个人提出，也可以联名提出。',
    value: 1, basis: provincial('TANO', ''), say: (value) => `${value} 人起`,
  }),
  proposalBySectorAnyTime: switchParameter({
    label: '界别、小组提提案', group: 'filing', kinds: ['proposal'], bodies: ['cppcc'], affects: '界别、委员小组',
    explanation: '界别和委员小组在闭会期间能否提出提案；全国条例只规定了全会期间。', on: '全年可以', off: '仅全会期间',
    value: false, basis: provincial('TANO', ''),
  }),
  inadmissibleGrounds: listParameter({
    label: '不予受理的情形', group: 'filing', kinds: ['suggestion', 'proposal'], affects: '代表、委员，审核人员',
    explanation: '审核时可以选用的不予受理、不予立案理由。没有列入的理由不能用来拒绝。',
    options: inadmissibleGrounds, min: 1,
    value: ['personalMatter', 'forwardedLetter', 'pendingCase', 'liveTender', 'consultation', 'academic', 'promotion', 'noContent'],
    basis: provincial('ZJJY16', '第6条'),
    variants: {
      cppcc: {
        value: ['personalMatter', 'academic', 'promotion', 'noContent', 'secret', 'forbidden', 'partyOrganisation', 'partyInternal', 'litigation', 'namedAccusation'],
        basis: provincial('TANO', '', '全国条例列十种情形'),
      },
    },
  }),
  inadmissibleTreatment: listParameter({
    label: '不受理件的去向', group: 'filing', kinds: ['suggestion', 'proposal'], affects: '代表、委员，审核人员',
    explanation: '不予受理、不予立案的件可以怎样处理；无论哪种都要告知提出人理由。',
    options: [
      { code: 'returnForRevision', label: '退回修改后再提' },
      { code: 'adviseWithdraw', label: '建议撤回' },
      { code: 'letter', label: '作代表来信、委员来信处理' },
      { code: 'reference', label: '送有关单位作工作参考' },
      { code: 'publicSentimentReport', label: '转社情民意信息' },
    ],
    min: 1, value: ['returnForRevision', 'letter', 'reference'], basis: local('SH15', '第8条'),
    variants: { cppcc: { value: ['returnForRevision', 'letter', 'publicSentimentReport'], basis: local() } },
  }),
  withdrawalRule: choiceParameter({
    label: '撤回', group: 'filing', kinds: ['suggestion', 'proposal'], affects: '代表、委员，承办单位',
    explanation: '提出人书面要求撤回的，什么情况下可以撤回。撤回后办理终止，编号不再使用。',
    options: [
      { code: 'anyTime', label: '答复前随时可以' },
      { code: 'beforeAssignment', label: '交办前可以' },
      { code: 'allSignersAgree', label: '全体联名人同意后可以' },
    ],
    value: 'anyTime', basis: local('QD21', '第12条'),
  }),
  mergeRule: choiceParameter({
    label: '相同内容的处理', group: 'filing', kinds: ['suggestion', 'proposal'], affects: '代表、委员，承办单位',
    explanation: '内容相同或相近的件是合为一件，还是各自编号、一起办理。无论哪种，每位提出人都得到答复。',
    options: [
      { code: 'handleTogether', label: '各自编号，一并办理，分别答复' },
      { code: 'merge', label: '并案，告知提出人' },
    ],
    value: 'handleTogether', basis: provincial('ZJJY16', '第18条'), variants: { cppcc: { value: 'merge', basis: local() } },
  }),
};
