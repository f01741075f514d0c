import { kinds } from '../../contract/kinds/index.ts';
import { stages, type Kind, type Stage } from '../../contract/kind.ts';

/** What a stage is called in a kind: its own word, else the common one. */
export function stageWords(kind: Kind | null | undefined, stage: Stage): string {
  return kind?.stageWords?.[stage] ?? stages[stage];
}

/** The stage in which a clock runs, by the first state in which an act meets it; undefined where none says so. */
export function stageOfDeclaredClock(kindName: string, clock: string): Stage | undefined {
  const kind = kinds[kindName];
  const meeting = Object.values(kind?.acts ?? {}).find((act) => act.meets?.includes(clock) && !act.from.includes('*'));
  return kind && meeting && kind.states[meeting.from[0]!]?.stage;
}

/** The stage that an act leads out of; undefined where it stays in its stage, or may go several ways of which one stays. */
export function stagePassedBy(kindName: string, actName: string): Stage | undefined {
  const kind = kinds[kindName];
  const act = kind?.acts[actName];
  const from = act && kind.states[act.from[0]!]?.stage;
  if (!kind || !act || !from) return undefined;
  const to = [
    act.to,
    ...Object.values(act.toBy?.states ?? {}),
    ...Object.values(act.outcomes ?? {}).map((outcome) => outcome.to),
  ].filter((state) => state !== undefined && state !== 'derived');
  return to.length > 0 && to.every((state) => kind.states[state!]?.stage !== from) ? from : undefined;
}
