import type { Chance } from '#platform/server/chance.ts';
import type { ComposedSuggestion } from '../compose.ts';
import { frames, reviews } from './frames.ts';
import type { MotionStory } from './types.ts';

/**
 * A motion put together from a suggestion's parts: the same matter, asked of the congress instead of a body. Most become that very suggestion
 * again, so that its reply keeps to its text; some go to a committee after the session.
 */
export function composeMotion(chance: Chance, suggestion: ComposedSuggestion, toCommittee: boolean): MotionStory {
  const frame = chance.pick(frames);
  const core = suggestion.title.replace(/^关于/, '').replace(/的建议$/, '');
  const subject = frame.subject.replace('{core}', `“${core}”`);
  const grounds = `${suggestion.situation}${suggestion.analysis}${frame.law}`;
  const shared = {
    title: `关于${core}的议案`,
    type: frame.type,
    field: suggestion.field,
    subject,
    grounds,
    plan: suggestion.measures,
    hearing: frame.hearing,
  };
  if (!toCommittee) {
    const became = { ...suggestion, situation: `${subject}\n\n${grounds}`, analysis: '' };
    return { ...shared, opinion: frame.opinion, decision: frame.decision, course: { course: 'converted', suggestion: became } };
  }
  const found = chance.pick(reviews);
  return {
    ...shared,
    opinion: '议案提出的问题集中，涉及几个部门，需要深入调研论证，本次会议直接审议的条件还不成熟，建议闭会后由委员会审议。',
    decision: '同意委员会意见，不列入本次会议议程，交专门委员会闭会后审议。',
    course: {
      course: 'review',
      question: '请就议案所提意见能否采纳、何时落实答复。',
      answers: [{ unit: suggestion.lead, words: '议案所提意见总体可行，我单位将结合年度工作安排落实，并主动与提案代表联系。' }],
      review: found.words,
      decision: found === reviews[0] ? 'plan' : 'reference',
      standing: found.standing,
      outcome: found.outcome,
    },
  };
}
