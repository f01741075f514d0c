import type { AnswerOf } from '#platform/contract/route.ts';
import type { CertaintyLevel } from '#platform/web/desk/marks.tsx';
import type { Kind } from '../../contract/kind.ts';
import type { readUnitProposal } from '../../contract/routes.ts';

/** A unit that the server proposes for a case, with how sure it is and why. */
export type ProposedUnit = AnswerOf<typeof readUnitProposal>['items'][number];

/** From which certainty on a word is meant; one scale for every unit, so that the word fits the figure beside it. */
const bounds = { certain: 0.85, likely: 0.65, look: 0.4 } as const;

/** How sure a proposal is, in the words of the desk. */
export function levelOf({ certainty }: Pick<ProposedUnit, 'certainty'>): CertaintyLevel {
  if (certainty >= bounds.certain) return 'certain';
  if (certainty >= bounds.likely) return 'likely';
  return certainty >= bounds.look ? 'look' : 'unsure';
}

/** Sure enough to stand ticked before anybody has looked: a lead that is no mere guess, a co-handler that is rather one than not. */
export function isLikely(one: ProposedUnit): boolean {
  return one.role === 'lead' ? levelOf(one) !== 'unsure' : one.certainty >= 0.5;
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

/** The ways in which a kind is assigned, as its act declares them: value and words. */
export function modesOf(kind: Kind): readonly (readonly [mode: Plan['mode'], label: string])[] {
  const choices = kind.acts['assign']?.fields.find((field) => field.name === 'mode')?.choices ?? [];
  return choices.filter((choice): choice is readonly [Plan['mode'], string] => ['sole', 'lead', 'separate'].includes(choice[0]));
}

/** True where many may be assigned at once: nothing has to be looked at case by case. */
export function isManyAtOnce(kind: Kind): boolean {
  const act = kind.acts['assign'];
  return Boolean(act?.bulk) && (act?.guards ?? []).length === 0;
}

/** The plan in a way that the kind knows: where nobody gives opinions to a lead, the lead handles alone. */
export function fitting(plan: Plan, kind: Kind): Plan {
  return modesOf(kind).some(([mode]) => mode === plan.mode) ? plan : { mode: 'sole', lead: plan.lead, co: [], separate: [] };
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
