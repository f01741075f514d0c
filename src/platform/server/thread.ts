import { Worker } from 'node:worker_threads';

const patience = 60_000;

export interface ThreadBounds<Answer> {
  /** In megabytes. */
  readonly memory: number;
  /** The answer for a thread that fails, takes more than a minute or more memory. */
  readonly otherwise: Answer;
}

/** Asks a thread of its own, which `file` runs and which posts one answer. Never throws, and leaves no thread behind. */
export async function answerOfThread<Answer>(file: URL, question: unknown, { memory, otherwise }: ThreadBounds<Answer>): Promise<Answer> {
  const thread = new Worker(file, { workerData: question, resourceLimits: { maxOldGenerationSizeMb: memory } });
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => resolve(otherwise), patience);
  thread
    .once('message', (answer: Answer) => resolve(answer))
    .once('error', () => resolve(otherwise))
    .once('exit', () => resolve(otherwise));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
