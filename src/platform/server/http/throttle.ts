import { platformProblem } from '../../contract/problem.ts';

/** How much of something one key may do: a burst, and what comes back in time. */
export interface Allowance {
  readonly burst: number;
  readonly perMinute: number;
}

interface Bucket {
  tokens: number;
  at: number;
  /** Taken here and not drawn from the shared bucket yet. */
  undrawn: number;
  allowance: Allowance;
}

/** What one process took from a bucket since it last said so. */
export interface Draw {
  readonly id: string;
  readonly taken: number;
  readonly allowance: Allowance;
}

/** Buckets that several processes draw from. */
export interface SharedBuckets {
  /** Takes what was taken out of the shared buckets and tells what is left in each. */
  draw(draws: readonly Draw[]): Promise<readonly { readonly id: string; readonly tokens: number }[]>;
  /** Removes buckets that nobody has drawn from for long. */
  forget(): Promise<void>;
}

/** Buckets kept in memory; beyond that the longest unused are forgotten, which is to say full again. */
const mostBuckets = 50_000;

/** A process tells what it took of a bucket once this share of its burst has come together: whoever calls as people do causes a write a minute. */
const drawnShare = 0.1;
const shareMilliseconds = 1_000;
const forgetMilliseconds = 600_000;

/**
 * Token buckets by name and key. Each process keeps its own, so that a request costs nothing but a look into memory; with {@link share} the
 * processes count together: once a second each draws what it granted from the shared bucket and goes on with what is left there. Between two
 * draws, and below a tenth of a burst, processes do not know of each other, so all of them together may grant that much more.
 * Count attempts by account first, and by address only with an allowance that a whole office behind one address does not use up.
 */
export class Throttle {
  private readonly buckets = new Map<string, Bucket>();
  private readonly clock: () => number;

  constructor(clock: () => number = () => performance.now()) {
    this.clock = clock;
  }

  /** Counts together with the other processes from now on. What is returned ends that. A store that does not answer leaves each to itself. */
  share(store: SharedBuckets): { close(): Promise<void> } {
    let drawing: Promise<unknown> = Promise.resolve();
    const every = (milliseconds: number, work: () => Promise<unknown>) =>
      setInterval(() => {
        drawing = drawing.then(work).catch(() => undefined);
      }, milliseconds).unref();
    const timers = [every(shareMilliseconds, () => this.draw(store)), every(forgetMilliseconds, () => store.forget())];
    return {
      close: async () => {
        for (const timer of timers) clearInterval(timer);
        await drawing;
      },
    };
  }

  /** Draws from the shared buckets what was taken here, and goes on with what is left. */
  async draw(store: SharedBuckets): Promise<void> {
    const due = [...this.buckets].filter(([, bucket]) => bucket.undrawn >= Math.max(1, bucket.allowance.burst * drawnShare));
    if (due.length === 0) return;
    const draws = due.map(([id, { undrawn, allowance }]) => ({ id, taken: undrawn, allowance }));
    for (const [, bucket] of due) bucket.undrawn = 0;
    for (const { id, tokens } of await store.draw(draws)) {
      const bucket = this.buckets.get(id);
      // What was taken while the answer was on its way is not in it.
      if (bucket) Object.assign(bucket, { tokens: tokens - bucket.undrawn, at: this.clock() });
    }
  }

  /** Takes one from the bucket; returns 0, or the seconds to wait where it is empty. */
  take(name: string, key: string, allowance: Allowance): number {
    const { burst, perMinute } = allowance;
    const id = `${name} ${key}`;
    const now = this.clock();
    const bucket = this.buckets.get(id) ?? { tokens: burst, at: now, undrawn: 0, allowance };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) * perMinute) / 60_000);
    bucket.at = now;
    // Put in again at the end: the map's order is then that of use.
    this.buckets.delete(id);
    this.buckets.set(id, bucket);
    this.forgetOldest();
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * 60) / perMinute);
    bucket.tokens -= 1;
    bucket.undrawn += 1;
    return 0;
  }

  /** Takes one from the bucket, or refuses with `request.rate`. */
  require(name: string, key: string, allowance: Allowance): void {
    const seconds = this.take(name, key, allowance);
    if (seconds > 0) throw platformProblem('request.rate', { seconds });
  }

  /** Fills this process's bucket again. */
  forgive(name: string, key: string): void {
    this.buckets.delete(`${name} ${key}`);
  }

  private forgetOldest(): void {
    if (this.buckets.size <= mostBuckets) return;
    const [oldest] = this.buckets.keys();
    this.buckets.delete(oldest!);
  }
}
