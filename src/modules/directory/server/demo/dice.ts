/** A source of chance that gives the same row of numbers for the same seed: the demo city is the same everywhere. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. Mulberry32: small, quick, good enough for stage scenery. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  happens(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)]!;
  }

  /** One of `from` by weight. */
  weighted<T extends { readonly weight: number }>(from: readonly T[]): T {
    let left = this.next() * from.reduce((sum, one) => sum + one.weight, 0);
    return from.find((one) => (left -= one.weight) < 0) ?? from.at(-1)!;
  }

  /** `count` different members of `from`. */
  some<T>(from: readonly T[], count: number): T[] {
    const rest = [...from];
    return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(this.whole(0, rest.length - 1), 1)[0]!);
  }

  /** A UUIDv7 of the moment `at`. */
  id(at: number): string {
    const hex = (digits: number) =>
      this.whole(0, 16 ** digits - 1)
        .toString(16)
        .padStart(digits, '0');
    const time = at.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[this.whole(0, 3)]}${hex(3)}-${hex(6)}${hex(6)}`;
  }
}
