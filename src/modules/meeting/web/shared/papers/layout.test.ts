import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gap, layOut, pageAt, pagesInSight } from './layout.ts';

test('pages keep their shape and stand below one another', () => {
  expect(
    layOut(
      3,
      [
        [100, 200],
        [200, 100],
      ],
      300,
    ),
  ).toEqual({ tops: [gap, gap * 2 + 600, gap * 3 + 750], heights: [600, 150, 425], width: 300, height: gap * 4 + 1175 });
});

test('every place belongs to one page, and what is in sight is a short run of pages around it', () => {
  const size = fc.tuple(fc.integer({ min: 100, max: 2_000 }), fc.integer({ min: 100, max: 2_000 }));
  fc.assert(
    fc.property(fc.array(size, { minLength: 1, maxLength: 60 }), fc.nat(200_000), (sizes, offset) => {
      const layout = layOut(sizes.length, sizes, 360);
      const page = pageAt(layout, offset);
      expect(layout.tops[page - 1]! <= offset || page === 1).toBe(true);
      expect(page === sizes.length || layout.tops[page]! > offset).toBe(true);
      expect(pagesInSight(layout, offset, 700)).toContain(page);
    }),
  );
});
