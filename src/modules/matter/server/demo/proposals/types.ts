import type { ComposedSuggestion } from '../compose.ts';

/** 提案的文字和办理经过；与建议同样的零件，称谓为委员、提案。 */
export type ProposalStory = ComposedSuggestion;

/** 全文写成的提案。时间以“全会期间（1月）提出、当年4月至6月答复”为口径，只用“去年”“今年”“明年”。 */
export interface WrittenProposal extends ProposalStory {
  /** 以什么名义提出；集体提案写明集体名称里的界别、党派或委员会。 */
  readonly raisedBy: 'people' | 'sector' | 'party' | 'committee';
  readonly collective?: string;
}

/** 没有立案的提案：只写案由、情况、分析、建议，和对照哪一条、怎样说明。{township}、{community}、{road}、{village}、{county} 取自同一镇街。 */
export interface RefusedProposal {
  readonly ground: string;
  readonly title: string;
  readonly field: string;
  readonly situation: string;
  readonly analysis: string;
  readonly measures: readonly string[];
  readonly reason: string;
}
