import { Worker } from 'node:worker_threads';
import { papersProblem } from '../../contract/papers/problems.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { PdfAnswer } from './pdf-worker.ts';

/** Text and size (points, width before height) of every page of a PDF. */
export interface PdfReading {
  readonly texts: readonly string[];
  readonly sizes: readonly (readonly [number, number])[];
}

export interface PdfLimits {
  readonly milliseconds: number;
  /** By how much the process may grow meanwhile, in bytes. */
  readonly memory: number;
  readonly pages: number;
}

const usual: PdfLimits = { milliseconds: 60_000, memory: 900 * 2 ** 20, pages: 3_000 };
const inLine = fewAtOnce(2);

/**
 * Reads a PDF in a thread of its own: a file that is made to hang or to swell ends that thread, never the server. Throws
 * `meeting.paper-unreadable`, also where it takes too long or too much memory, and `meeting.paper-too-long`.
 */
export async function readPdf(bytes: Uint8Array, limits: PdfLimits = usual): Promise<PdfReading> {
  const answer = await inLine(() => inThread(bytes, limits));
  if ('tooLong' in answer) throw papersProblem('meeting.paper-too-long', { pages: answer.tooLong, limit: limits.pages });
  if ('fault' in answer || answer.reading.texts.length === 0)
    throw Object.assign(papersProblem('meeting.paper-unreadable'), { cause: 'fault' in answer ? answer.fault : 'no pages' });
  return answer.reading;
}

async function inThread(bytes: Uint8Array, limits: PdfLimits): Promise<PdfAnswer> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    // A copy of its own: the reader hands the buffer over to itself.
    workerData: { bytes: Uint8Array.from(bytes), mostPages: limits.pages },
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(limits.memory / 2 ** 20), stackSizeMb: 4 },
    // What a library prints about a broken file belongs into no log of ours.
    stdout: true,
    stderr: true,
  });
  const before = process.memoryUsage.rss();
  let watch: ReturnType<typeof setInterval> | undefined;
  try {
    return await new Promise<PdfAnswer>((resolve) => {
      const began = performance.now();
      worker.once('message', resolve);
      worker.once('error', (error) => resolve({ fault: String(error) }));
      worker.once('exit', (code) => resolve({ fault: `the thread ended with ${code}` }));
      // Unpacked streams lie outside of the heap that resourceLimits bounds, so the process itself is watched.
      watch = setInterval(() => {
        if (performance.now() - began > limits.milliseconds) resolve({ fault: 'took too long' });
        else if (process.memoryUsage.rss() - before > limits.memory) resolve({ fault: 'took too much memory' });
      }, 50);
    });
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
}
