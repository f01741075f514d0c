import { useMemo } from 'react';
import { useQueries } from '@tanstack/react-query';
import { readOrganisation } from '#modules/directory/contract/routes.ts';
import { call } from '#platform/web/shared/call.ts';
import { keyOf } from '#platform/web/shared/queries.ts';
import type { ProposedUnit } from './plans.ts';

/** Short names of units by id: those already known from proposals, the others read one by one. */
export function useUnitNames(ids: readonly string[], proposed: readonly ProposedUnit[]): ReadonlyMap<string, string> {
  const known = useMemo(() => new Map(proposed.map((one) => [one.unit.id, one.unit.shortName])), [proposed]);
  const missing = useMemo(() => [...new Set(ids)].filter((id) => !known.has(id)), [ids, known]);
  const read = useQueries({
    queries: missing.map((id) => {
      const input = { params: { id } };
      return { queryKey: keyOf(readOrganisation, input), queryFn: () => call(readOrganisation, input), staleTime: 600_000 };
    }),
    combine: (results) => results.map((result) => result.data?.shortName),
  });
  return useMemo(
    () => new Map([...known, ...missing.flatMap((id, index) => (read[index] ? [[id, read[index]] as const] : []))]),
    [known, missing, read],
  );
}
