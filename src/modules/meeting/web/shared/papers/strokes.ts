import type { PenStroke } from '../../../contract/papers/paper.ts';

/** What a finger or pen on the page does. `read`: nothing, the page scrolls. */
export type Tool = 'read' | 'red' | 'blue' | 'black' | 'marker' | 'words' | 'eraser';

export const inks: Readonly<Record<PenStroke['colour'], string>> = { red: '#d4232b', blue: '#1a5fd0', black: '#1d2129', marker: '#ffd84d' };
export const widths: Readonly<Record<PenStroke['colour'], number>> = { red: 0.004, blue: 0.004, black: 0.004, marker: 0.026 };

/** A stroke's points for an SVG of 1000 units in width. */
export function pointsOf(points: readonly number[], ratio: number): string {
  const words: string[] = [];
  for (let index = 0; index + 1 < points.length; index += 2)
    words.push(`${(points[index]! * 1000).toFixed(1)},${(points[index + 1]! * 1000 * ratio).toFixed(1)}`);
  // A tap is a dot.
  return words.length === 1 ? `${words[0]!} ${words[0]!}` : words.join(' ');
}

/** True where a stroke comes within a fingertip of the place. */
export function touches(points: readonly number[], x: number, y: number, ratio: number, reach = 0.018): boolean {
  for (let index = 0; index + 1 < points.length; index += 2) {
    const next = index + 3 < points.length ? index + 2 : index;
    if (distance([points[index]!, points[index + 1]! * ratio], [points[next]!, points[next + 1]! * ratio], [x, y * ratio]) < reach)
      return true;
  }
  return false;
}

/** From a place to the line between two points. */
function distance([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number], [px, py]: readonly [number, number]): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length));
  return Math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay));
}
