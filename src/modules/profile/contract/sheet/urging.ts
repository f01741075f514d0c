import { z } from 'zod';
import { local } from '../basis.ts';
import { complete, countParameter, listParameter, periodParameter } from '../parameter.ts';
import { workingDays } from '../period.ts';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间请写成 08:30');

/** A part of a day, from and to inclusive of the first and exclusive of the last minute. */
export const timeSpan = z.object({ from: clockTime, to: clockTime });
export type TimeSpan = z.output<typeof timeSpan>;

const hoursShape = z
  .array(timeSpan)
  .min(1, '至少一段')
  .max(4, '最多四段')
  .refine(areInOrder, { error: '各段应当先后排列，互不重叠' })
  .readonly();
const marksShape = z
  .array(z.int().min(0, '不能为负').max(60, '不能超过 60'))
  .min(1, '至少一次')
  .max(6, '最多六次')
  .refine((marks) => marks.every((mark, index) => index === 0 || mark < marks[index - 1]!), { error: '请从多到少填写，不要重复' })
  .readonly();

/** When people are reminded, and when a card or a letter is sent (DOMAIN §4.4; look: 蓝牌未签收、黄牌临期、红牌逾期). */
export const urgingSheet = {
  dueSoonThreshold: countParameter({
    label: '临期',
    group: 'urging',
    kinds: ['suggestion', 'proposal'],
    affects: '承办单位',
    unit: '个工作日',
    min: 1,
    max: 30,
    explanation: '剩多少个工作日（含）以内算临期，列表标橙色。期限短的，以最后三分之一为限：5 个工作日的期限，剩 1 个工作日才算临期。',
    value: 5,
    basis: local(),
    say: (value) => `剩 ${value} 个工作日以内`,
  }),
  veryOverdueThreshold: countParameter({
    label: '严重逾期',
    group: 'urging',
    kinds: ['suggestion', 'proposal'],
    affects: '承办单位、代表工作机构',
    unit: '个工作日',
    min: 1,
    max: 120,
    explanation: '逾期满多少个工作日算严重逾期。',
    value: 10,
    basis: local(),
    say: (value) => `逾期满 ${value} 个工作日`,
  }),
  yellowCardLead: countParameter({
    label: '黄牌',
    group: 'urging',
    kinds: ['suggestion', 'proposal'],
    affects: '承办单位',
    unit: '个工作日',
    min: 1,
    max: 30,
    explanation: '答复到期前多少个工作日（含）仍未答复的发黄牌。期限短的，以最后三分之一为限。',
    value: 5,
    basis: local(),
    say: (value) => `剩 ${value} 个工作日仍未答复`,
  }),
  redCardAfter: countParameter({
    label: '红牌',
    group: 'urging',
    kinds: ['suggestion', 'proposal', 'report'],
    affects: '承办单位',
    unit: '个工作日',
    min: 0,
    max: 30,
    explanation: '逾期满多少个工作日发红牌；0 表示逾期即发。',
    value: 0,
    basis: local('YINGZHOU', '', '逾期发红牌'),
    say: (value) => (value === 0 ? '逾期即发' : `逾期满 ${value} 个工作日`),
  }),
  redCardExtensions: countParameter({
    label: '红牌（多次延期）',
    group: 'urging',
    kinds: ['suggestion', 'proposal', 'report'],
    affects: '承办单位',
    unit: '次',
    min: 1,
    max: 10,
    explanation: '延期超过多少次发红牌。',
    value: 2,
    basis: local('YINGZHOU'),
    say: (value) => `延期超过 ${value} 次`,
  }),
  redCardDissatisfactions: countParameter({
    label: '红牌（多次不满意）',
    group: 'urging',
    kinds: ['suggestion', 'proposal', 'report'],
    affects: '承办单位',
    unit: '次',
    min: 1,
    max: 5,
    explanation: '评价不满意达到多少次发红牌。',
    value: 2,
    basis: local('YINGZHOU'),
    say: (value) => `不满意满 ${value} 次`,
  }),
  redCardExplanationPeriod: periodParameter({
    label: '红牌书面说明',
    group: 'urging',
    kinds: ['suggestion', 'proposal', 'report'],
    affects: '承办单位',
    explanation: '收到红牌后多少时间内书面说明原因。',
    value: workingDays(5),
    basis: local('YINGZHOU', '', '红牌须书面说明，未见天数'),
  }),
  urgeLetterAt: listParameter({
    label: '催办函',
    group: 'urging',
    kinds: ['suggestion', 'proposal', 'report'],
    affects: '承办单位、代表工作机构',
    explanation: '到哪一步时起草催办函请负责人签发。系统只起草，不会自动送出。',
    options: [
      { code: 'blue', label: '蓝牌' },
      { code: 'yellow', label: '黄牌' },
      { code: 'red', label: '红牌' },
      { code: 'veryOverdue', label: '严重逾期' },
    ],
    value: ['red', 'veryOverdue'],
    basis: local('YINGZHOU', '', '当地黄牌即附催办函'),
  }),
  reminderMarks: complete(
    {
      label: '到期前提醒',
      group: 'urging',
      kinds: ['suggestion', 'proposal'],
      affects: '承办单位',
      explanation: '剩多少个工作日时各提醒一次经办人，从多到少填写。期限的前三分之一不提醒。',
      value: [10, 5, 1],
      basis: local(),
    },
    { form: 'marks', unit: '个工作日' },
    marksShape,
    sayMarks,
  ),
  overdueReminderEvery: countParameter({
    label: '逾期后提醒',
    group: 'urging',
    kinds: ['suggestion', 'proposal', 'report'],
    affects: '承办单位',
    unit: '个工作日',
    min: 1,
    max: 20,
    explanation: '逾期以后每隔多少个工作日提醒一次。',
    value: 5,
    basis: local(),
    say: (value) => `每 ${value} 个工作日一次`,
  }),
  reportDueSoonThreshold: countParameter({
    label: '临期',
    group: 'urging',
    kinds: ['report'],
    affects: '承办单位、网格',
    unit: '个工作日',
    min: 0,
    max: 10,
    explanation: '督事剩多少个工作日（含）以内算临期并发黄牌。期限短的，以最后三分之一为限；期限不足 3 个工作日的，到期当日算临期。',
    value: 1,
    basis: local(),
    say: (value) => (value === 0 ? '到期当日' : `剩 ${value} 个工作日以内`),
  }),
  reportVeryOverdueThreshold: countParameter({
    label: '严重逾期',
    group: 'urging',
    kinds: ['report'],
    affects: '承办单位、网格',
    unit: '个工作日',
    min: 1,
    max: 60,
    explanation: '督事逾期满多少个工作日算严重逾期。',
    value: 3,
    basis: local(),
    say: (value) => `逾期满 ${value} 个工作日`,
  }),
  reportReminderMarks: complete(
    {
      label: '到期前提醒',
      group: 'urging',
      kinds: ['report'],
      affects: '承办单位、网格',
      explanation: '督事剩多少个工作日时各提醒一次，从多到少填写；0 表示到期当日。期限的前三分之一不提醒。',
      value: [1, 0],
      basis: local(),
    },
    { form: 'marks', unit: '个工作日' },
    marksShape,
    sayMarks,
  ),
};

/** Hours in which the product may speak to people; outside of them reminders wait (FIELD §1: alerts at midnight). */
export const hoursSheet = {
  workingHours: complete(
    {
      label: '上班时间',
      group: 'hours',
      kinds: ['suggestion', 'proposal', 'report'],
      affects: '机关和承办单位工作人员',
      explanation: '提醒工作人员只在工作日的这些时间发出。',
      value: [
        { from: '08:30', to: '12:00' },
        { from: '14:00', to: '17:30' },
      ],
      basis: local(),
    },
    { form: 'timeSpans', exactly: null },
    hoursShape,
    (value) => value.map(saySpan).join('，'),
  ),
  contactHours: complete(
    {
      label: '可提醒时间',
      group: 'hours',
      kinds: ['suggestion', 'proposal', 'report'],
      affects: '代表、委员',
      explanation: '提醒代表、委员只在这段时间发出，其余为免打扰时间。',
      value: { from: '08:00', to: '20:00' },
      basis: local(),
    },
    { form: 'timeSpans', exactly: 1 },
    timeSpan.refine((span) => span.from < span.to, { error: '结束应当晚于开始' }),
    saySpan,
  ),
};

function areInOrder(spans: readonly TimeSpan[]): boolean {
  return spans.every((span, index) => span.from < span.to && (index === 0 || spans[index - 1]!.to <= span.from));
}

function saySpan(span: TimeSpan): string {
  return `${span.from}–${span.to}`;
}

function sayMarks(marks: readonly number[]): string {
  return `剩 ${marks.join('、')} 个工作日时`;
}
