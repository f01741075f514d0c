import { useCallback } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';

export type Query = Readonly<Record<string, string>>;

/**
 * The query of the page's address as the place where a list keeps its filters: a reload, the back key and a link sent to a colleague all
 * show the same list. The function changes members; undefined takes one out.
 */
export function useAddress(): readonly [
  Query,
  (change: Readonly<Record<string, string | undefined>>, options?: { replaceAll?: boolean }) => void,
] {
  const query: Query = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = useCallback(
    (part: Readonly<Record<string, string | undefined>>, { replaceAll = false } = {}) => {
      void navigate({ to: '.', replace: true, search: (before: Query) => ({ ...(replaceAll ? {} : before), ...part }) } as never);
    },
    [navigate],
  );
  return [query, change];
}

/** Goes to a page of the desk by its path; the pages of other modules are reached by address, since modules do not know each other's pages. */
export function useGo(): (path: string, query?: Query) => void {
  const navigate = useNavigate();
  return useCallback((path, query) => void navigate({ to: path, search: query ?? {} } as never), [navigate]);
}
