/** A point of a demo agenda: `depth` 0 for 一、, 1 for （一）; minutes where it is timed. */
export interface PlannedItem {
  readonly depth: 0 | 1;
  readonly title: string;
  readonly presenter?: string;
  readonly minutes?: number;
  readonly hidden?: boolean;
}

const top = (title: string, more: Omit<PlannedItem, 'depth' | 'title'> = {}): PlannedItem => ({ depth: 0, title, ...more });
const below = (title: string, more: Omit<PlannedItem, 'depth' | 'title'> = {}): PlannedItem => ({ depth: 1, title, ...more });

type Agendas = readonly (readonly [RegExp, readonly PlannedItem[]])[];

/** Agendas of a congress in session (地方组织法 §17 and custom, DOMAIN §6.1), by the words of a sitting's title. */
const congress: Agendas = [
  [
    /预备会议/,
    [
      top('通过会议议程', { minutes: 5 }),
      top('选举大会主席团和秘书长', { minutes: 25 }),
      below('宣读主席团和秘书长名单（草案）'),
      below('表决'),
      top('通过议案审查委员会、计划和预算审查委员会名单', { minutes: 10 }),
    ],
  ],
  [
    /开幕会/,
    [
      top('宣布开幕，奏唱国歌', { presenter: '大会执行主席', minutes: 5 }),
      top('听取和审议政府工作报告', { presenter: '市长', minutes: 70 }),
      top('审查计划和预算', { minutes: 15 }),
      below('关于国民经济和社会发展计划执行情况与计划草案的报告（书面）'),
      below('关于预算执行情况和预算草案的报告（书面）'),
      top('表决有关事项', { minutes: 15 }),
      below('通过大会选举办法（草案）'),
      below('通过专门委员会人选表决办法（草案）'),
    ],
  ],
  [
    /第二次全体会议/,
    [
      top('听取和审议市人大常委会工作报告', { presenter: '市人大常委会主任', minutes: 45 }),
      top('听取和审议市中级人民法院工作报告', { presenter: '市中级人民法院院长', minutes: 25 }),
      top('听取和审议市人民检察院工作报告', { presenter: '市人民检察院检察长', minutes: 25 }),
      top('票决民生实事项目', { minutes: 20 }),
      below('作候选项目的说明', { presenter: '副市长' }),
      below('投票'),
    ],
  ],
  [
    /闭幕会/,
    [
      top('宣布票决结果', { minutes: 5 }),
      top('通过各项决议', { minutes: 35 }),
      below('关于政府工作报告的决议（草案）'),
      below('关于计划和预算的决议（草案）'),
      below('关于市人大常委会工作报告的决议（草案）'),
      below('关于两院工作报告的决议（草案）'),
      top('宪法宣誓', { minutes: 15 }),
      top('讲话', { presenter: '市人大常委会主任', minutes: 20 }),
      top('宣布闭幕，奏唱国歌', { presenter: '大会执行主席', minutes: 5 }),
    ],
  ],
  [
    /主席团第一次/,
    [
      top('推选主席团常务主席', { minutes: 10 }),
      top('推选大会执行主席，决定副秘书长人选', { minutes: 15 }),
      top('决定议案提出的截止时间', { minutes: 5 }),
      top('会议材料保密要求', { minutes: 5, hidden: true }),
    ],
  ],
  [
    /主席团第二次/,
    [top('听取各代表团审议情况的汇报', { minutes: 20 }), top('审议各项决议（草案），决定提请各代表团审议', { minutes: 20 })],
  ],
  [
    /主席团第三次/,
    [top('听取议案审查委员会关于代表议案处理意见的报告', { minutes: 20 }), top('决定将各项决议（草案）提请大会表决', { minutes: 15 })],
  ],
  [
    /审议政府工作报告/,
    [top('审议政府工作报告', { presenter: '代表团团长', minutes: 110 }), top('审查计划报告和预算报告', { minutes: 40 })],
  ],
  [
    /审议常委会/,
    [
      top('审议市人大常委会工作报告', { presenter: '代表团团长', minutes: 60 }),
      top('审议市中级人民法院、市人民检察院工作报告', { minutes: 60 }),
    ],
  ],
];

/** Agendas of a CPPCC in session (DOMAIN §6.3). */
const cppcc: Agendas = [
  [
    /开幕会/,
    [
      top('宣布开幕，奏唱国歌', { presenter: '大会执行主席', minutes: 5 }),
      top('通过会议议程', { minutes: 5 }),
      top('听取常务委员会工作报告', { presenter: '市政协主席', minutes: 45 }),
      top('听取常务委员会关于提案工作情况的报告', { presenter: '市政协副主席', minutes: 20 }),
      top('表彰优秀提案', { minutes: 15 }),
    ],
  ],
  [
    /大会发言/,
    [
      top('宣布开会，介绍发言安排', { presenter: '大会执行主席', minutes: 5 }),
      top('委员发言', { minutes: 110 }),
      below('党派和团体发言'),
      below('界别发言'),
      below('委员个人和联合发言'),
      top('市领导讲话', { minutes: 25 }),
    ],
  ],
  [
    /闭幕会/,
    [
      top('通过关于常务委员会工作报告的决议', { minutes: 10 }),
      top('通过关于提案工作情况报告的决议', { minutes: 10 }),
      top('通过提案审查情况的报告', { minutes: 10 }),
      top('通过政治决议', { minutes: 15 }),
      top('讲话', { presenter: '市政协主席', minutes: 20 }),
      top('宣布闭幕，奏唱国歌', { presenter: '大会执行主席', minutes: 5 }),
    ],
  ],
  [/讨论政府工作报告/, [top('讨论政府工作报告', { presenter: '小组召集人', minutes: 90 }), top('讨论计划和预算报告', { minutes: 50 })]],
  [/小组讨论$/, [top('讨论常务委员会工作报告', { presenter: '小组召集人', minutes: 80 }), top('讨论提案工作情况的报告', { minutes: 60 })]],
  [/酝酿决议/, [top('讨论各项决议（草案）', { presenter: '小组召集人', minutes: 100 }), top('推荐大会优秀发言', { minutes: 40 })]],
  [/联组会议/, [top('委员就优化营商环境提出意见建议', { minutes: 90 }), top('市政府及有关部门负责人回应', { minutes: 50 })]],
];

/** Agendas of smaller meetings. */
const smaller: Agendas = [
  [
    /第一次全体会议/,
    [
      top('通过会议议程', { minutes: 5 }),
      top('听取和审议专项工作报告', { minutes: 90 }),
      below('作工作报告', { presenter: '主管部门负责人' }),
      below('作调研报告', { presenter: '专门委员会' }),
      top('听取有关人事事项的说明', { minutes: 20 }),
    ],
  ],
  [
    /第二次全体会议/,
    [
      top('表决有关决议、决定（草案）', { minutes: 20 }),
      top('表决人事任免事项', { minutes: 15 }),
      top('颁发任命书，宪法宣誓', { minutes: 10 }),
    ],
  ],
  [/反馈会/, [top('视察组反馈意见', { minutes: 60 }), top('被视察单位表态', { minutes: 30 })]],
];

/** The agenda of a demo sitting; nothing where such sittings have none. */
export function plannedAgenda(kind: 'congress' | 'cppcc', plenarySession: boolean, title: string): readonly PlannedItem[] {
  const from = plenarySession ? (kind === 'congress' ? congress : cppcc) : smaller;
  return from.find(([words]) => words.test(title))?.[1] ?? [];
}
