import { law, local, provincial } from '../basis.ts';
import { choiceParameter, countParameter, fixedByLaw } from '../parameter.ts';

/** What a session's 票决办法 starts from; the session itself may depart where law allows (DOMAIN §3.2). */
export const ballotSheet = {
  ballotThreshold: choiceParameter({
    label: '通过票数',
    group: 'ballot',
    kinds: ['ballot'],
    bodies: ['congress'],
    affects: '全体代表',
    explanation: '大会决议以全体代表的过半数通过，不是到会代表的过半数。',
    options: [
      { code: 'majorityOfAll', label: '全体代表过半数' },
      { code: 'majorityOfPresent', label: '到会代表过半数' },
    ],
    value: 'majorityOfAll',
    basis: law('OL22', '第25条'),
    lock: fixedByLaw('地方组织法（2022）第25条：以全体代表的过半数通过，不能更改。'),
  }),
  ballotDifferential: countParameter({
    label: '票决差额',
    group: 'ballot',
    kinds: ['ballot'],
    bodies: ['congress'],
    affects: '政府、全体代表',
    unit: '%',
    min: 0,
    max: 100,
    explanation: '候选项目比应选项目至少多百分之几；0 表示可以等额。',
    value: 20,
    basis: local(),
    say: (value) => (value === 0 ? '可以等额' : `差额 ${value}% 以上`),
  }),
  ballotMarks: choiceParameter({
    label: '票面',
    group: 'ballot',
    kinds: ['ballot'],
    bodies: ['congress'],
    affects: '全体代表',
    explanation: '每个项目分别写赞成、反对、弃权，还是在候选项目里选出若干个。',
    options: [
      { code: 'pickUpTo', label: '从候选项目中选出不多于应选数' },
      { code: 'perItem', label: '逐项赞成、反对、弃权' },
      { code: 'rank', label: '按先后排序' },
    ],
    value: 'pickUpTo',
    basis: local('SHENGZHOU18', '', '由每次会议通过的票决办法确定'),
  }),
};

/** Duty of deputies and reception at stations (DOMAIN §5.2, §5.7). */
export const stationSheet = {
  receptionFrequency: choiceParameter({
    label: '接待选民',
    group: 'station',
    kinds: ['station'],
    bodies: ['congress'],
    affects: '代表、联络站',
    explanation: '联络站多久安排一次代表接待。法律要求经常联系群众，没有规定次数。',
    options: [
      { code: 'weekly', label: '每周一次' },
      { code: 'monthly', label: '每月一次' },
      { code: 'oddMonths', label: '单月一次' },
    ],
    value: 'monthly',
    basis: local('GZLLZ', '', '上位依据：代表法（2025）第28条'),
  }),
  receptionNotice: countParameter({
    label: '接待公告提前',
    group: 'station',
    kinds: ['station'],
    bodies: ['congress'],
    affects: '联络站',
    unit: '日',
    min: 1,
    max: 30,
    explanation: '接待前多少日公布时间、地点和代表。',
    value: 3,
    basis: local('GZLLZ'),
    say: (value) => `提前 ${value} 日`,
  }),
  dutyDays: countParameter({
    label: '每年履职时间',
    group: 'station',
    kinds: ['station'],
    bodies: ['congress'],
    affects: '代表',
    unit: '个工作日',
    min: 0,
    max: 60,
    explanation: '闭会期间每位代表每年履职不少于多少个工作日。',
    value: 15,
    basis: provincial('ZJDL16', '第35条'),
    variants: { 'congress/township': { value: 7 } },
    say: (value) => `不少于 ${value} 个工作日`,
  }),
};
