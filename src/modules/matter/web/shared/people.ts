import type { MatterLine } from '../../contract/views.ts';

/** How many sign or follow besides the proposer; the server counts the proposer too. */
export function others(matter: Pick<MatterLine, 'signers'>): number {
  return Math.max(0, matter.signers - 1);
}

/** Who raised it, in a line: `闻采薇等 8 人`; null where nobody is named. */
export function raisedBy(matter: Pick<MatterLine, 'author' | 'signers'>): string | null {
  if (!matter.author) return null;
  return others(matter) > 0 ? `${matter.author.name}等 ${matter.signers} 人` : matter.author.name;
}
