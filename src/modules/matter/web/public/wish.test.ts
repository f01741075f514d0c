import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from './card.ts';
import { addressOfWish, wishOf } from './wish.ts';

describe('what a visitor asks for', () => {
  it('comes back from its own address unchanged', () => {
    const members = fc.record(
      {
        body: fc.uuid(),
        kind: fc.constantFrom('suggestion', 'proposal', 'nothing'),
        year: fc.constantFrom('2026', '1949', '12', '99999', 'abc'),
        field: fc.string({ unit: 'binary', maxLength: 80 }),
        unit: fc.string({ unit: 'binary', maxLength: 120 }),
        promise: fc.constantFrom('kept', 'maybe'),
        words: fc.string({ unit: 'binary', maxLength: 200 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(members, (query) => {
        const wish = wishOf(query);
        const again = Object.fromEntries(new URLSearchParams(addressOfWish('/', wish).slice(2)));
        expect(wishOf(again)).toEqual(wish);
      }),
    );
  });

  it('is passed over where it is ill-formed or cannot be stored', () => {
    expect(wishOf({ body: 'x', kind: 'toString', year: '26', promise: 'done', field: '\0', words: '  ' })).toEqual({});
    expect(wishOf({ year: '2026', words: ' 公交\0站 ' })).toEqual({ year: '2026', words: '公交站' });
  });
});

describe('the lines of a card', () => {
  it('hold the whole text or say that there is more, none wider than the card', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('建', '议', 'A', '，', '》'), maxLength: 120 }), (text) => {
        const lines = linesOf(text, 17, 3);
        expect(lines.length).toBeLessThanOrEqual(3);
        expect(lines.join('') === text || lines.at(-1)!.endsWith('……')).toBe(true);
      }),
    );
    expect(linesOf('关于完善海岛急救的建议', 4, 3)).toEqual(['关于完善', '海岛急救', '的建议']);
    expect(linesOf('一二三四，五', 4, 3)).toEqual(['一二三四，', '五']);
  });
});
