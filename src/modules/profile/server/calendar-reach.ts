import type { BodyStanding } from '../contract/parameter.ts';
import type { Parameters } from '../contract/parameters.ts';
import { resolveParameters } from '../contract/parameters.ts';
import { yearNeeded } from './calendar-rules.ts';

/**
 * The year in which the longest deadline that could begin on `today` ends: an extended reply. A calendar that ends before it leaves
 * deadlines provisional, of which the desk warns.
 */
export function yearNeededFrom(today: string, parameters: Parameters | null, standing: BodyStanding): number {
  const { amount, unit } = (parameters ?? resolveParameters(standing)).extendedReplyPeriod;
  return yearNeeded(today, unit === 'month' ? amount : Math.ceil(amount / 28));
}
