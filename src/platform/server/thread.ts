import { Worker } from 'node:worker_threads';

/** How long a thread may take, and how much memory. */
export interface ThreadLimits {
  readonly milliseconds: number;
  /** Its heap, in bytes. */
  readonly memory: number;
  /**
   * By how much the process may grow meanwhile, in bytes: unpacked streams lie outside of the heap. Only for whoever lets few threads run at once,
   * since what the others need counts as well.
   */
  readonly growth?: number;
}

/** Why a thread gave no answer. */
export interface ThreadFault {
  readonly fault: string;
}

/** True where the thread gave no answer of its own. */
export function isFault(answer: unknown): answer is ThreadFault {
  return typeof answer === 'object' && answer !== null && 'fault' in answer;
}

/**
 * What the script at `script` posts first when it is run with `data` in a thread of its own: a file that is made to hang or to swell ends that thread,
 * never the server. A {@link ThreadFault} where it ends without an answer, takes too long or too much memory.
 */
export async function inThread<Answer>(script: URL, data: unknown, limits: ThreadLimits): Promise<Answer | ThreadFault> {
  const worker = new Worker(script, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(limits.memory / 2 ** 20), stackSizeMb: 4 },
    // What a library prints about a broken file belongs into no log of ours.
    stdout: true,
    stderr: true,
  });
  const before = process.memoryUsage.rss();
  let watch: ReturnType<typeof setInterval> | undefined;
  try {
    return await new Promise<Answer | ThreadFault>((resolve) => {
      const began = performance.now();
      worker.once('message', resolve);
      worker.once('error', (error) => resolve({ fault: String(error) }));
      worker.once('exit', (code) => resolve({ fault: `the thread ended with ${code}` }));
      watch = setInterval(() => {
        if (performance.now() - began > limits.milliseconds) resolve({ fault: 'took too long' });
        else if (process.memoryUsage.rss() - before > (limits.growth ?? Infinity)) resolve({ fault: 'took too much memory' });
      }, 50);
    });
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
}
