import { Worker } from 'node:worker_threads';
import { peopleProblem } from '../../../contract/people/problems.ts';
import type { ReadSheet } from './sheet-rules.ts';
import { mostRows } from './sheet-rules.ts';

const patience = 60_000;

/** What the thread says. */
export type Told = { readonly read: ReadSheet } | 'tooLong' | 'unreadable';

/** Reads an uploaded list of people in a thread of its own, with bounded time and memory. Throws a refusal in words for anything that is no list. */
export async function readSheetFile(bytes: Buffer): Promise<ReadSheet> {
  // Every xlsx file is a zip archive.
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004')
    throw peopleProblem('meeting.sheet-unreadable', { why: '不是 xlsx 文件' });
  const told = await inThread(bytes);
  if (told === 'tooLong') throw peopleProblem('meeting.sheet-long', { most: mostRows });
  if (told === 'unreadable') throw peopleProblem('meeting.sheet-unreadable', { why: '文件已损坏或太大' });
  const { missingColumns } = told.read;
  if (missingColumns.length > 0) throw peopleProblem('meeting.sheet-columns', { columns: missingColumns.join('、') });
  return told.read;
}

async function inThread(bytes: Buffer): Promise<Told> {
  const thread = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const { promise, resolve } = Promise.withResolvers<Told>();
  const timer = setTimeout(() => resolve('unreadable'), patience);
  thread
    .once('message', resolve)
    .once('error', () => resolve('unreadable'))
    .once('exit', () => resolve('unreadable'));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
