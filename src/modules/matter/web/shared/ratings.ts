import { kinds } from '../../contract/kinds/index.ts';
import { raiserWord } from '../../contract/public-words.ts';
import type { CaseView, HandlingView } from '../../contract/views.ts';

type Rating = HandlingView['ratings'][number];

/** One side's judgement of one round. */
export interface SidedRating {
  readonly rating: Rating;
  /** 委员评办理, 市住建局评提案; null where only the proposer rates. */
  readonly title: string | null;
  /** Said, but not to be read yet by this viewer. */
  readonly hidden: boolean;
}

/** What is said in place of a judgement that is sealed. */
export const sealedWords = '已评，双方都评后公开';

/** The judgements of a round, the proposer's first. A sealed one shows its content to whoever gave it only. */
export function ratingsOf(found: CaseView, handling: HandlingView, round: number, viewer: string): readonly SidedRating[] {
  const kind = kinds[found.matter.kind];
  const titles =
    kind && ratesBothWays(kind)
      ? { proposer: `${raiserWord(kind.bodyKind)}评办理`, handler: `${handling.unit.shortName}评${kind.words.name}` }
      : { proposer: null, handler: null };
  return handling.ratings
    .filter((one) => one.round === round)
    .sort((one, other) => Number(one.side === 'handler') - Number(other.side === 'handler'))
    .map((rating) => ({ rating, title: titles[rating.side], hidden: rating.sealed && rating.person.id !== viewer }));
}

/** `88 分，良好`; null without a score. */
export function scoreWords({ score, band }: Pick<Rating, 'score' | 'band'>): string | null {
  if (score === null) return null;
  return band ? `${score} 分，${band}` : `${score} 分`;
}

/** True for an act that is one side of a rating from both: it stays sealed until the other side has spoken. */
export function isSealedRating(kindName: string, act: string): boolean {
  return kinds[kindName]?.acts[act]?.effects.includes('rateBothWays') ?? false;
}

function ratesBothWays(kind: (typeof kinds)[string]): boolean {
  return Object.values(kind.acts).some((act) => act.effects.includes('rateBothWays'));
}
