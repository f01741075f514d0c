import type { CommitmentView } from './views.ts';

const states = { open: '进行中', reported: '已报告，等评价', judged: '已评价', broken: '没有兑现' } as const;
const verdicts = { kept: '按期兑现', keptLate: '逾期兑现', notKept: '没有做到' } as const;

/** Whether the last judgement is still the last word: a promise that was reported again after 没有做到 awaits another. */
export function isJudged({ state, verdict }: Pick<CommitmentView, 'state' | 'verdict'>): boolean {
  return verdict !== null && (state === 'judged' || state === 'broken');
}

/** How a promise stands. */
export function promiseWords(promise: Pick<CommitmentView, 'state' | 'verdict'>): string {
  return isJudged(promise) ? verdicts[promise.verdict!] : states[promise.state];
}

type Report = CommitmentView['reports'][number];
type Step = { readonly at: string; readonly head: string; readonly words: string | null; readonly files: Report['files'] };

/** What became of a promise, in the order in which it happened: each report of the unit, each judgement of the proposer. */
export function promiseCourse({ reports, judgements }: Pick<CommitmentView, 'reports' | 'judgements'>): Step[] {
  return [
    ...reports.map(({ at, words, files }) => ({ at, head: '报告', words, files })),
    ...judgements.map(({ at, by, verdict, words }) => ({ at, head: `${by}评价：${verdicts[verdict]}`, words, files: [] })),
  ].toSorted((one, other) => one.at.localeCompare(other.at));
}
