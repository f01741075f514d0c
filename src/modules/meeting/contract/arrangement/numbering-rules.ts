const figures = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** A whole number from 1 to 99 in Chinese figures: 十, 十二, 二十, 二十一. */
export function inFigures(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (tens === 0) return figures[ones]!;
  return `${tens === 1 ? '' : figures[tens]}十${ones === 0 ? '' : figures[ones]}`;
}

/** An item of a tree in the order of the list: parents stand before their children. */
export interface TreeItem {
  readonly id: string;
  readonly parentId: string | null;
  readonly hidden: boolean;
}

export interface Numbered {
  readonly number: string;
  readonly depth: number;
}

/**
 * Numbers of an agenda by official custom (GB/T 9704): 一、 then （一） then 1. then （1）. Hidden items and what hangs below them take none,
 * so that nobody can count that something is missing.
 */
export function numberAgenda(items: readonly TreeItem[]): Map<string, Numbered> {
  const found = new Map<string, Numbered>();
  const hidden = new Set<string>();
  const counts = new Map<string | null, number>();
  for (const item of items) {
    const depth = item.parentId === null ? 0 : (found.get(item.parentId)?.depth ?? -1) + 1;
    if (item.hidden || (item.parentId !== null && hidden.has(item.parentId))) {
      hidden.add(item.id);
      found.set(item.id, { number: '', depth });
      continue;
    }
    const count = (counts.get(item.parentId) ?? 0) + 1;
    counts.set(item.parentId, count);
    found.set(item.id, { number: numberAt(depth, count), depth });
  }
  return found;
}

function numberAt(depth: number, count: number): string {
  if (depth === 0) return `${inFigures(count)}、`;
  if (depth === 1) return `（${inFigures(count)}）`;
  return depth === 2 ? `${count}.` : `（${count}）`;
}

/** True where each item's parent stands before it, and no id twice. */
export function isTree(items: readonly Pick<TreeItem, 'id' | 'parentId'>[]): boolean {
  const met = new Set<string>();
  for (const { id, parentId } of items) {
    if (met.has(id) || (parentId !== null && !met.has(parentId))) return false;
    met.add(id);
  }
  return true;
}
