import { inThread, isFault } from '#platform/server/thread.ts';
import type { Recognised } from './recognise.ts';
import type { ReadIntakeSheet } from './sheet.ts';

/** One document of an uploaded file, read or refused. */
export interface ReadDocument {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly found: Recognised | null;
  readonly refusal: string | null;
}

/** What an uploaded file turned out to hold. */
export type ReadFile = { readonly documents: readonly ReadDocument[] } | { readonly sheet: ReadIntakeSheet } | { readonly refusal: string };

const stopped: ReadFile = { refusal: '文件太大或太复杂，没有读出来。请拆成几份再放进来。' };

/** Reads a document, an archive of documents or a filled-in template in a thread of its own, with bounded time and memory. Never throws. */
export async function readIntakeFile(bytes: Buffer, name: string, kind: string): Promise<ReadFile> {
  const thread = new URL('./document-worker.ts', import.meta.url);
  const answer = await inThread<ReadFile>(thread, { bytes, name, kind }, { milliseconds: 60_000, memory: 768 * 2 ** 20 });
  return isFault(answer) ? stopped : answer;
}
