import { kinds } from '../../contract/kinds/index.ts';
import { stages, type Stage } from '../../contract/kind.ts';
import type { CaseView } from '../../contract/views.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import { principalClock } from './clocks.ts';

export interface NextStep {
  readonly stage: Stage;
  readonly title: string;
  readonly time: string | null;
}

const titles: Readonly<Record<Stage, string>> = {
  raise: '提出',
  screen: '审核编号',
  assign: '交办',
  handle: '承办单位办理',
  reply: '书面答复',
  feedback: '评价答复',
  follow: '跟踪承诺到兑现',
  end: '办结',
};

/** The stages that a case has still before it, so that a proposer sees what comes; the next one carries its date. */
export function nextSteps(found: CaseView, mine: boolean): readonly NextStep[] {
  const kind = kinds[found.matter.kind];
  const state = kind?.states[found.matter.state];
  if (!kind || !state || state.final) return [];
  const order = Object.keys(stages) as Stage[];
  const used = new Set([...Object.values(kind.states), ...Object.values(kind.handlingStates)].map((one) => one.stage));
  const due = principalClock(found.clocks);
  const coming = order.slice(order.indexOf(state.stage) + 1).filter((stage) => used.has(stage) && stage !== 'end');
  const steps = coming.map((stage, index) => ({
    stage,
    title: kind.stageWords?.[stage] ?? (stage === 'feedback' && mine ? '我来评价' : titles[stage]),
    time: index === 0 && due?.dueOn && state.stage !== 'feedback' ? `${dayWords(due.dueOn)}前` : null,
  }));
  // A kind with stages of its own may take either of several ways: only what comes next is promised.
  const sure = kind.stageWords ? steps.slice(0, 2) : steps;
  return [...sure, { stage: 'end', title: titles.end, time: null }];
}
