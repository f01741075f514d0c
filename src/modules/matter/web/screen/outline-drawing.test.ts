import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawOutlines } from './outline-drawing.ts';

const square = (west: number, south: number, size: number): [number, number][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
];

describe('drawOutlines', () => {
  it('lays all regions into the sheet, north up, in one scale', () => {
    const [left, right] = drawOutlines(
      [
        { name: '西', centre: [0.5, 0.5], rings: [square(0, 0, 1)] },
        { name: '东', centre: [1.5, 0.5], rings: [square(1, 0, 1), square(1.2, 0.2, 0.1)] },
      ],
      400,
      300,
    );
    expect([Math.round(left!.width), Math.round(left!.height)]).toEqual([200, 200]);
    expect([left!.x < right!.x, right!.path.match(/M/g)!.length]).toEqual([true, 2]);
    const [northern, southern] = drawOutlines(
      [
        { name: '北', centre: [0, 1], rings: [square(0, 1, 1)] },
        { name: '南', centre: [0, 0], rings: [square(0, 0, 1)] },
      ],
      400,
      300,
    );
    expect(northern!.y).toBeLessThan(southern!.y);
  });

  it('draws nothing of nothing, and takes a single point', () => {
    expect(drawOutlines([], 400, 300)).toEqual([]);
    expect(drawOutlines([{ name: '点', centre: [1, 1], rings: [[[1, 1]]] }], 400, 300)[0]!.path).not.toContain('NaN');
  });

  it('keeps every point inside the sheet', () => {
    const lon = fc.double({ min: 70, max: 135, noNaN: true });
    const lat = fc.double({ min: 3, max: 54, noNaN: true });
    const ring = fc.array(fc.tuple(lon, lat), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(ring, { minLength: 1, maxLength: 5 }), (rings) => {
        const drawn = drawOutlines(
          rings.map((one, index) => ({ name: String(index), centre: one[0]!, rings: [one] })),
          764,
          502,
        );
        const numbers = drawn.flatMap((one) =>
          [...one.path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
        );
        for (const [x, y] of numbers) expect(x >= -0.1 && x <= 764.1 && y >= -0.1 && y <= 502.1).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
