import { useMe } from '#platform/web/shared/session.tsx';

/** What members and their groups are called. */
export interface MemberWords {
  readonly person: string;
  readonly group: string;
}

/** A congress has deputies in delegations, a CPPCC members in sectors. */
export function useMemberWords(): MemberWords {
  const cppcc = useMe().seat?.organisation.kind === 'cppcc';
  return cppcc ? { person: '委员', group: '界别' } : { person: '代表', group: '代表团' };
}
