import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/node';
import type { ListAnswer, ListQuestion } from './list-file.ts';
import type { Cell, ReadList } from './read-list.ts';

/** What a title, a date and a note above the heading may take. */
const aboveRows = 20;

/** Inside a thread: reads the one spreadsheet that it was given and answers. Unpacking takes seconds, and a hostile file must not stop the server. */
export async function answerListFile(read: (sheet: readonly (readonly Cell[])[], given: unknown) => ReadList<unknown>): Promise<void> {
  const { bytes, given, mostRows } = workerData as ListQuestion;
  const tell = (answer: ListAnswer) => parentPort!.postMessage(answer);
  try {
    const cells = (await readSheet(Buffer.from(bytes))) as Cell[][];
    tell(cells.length > mostRows + aboveRows ? 'tooLong' : { list: read(cells, given) });
  } catch {
    tell('unreadable');
  }
}
