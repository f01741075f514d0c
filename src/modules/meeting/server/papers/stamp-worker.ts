import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { PDFEmbeddedPage, PDFPage } from '@cantoo/pdf-lib';
import type { ThreadFault } from '#platform/server/thread.ts';
import type { StampWords } from './stamp-pdf.ts';

// Runs in a worker thread of stamp-pdf.ts, which stops it when it takes too long or too much memory.

export interface StampOrder extends StampWords {
  readonly bytes: Uint8Array;
  readonly pages: number;
}
export type StampAnswer = { readonly stamped: Uint8Array } | ThreadFault;

/** Width and height in points, as a reader sees the page. */
type Size = readonly [number, number];

async function stamp({ bytes, pages, ...words }: StampOrder): Promise<StampAnswer> {
  const { PDFDocument, degrees } = await import('@cantoo/pdf-lib');
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const all = document.getPages();
  // A page that its readers see and this library does not would go out without words.
  if (all.length !== pages) return { fault: `${all.length} pages instead of ${pages}` };
  const sizes = new Map(all.map((page) => [String(sizeOf(page)), sizeOf(page)]));
  const sheets = await document.embedPdf(
    await drawSheets([...sizes.values()], words),
    [...sizes.values()].map((_, index) => index),
  );
  const sheetOf = new Map<string, PDFEmbeddedPage>([...sizes.keys()].map((size, index) => [size, sheets[index]!]));
  for (const page of all) {
    const rotate = degrees(quarterOf(page) * 90);
    page.drawPage(sheetOf.get(String(sizeOf(page)))!, { ...cornerOf(page), rotate });
  }
  return { stamped: await document.save() };
}

/** By how many quarters of a circle readers turn the page clockwise. */
function quarterOf(page: PDFPage): number {
  return ((Math.round(page.getRotation().angle / 90) % 4) + 4) % 4;
}

function sizeOf(page: PDFPage): Size {
  const { width, height } = page.getCropBox();
  const [wide, high] = [Math.ceil(width), Math.ceil(height)];
  return quarterOf(page) % 2 === 0 ? [wide, high] : [high, wide];
}

/** The lower left corner as a reader sees it, in the coordinates of the page that is not turned yet. */
function cornerOf(page: PDFPage): { x: number; y: number } {
  const { x, y, width, height } = page.getCropBox();
  const quarter = quarterOf(page);
  return { x: quarter === 1 || quarter === 2 ? x + width : x, y: quarter >= 2 ? y + height : y };
}

const font = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';
/** No characters are drawn together: names are in Chinese. */
const plain = { lineBreak: false, features: [] };
const slope = Math.PI / 7;

/** A sheet of each size with nothing on it but the words, as a PDF of its own: its font is embedded with the few characters that they need. */
async function drawSheets(sizes: readonly Size[], words: StampWords): Promise<Uint8Array> {
  const { default: Pdf } = await import('pdfkit');
  const sheets = new Pdf({ autoFirstPage: false, margin: 0 });
  const parts: Buffer[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    sheets.on('data', (part: Buffer) => parts.push(part));
    sheets.on('end', () => resolve(Buffer.concat(parts)));
    sheets.on('error', reject);
  });
  sheets.registerFont('words', fileURLToPath(import.meta.resolve(font)));
  for (const size of sizes) {
    sheets
      .addPage({ size: [...size], margin: 0 })
      .font('words')
      .fillColor('#5a6473');
    drawAcross(sheets, size, words.across);
    sheets.fontSize(8).fillOpacity(0.8);
    sheets.text(words.line, (size[0] - sheets.widthOfString(words.line, plain)) / 2, size[1] - 18, plain);
  }
  sheets.end();
  return await whole;
}

/** The words in sloping rows over the whole sheet, every other row half a step further: as on screens. */
function drawAcross(sheet: PDFKit.PDFDocument, [width, height]: Size, words: string): void {
  sheet.save().fontSize(15).fillOpacity(0.2);
  const long = sheet.widthOfString(words, plain);
  const [step, row] = [long + 70, 118];
  const reach = width + height;
  sheet.rotate((-slope * 180) / Math.PI, { origin: [0, 0] });
  for (let index = 0, down = 30; down < reach; index += 1, down += row) {
    for (let along = -reach - (index % 2) * (step / 2); along < reach; along += step) {
      const middle = along + long / 2;
      const x = middle * Math.cos(slope) + down * Math.sin(slope);
      const y = down * Math.cos(slope) - middle * Math.sin(slope);
      if (x > -long / 2 && x < width + long / 2 && y > -long / 4 && y < height + long / 4) sheet.text(words, along, down, plain);
    }
  }
  sheet.restore();
}

const answer = await stamp(workerData as StampOrder).catch((error: unknown): StampAnswer => ({ fault: String(error) }));
parentPort!.postMessage(answer, 'stamped' in answer ? [answer.stamped.buffer as ArrayBuffer] : []);
