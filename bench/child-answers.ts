import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Sends a process of the benchmark a message and gives its answer. */
export async function ask<Answer>(child: ChildProcess, word: string | object): Promise<Answer> {
  const answer = next<Answer>(child);
  child.send(word);
  return await answer;
}

/** The next message of a process of the benchmark; throws where it ends before. */
export async function next<Answer>(child: ChildProcess): Promise<Answer> {
  const gone = new AbortController();
  const answer = once(child, 'message', { signal: gone.signal }) as Promise<[Answer]>;
  const exit = once(child, 'exit', { signal: gone.signal }).then(([code]) => {
    throw new Error(`a process of the benchmark ended early (${code})`);
  });
  try {
    return (await Promise.race([answer, exit]))[0];
  } finally {
    exit.catch(() => undefined);
    gone.abort();
  }
}
