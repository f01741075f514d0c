import type { MotionType } from './types.ts';

/** 拼写议案的零件：从建议题目的情况、分析、办法拼出案据和方案，再加这里的案由、听取意见、委员会意见和决定。槽位 {core} 是事项，{field} 是类别。 */
export interface MotionFrame {
  readonly type: MotionType;
  readonly subject: string;
  /** 法律政策依据，接在案据末尾。 */
  readonly law: string;
  readonly hearing: string;
  readonly opinion: string;
  readonly decision: string;
}

export const frames: readonly MotionFrame[] = [
  {
    type: 'other',
    subject: '提请大会审议{core}事项，督促有关部门列出清单、明确时限，一年内见到实效。',
    law: '地方组织法规定本级人民代表大会讨论、决定本行政区域内的重大事项，群众反映集中，应当认真研究解决。',
    hearing: '领衔代表介绍了走访情况，重点希望列出时间表；联名代表补充了各自街道的同类问题，愿意参加后续督办。',
    opinion: '所提问题属实，做法可行，但属于政府部门职责范围内的具体工作，不需要由大会审议决定，建议转为代表建议交办。',
    decision: '内容属于政府日常工作职责，不作为议案处理，转为代表建议交有关部门研究办理，并答复每位提案代表。',
  },
  {
    type: 'supervision',
    subject: '提请对{core}工作开展监督，督促责任单位按期整改，并向常委会报告。',
    law: '监督法规定常委会可以对关系群众切身利益的问题开展执法检查和专题调研。',
    hearing: '提案代表希望委员会一起到现场看，检查结果向群众公布；有代表建议与今年的专题调研合并进行。',
    opinion: '监督内容较为单一，可以通过建议办理和日常督办解决，不宜作为议案，建议转为代表建议。',
    decision: '可以通过代表建议办理和督办解决，不作为议案处理，转为代表建议。',
  },
  {
    type: 'decision',
    subject: '提请大会就{core}作出决定，明确总体目标、部门责任和财政保障，分年度推进。',
    law: '讨论、决定重大事项是宪法和地方组织法赋予人民代表大会的职权。',
    hearing: '代表们认为目标要实，建议把第一年的任务写清楚，责任单位写到局；对资金有三位代表提了分担意见。',
    opinion: '出发点好，但作出决定的条件还不成熟，部分目标已列入政府年度计划，建议转为代表建议，由政府先行推进。',
    decision: '有关内容政府已有安排，不作为议案处理，转为代表建议，请承办单位把代表意见吸收到年度计划中。',
  },
];

/** 闭会后审议的拼写件用的审议结果。 */
export const reviews: readonly { readonly words: string; readonly standing: string; readonly outcome: string }[] = [
  {
    words:
      '委员会召开座谈会两次，实地走访五处，听取提案代表意见。认为问题梳理清楚，有关部门已有工作基础，建议列入政府年度工作计划，委员会跟踪督办。',
    standing: '同意委员会报告，列入年度工作计划，由委员会跟踪督办。',
    outcome: '已列入年度工作计划，完成主要任务，委员会跟踪督办两次，提案代表参加了现场检查。',
  },
  {
    words: '委员会与有关部门逐条研究，四条意见中三条已经采纳，一条受条件限制暂缓，建议作为工作参考，请有关部门向提案代表作好说明。',
    standing: '同意委员会报告，作为工作参考，有关部门书面说明。',
    outcome: '有关部门采纳三条意见并书面说明，提案代表表示理解。',
  },
];
