import { createHash } from 'node:crypto';
import sharp from 'sharp';

/** So many finished pictures are kept, about 40 kB each. */
const mostKept = 300;

/** Turns drawn cards into PNG, one at a time, and keeps what it made: the same drawing gives the same picture. */
export class CardPress {
  private readonly kept = new Map<string, Promise<Buffer>>();
  private last: Promise<unknown> = Promise.resolve();
  private letters: Promise<boolean> | undefined;

  /** The picture of a drawing; null where this machine has no Chinese letters, so that nobody gets a card of empty boxes. */
  async png(svg: string): Promise<Buffer | null> {
    if (!(await (this.letters ??= hasChineseLetters()))) return null;
    const key = createHash('sha256').update(svg).digest('base64url');
    const known = this.kept.get(key);
    if (known) return await known;
    const made = this.inTurn(() => drawn(svg));
    this.kept.set(key, made);
    // Those asked for first leave first; a failure is not kept.
    if (this.kept.size > mostKept) this.kept.delete(this.kept.keys().next().value!);
    made.catch(() => this.kept.delete(key));
    return await made;
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }
}

async function drawn(svg: string): Promise<Buffer> {
  return await sharp(Buffer.from(svg)).png({ palette: true, colours: 64, compressionLevel: 9 }).toBuffer();
}

/** Without a font that has them, every Chinese letter is the same empty box. */
async function hasChineseLetters(): Promise<boolean> {
  const letter = (one: string) =>
    drawn(
      `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><text x="4" y="52" font-size="48" font-family="Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, WenQuanYi Zen Hei, sans-serif">${one}</text></svg>`,
    );
  const [one, other] = await Promise.all([letter('履'), letter('职')]);
  return !one.equals(other);
}
