import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef } from 'react';
import { plainText } from '../../../contract/papers/paper-text.ts';

/** What is written across every page of a paper that may not go further; null for public ones. */
export type Watermark = string | null;

interface SheetProps {
  readonly pdf: PDFDocumentProxy | null;
  readonly number: number;
  /** It is the page being read: it is drawn before its neighbours. */
  readonly current: boolean;
  readonly width: number;
  readonly height: number;
  readonly watermark: Watermark;
  /** Words to mark on the page. */
  readonly find: string;
  readonly onFault: (error: unknown) => void;
}

/**
 * The picture of one page. It is drawn when it comes into sight, again where it is shown in another size, and its memory is given back when it leaves.
 * While it is drawn anew the last picture stays, stretched.
 */
export function SheetPicture({ pdf, number, current, width, height, watermark, find, onFault }: SheetProps) {
  const place = useRef<HTMLDivElement>(null);
  const fault = useRef(onFault);
  const first = useRef(current);
  useEffect(() => {
    fault.current = onFault;
    first.current = current;
  });
  useEffect(() => {
    const holder = place.current;
    if (!pdf || !holder || width < 1) return undefined;
    const stop = new AbortController();
    // Pages that rush past are not drawn; the one being read is not kept waiting.
    const wait = holder.dataset['drawn'] ? 160 : first.current ? 0 : 60;
    const timer = setTimeout(() => {
      inTurn({ pdf, number, width, watermark, find, holder, stop: stop.signal }).catch((error: unknown) => {
        if (!stop.signal.aborted) fault.current(error);
      });
    }, wait);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [pdf, number, width, watermark, find]);
  useEffect(() => {
    const holder = place.current;
    return () => {
      for (const canvas of holder?.querySelectorAll('canvas') ?? []) canvas.width = canvas.height = 0;
    };
  }, []);
  return <div ref={place} className="sheet-picture" style={{ height }} role="img" aria-label={`第 ${number} 页`} />;
}

interface Drawing extends Omit<SheetProps, 'height' | 'onFault' | 'pdf' | 'current'> {
  readonly pdf: PDFDocumentProxy;
  readonly holder: HTMLElement;
  readonly stop: AbortSignal;
}

/** Canvases of weak phones: no more points than this for one page. */
const mostPoints = ((navigator as Navigator & { deviceMemory?: number }).deviceMemory ?? 4) <= 2 ? 3_000_000 : 7_000_000;

let turn: Promise<unknown> = Promise.resolve();

/** One page is drawn after the other: on a weak phone two at once would both be late. */
async function inTurn(drawing: Drawing): Promise<void> {
  const mine = turn.then(() => (drawing.stop.aborted ? undefined : draw(drawing)));
  turn = mine.catch(() => undefined);
  await mine;
}

async function draw({ pdf, number, width, watermark, find, holder, stop }: Drawing): Promise<void> {
  const page = await pdf.getPage(number);
  if (stop.aborted) return;
  const [pageWidth, pageHeight] = [page.getViewport({ scale: 1 }).width, page.getViewport({ scale: 1 }).height];
  const wished = (width * Math.min(devicePixelRatio, 2.5)) / pageWidth;
  const scale = Math.min(wished, Math.sqrt(mostPoints / (pageWidth * pageHeight)));
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  const task = page.render({ canvas, viewport });
  stop.addEventListener('abort', () => task.cancel());
  try {
    await task.promise;
    if (find !== '') await mark(page, canvas, scale, find);
  } catch (error) {
    canvas.width = canvas.height = 0;
    if (stop.aborted) return;
    throw error;
  }
  if (stop.aborted) {
    canvas.width = canvas.height = 0;
    return;
  }
  if (watermark) drawWatermark(canvas, watermark, scale);
  for (const old of holder.querySelectorAll('canvas')) {
    old.remove();
    old.width = old.height = 0;
  }
  holder.append(canvas);
  holder.dataset['drawn'] = String(width);
  // What the worker remembers of the page is only needed to draw it once more.
  page.cleanup();
}

/** Writes the reader's name across the page, into the picture itself: no style of the page can take it away. */
function drawWatermark(canvas: HTMLCanvasElement, words: string, scale: number): void {
  const context = canvas.getContext('2d')!;
  const size = 15 * scale;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.font = `${size}px sans-serif`;
  context.fillStyle = 'rgba(90, 100, 115, 0.2)';
  context.rotate(-Math.PI / 7);
  const step = context.measureText(words).width + 70 * scale;
  const reach = canvas.width + canvas.height;
  for (let [y, row] = [-canvas.height * 0.2, 0]; y < reach; y += 118 * scale, row += 1)
    for (let x = -reach * 0.6 + (row % 2) * step * 0.5; x < reach; x += step) context.fillText(words, x, y);
  context.restore();
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
