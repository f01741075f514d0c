/** A source of chance that gives the same row of numbers for the same seed, so that the demo city is the same everywhere. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
  /** Some different members of `from`, in its order. */
  some<T>(from: readonly T[], count: number): T[];
  /** True in `share` of the cases. */
  happens(share: number): boolean;
  /** A key by its weight. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key;
}

/** Mulberry32: small, quick, and good enough for stage scenery. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    whole,
    pick: (from) => from[whole(0, from.length - 1)]!,
    some: (from, count) => {
      const indexes = new Set<number>();
      while (indexes.size < Math.min(count, from.length)) indexes.add(whole(0, from.length - 1));
      return [...indexes].toSorted((one, other) => one - other).map((index) => from[index]!);
    },
    happens: (share) => next() < share,
    weighted: (weights) => {
      const entries = Object.entries(weights) as [never, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      return (entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1)!)[0];
    },
  };
}
