import type { Rules } from './act-context.ts';

type Bands = Pick<Rules['parameters'], 'ratingExcellentScore' | 'ratingGoodScore' | 'ratingPassScore'>;

/** Where a score of 0 to 100 of a rating from both sides stands by the body's rules (DOMAIN §2.4); null without a score. */
export function bandOf(score: number | null, bands: Bands): string | null {
  if (score === null) return null;
  if (score >= bands.ratingExcellentScore) return '优秀';
  if (score >= bands.ratingGoodScore) return '良好';
  return score >= bands.ratingPassScore ? '一般' : '较差';
}
