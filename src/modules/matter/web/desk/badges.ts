import { useRead } from '#platform/web/shared/queries.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { readTaskSummary } from '../../contract/routes.ts';
import { deskOfClock } from './office-kinds.ts';

/** How many tasks wait for the seat; the figure beside 待办 in the top bar. A hook, called by the shell. */
export function useTaskCount(): number | undefined {
  return useRead(readTaskSummary, {}, { staleTime: 30_000 }).data?.total;
}

/** How many matters wait for the office on its queues, of all its kinds. */
export function useScreeningCount(): number | undefined {
  return useCountOf('screening');
}

/** How many matters wait to be assigned. */
export function useAssignmentCount(): number | undefined {
  return useCountOf('assignment');
}

/** How many tasks of 督事 wait for the duty desk. */
export function useDutyCount(): number | undefined {
  return useCountOf('duty');
}

/** How many reports of public sentiment wait for the editor's desk. */
export function useEditingCount(): number | undefined {
  return useCountOf('bulletins');
}

function useCountOf(desk: ReturnType<typeof deskOfClock>): number | undefined {
  const { data } = useRead(readTaskSummary, {}, { staleTime: 30_000 });
  return data?.byClock
    .filter((one) => kinds[one.kind] && deskOfClock(kinds[one.kind]!, one.clock) === desk)
    .reduce((sum, one) => sum + one.count, 0);
}
