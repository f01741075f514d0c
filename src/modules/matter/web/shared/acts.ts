import { kinds } from '../../contract/kinds/index.ts';
import type { ActView, CaseView, HandlingView } from '../../contract/views.ts';

/** Acts in the order of a page: the one to do now, those beside it, those that end or refuse. */
export interface ActsInOrder {
  /** The filled button; null where nothing is to be done by the viewer. */
  readonly main: ActView | null;
  readonly others: readonly ActView[];
  readonly grave: readonly ActView[];
}

/** Sorts what the viewer may do. A blocked main act stands first only where no other main act is free. */
export function actsInOrder(acts: readonly ActView[]): ActsInOrder {
  const mains = acts.filter((act) => act.weight === 'main');
  // A reply that is written wants signing: writing on stays possible, but it is no longer the next thing.
  const ready = acts.find((act) => act.act === 'startSignoff' && !act.blocked);
  const main = ready ?? mains.find((act) => !act.blocked) ?? mains[0] ?? null;
  return {
    main,
    others: acts.filter((act) => act !== main && act.weight !== 'grave'),
    grave: acts.filter((act) => act.weight === 'grave'),
  };
}

/** The handling that an act is done to, or null. */
export function targetOf(found: CaseView, act: Pick<ActView, 'on' | 'targetId'>): HandlingView | null {
  if (act.on === 'commitment') {
    const commitment = found.commitments.find((one) => one.id === act.targetId);
    return found.handlings.find((one) => one.id === commitment?.handlingId) ?? null;
  }
  return act.on === 'handling' ? (found.handlings.find((one) => one.id === act.targetId) ?? null) : null;
}

/** The words on an act's button: its label, with the unit's name where several units could be meant. */
export function actWords(found: CaseView, act: ActView): string {
  const unit = targetOf(found, act)?.unit.shortName;
  const several = found.acts.filter((one) => one.act === act.act).length > 1;
  if (act.act === 'urge' && unit) return `${act.label}${unit}`;
  if (act.act === 'signOff') return `${act.label}答复稿`;
  // 评价 alone does not say what; 评价办理 does.
  if (act.label === '评价') return `${act.label}${several && unit ? `${unit}的` : ''}答复`;
  return several && unit ? `${act.label}（${unit}）` : act.label;
}

/** How the line of an act reads that another act's page opens with, e.g. for the window's title. */
export function labelOfAct(kind: string, act: string): string {
  return kinds[kind]?.acts[act]?.label ?? '办理';
}
