/**
 * Comparing units so that the comparison is fair to those with many and with hard cases:
 * 1. A unit stands beside units that carry about as many cases, never beside all; one with very few is not ranked at all.
 * 2. Its share of late cases is shown with the interval in which it lies with 90 % credibility (Jeffreys' prior): 1 of 3 says little, 30 of 90 much.
 * 3. Its late cases are set beside those that units of the whole body would have had with the same cases (indirect standardisation over kind and
 *    difficulty): who gets the hard ones is not worse for it.
 * 4. "Worse" or "better" is said only where the interval leaves the expected share out; everything else is alike.
 * All pure.
 */

/** Cases of one unit of one kind and difficulty: how many fell due, and how many of these were late. */
export interface Stratum {
  readonly unitId: string;
  readonly kind: string;
  readonly hard: number;
  readonly shares: number;
  readonly due: number;
  readonly late: number;
}

export interface Standing {
  readonly unitId: string;
  readonly shares: number;
  readonly due: number;
  readonly late: number;
  readonly expected: number;
  readonly share: { readonly low: number; readonly middle: number; readonly high: number };
  readonly verdict: 'better' | 'alike' | 'worse' | 'few';
  readonly place: number | null;
}

export interface LoadGroup {
  readonly label: string;
  readonly ranked: boolean;
  readonly units: readonly Standing[];
}

/** Lower ends of the groups by cases due, each about three times the one before: inside a group nobody has more than about three times another's. */
const loads = [
  { least: 90, label: '90 件以上' },
  { least: 30, label: '30 至 89 件' },
  { least: 10, label: '10 至 29 件' },
  { least: 0, label: '不到 10 件' },
] as const;
/** With fewer cases due, one late case more or less would decide the place. */
const leastRanked = 10;

/** Units in groups of similar load, the largest load first; inside a group by late cases against expected ones, where it is ranked. */
export function compareLoads(strata: readonly Stratum[]): LoadGroup[] {
  const expectation = expectedOf(strata);
  const units = [...Map.groupBy(strata, (one) => one.unitId)].map(([unitId, own]) => standingOf(unitId, own, expectation));
  return loads.flatMap(({ least, label }, index) => {
    const most = index === 0 ? Infinity : loads[index - 1]!.least;
    const within = units.filter((unit) => unit.due >= least && unit.due < most);
    if (within.length === 0) return [];
    const ranked = least >= leastRanked;
    return [{ label, ranked, units: ranked ? placed(within) : within.toSorted((one, other) => other.shares - one.shares) }];
  });
}

const stratumKey = (one: Stratum) => `${one.kind} ${Math.min(one.hard, 2)}`;

/** The share of late cases of the whole body by kind and difficulty. */
function expectedOf(strata: readonly Stratum[]): (one: Stratum) => number {
  const shares = new Map(
    [...Map.groupBy(strata, stratumKey)].map(([key, all]) => {
      const due = sum(all, 'due');
      return [key, due === 0 ? 0 : sum(all, 'late') / due];
    }),
  );
  return (one) => one.due * shares.get(stratumKey(one))!;
}

function standingOf(unitId: string, own: readonly Stratum[], expectation: (one: Stratum) => number): Standing {
  const [shares, due, late] = [sum(own, 'shares'), sum(own, 'due'), sum(own, 'late')];
  const expected = own.reduce((total, one) => total + expectation(one), 0);
  const share = credible(late, due);
  const usual = due === 0 ? 0 : expected / due;
  const verdict = due < leastRanked ? 'few' : share.low > usual ? 'worse' : share.high < usual ? 'better' : 'alike';
  return { unitId, shares, due, late, expected, share, verdict, place: null };
}

function sum(rows: readonly Stratum[], of: 'shares' | 'due' | 'late'): number {
  return rows.reduce((total, row) => total + row[of], 0);
}

/** Late against expected; half a case is added on both sides, so that none late of few is not better than one late of many. Equals share a place. */
function placed(units: readonly Standing[]): Standing[] {
  const ratio = (unit: Standing) => (unit.late + 0.5) / (unit.expected + 0.5);
  const ratios = units.map(ratio);
  return units
    .map((unit) => ({ ...unit, place: 1 + ratios.filter((other) => other < ratio(unit) - 1e-9).length }))
    .toSorted((one, other) => one.place - other.place || other.shares - one.shares);
}

/** The middle and the 90 % interval of a share of which `hits` of `tries` were seen: quantiles of Beta(hits + ½, tries − hits + ½). */
export function credible(hits: number, tries: number): Standing['share'] {
  const [a, b] = [hits + 0.5, tries - hits + 0.5];
  return {
    low: hits === 0 ? 0 : betaQuantile(0.05, a, b),
    middle: betaQuantile(0.5, a, b),
    high: hits === tries ? 1 : betaQuantile(0.95, a, b),
  };
}

/** The value below which Beta(a, b) lies with probability `p`, by halving: 40 times is more exact than any page shows. */
export function betaQuantile(p: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step += 1) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The regularised incomplete beta function I_x(a, b) by its continued fraction (Abramowitz & Stegun 26.5.8), evaluated by Lentz' method. */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-30;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < 500; m += 1) {
    for (const numerator of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / away(1 + numerator * d);
      c = away(1 + numerator / c);
      result *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-12) break;
  }
  return result;
}

/** ln Γ(x) for x > 0 by Stirling's series, moved up to where that is exact to twelve digits. */
function logGamma(x: number): number {
  let [value, shift] = [x, 0];
  while (value < 10) {
    shift += Math.log(value);
    value += 1;
  }
  const inverse = 1 / value;
  const series = inverse * (1 / 12 - inverse ** 2 * (1 / 360 - inverse ** 2 * (1 / 1260 - inverse ** 2 / 1680)));
  return (value - 0.5) * Math.log(value) - value + Math.log(2 * Math.PI) / 2 + series - shift;
}
