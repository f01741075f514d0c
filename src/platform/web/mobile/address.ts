import { useParams, useSearch } from '@tanstack/react-router';

/** A named member of the page's path: `matterId` of `/matters/$bodyId/$matterId`. */
export function usePathMember(name: string): string {
  const members: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  return members[name] ?? '';
}

/** What stands behind the question mark of the page's address. */
export function useSearchMembers(): Readonly<Record<string, unknown>> {
  return useSearch({ strict: false });
}
