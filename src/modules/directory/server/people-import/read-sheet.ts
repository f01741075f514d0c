import { Worker } from 'node:worker_threads';
import { directoryProblem } from '../../contract/problems.ts';
import type { ImportKind } from '../../contract/people-import.ts';
import { mostRows, type ReadSheet } from './sheet-rules.ts';

const patience = 60_000;

/** Reads an uploaded xlsx file in a thread of its own, with bounded time and memory. Throws a refusal in words for anything that is no list. */
export async function readSheetFile(bytes: Buffer, kind: ImportKind): Promise<ReadSheet> {
  // Every xlsx file is a zip archive.
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004')
    throw directoryProblem('directory.sheet-unreadable', { why: '不是 xlsx 文件' });
  const told = await inThread(bytes, kind);
  if (told.tooLong) throw directoryProblem('directory.sheet-long', { most: mostRows });
  if (!told.read) throw directoryProblem('directory.sheet-unreadable', { why: '文件已损坏或太大' });
  if (told.read.missingColumns.length > 0)
    throw directoryProblem('directory.sheet-columns', { columns: told.read.missingColumns.join('、') });
  return told.read;
}

interface Told {
  readonly read?: ReadSheet;
  readonly tooLong?: true;
  readonly unreadable?: string;
}

async function inThread(bytes: Buffer, kind: ImportKind): Promise<Told> {
  const thread = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: { bytes, kind },
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const { promise, resolve } = Promise.withResolvers<Told>();
  const timer = setTimeout(() => resolve({}), patience);
  thread
    .once('message', resolve)
    .once('error', () => resolve({}))
    .once('exit', () => resolve({}));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
