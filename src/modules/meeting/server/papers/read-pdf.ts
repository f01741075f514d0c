import { papersProblem } from '../../contract/papers/problems.ts';
import { fewAtOnce } from './few-at-once.ts';
import { inThread, type ThreadLimits } from '#platform/server/thread.ts';
import type { PdfAnswer } from './pdf-worker.ts';

/** Text and size (points, width before height) of every page of a PDF. */
export interface PdfReading {
  readonly texts: readonly string[];
  readonly sizes: readonly (readonly [number, number])[];
}

export interface PdfLimits extends ThreadLimits {
  readonly pages: number;
}

const usual: PdfLimits = { milliseconds: 60_000, memory: 900 * 2 ** 20, growth: 900 * 2 ** 20, pages: 3_000 };
const inLine = fewAtOnce(2);

/**
 * Reads a PDF in a thread of its own: a file that is made to hang or to swell ends that thread, never the server. Throws
 * `meeting.paper-unreadable`, also where it takes too long or too much memory, and `meeting.paper-too-long`.
 */
export async function readPdf(bytes: Uint8Array, limits: PdfLimits = usual): Promise<PdfReading> {
  // A copy of its own: the reader hands the buffer over to itself.
  const data = () => ({ bytes: Uint8Array.from(bytes), mostPages: limits.pages });
  const answer = await inLine(() => inThread<PdfAnswer>(new URL('./pdf-worker.ts', import.meta.url), data(), limits));
  if ('tooLong' in answer) throw papersProblem('meeting.paper-too-long', { pages: answer.tooLong, limit: limits.pages });
  if ('fault' in answer || answer.reading.texts.length === 0)
    throw Object.assign(papersProblem('meeting.paper-unreadable'), { cause: 'fault' in answer ? answer.fault : 'no pages' });
  return answer.reading;
}
