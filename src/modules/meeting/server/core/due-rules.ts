import type { AttendeeCategory, Quorum } from '../../contract/meeting.ts';

/** Who is due somewhere: these categories, and of them these groups only where some are named. */
export interface DueRule {
  readonly dueCategories: readonly AttendeeCategory[];
  readonly dueGroups: readonly string[];
}

/** Somebody as far as being due goes: his category, and all groups that he belongs to (his own and those in which he holds a post). */
export interface Belonging {
  readonly category: AttendeeCategory;
  readonly groupIds: readonly string[];
}

/** True where somebody is due. */
export function isDue(rule: DueRule, one: Belonging): boolean {
  return (
    rule.dueCategories.includes(one.category) && (rule.dueGroups.length === 0 || one.groupIds.some((id) => rule.dueGroups.includes(id)))
  );
}

/**
 * How many of `due` members must be present (地方组织法 §14: two thirds of all deputies; DOMAIN §6.3: more than half of all members). `due` counts
 * those on leave too. 0 where nothing is asked.
 */
export function quorumOf(quorum: Quorum, due: number): number {
  if (quorum === 'twoThirds') return Math.ceil((due * 2) / 3);
  return quorum === 'moreThanHalf' ? Math.floor(due / 2) + 1 : 0;
}
