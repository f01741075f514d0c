import { useRead } from '#platform/web/shared/queries.ts';
import { readTaskSummary } from '../../contract/routes.ts';

/** How many tasks wait for the seat; the figure beside 待办 in the top bar. A hook, called by the shell. */
export function useTaskCount(): number | undefined {
  return useRead(readTaskSummary, {}, { staleTime: 30_000 }).data?.total;
}

/** How many matters wait to be screened. */
export function useScreeningCount(): number | undefined {
  return countOf(useRead(readTaskSummary, {}, { staleTime: 30_000 }).data, 'screen');
}

/** How many matters wait to be assigned. */
export function useAssignmentCount(): number | undefined {
  return countOf(useRead(readTaskSummary, {}, { staleTime: 30_000 }).data, 'assign');
}

/** How many tasks of 督事 wait for the duty desk. */
export function useDutyCount(): number | undefined {
  const summary = useRead(readTaskSummary, {}, { staleTime: 30_000 }).data;
  return summary?.byClock.filter((one) => one.kind === 'report').reduce((sum, one) => sum + one.count, 0);
}

function countOf(summary: { byClock: readonly { clock: string; count: number }[] } | undefined, clock: string): number | undefined {
  return summary?.byClock.filter((one) => one.clock === clock).reduce((sum, one) => sum + one.count, 0);
}
