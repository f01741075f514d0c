import type { MeetingKind, Quorum, SittingKind } from '../meeting.ts';

/** The shares that a body's rules ask for: at the sittings of its session, and of its standing committee. */
export interface QuorumRules {
  readonly sessionQuorum: Exclude<Quorum, 'none'>;
  readonly committeeQuorum: Exclude<Quorum, 'none'>;
}

/**
 * The quorum that a new entry starts from: at the preparatory and plenary sittings of a session two thirds of all deputies in a congress
 * (地方组织法 §14) and more than half of all members in a CPPCC (DOMAIN §6.3), as the body's rules say; none where nothing is decided.
 */
export function usualQuorum(rules: QuorumRules, meeting: MeetingKind, sitting: SittingKind): Quorum {
  if (sitting !== 'plenary' && sitting !== 'preparatory') return 'none';
  if (meeting === 'plenarySession') return rules.sessionQuorum;
  return meeting === 'standingCommittee' || meeting === 'chairs' || meeting === 'committee' ? rules.committeeQuorum : 'none';
}

/** Who is due at a new entry: meals and registration are for everybody, sittings for the members and those who attend without a vote. */
export function usualDue(sitting: SittingKind): readonly ('member' | 'nonVoting' | 'staff' | 'guest' | 'press' | 'observer')[] {
  if (sitting === 'registration' || sitting === 'meal') return ['member', 'nonVoting', 'staff'];
  return sitting === 'plenary' || sitting === 'delegation' || sitting === 'group' ? ['member', 'nonVoting'] : ['member'];
}
