import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { platformProblem } from '../../contract/problem.ts';
import { inThread, isFault } from '../thread.ts';
import type { ReadList } from './read-list.ts';

/** Who reads a list: a file that calls `answerListFile`. */
export interface ListReader {
  readonly thread: URL;
  /** What the rules of the list want to know. */
  readonly given?: unknown;
  /** The most rows that one import takes; more would hold a transaction open for too long. */
  readonly mostRows: number;
}

/** What the thread is told, and what it answers. */
export interface ListQuestion {
  readonly bytes: Uint8Array;
  readonly given: unknown;
  readonly mostRows: number;
}
export type ListAnswer = { readonly list: ReadList<unknown> } | 'tooLong' | 'unreadable';

/** Reads an uploaded xlsx file in a thread of its own, with bounded time and memory. Throws a refusal in words for anything that is no such list. */
export async function readListFile<Row>(bytes: Buffer, { thread, given, mostRows }: ListReader): Promise<ReadList<Row>> {
  // Every xlsx file is a zip archive.
  if (bytes.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') throw platformProblem('list.unreadable', { why: '不是 xlsx 文件' });
  const question: ListQuestion = { bytes, given, mostRows };
  const answer = await inThread<ListAnswer>(thread, question, { milliseconds: 60_000, memory: 512 * 2 ** 20 });
  if (answer === 'tooLong') throw platformProblem('list.long', { most: mostRows });
  if (answer === 'unreadable' || isFault(answer)) throw platformProblem('list.unreadable', { why: '文件已损坏或太大' });
  const { missingColumns } = answer.list;
  if (missingColumns.length > 0) throw platformProblem('list.columns', { columns: missingColumns.join('、') });
  return answer.list as ReadList<Row>;
}

/** The bytes of the one file of a multipart request, no larger than `largest` bytes. */
export async function uploadedList(request: FastifyRequest, largest: number): Promise<Buffer> {
  const nothing = () => platformProblem('request.invalid', {}, [{ path: 'file', message: '请选择文件' }]);
  if (!request.isMultipart()) throw nothing();
  const part = await request.file({ limits: { fileSize: largest, files: 1 } });
  if (!part) throw nothing();
  return await part.toBuffer();
}
