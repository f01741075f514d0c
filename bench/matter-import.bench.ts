import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { importMessages } from '#modules/matter/server/import/import-messages.ts';
import { isReject, readMessage } from '#modules/matter/server/import/message-rules.ts';
import { copyMatters, sizeIn } from './matters/open-matters.ts';
import { drawTexts } from './matters/texts.ts';
import type { MeasuringTask } from './measurement.ts';

/**
 * Work: `importMessages`, as `npm run cli -- import matters` runs it, of a whole file of messages into the largest body: reading, cutting words,
 * numbering, assigning, clocks, story, counting and audit, in batches of 500.
 * Floor: the same file read, parsed and inserted as it is, title, words and time, with multi-row inserts in the same batches.
 * The file is the first word of the command line or BENCH_MESSAGES (JSON Lines with title, body, time); without one, 4,326 composed messages.
 */
export const description = 'matter.import：导入一个消息文件（下限为同样字节的多行插入）；[文件] 或 BENCH_MESSAGES，--size';

const messageCount = 4_326;
const batchSize = 500;

export const measure: MeasuringTask['measure'] = async (words) => {
  const given = words.find((word) => word.endsWith('.jsonl')) ?? process.env['BENCH_MESSAGES'];
  const folder = mkdtempSync(join(tmpdir(), 'matter-import-'));
  // A copy, because rejected lines are written beside the file.
  const file = join(folder, 'messages.jsonl');
  if (given) copyFileSync(given, file);
  else writeFileSync(file, composedMessages());
  const matters = await copyMatters(sizeIn(words));
  try {
    const floor = await insertPlainly(matters.urls.adminUrl, file);
    const begun = performance.now();
    const bodyId = matters.city.bodies[0]!.id;
    const outcome = await importMessages({ database: matters.database, bodyId, file, authorId: null, onProgress: () => undefined });
    const seconds = (performance.now() - begun) / 1_000;
    const bytes = readFileSync(file).length;
    return [
      {
        name: `matter.import ${outcome.taken} messages`,
        value: outcome.taken / seconds,
        floor: floor.perSecond,
        unit: '1/s',
        reach: { of: 'value', least: 1_000 },
        detail: {
          seconds: Number(seconds.toFixed(2)),
          bytes,
          rejected: outcome.rejected,
          file: given ? 'given' : 'composed',
          size: matters.size,
        },
      },
    ];
  } finally {
    await matters.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function insertPlainly(url: string, file: string): Promise<{ perSecond: number }> {
  return await withClient(url, async (client) => {
    await client.query(
      'create table floor_message (key text primary key, title text not null, words text not null, at timestamptz not null)',
    );
    const begun = performance.now();
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    const read = lines.map((line, index) => readMessage(line, index + 1, new Date())).filter((one) => !isReject(one));
    for (let start = 0; start < read.length; start += batchSize) {
      await client.query({
        name: 'plain',
        text: `insert into floor_message select key, title, words, at from jsonb_to_recordset($1::jsonb) as m(key text, title text, words text, at timestamptz)
          on conflict do nothing`,
        values: [JSON.stringify(read.slice(start, start + batchSize))],
      });
    }
    return { perSecond: read.length / ((performance.now() - begun) / 1_000) };
  });
}

/** As many messages, and about as long, as a town's mailbox gets in a year. */
function composedMessages(): string {
  const reports = drawTexts(1_500).filter((text) => text.kind === 'report');
  return Array.from({ length: messageCount }, (_, index) => {
    const some = [0, 1, 2, 3, 4, 5].map((offset) => reports[(index * 7 + offset * 211) % reports.length]!);
    const time = new Date(Date.UTC(2025, 0, 1, 0, index * 90)).toISOString().slice(0, 19).replace('T', ' ');
    return JSON.stringify({ id: index + 1, title: some[0]!.title, time, body: some.map((text) => String(text.form['words'])).join('') });
  }).join('\n');
}
