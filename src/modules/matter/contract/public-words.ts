import type { Kind } from './kind.ts';
import type { PromiseStanding, PromiseState } from './publication.ts';

/** How one promise stands, as citizens read it. */
export const standingWords: Readonly<Record<PromiseStanding, string>> = {
  kept: '已兑现',
  keptLate: '迟后兑现',
  reported: '单位说已做到',
  running: '正在做',
  overdue: '到期没做到',
  notKept: '没有做到',
};

/** How the promises of a matter stand together. */
export const promiseStateWords: Readonly<Record<PromiseState, string>> = {
  running: '承诺正在做',
  overdue: '承诺到期没做到',
  kept: '承诺全部兑现',
  none: '没有写明期限的承诺',
};

/** Who raises matters in a body of this kind: 代表 or 委员. */
export function raiserWord(bodyKind: Kind['bodyKind']): string {
  return bodyKind === 'congress' ? '代表' : '委员';
}

/** A kind as citizens call it: 代表建议, 委员提案. */
export function publicKindName(kind: Kind): string {
  const raiser = raiserWord(kind.bodyKind);
  return kind.words.name.startsWith(raiser) ? kind.words.name : `${raiser}${kind.words.name}`;
}
