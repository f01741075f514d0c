import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { matterProblem } from '../../contract/problems.ts';
import type { Message, Reject } from './message-rules.ts';
import { isReject, readMessage } from './message-rules.ts';

const batchSize = 500;
const largest = 100 * 1024 * 1024;

/** Some following lines of a file, read and sorted out; `bytes` is how far the file was read for them. */
export interface Batch {
  readonly messages: readonly Message[];
  readonly refused: readonly Reject[];
  readonly bytes: number;
}

/** The size of the file in bytes. Throws `import.file` for one that is missing, empty or too large. */
export async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw matterProblem('import.file', { reason: `找不到文件 ${file}。` });
  if (found.size === 0) throw matterProblem('import.file', { reason: '文件是空的。' });
  if (found.size > largest)
    throw matterProblem('import.file', {
      reason: `文件有 ${Math.round(found.size / 1_048_576)} MB，一次最多 ${largest / 1_048_576} MB，请按行拆成几个再导入。`,
    });
  return found.size;
}

/** The file's lines in batches; times after `now` are refused. Throws `import.file` for a file that is no UTF-8. */
export async function* batches(file: string, now: Date): AsyncGenerator<Batch> {
  let [messages, refused, number, bytes]: [Message[], Reject[], number, number] = [[], [], 0, 0];
  for await (const { text, end } of linesOf(file)) {
    number += 1;
    bytes = end;
    // Lets the statements under way go on.
    if (number % 25 === 0) await setImmediate();
    if (text.trim() === '') continue;
    const read = readMessage(text, number, now);
    if (isReject(read)) refused.push(read);
    else messages.push(read);
    if (messages.length + refused.length < batchSize) continue;
    yield { messages, refused, bytes };
    [messages, refused] = [[], []];
  }
  yield { messages, refused, bytes };
}

/** Lines with the byte at which each ends. A file in another encoding is told apart at its first wrong byte, before anything of that batch is taken. */
async function* linesOf(file: string): AsyncGenerator<{ text: string; end: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [rest, end] = ['', 0];
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    const text = rest + decode(decoder, chunk);
    end += chunk.length;
    const lines = text.split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > 1_000_000)
      throw matterProblem('import.file', { reason: '有一行超过一百万字，这不像是按行存放的文件（每行一条 JSON 记录）。' });
    for (const line of lines) yield { text: line, end };
  }
  if (rest) yield { text: rest, end };
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw matterProblem('import.file', { reason: '文件不是 UTF-8 编码（可能是 GBK），请用记事本或 WPS 另存为 UTF-8 后再导入。' });
  }
}
