import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { documentsIn } from './archive.ts';
import { readDocx, Unreadable } from './document-text.ts';
import type { ReadDocument, ReadFile } from './read-file.ts';
import { recognise } from './recognise.ts';
import type { Cell } from './sheet.ts';

/** A thread that reads one file and ends: unpacking takes time and memory, and a hostile file must not stop the server. */
const { bytes, name, kind } = workerData as { bytes: Uint8Array; name: string; kind: string };
parentPort!.postMessage(await read());

async function read(): Promise<ReadFile> {
  try {
    if (/\.xlsx$/i.test(name)) return await readWorkbook();
    return { documents: documentsIn(bytes, name).map(readOne) };
  } catch (error) {
    return {
      refusal: error instanceof Unreadable ? error.message : '文件已损坏，打不开。请用 WPS 或 Excel 打开确认，重新保存后再放进来。',
    };
  }
}

/** What reading sheets needs is loaded for sheets alone: documents come by the hundred. */
async function readWorkbook(): Promise<ReadFile> {
  const [{ readSheet }, { readIntakeRows }, { kindOf }] = await Promise.all([
    import('read-excel-file/node'),
    import('./sheet.ts'),
    import('../../contract/kinds/index.ts'),
  ]);
  return { sheet: readIntakeRows(kindOf(kind), (await readSheet(Buffer.from(bytes))) as Cell[][]) };
}

function readOne({ name: file, bytes: content }: { name: string; bytes: Uint8Array }): ReadDocument {
  const sha256 = createHash('sha256').update(content).digest('hex');
  try {
    return { name: file, sha256, bytes: content, found: recognise(readDocx(content), file), refusal: null };
  } catch (error) {
    return {
      name: file,
      sha256,
      bytes: content,
      found: null,
      refusal: error instanceof Unreadable ? error.message : '没有读出来，请核对文件。',
    };
  }
}
