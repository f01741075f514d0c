import { useMemo } from 'react';
import { useQueries } from '@tanstack/react-query';
import { call } from '#platform/web/shared/call.ts';
import { keyOf } from '#platform/web/shared/queries.ts';
import { readUnitProposal } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import type { ProposedUnit } from './plans.ts';

/**
 * The proposed units of the matters around the cursor, by matter. Each is one reading; only the rows in sight and the next ones are
 * asked, so that a queue of hundreds costs a few dozen.
 */
export function useUnitProposals(
  matters: readonly MatterLine[],
  cursorIndex: number,
  also: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, readonly ProposedUnit[]> {
  const near = useMemo(
    () => matters.filter((matter, index) => (index >= cursorIndex - 12 && index <= cursorIndex + 26) || also.has(matter.id)),
    [matters, cursorIndex, also],
  );
  const answers = useQueries({
    queries: near.map(proposalQuery),
    combine: (results) => results.map((result) => result.data?.items ?? null),
  });
  return useMemo(
    () => new Map(near.flatMap((matter, index) => (answers[index] ? [[matter.id, answers[index]] as const] : []))),
    [near, answers],
  );
}

/** The reading of one matter's proposal, as it is cached. */
export function proposalQuery(matter: Pick<MatterLine, 'bodyId' | 'id'>) {
  const input = { params: { bodyId: matter.bodyId, matterId: matter.id } };
  return { queryKey: keyOf(readUnitProposal, input), queryFn: () => call(readUnitProposal, input), staleTime: 300_000 };
}
