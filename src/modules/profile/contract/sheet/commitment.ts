import { local, provincial } from '../basis.ts';
import { countParameter, periodParameter, switchParameter } from '../parameter.ts';
import { months, workingDays } from '../period.ts';

/** What stays to be done after an answer of class B or C (DOMAIN §1.8 "Promise ledger"). */
export const commitmentSheet = {
  commitmentReportPeriod: periodParameter({
    label: '承诺事项回报',
    group: 'commitment',
    kinds: ['suggestion', 'proposal'],
    affects: '承办单位',
    explanation: '计入承诺事项台账的件，承办单位每隔多少时间回报一次进展；办成以后再次答复。',
    value: months(6),
    basis: provincial('ZJJY16', '第20条', '省规定要求跟踪答复，未定间隔'),
    variants: { cppcc: { basis: local() } },
  }),
  commitmentReminderLead: countParameter({
    label: '承诺到期提醒',
    group: 'commitment',
    kinds: ['suggestion', 'proposal'],
    affects: '承办单位',
    unit: '个工作日',
    min: 1,
    max: 60,
    explanation: '承诺的完成日期之前多少个工作日提醒承办单位。',
    value: 20,
    basis: local(),
    say: (value) => `提前 ${value} 个工作日`,
  }),
  commitmentExplanationPeriod: periodParameter({
    label: '承诺未兑现说明',
    group: 'commitment',
    kinds: ['suggestion', 'proposal'],
    affects: '承办单位',
    explanation: '承诺到期没有办成的，多少时间内向提出人书面说明原因并重新确定日期。',
    value: workingDays(10),
    basis: local(),
  }),
  commitmentRating: switchParameter({
    label: '兑现后再评价',
    group: 'commitment',
    kinds: ['suggestion', 'proposal'],
    affects: '代表、委员',
    explanation: '承诺事项办成以后，是否请提出人对兑现情况再评价一次。',
    on: '再评价一次',
    off: '不再评价',
    value: true,
    basis: local('CQ17', '第28条'),
  }),
};
