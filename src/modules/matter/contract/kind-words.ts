import type { Kind } from './kind.ts';

/** What a kind calls the talk between a unit and the proposer: 面商 in a congress, 办理协商 of a 提案; null where there is none. */
export function contactWord(kind: Kind): string | null {
  return kind.acts.recordContact?.label.replace(/^登记/, '') ?? null;
}

/**
 * A number (`第十六届第五次会议第87号`) with the body whose it is, as letters and lists outside the body write it. A number that is written
 * otherwise by the rules stands after the body's name as it is.
 */
export function fullNumber(bodyKind: Kind['bodyKind'], body: string, number: string): string {
  const [, term, rest] = /^(第.+?届)(第.+)$/.exec(number) ?? [];
  if (!term || !rest) return `${body}${number}`;
  return bodyKind === 'congress'
    ? `${body.replace(/人民代表大会$/, '')}${term}人大${rest}`
    : `${body.replace(/委员会$/, '')}${term}委员会${rest}`;
}
