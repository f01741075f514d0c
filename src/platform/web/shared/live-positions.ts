import { livePosition } from '../../contract/live.ts';

/**
 * How far the answers that this window has read go in the order of events. Every answer says from where on its reading may have missed
 * something (`livePosition`), and a stream that is asked to tell from there leaves no gap between reading and listening.
 */
export class LivePositions {
  #latest: string | null = null;
  #notedAt = 0;
  readonly #listeners = new Set<(position: string) => void>();

  /** The furthest position noted; null before the first answer. */
  get latest(): string | null {
    return this.#latest;
  }

  /** True where the furthest position is so old that much may have happened since. */
  get isOld(): boolean {
    return Date.now() - this.#notedAt > 60_000;
  }

  /** Takes the position of an answer or of a message that was heard; anything that is none is passed over. */
  note(position: string | null | undefined): void {
    if (!position || !parts(position)) return;
    if (this.#latest === null || isEarlier(this.#latest, position)) this.#latest = position;
    this.#notedAt = Date.now();
    for (const listener of this.#listeners) listener(position);
  }

  /** Tells `listener` every position that is noted; returns the function that ends it. */
  onNote(listener: (position: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The positions of this window. */
export const positions = new LivePositions();

/** Notes how far an answer goes. */
export function notePosition(answer: Response): void {
  positions.note(answer.headers.get(livePosition));
}

/** True where `one` lies before `other` in the order of events: by transaction, then by id. */
export function isEarlier(one: string, other: string): boolean {
  const [left, right] = [parts(one), parts(other)];
  if (!left || !right) return false;
  return left.txid === right.txid ? left.id < right.id : left.txid < right.txid;
}

/** The earlier of two positions; one of them where the other is unknown. */
export function earlierOf(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return isEarlier(other, one) ? other : one;
}

function parts(position: string): { txid: bigint; id: string } | null {
  const [, txid, id] = /^(\d{1,19}):([0-9a-f-]{36})$/.exec(position) ?? [];
  return txid && id ? { txid: BigInt(txid), id } : null;
}
