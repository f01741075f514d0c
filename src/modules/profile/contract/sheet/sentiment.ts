import { local } from '../basis.ts';
import { periodParameter } from '../parameter.ts';

const common = { group: 'deadline', kinds: ['sentiment'], bodies: ['cppcc'], basis: local() } as const;

/** The editor's desk of 社情民意信息 (DOMAIN §2.5): national rules leave every period to the body. */
export const sentimentSheet = {
  sentimentEditPeriod: periodParameter({
    ...common,
    label: '信息编辑',
    affects: '信息工作机构、委员',
    explanation: '收到社情民意信息后，多少时间内编辑、采用或者说明不用的理由。',
    value: { amount: 10, unit: 'workingDay' },
  }),
  sentimentUrgentPeriod: periodParameter({
    ...common,
    label: '紧急信息编辑',
    affects: '信息工作机构、委员',
    explanation: '标明紧急的社情民意信息，多少时间内处理。',
    value: { amount: 1, unit: 'workingDay' },
  }),
  sentimentIssuePeriod: periodParameter({
    ...common,
    label: '信息编发',
    affects: '信息工作机构',
    explanation: '编辑好的信息多少时间内单篇报送或编入一期信息。',
    value: { amount: 10, unit: 'workingDay' },
  }),
  sentimentFeedbackPeriod: periodParameter({
    ...common,
    label: '采用反馈',
    affects: '信息工作机构、委员',
    explanation: '报送以后多少时间内把采用、批示情况反馈给委员；没有结果的也要反馈。',
    value: { amount: 3, unit: 'month' },
  }),
  sentimentFollowPeriod: periodParameter({
    ...common,
    label: '批示落实',
    affects: '信息工作机构、委员',
    explanation: '领导批示以后，多少时间内登记落实情况。',
    value: { amount: 3, unit: 'month' },
  }),
  concernConsultPeriod: periodParameter({
    ...common,
    kinds: ['report'],
    group: 'report',
    label: '协商',
    affects: '工作机构、参加协商的单位和委员',
    explanation: '委员议事受理后，多少时间内组织协商并形成纪要。',
    value: { amount: 10, unit: 'workingDay' },
  }),
};
