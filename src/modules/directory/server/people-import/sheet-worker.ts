import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/node';
import type { ImportKind } from '../../contract/people-import.ts';
import { mostRows, readRows, type Cell } from './sheet-rules.ts';

/** A thread that reads one spreadsheet and ends: unpacking and reading take seconds, and a hostile file must not stop the server. */
const { bytes, kind } = workerData as { bytes: Uint8Array; kind: ImportKind };
try {
  const cells = (await readSheet(Buffer.from(bytes))) as Cell[][];
  parentPort!.postMessage(cells.length > mostRows + 20 ? { tooLong: true } : { read: readRows(kind, cells) });
} catch (error) {
  parentPort!.postMessage({ unreadable: (error as Error).message });
}
