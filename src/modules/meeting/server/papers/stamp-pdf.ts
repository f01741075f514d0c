import { papersProblem } from '../../contract/papers/problems.ts';
import { fewAtOnce } from './few-at-once.ts';
import { inThread, type ThreadLimits } from '#platform/server/thread.ts';
import type { StampAnswer, StampOrder } from './stamp-worker.ts';

/** What is written into a copy: `across` every page, as the reader shows it on screens, and in one `line` at its foot. */
export interface StampWords {
  readonly across: string;
  readonly line: string;
}

const usual: ThreadLimits = { milliseconds: 60_000, memory: 900 * 2 ** 20, growth: 900 * 2 ** 20 };

/** Each takes a core and, for 50 MB of scans, some 300 MB. */
const inLine = fewAtOnce(1);

/**
 * The PDF with the words on every one of its `pages`, as text in an embedded font: whoever passes it on passes on whose it was. In a thread of its
 * own, one after another. Throws `meeting.paper-not-stamped`, so that no copy leaves without its words.
 */
export async function stampPdf(bytes: Uint8Array, pages: number, words: StampWords, limits: ThreadLimits = usual): Promise<Buffer> {
  const order = (): StampOrder => ({ bytes: Uint8Array.from(bytes), pages, ...words });
  const answer = await inLine(() => inThread<StampAnswer>(new URL('./stamp-worker.ts', import.meta.url), order(), limits));
  if ('fault' in answer) throw Object.assign(papersProblem('meeting.paper-not-stamped'), { cause: answer.fault });
  const { buffer, byteOffset, byteLength } = answer.stamped;
  return Buffer.from(buffer, byteOffset, byteLength);
}
