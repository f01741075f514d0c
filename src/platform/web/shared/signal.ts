import { useSyncExternalStore } from 'react';

/** Whether the server can be reached: `weak` is a doubt that a ping has yet to confirm, and nothing is shown for it. */
export type Signal = 'online' | 'weak' | 'offline';

export interface SignalWatchOptions {
  /** Resolves where the server answered at all, rejects where it was not reached. */
  readonly ping: () => Promise<void>;
  /** Milliseconds between the pings that confirm a doubt, and the first and the longest pause while offline. */
  readonly confirmAfter?: number;
  readonly retryAfter?: number;
  readonly retryAtMost?: number;
}

/**
 * Tells online from offline without flapping: one failed call or the browser's `offline` event only raises a doubt; two failed pings
 * confirm it; one answered ping, or any call that was sent and answered since, takes it back. An answer that was already on its way says
 * nothing of the network now, so it only makes the next ping come at once.
 */
export class SignalWatch {
  #state: Signal = 'online';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** When the doubt in force began. */
  #doubtedAt = 0;
  /** Counts the checks, so that the outcome of one that was overtaken is not taken for news. */
  #round = 0;
  readonly #listeners = new Set<(state: Signal) => void>();
  readonly #options: Required<SignalWatchOptions>;

  constructor(options: SignalWatchOptions) {
    this.#options = { confirmAfter: 1_500, retryAfter: 4_000, retryAtMost: 30_000, ...options };
  }

  get state(): Signal {
    return this.#state;
  }

  /** Tells `listener` every change; returns the function that ends it. */
  watch = (listener: (state: Signal) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A call did not reach the server, or the browser says that the network is gone. */
  doubt = (): void => {
    if (this.#state !== 'online') return;
    this.#become('weak');
    this.#failures = 0;
    this.#doubtedAt = Date.now();
    void this.#check();
  };

  /** The server answered what was sent at `sentAt`. */
  trust = (sentAt: number = Date.now()): void => {
    if (this.#state !== 'online' && sentAt < this.#doubtedAt) {
      this.hope();
      return;
    }
    clearTimeout(this.#timer);
    this.#round += 1;
    this.#become('online');
  };

  /** The network may be back: look at once instead of at the next pause. */
  hope = (): void => {
    if (this.#state === 'online') return;
    clearTimeout(this.#timer);
    void this.#check();
  };

  async #check(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    try {
      await this.#options.ping();
      if (round === this.#round) this.trust();
    } catch {
      if (round !== this.#round) return;
      this.#failures += 1;
      if (this.#failures >= 2) this.#become('offline');
      const pause =
        this.#state === 'offline' ? this.#options.retryAfter * 1.5 ** Math.min(this.#failures - 2, 6) : this.#options.confirmAfter;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#check(), Math.min(pause, this.#options.retryAtMost));
    }
  }

  #become(state: Signal): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

/** The watch of this terminal. Any answer of the server counts, even a refusal; that of a proxy in its place does not. */
export const signal = new SignalWatch({
  ping: async () => {
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), 5_000);
    const answer = await fetch('/api/alive', { cache: 'no-store', credentials: 'omit', signal: end.signal }).finally(() =>
      clearTimeout(timer),
    );
    if (answer.status === 502 || answer.status === 504) throw new Error('a proxy answered in place of the server');
  },
});

/** Joins the watch to the browser's own events; call it once at the start of a terminal. */
export function watchSignal(): void {
  addEventListener('offline', signal.doubt);
  addEventListener('online', signal.hope);
  addEventListener('visibilitychange', () => document.visibilityState === 'visible' && signal.hope());
  if (!navigator.onLine) signal.doubt();
}

/** True once the lack of signal is confirmed. */
export function useOffline(): boolean {
  return useSyncExternalStore(signal.watch, () => signal.state === 'offline');
}
