import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvCell } from './open-data.ts';

describe('a cell of CSV', () => {
  test('can be read back by RFC 4180, but for the apostrophe before what looks like a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cell = csvCell(text);
        const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        const plain = text.replaceAll('\r\n', '\n');
        expect([plain, `'${plain}`]).toContain(read);
        // Unquoted, it ends neither its cell nor its row.
        expect(cell.startsWith('"') || !/[",\n\r]/.test(cell)).toBe(true);
      }),
    );
  });

  test('is a formula to no spreadsheet, whatever stands before the sign', () => {
    const sign = fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠');
    const space = fc.constantFrom('', ' ', '\t', '\r', '\n', '\u00a0', '　');
    fc.assert(
      fc.property(space, sign, fc.string(), (before, formula, rest) => {
        expect(csvCell(before + formula + rest).replace(/^"/, '')).toMatch(/^'/);
      }),
    );
  });

  test('leaves numbers, dates and plain words as they are, and nothing for nothing', () => {
    expect([csvCell(12), csvCell('2026-11-23'), csvCell('关于 A-1 路'), csvCell(null), csvCell(['一', '二'])]).toEqual([
      '12',
      '2026-11-23',
      '关于 A-1 路',
      '',
      '"一\n二"',
    ]);
  });
});
