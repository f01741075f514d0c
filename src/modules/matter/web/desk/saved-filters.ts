import { newId } from '#platform/contract/identifiers.ts';
import type { Query } from '#platform/web/desk/address.ts';
import type { SavedFilters } from '#platform/web/desk/filters.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { deleteFilter, listFilters, saveFilter } from '../../contract/routes.ts';

type List = 'matters' | 'tasks' | 'screening' | 'commitments' | 'reports';

/** Filters that the person saved for `list`, kept with the account. `now` is the query in force. */
export function useListFilters(list: List, now: Query): SavedFilters {
  const kept = useRead(listFilters);
  const put = useWrite(saveFilter);
  const drop = useWrite(deleteFilter);
  const mine = (kept.data?.items ?? []).filter((one) => one.list === list).sort((one, other) => one.position - other.position);
  const text = JSON.stringify(now);
  return {
    keptWhere: '随账号保存，换电脑也在。',
    filters: mine.map(({ id, label }) => ({ id, label })),
    queryOf: (id) => mine.find((one) => one.id === id)?.query,
    save: (label) =>
      put.mutate({ params: { filterId: newId() }, body: { list, label, query: { ...now }, position: Math.min(99, mine.length) } }),
    remove: (id) => drop.mutate({ params: { filterId: id } }),
    savable: Object.keys(now).length > 0 && !mine.some((one) => JSON.stringify(one.query) === text),
  };
}

/** The members `names` of a query that hold something. */
export function pick(query: Query, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}
