/** Where the pages of a paper stand below one another, in CSS pixels. */
export interface Layout {
  readonly tops: readonly number[];
  readonly heights: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Between two pages, and above the first one. */
export const gap = 10;
const a4: readonly [number, number] = [595, 842];

/** How wide pages stand in a window of `width`. */
export const widthOfPages = (width: number) => Math.max(0, Math.min(width - 16, 1_000));

/** Lays pages out below one another, each as wide as `width`. Pages whose size is not known yet are taken for A4. */
export function layOut(pages: number, sizes: readonly (readonly [number, number])[], width: number): Layout {
  const tops: number[] = [];
  const heights: number[] = [];
  let at = gap;
  for (let page = 0; page < pages; page += 1) {
    const [w, h] = sizes[page] ?? a4;
    const height = Math.round((width * h) / Math.max(1, w));
    tops.push(at);
    heights.push(height);
    at += height + gap;
  }
  return { tops, heights, width, height: at };
}

/** The page (from 1) at `offset` from the top. */
export function pageAt(layout: Layout, offset: number): number {
  let [low, high] = [0, layout.tops.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (layout.tops[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The pages (from 1) that a window sees, and one more on each side. */
export function pagesInSight(layout: Layout, top: number, height: number): number[] {
  const first = Math.max(1, pageAt(layout, top) - 1);
  const last = Math.min(layout.tops.length, pageAt(layout, top + height) + 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
