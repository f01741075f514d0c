import type { VersionProposal } from '../../contract/papers/paper.ts';
import { plainText } from '../../contract/papers/paper-text.ts';

/** What became of the pages of a version in the next one. */
export interface PageComparison {
  /** For each old page: the new page with the same text `n`, with a changed text `-n`, or `0` where nothing like it is left. Pages count from 1. */
  readonly map: readonly number[];
  readonly changed: readonly number[];
  readonly added: readonly number[];
  readonly removed: readonly number[];
}

/** From how much shared wording on two pages are taken for one page that was changed. */
const alike = 0.3;
/** Beyond this product of lengths pages are matched by position; a paper of 1,000 pages rewritten from end to end is no case for care. */
const mostPairs = 4_000_000;

/**
 * Compares two versions page by page: pages with the same text are matched in order (longest common subsequence), what lies between two
 * matches is paired by shared wording. Spaces and line breaks do not count.
 */
export function comparePages(before: readonly string[], after: readonly string[]): PageComparison {
  const [old, now] = [before.map(plainText), after.map(plainText)];
  const map = Array.from({ length: old.length }, () => 0);
  let [i, j] = [0, 0];
  for (const [a, b] of [...samePages(old, now), [old.length, now.length] as const]) {
    pairBetween(old, now, { i, j, a, b }, map);
    if (a < old.length) map[a] = b + 1;
    [i, j] = [a + 1, b + 1];
  }
  const reached = new Set(map.map(Math.abs));
  return {
    map,
    changed: map.filter((page) => page < 0).map((page) => -page),
    added: now.map((_, index) => index + 1).filter((page) => !reached.has(page)),
    removed: map.flatMap((page, index) => (page === 0 ? [index + 1] : [])),
  };
}

/** What the office may say of a new version, e.g. `第 3、7 页有改动，新增第 9 页，删去原第 4 页`. */
export function proposeWords(comparison: PageComparison, pages: { readonly before: number; readonly after: number }): VersionProposal {
  const { changed, added, removed } = comparison;
  const words = [
    changed.length > 0 && `第 ${listed(changed)} 页有改动`,
    added.length > 0 && `新增第 ${listed(added)} 页`,
    removed.length > 0 && `删去原第 ${listed(removed)} 页`,
  ].filter((part) => part !== false);
  const counted = pages.before === pages.after ? '' : `（原 ${pages.before} 页，现 ${pages.after} 页）`;
  const said = words.length > 0 ? `${words.join('，')}${counted}。` : '各页文字没有变化，版式或图片可能有调整。';
  return { pages: pages.after, changed: [...changed], added: [...added], removed: [...removed], words: said };
}

/** `1—3、7`: runs of pages are drawn together. */
export function listed(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && page === last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}—${to}`)).join('、');
}

/** Pairs of indexes of pages with the same text, rising in both. Empty pages tell nothing and match nobody. */
function samePages(old: readonly string[], now: readonly string[]): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [from, oldEnd, nowEnd] = [0, old.length, now.length];
  const same = (a: number, b: number) => old[a] !== '' && old[a] === now[b];
  while (from < oldEnd && from < nowEnd && same(from, from)) {
    pairs.push([from, from]);
    from += 1;
  }
  const tail: (readonly [number, number])[] = [];
  while (oldEnd > from && nowEnd > from && same(oldEnd - 1, nowEnd - 1)) tail.unshift([(oldEnd -= 1), (nowEnd -= 1)]);
  return [...pairs, ...longestCommon({ from, oldEnd, nowEnd }, same), ...tail];
}

function longestCommon(
  { from, oldEnd, nowEnd }: { from: number; oldEnd: number; nowEnd: number },
  same: (a: number, b: number) => boolean,
): (readonly [number, number])[] {
  const [rows, columns] = [oldEnd - from, nowEnd - from];
  if (rows * columns === 0 || rows * columns > mostPairs) return [];
  const width = columns + 1;
  const lengths = new Uint16Array((rows + 1) * width);
  for (let a = rows - 1; a >= 0; a -= 1)
    for (let b = columns - 1; b >= 0; b -= 1)
      lengths[a * width + b] = same(from + a, from + b)
        ? lengths[(a + 1) * width + b + 1]! + 1
        : Math.max(lengths[(a + 1) * width + b]!, lengths[a * width + b + 1]!);
  const pairs: (readonly [number, number])[] = [];
  for (let [a, b] = [0, 0]; a < rows && b < columns;) {
    if (same(from + a, from + b)) pairs.push([from + a++, from + b++]);
    else if (lengths[(a + 1) * width + b]! >= lengths[a * width + b + 1]!) a += 1;
    else b += 1;
  }
  return pairs;
}

/** Pairs the pages of a gap in order: each old page with the first new one, not passed yet, that is alike. */
function pairBetween(
  old: readonly string[],
  now: readonly string[],
  { i, j, a, b }: { i: number; j: number; a: number; b: number },
  map: number[],
): void {
  let next = j;
  const equal = a - i === b - j;
  for (let page = i; page < a; page += 1) {
    for (let candidate = next; candidate < Math.min(b, next + 12); candidate += 1) {
      const inPlace = equal && candidate - j === page - i;
      // A scanned page has no words: in its place it is taken for the same page, changed or not nobody can tell.
      const wordless = inPlace && old[page] === '' && now[candidate] === '';
      if (!wordless && sharedWording(old[page]!, now[candidate]!) < alike) continue;
      map[page] = wordless ? candidate + 1 : -(candidate + 1);
      next = candidate + 1;
      break;
    }
  }
}

/** Share of the shorter text's pairs of characters that the other has too, 0 to 1. */
export function sharedWording(one: string, other: string): number {
  const [short, long] = [pairsOf(one), pairsOf(other)].toSorted((a, b) => a.size - b.size) as [Set<string>, Set<string>];
  if (short.size === 0) return 0;
  let shared = 0;
  for (const pair of short) if (long.has(pair)) shared += 1;
  return shared / Math.max(short.size, long.size * 0.5);
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let index = 0; index + 1 < text.length; index += 1) pairs.add(text.slice(index, index + 2));
  return pairs;
}
