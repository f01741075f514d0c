import type { PaperView } from '../../../contract/papers/paper.ts';

/** What is written across every page of a paper that may not go further; null for public ones. */
export type Watermark = string | null;

/** The reader's name and number of his certificate, for papers that are not public. */
export function watermarkOf({ class: kind, reader }: Pick<PaperView, 'class' | 'reader'>): Watermark {
  return kind === 'public' ? null : [reader.name, reader.certificateNumber].filter(Boolean).join(' ');
}

const ink = 'rgba(90, 100, 115, 0.2)';
const slope = -Math.PI / 7;

/** Writes the reader's name across the page, into the picture itself: no style of the page can take it away. `scale` is points of the canvas to one of the page. */
export function drawWatermark(canvas: HTMLCanvasElement, words: string, scale: number): void {
  const context = canvas.getContext('2d')!;
  const reach = canvas.width + canvas.height;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.rotate(slope);
  // Words are expensive to draw and there are hundreds of them on a page: two are drawn and repeated.
  context.fillStyle = context.createPattern(tileOf(words, scale), 'repeat')!;
  context.fillRect(-reach, -reach, 2 * reach, 2 * reach);
  context.restore();
}

/** Prepares the watermark for a page of this size while there is nothing else to do. */
export function prepareWatermark(words: string, scale: number): void {
  tileOf(words, scale);
}

let last: { readonly words: string; readonly scale: number; readonly tile: HTMLCanvasElement } | null = null;

/** Two lines of the watermark, one half a step beside the other, that fit to themselves on every side. */
function tileOf(words: string, exactScale: number): HTMLCanvasElement {
  // Sizes of pages are kept in tenths of a point.
  const scale = Math.round(exactScale * 50) / 50;
  if (last?.words === words && last.scale === scale) return last.tile;
  const tile = document.createElement('canvas');
  const font = `${15 * scale}px sans-serif`;
  const measure = tile.getContext('2d')!;
  measure.font = font;
  const step = Math.ceil(measure.measureText(words).width + 70 * scale);
  const row = Math.ceil(118 * scale);
  tile.width = step;
  tile.height = 2 * row;
  const context = tile.getContext('2d')!;
  context.font = font;
  context.fillStyle = ink;
  context.textBaseline = 'middle';
  context.fillText(words, 0, row / 2);
  for (const x of [step / 2, -step / 2]) context.fillText(words, x, row * 1.5);
  last = { words, scale, tile };
  return tile;
}
