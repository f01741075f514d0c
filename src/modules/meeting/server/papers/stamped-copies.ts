import type { StampWords } from './stamp-pdf.ts';

interface Copy {
  readonly bytes: Promise<Buffer>;
  size: number;
  readonly until: number;
}

interface CopyLimits {
  readonly milliseconds: number;
  /** Bytes of all copies together. */
  readonly bytes: number;
}

/** Copies with their readers' names, kept for a short time: a second click, or the parts that a program fetches one by one, make none anew. */
export class StampedCopies {
  readonly #limits: CopyLimits;
  readonly #copies = new Map<string, Copy>();

  constructor(limits: CopyLimits = { milliseconds: 5 * 60_000, bytes: 128 * 2 ** 20 }) {
    this.#limits = limits;
  }

  /** The copy of the file `fileId` for the reader whose words go `across` it; `make` makes it where there is none. What fails is not kept. */
  async of(fileId: string, across: StampWords['across'], make: () => Promise<Buffer>): Promise<Buffer> {
    const key = `${fileId} ${across}`;
    const kept = this.#copies.get(key);
    if (kept && kept.until > Date.now()) return await kept.bytes;
    const copy: Copy = { bytes: make(), size: 0, until: Date.now() + this.#limits.milliseconds };
    this.#copies.set(key, copy);
    const forget = () => {
      if (this.#copies.get(key) === copy) this.#copies.delete(key);
    };
    try {
      const bytes = await copy.bytes;
      copy.size = bytes.length;
      this.#makeRoom();
      setTimeout(forget, this.#limits.milliseconds).unref();
      return bytes;
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** Lets go of the oldest until the rest is within its bounds. */
  #makeRoom(): void {
    let sum = [...this.#copies.values()].reduce((before, copy) => before + copy.size, 0);
    for (const [key, copy] of this.#copies) {
      if (sum <= this.#limits.bytes) return;
      if (copy.size === 0) continue;
      this.#copies.delete(key);
      sum -= copy.size;
    }
  }
}
