import { useMemo } from 'react';
import { useQueries } from '@tanstack/react-query';
import type { AnswerOf } from '#platform/contract/route.ts';
import { call } from '#platform/web/shared/call.ts';
import { keyOf } from '#platform/web/shared/queries.ts';
import { readUnitProposal } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';

export type ProposedUnit = AnswerOf<typeof readUnitProposal>['items'][number];

/**
 * The proposed units of the matters around the cursor, by matter. Each is one reading; only the rows in sight and the next ones are
 * asked, so that a queue of hundreds costs a few dozen.
 */
export function useUnitProposals(matters: readonly MatterLine[], cursorIndex: number, also: ReadonlySet<string> = new Set()): ReadonlyMap<string, readonly ProposedUnit[]> {
  const near = useMemo(() => matters.filter((matter, index) => (index >= cursorIndex - 12 && index <= cursorIndex + 26) || also.has(matter.id)), [matters, cursorIndex, also]);
  const answers = useQueries({
    queries: near.map((matter) => {
      const input = { params: { bodyId: matter.bodyId, matterId: matter.id } };
      return { queryKey: keyOf(readUnitProposal, input), queryFn: () => call(readUnitProposal, input), staleTime: 300_000 };
    }),
    combine: (results) => results.map((result) => result.data?.items ?? null),
  });
  return useMemo(() => new Map(near.flatMap((matter, index) => (answers[index] ? [[matter.id, answers[index]] as const] : []))), [near, answers]);
}

/** How a case would be assigned. */
export interface Plan {
  readonly mode: 'sole' | 'lead' | 'separate';
  readonly lead: string | null;
  readonly co: readonly string[];
  readonly separate: readonly string[];
}

/** The plan that follows from what is proposed: the surest lead, and co-handlers that are more likely than not. */
export function planOf(proposed: readonly ProposedUnit[]): Plan {
  const lead = [...proposed].filter((one) => one.role === 'lead').sort((one, other) => other.certainty - one.certainty)[0] ?? null;
  const co = proposed.filter((one) => one !== lead && one.role === 'co' && one.certainty >= 0.5).map((one) => one.unit.id);
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
export function joined<Item>(items: readonly Item[], inputOf: (item: Item) => Readonly<Record<string, unknown>>): readonly { input: Readonly<Record<string, unknown>>; items: readonly Item[] }[] {
  const groups = new Map<string, { input: Readonly<Record<string, unknown>>; items: Item[] }>();
  for (const item of items) {
    const input = inputOf(item);
    const group = groups.get(JSON.stringify(input)) ?? { input, items: [] };
    group.items.push(item);
    groups.set(JSON.stringify(input), group);
  }
  return [...groups.values()];
}
