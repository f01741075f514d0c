import type { AnswerOf } from '#platform/contract/route.ts';
import type { CertaintyLevel } from '#platform/web/desk/marks.tsx';
import type { readUnitProposal } from '../../contract/routes.ts';

/** A unit that the server proposes for a case, with how sure it is and why. */
export type ProposedUnit = AnswerOf<typeof readUnitProposal>['items'][number];

/** Certainties of one case share one whole, so a co-handler is likely with a smaller share than a lead. */
const bounds = { lead: [0.7, 0.5, 0.35], co: [0.4, 0.28, 0.2] } as const;

/** How sure a proposal is, in the words of the desk. */
export function levelOf(one: ProposedUnit): CertaintyLevel {
  const [certain, likely, look] = bounds[one.role];
  if (one.certainty >= certain) return 'certain';
  if (one.certainty >= likely) return 'likely';
  return one.certainty >= look ? 'look' : 'unsure';
}

/** Sure enough to stand ticked before anybody has looked. */
export function isLikely(one: ProposedUnit): boolean {
  return one.role === 'lead' ? levelOf(one) !== 'unsure' : levelOf(one) === 'certain' || levelOf(one) === 'likely';
}

/** How a case would be assigned. */
export interface Plan {
  readonly mode: 'sole' | 'lead' | 'separate';
  readonly lead: string | null;
  readonly co: readonly string[];
  readonly separate: readonly string[];
}

/** The plan that follows from what is proposed: the surest lead, and co-handlers that are likely. */
export function planOf(proposed: readonly ProposedUnit[]): Plan {
  const lead = [...proposed].filter((one) => one.role === 'lead').sort((one, other) => other.certainty - one.certainty)[0] ?? null;
  const co = proposed.filter((one) => one !== lead && isLikely(one)).map((one) => one.unit.id);
  return { mode: co.length > 0 ? 'lead' : 'sole', lead: lead?.unit.id ?? null, co, separate: [] };
}

/** The act's input that carries a plan out. */
export function inputOfPlan(plan: Plan): Readonly<Record<string, unknown>> {
  if (plan.mode === 'separate') return { mode: 'separate', separate: plan.separate };
  return plan.mode === 'lead' ? { mode: 'lead', lead: plan.lead, co: plan.co } : { mode: 'sole', lead: plan.lead };
}

/** What a plan still lacks, in words; null where it can be carried out. */
export function gapOf(plan: Plan): string | null {
  if (plan.mode === 'separate') return plan.separate.length >= 2 ? null : '分别办理至少选两家单位';
  if (!plan.lead) return '还没有选主办（独办）单位';
  if (plan.mode === 'lead' && plan.co.length === 0) return '还没有选会办单位';
  return plan.co.includes(plan.lead) ? '主办单位不能同时会办' : null;
}

/** Joins what would be sent with the same input, so that a batch is few calls and one undo. */
export function joined<Item>(
  items: readonly Item[],
  inputOf: (item: Item) => Readonly<Record<string, unknown>>,
): readonly { input: Readonly<Record<string, unknown>>; items: readonly Item[] }[] {
  const groups = new Map<string, { input: Readonly<Record<string, unknown>>; items: Item[] }>();
  for (const item of items) {
    const input = inputOf(item);
    const group = groups.get(JSON.stringify(input)) ?? { input, items: [] };
    group.items.push(item);
    groups.set(JSON.stringify(input), group);
  }
  return [...groups.values()];
}
