import { local, law, provincial } from '../basis.ts';
import { atMostMonths, choiceParameter, countParameter, periodParameter } from '../parameter.ts';
import { days, months, workingDays } from '../period.ts';

/** The clocks of a 建议 or 提案 from submission to the last feedback (DOMAIN §0, §1.6, §1.8, §2.3). */
export const deadlineSheet = {
  coSignPeriod: periodParameter({
    label: '联名确认', group: 'deadline', kinds: ['suggestion', 'proposal', 'motion'], affects: '受邀联名的代表、委员',
    explanation: '收到联名邀请后多少时间内确认；期满未确认的不计入联名。每位联名人确认的是同一份定稿。',
    value: workingDays(5), basis: local('QD21', '第9条', '当地要求联名人确认，未定天数'),
  }),
  revisionPeriod: periodParameter({
    label: '退回修改', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '代表、委员',
    explanation: '审核退回修改的，提出人在多少时间内修改后再提交。', value: workingDays(10), basis: local(),
  }),
  screeningPeriod: periodParameter({
    label: '审核', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '代表工作机构、提案委员会',
    explanation: '提交后多少时间内完成审核：受理、退回修改、并案或不予受理，并告知提出人。',
    value: workingDays(5), basis: local('QD21', '第14条', '闭会期间五个工作日内转交'),
    variants: { 'congress/township': { value: workingDays(3), basis: local() } },
  }),
  acknowledgePeriod: periodParameter({
    label: '告知受理（闭会期间）', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '代表工作机构、提案委员会',
    explanation: '闭会期间提出的件受理以后，多少时间内把受理情况告诉提出人。',
    value: days(7), basis: provincial('ZJJY16', '第10条'), variants: { cppcc: { basis: local() } },
  }),
  sessionAssignmentPeriod: periodParameter({
    label: '大会期间集中交办', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '代表工作机构、政府办公室',
    explanation: '大会闭幕后多少时间内召开交办会，把会上提出的件交到承办单位。',
    value: months(1), basis: local('SH15', '第15条'),
  }),
  unitReceiptPeriod: periodParameter({
    label: '承办单位签收', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '承办单位', units: ['workingDay', 'day'],
    explanation: '交办后多少时间内承办单位应当签收；过期未签收的发蓝牌。',
    value: workingDays(3), basis: local('YINGZHOU', '', '三个工作日内未分派的发蓝牌'),
  }),
  objectionPeriod: periodParameter({
    label: '退办期', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '承办单位',
    explanation: '承办单位认为不属于本单位职责的，多少时间内可以说明理由申请退办；过期不再受理退办。',
    value: days(10), basis: provincial('ZJJY16', '第14条'),
    variants: { cppcc: { value: workingDays(5), basis: local('GUOYANG') } },
  }),
  reassignPeriod: periodParameter({
    label: '退办后重新交办', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '代表工作机构、政府办公室、提案委员会',
    explanation: '同意退办以后，多少时间内重新确定承办单位并交办。答复期限从重新交办之日起算。',
    value: workingDays(10), basis: local('CQ17', '第16条'),
  }),
  firstContactPeriod: periodParameter({
    label: '首次联系代表', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '承办单位（主办、独办、分办）',
    explanation: '交办后多少时间内承办单位应当与提出人联系、当面或电话听取意见。法律规定必须沟通，没有规定天数。',
    value: workingDays(20), basis: local('CQ17', '第18条', '上位依据：代表法（2025）第51条要求加强联系沟通'),
    variants: { cppcc: { value: workingDays(15), basis: local('CHONGYI') } },
  }),
  coOpinionPeriod: periodParameter({
    label: '会办意见', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '会办单位',
    explanation: '交办后多少时间内会办单位应当把会办意见交给主办单位。',
    value: months(2), basis: provincial('ZJJY16', '第18条'),
    variants: { cppcc: { value: months(1), basis: local('FSOU08') }, 'congress/township': { value: months(1), basis: local() } },
  }),
  coOpinionRedoPeriod: periodParameter({
    label: '会办意见退回重提', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '会办单位',
    explanation: '主办单位认为会办意见没有实质内容而退回的，多少时间内重新提出。',
    value: workingDays(5), basis: local('CQ17', '第20条'),
  }),
  replyPeriod: periodParameter({
    label: '答复', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '承办单位', units: ['month', 'day'], max: 365,
    explanation: '自交办之日起多少时间内作出书面答复。各单位分别办理的，各自计算。',
    value: months(3), basis: law('DL25', '第51条'), variants: { cppcc: { basis: provincial('ZJ2023', '', '原则上三个月') } },
    lock: atMostMonths(3, '代表法（2025）第51条：自交办之日起三个月内答复。可以定得更短，不能更长。'),
  }),
  extendedReplyPeriod: periodParameter({
    label: '延长后最迟答复', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '承办单位', units: ['month', 'day'], max: 365,
    explanation: '涉及面广、处理难度大的，经同意延期后，自交办之日起（不是自同意之日起）最迟多少时间内答复。',
    value: months(6), basis: law('DL25', '第51条'), variants: { cppcc: { basis: provincial('ZJ2023', '', '最迟六个月并报告') } },
    lock: atMostMonths(6, '代表法（2025）第51条：涉及面广、处理难度大的，自交办之日起六个月内答复。可以定得更短，不能更长。'),
  }),
  extensionRequestLead: countParameter({
    label: '延期申请提前', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '承办单位', unit: '个工作日', min: 0, max: 30,
    explanation: '最迟在答复到期前多少个工作日提出延期申请；0 表示到期当日仍可申请。过期后不能再申请延期。',
    value: 5, basis: local(null, '', '各地只要求到期前提出'),
  }),
  extensionDecisionPeriod: periodParameter({
    label: '延期审批', group: 'deadline', kinds: ['suggestion', 'proposal', 'report'], affects: '交办机构、指挥中心', units: ['workingDay', 'day'],
    explanation: '收到延期申请后多少时间内决定是否同意。', value: workingDays(3), basis: local(),
  }),
  extensionConsent: choiceParameter({
    label: '延期由谁同意', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '承办单位、交办机构',
    explanation: '延期须经交办机构同意，还是向交办机构说明即可。',
    options: [
      { code: 'assigningBody', label: '交办机构同意' },
      { code: 'assigningBodyAndLead', label: '交办机构和领衔人都同意' },
      { code: 'notice', label: '书面说明即可' },
    ],
    value: 'assigningBody', basis: provincial('ZJJY16', '第21条'), variants: { cppcc: { basis: local() } },
  }),
  feedbackPeriod: periodParameter({
    label: '代表、委员反馈', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '代表、委员',
    explanation: '收到答复后多少时间内填写征询意见表，评价满意、基本满意或不满意。',
    value: workingDays(15), basis: local('BJ14', '第23条'), variants: { cppcc: { basis: local('CHONGYI') } },
  }),
  feedbackSilence: choiceParameter({
    label: '逾期未反馈', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '代表、委员，满意率统计',
    explanation: '反馈期满没有评价的怎样处理。系统不会替人评价。',
    options: [
      { code: 'leftOut', label: '记为未反馈，不计入满意率' },
      { code: 'keepAsking', label: '继续提醒，直到评价' },
    ],
    value: 'leftOut', basis: local('CQ17', '第29条'),
  }),
  redoPeriod: periodParameter({
    label: '不满意重新办理', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '承办单位',
    explanation: '评价不满意、退回重新办理的，多少时间内再次书面答复。',
    value: months(1), basis: provincial('ZJDL16', '第43条'), variants: { cppcc: { basis: local() } },
  }),
  redoLimit: countParameter({
    label: '重新办理次数', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '承办单位、代表工作机构', unit: '次', min: 1, max: 5,
    explanation: '不满意最多退回重新办理几次；之后仍不满意的，转入下一项规定的处理。',
    value: 1, basis: local('CQ17', '第27条'),
  }),
  redoEscalation: choiceParameter({
    label: '再次不满意', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '承办单位、代表工作机构、提案委员会',
    explanation: '重新办理后仍不满意的怎样处理。',
    options: [
      { code: 'meeting', label: '召集双方，出具处理意见' },
      { code: 'superiorOrgan', label: '交其上级机关办理' },
      { code: 'councilOfChairpersons', label: '提请主任会议、主席会议研究' },
    ],
    value: 'meeting', basis: local('CQ17', '第27条'), variants: { 'congress/township': { value: 'superiorOrgan', basis: local('NPC21', '第32条') } },
  }),
  treatmentOpinionPeriod: periodParameter({
    label: '出具处理意见', group: 'deadline', kinds: ['suggestion', 'proposal'], affects: '代表工作机构、提案委员会',
    explanation: '再次不满意以后，多少时间内召集双方并出具处理意见。',
    value: months(1), basis: local(),
  }),
  activitySuggestionPeriod: periodParameter({
    label: '视察调研意见反馈', group: 'deadline', kinds: ['suggestion'], bodies: ['congress'], affects: '承办单位',
    explanation: '代表视察、专题调研报告中提出的意见转交后，多少时间内反馈处理情况。',
    value: months(3), basis: provincial('ZJDL16', '第24条', '上位依据：代表法（2025）第31条要求及时反馈'),
  }),
};
