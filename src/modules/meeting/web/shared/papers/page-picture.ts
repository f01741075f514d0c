import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { plainText } from '../../../contract/papers/paper-text.ts';
import { type Watermark, drawWatermark } from './watermark.ts';

/** Which page is drawn, how large, and what is put on it. */
interface Picture {
  readonly pdf: PDFDocumentProxy;
  /** From 1. */
  readonly number: number;
  /** In CSS pixels. */
  readonly width: number;
  readonly watermark: Watermark;
  /** Words to mark on the page. */
  readonly find: string;
}

/** Canvases of weak phones: no more points than this for one page. */
const mostPoints = ((navigator as Navigator & { deviceMemory?: number }).deviceMemory ?? 4) <= 2 ? 3_000_000 : 7_000_000;

/** Points of the canvas to one of a page of this size (in points) that is shown `width` CSS pixels wide. */
export function scaleOf(width: number, [pageWidth, pageHeight]: readonly [number, number]): number {
  const wished = (width * Math.min(devicePixelRatio, 2.5)) / pageWidth;
  return Math.min(wished, Math.sqrt(mostPoints / (pageWidth * pageHeight)));
}

let turn: Promise<unknown> = Promise.resolve();

/** Draws a page; null where it was stopped. One page is drawn after the other: on a weak phone two at once would both be late. */
export async function drawPage(picture: Picture, stop: AbortSignal): Promise<HTMLCanvasElement | null> {
  const mine = turn.then(() => (stop.aborted ? null : draw(picture, stop)));
  turn = mine.catch(() => undefined);
  return await mine;
}

/** Gives the memory of a canvas back; browsers keep it for long otherwise. */
export function forget(canvas: HTMLCanvasElement): void {
  canvas.width = canvas.height = 0;
}

async function draw({ pdf, number, width, watermark, find }: Picture, stop: AbortSignal): Promise<HTMLCanvasElement | null> {
  const page = await pdf.getPage(number);
  if (stop.aborted) return null;
  const { width: pageWidth, height: pageHeight } = page.getViewport({ scale: 1 });
  const scale = scaleOf(width, [pageWidth, pageHeight]);
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  const task = page.render({ canvas, viewport });
  const cancel = () => task.cancel();
  stop.addEventListener('abort', cancel);
  try {
    await task.promise;
    if (find !== '') await mark(page, canvas, scale, find);
  } catch (error) {
    forget(canvas);
    if (stop.aborted) return null;
    throw error;
  } finally {
    stop.removeEventListener('abort', cancel);
  }
  if (stop.aborted) {
    forget(canvas);
    return null;
  }
  if (watermark) drawWatermark(canvas, watermark, scale);
  // What the worker remembers of the page is only needed to draw it once more.
  page.cleanup();
  return canvas;
}

interface Piece {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Marks the places of the page that have the words, also where a line breaks within them. */
async function mark(page: PDFPageProxy, canvas: HTMLCanvasElement, scale: number, find: string): Promise<void> {
  const wanted = plainText(find);
  if (wanted === '') return;
  const items = (await page.getTextContent()).items.filter((item) => 'str' in item) as unknown as Piece[];
  let plain = '';
  const from: { item: number; char: number }[] = [];
  for (const [item, { str }] of items.entries())
    for (let char = 0; char < str.length; char += 1) {
      const said = plainText(str[char]!);
      for (let index = 0; index < said.length; index += 1) from.push({ item, char });
      plain += said;
    }
  const context = canvas.getContext('2d')!;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'multiply';
  context.fillStyle = '#ffe27a';
  const viewport = page.getViewport({ scale });
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + wanted.length)) {
    const found = from.slice(at, at + wanted.length);
    for (const item of new Set(found.map((one) => one.item))) {
      const chars = found.filter((one) => one.item === item).map((one) => one.char);
      const piece = items[item]!;
      const share = (count: number) => (piece.width * count) / Math.max(1, piece.str.length);
      const [x, y] = [piece.transform[4]! + share(Math.min(...chars)), piece.transform[5]!];
      const [width, height] = [share(Math.max(...chars) - Math.min(...chars) + 1), piece.height || 10];
      const [x1, y1] = viewport.convertToViewportPoint(x, y - height * 0.2) as [number, number];
      const [x2, y2] = viewport.convertToViewportPoint(x + width, y + height) as [number, number];
      context.fillRect(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
    }
  }
  context.restore();
}
