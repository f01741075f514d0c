import { expect, test } from 'vitest';
import { roomNumbers } from './room-numbers.ts';

test('single numbers and spans are read, with letters and leading zeros; anything else is refused', () => {
  const table: readonly (readonly [string, string[] | null])[] = [
    ['301-303，405', ['301', '302', '303', '405']],
    ['A08-A10', null],
    ['A08-10', ['A08', 'A09', 'A10']],
    ['301 301', ['301']],
    ['303-301', null],
    ['1-9999', null],
    ['', null],
  ];
  for (const [words, numbers] of table) expect([words, roomNumbers(words)]).toEqual([words, numbers]);
});
