import { platformProblem } from '../../contract/problem.ts';

/** How much of something one key may do: a burst, and what comes back in time. */
export interface Allowance {
  readonly burst: number;
  readonly perMinute: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Buckets kept in memory; beyond that the longest unused are forgotten, which is to say full again. */
const mostBuckets = 50_000;

/**
 * Token buckets by name and key, kept in this process: with several servers each grants the allowance. Count attempts by account first, and by
 * address only with an allowance that a whole office behind one address does not use up.
 */
export class Throttle {
  private readonly buckets = new Map<string, Bucket>();
  private readonly clock: () => number;

  constructor(clock: () => number = () => performance.now()) {
    this.clock = clock;
  }

  /** Takes one from the bucket; returns 0, or the seconds to wait where it is empty. */
  take(name: string, key: string, { burst, perMinute }: Allowance): number {
    const id = `${name} ${key}`;
    const now = this.clock();
    const bucket = this.buckets.get(id) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) * perMinute) / 60_000);
    bucket.at = now;
    // Put in again at the end: the map's order is then that of use.
    this.buckets.delete(id);
    this.buckets.set(id, bucket);
    this.forgetOldest();
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * 60) / perMinute);
    bucket.tokens -= 1;
    return 0;
  }

  /** Takes one from the bucket, or refuses with `request.rate`. */
  require(name: string, key: string, allowance: Allowance): void {
    const seconds = this.take(name, key, allowance);
    if (seconds > 0) throw platformProblem('request.rate', { seconds });
  }

  /** Fills the bucket again, e.g. after the right password. */
  forgive(name: string, key: string): void {
    this.buckets.delete(`${name} ${key}`);
  }

  private forgetOldest(): void {
    if (this.buckets.size <= mostBuckets) return;
    const [oldest] = this.buckets.keys();
    this.buckets.delete(oldest!);
  }
}
