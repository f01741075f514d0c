import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePages, listed, proposeWords } from './comparison-rules.ts';

const page = (topic: string) => `${topic}工作报告。${topic}方面完成情况如下：一是${topic}稳步推进，二是${topic}仍有短板。`;
const [a, b, c, d] = ['财政', '教育', '水利', '交通'].map(page) as [string, string, string, string];

describe('two versions compared page by page', () => {
  test.each([
    ['nothing changed', [a, b], [a, b], { map: [1, 2], changed: [], added: [], removed: [] }],
    ['spaces and line breaks do not count', [a, b], [a.replaceAll('。', '。\n '), b], { map: [1, 2], changed: [], added: [], removed: [] }],
    ['a page added in the middle', [a, c], [a, b, c], { map: [1, 3], changed: [], added: [2], removed: [] }],
    ['a page taken out', [a, b, c], [a, c], { map: [1, 0, 2], changed: [], added: [], removed: [2] }],
    ['a page changed', [a, b, c], [a, b.replace('短板', '差距'), c], { map: [1, -2, 3], changed: [2], added: [], removed: [] }],
    [
      'a page replaced by another',
      [a, b, c],
      [a, '完全不同的内容，与前者毫无相干', c],
      { map: [1, 0, 3], changed: [], added: [2], removed: [2] },
    ],
    ['scans without text', ['', ''], ['', ''], { map: [1, 2], changed: [], added: [], removed: [] }],
    ['pages in another order', [a, b, c, d], [b, c, d, a], { map: [0, 1, 2, 3], changed: [], added: [4], removed: [1] }],
  ])('%s', (_, before, after, expected) => {
    expect(comparePages(before, after)).toEqual(expected);
  });

  test('every page of the new version is the same, changed or added, and none is two of them', () => {
    const pages = fc.array(fc.constantFrom(a, b, c, d, '', a.replace('短板', '差距'), '附表'), { maxLength: 12 });
    fc.assert(
      fc.property(pages, pages, (before, after) => {
        const { map, changed, added, removed } = comparePages(before, after);
        expect(map).toHaveLength(before.length);
        const same = map.filter((to) => to > 0);
        expect([...same, ...changed, ...added].toSorted((x, y) => x - y)).toEqual(after.map((__, index) => index + 1));
        expect(removed).toEqual(map.flatMap((to, index) => (to === 0 ? [index + 1] : [])));
        const kept = map.filter((to) => to !== 0).map(Math.abs);
        expect(kept).toEqual(kept.toSorted((x, y) => x - y));
      }),
    );
  });
});

test('the proposed words name the pages', () => {
  const words = (before: string[], after: string[]) =>
    proposeWords(comparePages(before, after), { before: before.length, after: after.length }).words;
  expect(words([a, b, c], [a, b.replace('短板', '差距'), c, d])).toBe('第 2 页有改动，新增第 4 页（原 3 页，现 4 页）。');
  expect(words([a], [a])).toBe('各页文字没有变化，版式或图片可能有调整。');
  expect(listed([7, 1, 2, 3])).toBe('1—3、7');
});
