import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inFigures, isTree, numberAgenda } from './numbering-rules.ts';

test.each([
  [1, '一'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [99, '九十九'],
])('%i is written %s', (number, words) => expect(inFigures(number)).toBe(words));

test('each level has its own figures, and hidden items with all below them take no number', () => {
  const items = [
    { id: 'a', parentId: null, hidden: false },
    { id: 'b', parentId: 'a', hidden: false },
    { id: 'c', parentId: 'b', hidden: false },
    { id: 'h', parentId: null, hidden: true },
    { id: 'i', parentId: 'h', hidden: false },
    { id: 'd', parentId: null, hidden: false },
  ];
  expect([...numberAgenda(items)].map(([id, { number }]) => [id, number])).toEqual([
    ['a', '一、'],
    ['b', '（一）'],
    ['c', '1.'],
    ['h', ''],
    ['i', ''],
    ['d', '二、'],
  ]);
});

const trees = fc.array(fc.record({ under: fc.nat(), hidden: fc.boolean() }), { maxLength: 40 }).map((drawn) =>
  drawn.map(({ under, hidden }, index) => ({
    id: String(index),
    parentId: index === 0 || under % 3 === 0 ? null : String(under % index),
    hidden,
  })),
);

test('taking the hidden ones out changes no number of the others', () => {
  fc.assert(
    fc.property(trees, (items) => {
      const all = numberAgenda(items);
      const shown = items.filter((one) => all.get(one.id)!.number !== '');
      expect(isTree(shown)).toBe(true);
      const again = numberAgenda(shown);
      for (const one of shown) expect(again.get(one.id)!.number).toBe(all.get(one.id)!.number);
    }),
  );
});

test('no two siblings share a number', () => {
  fc.assert(
    fc.property(trees, (items) => {
      const numbers = numberAgenda(items);
      const met = items.filter((one) => numbers.get(one.id)!.number).map((one) => `${one.parentId} ${numbers.get(one.id)!.number}`);
      expect(new Set(met).size).toBe(met.length);
    }),
  );
});
