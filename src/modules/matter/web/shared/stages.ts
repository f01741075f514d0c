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
  // What is done to a unit's share stands where that share is; the case as a whole may be elsewhere.
  const share = meeting?.on === 'handling' ? kind?.handlingStates[meeting.fromTarget?.[0] ?? ''] : undefined;
  return share?.stage ?? (kind && meeting && kind.states[meeting.from[0]!]?.stage);
}

/** The stage that an act leads out of, in one of its ways at least; undefined where it stays in its stage. */
export function stagePassedBy(kindName: string, actName: string): Stage | undefined {
  const kind = kinds[kindName];
  const act = kind?.acts[actName];
  const from = act && kind.states[act.from[0]!]?.stage;
  if (!kind || !act || !from) return undefined;
  const to = [act.to, ...Object.values(act.toBy?.states ?? {}), ...Object.values(act.outcomes ?? {}).map((outcome) => outcome.to)].filter(
    (state) => state !== undefined && state !== 'derived',
  );
  return to.some((state) => kind.states[state!]?.stage !== from) ? from : undefined;
}

/** True for kinds whose cases take one of several ways (列入议程, 闭会审议 …): what was gone round is no part of a case's way. */
export function takesSeveralWays(kind: Kind): boolean {
  return Object.values(kind.acts).some((act) => {
    const reached = Object.values(act.toBy?.states ?? {}).flatMap((state) => kind.states[state]?.stage ?? []);
    return new Set(reached).size > 1;
  });
}
