/** How the most alike earlier cases were assigned, seen from one unit. Shares are weighted by likeness, 0 to 1. */
export interface Vote {
  readonly leadShare: number;
  readonly partShare: number;
  /** Cases that it led (or handled alone), that it had any part in, and all that were looked at. */
  readonly lead: number;
  readonly all: number;
  readonly of: number;
}

/** What speaks for one unit. */
export interface Signs {
  /** Words of the case that stand in the unit's duties. */
  readonly named: readonly string[];
  readonly vote: Vote | undefined;
  readonly wished: boolean;
}

/** How sure it is that the unit should lead, 0 to 0.97: signs that agree make it surer, and no number of them makes it certain. */
export function leadCertainty({ named, vote, wished }: Signs): number {
  return together([earlier(vote?.leadShare, vote?.of), duties(named.length), wished ? 0.2 : 0]);
}

/** How sure it is that the unit should have a part, 0 to 0.97. */
export function coCertainty({ named, vote, wished }: Signs): number {
  return together([earlier(vote?.partShare, vote?.of), duties(named.length) / 2, wished ? 0.2 : 0]);
}

/** Few cases prove little: a share of three counts for half, of thirty for nine tenths. */
function earlier(share = 0, cases = 0): number {
  return share * (cases / (cases + 3));
}

function duties(named: number): number {
  return [0, 0.3, 0.45, 0.55][Math.min(named, 3)]!;
}

/** Signs that have nothing to do with each other: the doubt that each leaves is multiplied. */
function together(signs: readonly number[]): number {
  const doubt = signs.reduce((left, sign) => left * (1 - sign), 1);
  return Math.round(Math.min(0.97, 1 - doubt) * 100) / 100;
}
