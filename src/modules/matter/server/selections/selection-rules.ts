import type { Parameters } from '#modules/profile/contract/parameters.ts';
import type { SelectionGround } from '../../contract/selections.ts';

type State = 'nominating' | 'shortlisted' | 'deliberating' | 'published' | 'dropped';
type Purpose = 'key' | 'excellent';

/** Where a selection may go from where it stands: forwards step by step, back by one, dropped before it is published. */
const ways: Readonly<Record<State, readonly State[]>> = {
  nominating: ['shortlisted', 'dropped'],
  shortlisted: ['deliberating', 'nominating', 'dropped'],
  deliberating: ['published', 'shortlisted', 'dropped'],
  published: [],
  dropped: [],
};

/** How many of `accepted` matters may be chosen: the body's share, rounded down, at least one (DOMAIN §1.8, §2.3). */
export function quotaOf(accepted: number, share: number): number {
  return Math.max(1, Math.floor((accepted * share) / 100));
}

/** The body's share for a purpose, in per cent. */
export function shareOf(purpose: Purpose, parameters: Pick<Parameters, 'keyShare' | 'excellentShare'>): number {
  return purpose === 'key' ? parameters.keyShare : parameters.excellentShare;
}

/** What a selection's entries come to, as far as going on depends on it. */
export interface Entries {
  readonly stage: string;
  readonly collective: boolean;
  readonly committee: string | null;
  readonly title: string;
}

/**
 * Why a selection can not go to `to`, as a Chinese sentence; null where it can. Publication keeps the quota, names a supervising committee for each
 * key item, and keeps the least share of collective proposals among excellent ones.
 */
export function obstacleTo(
  to: State,
  of: { readonly state: State; readonly purpose: Purpose; readonly quota: number },
  entries: readonly Entries[],
  collectiveShare: number,
): string | null {
  if (!ways[of.state].includes(to)) return '现在不能进入这一步，请刷新后再看。';
  const chosen = entries.filter((one) => one.stage === 'chosen');
  if (to === 'shortlisted' && of.state === 'nominating' && entries.length === 0) return '还没有提名，请先提名。';
  if (to === 'deliberating' && !entries.some((one) => one.stage === 'shortlisted' || one.stage === 'chosen'))
    return '还没有入围的，请先初评。';
  if (to !== 'published') return null;
  if (chosen.length === 0) return '还没有选定，请先选定。';
  if (chosen.length > of.quota) return `最多选 ${of.quota} 件，现在选了 ${chosen.length} 件，请减去 ${chosen.length - of.quota} 件。`;
  const lacking = of.purpose === 'key' ? chosen.find((one) => !one.committee?.trim()) : undefined;
  if (lacking) return `请给《${lacking.title}》定督办委员会。`;
  const collective = chosen.filter((one) => one.collective).length;
  const least = Math.ceil((chosen.length * collectiveShare) / 100);
  if (of.purpose === 'excellent' && collective < least)
    return `集体提案不少于 ${collectiveShare}%，现在选了 ${collective} 件，至少要 ${least} 件。`;
  return null;
}

/** What is known of a matter when candidates are sought. */
export interface CandidateFacts {
  readonly signers: number;
  readonly units: number;
  readonly round: number;
  readonly rating: string | null;
  readonly collective: boolean;
  readonly joined: number;
  readonly qualityScore: number | null;
  readonly answeredBest: boolean;
  readonly promisesKept: boolean;
}

/** Co-signers from which a matter counts as one that many stand behind. */
export const manySigners = 10;

/** The grounds that a matter has for being put up, in the order in which they are shown. */
export function groundsOf(purpose: Purpose, facts: CandidateFacts, excellentScore: number): SelectionGround[] {
  const found: (readonly [SelectionGround, boolean])[] = [
    ['many', facts.signers >= manySigners],
    ['crossCutting', facts.units >= 3],
    ['hard', purpose === 'key' && (facts.round > 1 || facts.rating === 'dissatisfied')],
    ['collective', facts.collective],
    ['concern', facts.joined >= 2],
    ['quality', purpose === 'excellent' && facts.qualityScore !== null && facts.qualityScore >= excellentScore],
    ['adopted', purpose === 'excellent' && facts.answeredBest],
    ['delivered', purpose === 'excellent' && facts.promisesKept],
  ];
  return found.filter(([, holds]) => holds).map(([ground]) => ground);
}
