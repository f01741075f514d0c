import { once } from 'node:events';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { Paragraph, Table, TableCell, TableRow } from 'docx';
import writeXlsxFile from 'write-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyParagraph, officialDocument, titleLine } from '#platform/server/documents/official-format.ts';
import { convertDocument, converterOf } from './convert-document.ts';
import { readPdf } from './read-pdf.ts';

/** A document becomes a PDF in a room of its own: it cannot hang the server, leave processes behind, see our environment or fetch anything. */
let folder: string;
const x = { bytes: Buffer.from('x'), kind: 'docx' } as const;
const limits = { milliseconds: 30_000, memory: 4 * 2 ** 30, output: 50 * 2 ** 20 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luzhitong-converter-'));
});
afterAll(async () => await rm(folder, { recursive: true }));

/** A program that stands in the converter's place and does what `script` says; `$out` is where the PDF should go. */
async function program(script: string): Promise<string> {
  const path = join(folder, `converter-${Math.random()}`);
  await writeFile(path, `#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nout=$2\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

const refused = { code: 'meeting.paper-not-converted' };

describe('whatever the converter does', () => {
  test('one that hangs is ended after its time, with the processes that it started', async () => {
    const pids = join(folder, 'pids');
    const hanging = await program(`sleep 600 & echo $! $$ > ${pids}\nwait`);
    await expect(convertDocument(x, hanging, { ...limits, milliseconds: 500 })).rejects.toMatchObject(refused);
    const started = (await readFile(pids, 'utf8')).trim().split(' ').map(Number);
    expect(started).toHaveLength(2);
    await expect.poll(() => started.filter(isRunning)).toEqual([]);
  });

  test('one that ends leaves no process behind either', async () => {
    const pids = join(folder, 'left');
    const leaving = await program(`sleep 600 & echo $! > ${pids}\necho %PDF > $out/paper.pdf`);
    expect((await convertDocument(x, leaving, limits)).toString()).toBe('%PDF\n');
    const left = Number(await readFile(pids, 'utf8'));
    await expect.poll(() => isRunning(left)).toBe(false);
  });

  test('it has a folder of its own for each run, which is gone afterwards, and nothing of our environment', async () => {
    process.env['SECRET_FOR_TEST'] = 'ours';
    const told = join(folder, 'told');
    const telling = await program(`{ pwd; env; } >> ${told}\necho %PDF > $out/paper.pdf`);
    await Promise.all([convertDocument(x, telling, limits), convertDocument(x, telling, limits)]);
    delete process.env['SECRET_FOR_TEST'];
    const said = await readFile(told, 'utf8');
    expect(said).not.toContain('SECRET');
    const rooms = new Set(said.match(/^\/.*luzhitong-convert-\w+$/gm));
    expect(rooms.size).toBe(2);
    for (const room of rooms) await expect(readFile(join(room, 'paper.docx'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('no result, and one that leads elsewhere, are refused', async () => {
    await expect(convertDocument(x, await program('exit 0'), limits)).rejects.toMatchObject(refused);
    await expect(convertDocument(x, await program('exit 3'), limits)).rejects.toMatchObject(refused);
    await expect(convertDocument(x, await program('ln -s /etc/passwd $out/paper.pdf'), limits)).rejects.toMatchObject(refused);
    await expect(convertDocument(x, join(folder, 'absent'), limits)).rejects.toMatchObject(refused);
  });
});

/** A process that was ended stays listed where nobody asks for its end; it runs no more. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self/stat') || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

const soffice = converterOf('auto');
if (!soffice) console.warn('这台机器没有 LibreOffice（soffice），真正的转换没有测试。');

describe.skipIf(!soffice)('LibreOffice (left out where the machine has no soffice)', () => {
  test('two documents of our own at once: text, table, page numbers', async () => {
    const [one, two] = await Promise.all([
      convertDocument({ bytes: await report(3), kind: 'docx' }, soffice!, limits).then((pdf) => readPdf(pdf)),
      convertDocument({ bytes: await report(60), kind: 'docx' }, soffice!, limits).then((pdf) => readPdf(pdf)),
    ]);
    const words = one.texts.join('').replaceAll(/\s/g, '');
    expect(words).toContain('关于2026年预算草案的报告');
    expect(words).toContain('一般公共服务支出12345.67');
    expect(one.texts[0]).toMatch(/—\s*1\s*—/);
    expect(one.sizes[0]!.map(Math.round)).toEqual([595, 842]);
    expect(two.texts.length).toBeGreaterThan(5);
  });

  test('a broken document is refused', async () => {
    await expect(convertDocument({ bytes: (await report(1)).subarray(0, 4_000), kind: 'docx' }, soffice!, limits)).rejects.toMatchObject(
      refused,
    );
  });

  test('a document fetches nothing that it names', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    try {
      const bytes = withLinkedPicture(await report(1), `http://127.0.0.1:${port}/picture.png`);
      const pdf = await convertDocument({ bytes, kind: 'docx' }, soffice!, limits);
      expect((await readPdf(pdf)).texts.length).toBeGreaterThan(0);
      expect(asked).toEqual([]);
    } finally {
      server.close();
    }
  });
});

/** Packages of an office suite come in parts, and a machine may have the one for letters alone. */
const hasPart = (library: string) => soffice !== null && existsSync(join(dirname(realpathSync(soffice)), library));

describe.skipIf(!hasPart('libsclo.so'))('its tables (left out where the machine has no libreoffice-calc)', () => {
  test('every sheet is a page wide, a wide one lying', async () => {
    const row = (columns: number, words: string) => Array.from({ length: columns }, (_, index) => ({ value: `${words}${index}` }));
    const many = (rows: number, columns: number) => Array.from({ length: rows }, (_, index) => row(columns, `${index}-`));
    const made = await writeXlsxFile([
      { data: [row(4, '科目'), ...many(10, 4)], sheet: '收入' },
      { data: [row(24, '列'), ...many(30, 24)], sheet: '支出' },
    ]).toBuffer();
    const pdf = await readPdf(await convertDocument({ bytes: made, kind: 'xlsx' }, soffice!, limits));
    expect(pdf.sizes.map(([width, height]) => (width > height ? 'lying' : 'upright'))).toEqual(['upright', 'lying']);
    expect(pdf.texts[0]).toContain('科目3');
    expect(pdf.texts[1]).toContain('29-23');
  });
});

async function report(paragraphs: number): Promise<Buffer> {
  const cell = (words: string) => new TableCell({ children: [new Paragraph(words)] });
  const table = new Table({ rows: [new TableRow({ children: ['一般公共服务支出', '12345.67'].map(cell) })] });
  const text = Array.from({ length: paragraphs }, (_, index) =>
    bodyParagraph(`第${index + 1}段。全市一般公共预算收入增长6.5%，完成预算的101.2%，收支平衡，风险可控，民生支出得到较好保障。`),
  );
  return await officialDocument({ title: '报告', creator: '财政局', children: [titleLine('关于2026年预算草案的报告'), ...text, table] });
}

/** The document with a picture that lies elsewhere. */
function withLinkedPicture(docx: Buffer, address: string): Buffer {
  const parts = unzipSync(docx);
  const told = (name: string) => Buffer.from(parts[name]!).toString();
  const main = 'http://schemas.openxmlformats.org/drawingml/2006';
  const picture = `<w:p><w:r><w:drawing><wp:inline xmlns:wp="${main}/wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><wp:docPr id="9" name="x"/><a:graphic xmlns:a="${main}/main"><a:graphicData uri="${main}/picture"><pic:pic xmlns:pic="${main}/picture"><pic:nvPicPr><pic:cNvPr id="9" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="elsewhere"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';
  const link = `<Relationship Id="elsewhere" Type="${kind}" Target="${address}" TargetMode="External"/>`;
  const [text, links] = ['word/document.xml', 'word/_rels/document.xml.rels'];
  return Buffer.from(
    zipSync({
      ...parts,
      [text]: strToU8(told(text).replace('<w:body>', `<w:body>${picture}`)),
      [links]: strToU8(told(links).replace('</Relationships>', `${link}</Relationships>`)),
    }),
  );
}
