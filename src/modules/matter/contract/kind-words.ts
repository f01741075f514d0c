import type { Kind } from './kind.ts';

/** What a kind calls the talk between a unit and the proposer: 面商 in a congress, 办理协商 of a 提案; null where there is none. */
export function contactWord(kind: Kind): string | null {
  return kind.acts.recordContact?.label.replace(/^登记/, '') ?? null;
}
