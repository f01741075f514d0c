import { local } from '../basis.ts';
import { choiceParameter, countParameter, listParameter, periodParameter, switchParameter } from '../parameter.ts';
import { days, workingDays } from '../period.ts';

/** Deadlines and rules of 代表督事, the small matters that go to the grassroots platform at once (DOMAIN §4). */
export const reportSheet = {
  reportDispatchPeriod: periodParameter({
    label: '受理分派', group: 'report', kinds: ['report'], affects: '指挥中心', units: ['workingDay', 'day'], min: 0,
    explanation: '代表提交后多少时间内受理并分派到单位或网格。', value: days(0), basis: local('FSOU12345', '', '当日转办'),
  }),
  reportReceiptPeriod: periodParameter({
    label: '签收', group: 'report', kinds: ['report'], affects: '承办单位、网格', units: ['workingDay', 'day'], min: 0,
    explanation: '分派后多少时间内签收；过期未签收的发蓝牌。', value: workingDays(1), basis: local(),
  }),
  reportObjectionPeriod: periodParameter({
    label: '退办期', group: 'report', kinds: ['report'], affects: '承办单位', units: ['workingDay', 'day'], min: 0,
    explanation: '不属于本单位职责的，多少时间内可以说明理由退回。', value: workingDays(1), basis: local('JN18', '', '当地准许退回，未见天数'),
  }),
  reportObjectionFinal: switchParameter({
    label: '有争议的由中心裁定', group: 'report', kinds: ['report'], affects: '承办单位、指挥中心',
    explanation: '职责有争议的由指挥中心裁定，裁定以后能否再退回。', on: '裁定后不得再退', off: '裁定后可再退一次',
    value: true, basis: local('WF21', '第22条'),
  }),
  reportUrgentPeriod: periodParameter({
    label: '紧急事项', group: 'report', kinds: ['report'], affects: '承办单位、网格', units: ['workingDay', 'day'], min: 0,
    explanation: '危及安全的紧急事项多少时间内处置并回告。填 0 日表示当日，节假日不顺延。', value: days(0), basis: local('FSOU12345', '', '紧急事项当日'),
  }),
  reportConsultPeriod: periodParameter({
    label: '咨询', group: 'report', kinds: ['report'], affects: '承办单位', units: ['workingDay', 'day'],
    explanation: '政策咨询类多少时间内答复。', value: workingDays(3), basis: local('ZHOUSHAN'),
  }),
  reportHelpPeriod: periodParameter({
    label: '求助', group: 'report', kinds: ['report'], affects: '承办单位、网格', units: ['workingDay', 'day'],
    explanation: '非紧急求助、设施报修等多少时间内办结并答复。', value: workingDays(5), basis: local('ZHOUSHAN'),
  }),
  reportComplaintPeriod: periodParameter({
    label: '投诉和复杂事项', group: 'report', kinds: ['report'], affects: '承办单位', units: ['workingDay', 'day'],
    explanation: '投诉、举报和需要几家单位一起办的事项多少时间内办结并答复。', value: workingDays(7), basis: local('ZHOUSHAN'),
  }),
  reportExtensionLimit: periodParameter({
    label: '延期不超过', group: 'report', kinds: ['report'], affects: '承办单位', units: ['day', 'workingDay'],
    explanation: '经同意每次最多延长多少时间。', value: days(20), basis: local('ZHOUSHAN'),
  }),
  reportExtensionCount: countParameter({
    label: '延期次数', group: 'report', kinds: ['report'], affects: '承办单位', unit: '次', min: 0, max: 5,
    explanation: '一件最多延期几次。', value: 2, basis: local('YINGZHOU', '', '延期超过两次的发红牌'),
  }),
  reportExtensionLead: countParameter({
    label: '延期申请提前', group: 'report', kinds: ['report'], affects: '承办单位', unit: '个工作日', min: 0, max: 10,
    explanation: '最迟在到期前多少个工作日提出延期申请。', value: 1, basis: local('ZHOUSHAN', '', '到期前一日提出'),
  }),
  reportFeedbackPeriod: periodParameter({
    label: '代表反馈', group: 'report', kinds: ['report'], affects: '代表', units: ['workingDay', 'day'],
    explanation: '收到办理结果后多少时间内评价；期满未评价的按未反馈办结，不计入满意率。', value: workingDays(5), basis: local(),
  }),
  reportRedoPeriod: periodParameter({
    label: '不满意重新办理', group: 'report', kinds: ['report'], affects: '承办单位', units: ['workingDay', 'day'],
    explanation: '评价不满意退回的，多少时间内重新办结。', value: workingDays(5), basis: local('JN18', '第27条', '当地规定可以退回重办'),
  }),
  reportRedoLimit: countParameter({
    label: '重新办理次数', group: 'report', kinds: ['report'], affects: '承办单位、代表', unit: '次', min: 0, max: 5,
    explanation: '最多退回重新办理几次；之后转代表工作机构督办。', value: 2, basis: local('YINGZHOU', '', '两次不满意的发红牌'),
  }),
  reportRepeatRule: choiceParameter({
    label: '重复反映', group: 'report', kinds: ['report'], affects: '代表、指挥中心',
    explanation: '同一事实和理由再次反映的怎样处理。在办的件总是先请代表“一起关注”，不另立一件。',
    options: [
      { code: 'explainAndStop', label: '已依法办结的说明后归档' },
      { code: 'handleAnew', label: '一律重新办理' },
    ],
    value: 'explainAndStop', basis: local('JN18', '第25条'),
  }),
  reportRepeatWindow: periodParameter({
    label: '重复反映查找范围', group: 'report', kinds: ['report'], affects: '代表、指挥中心', units: ['day', 'month'],
    explanation: '提交时在多少时间以内的件里查找相同事项。', value: days(90), basis: local(),
  }),
  reportRefusalGrounds: listParameter({
    label: '不作督事办理的情形', group: 'report', kinds: ['report'], affects: '代表、指挥中心',
    explanation: '遇到这些情形，标明去向后停止办理，并告诉代表该找谁。',
    options: [
      { code: 'emergency', label: '110、119、120 紧急警情' },
      { code: 'litigation', label: '应由诉讼、仲裁、行政复议解决' },
      { code: 'discipline', label: '纪检监察受理范围' },
      { code: 'petition', label: '已进入信访程序' },
      { code: 'secret', label: '涉及国家秘密、商业秘密、个人隐私' },
      { code: 'settledRepeat', label: '已依法处理后重复反映' },
      { code: 'outsideJurisdiction', label: '不属于本行政区域' },
    ],
    min: 1, value: ['emergency', 'litigation', 'discipline', 'petition', 'secret', 'settledRepeat'], basis: local('WF21', '第19条'),
  }),
};
