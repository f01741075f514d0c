import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/node';
import type { Told } from './read-sheet.ts';
import type { Cell } from './sheet-rules.ts';
import { mostRows, readRows } from './sheet-rules.ts';

/** A thread that reads one spreadsheet and ends: unpacking takes long, and a hostile file must not stop the server. */
function tell(told: Told): void {
  parentPort!.postMessage(told);
}

try {
  const cells = (await readSheet(Buffer.from(workerData as Uint8Array))) as Cell[][];
  tell(cells.length > mostRows + 20 ? 'tooLong' : { read: readRows(cells) });
} catch {
  tell('unreadable');
}
