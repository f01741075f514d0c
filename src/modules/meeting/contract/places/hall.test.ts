import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hallOf, stageOutline } from './hall.ts';
import { hallPlan } from './seat-map.ts';

/** Any stage with any seats on it: small ones under too many seats, curved rows, seats above and beside it. */
const halls = fc
  .record({
    stage: fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.integer({ min: 0, max: 80 }),
      width: fc.integer({ min: 20, max: 700 }),
      depth: fc.integer({ min: 20, max: 140 }),
    }),
    x: fc.integer({ min: 0, max: 400 }),
    y: fc.integer({ min: 0, max: 160 }),
    rows: fc.integer({ min: 1, max: 5 }),
    seats: fc.integer({ min: 1, max: 40 }),
    radius: fc.constantFrom(0, 600, 1_500),
  })
  .map(({ stage, x, y, rows, seats, radius }) => {
    const row = (_: unknown, index: number) => ({ number: index + 1, from: index % 2 ? 0.5 : 0, seats });
    const block = { id: 'S', name: '主席台', part: 'stage', x, y, radius, rowPitch: 20, rows: Array.from({ length: rows }, row) } as const;
    return hallOf(hallPlan.parse({ width: 900, height: 700, stage, blocks: [block], doors: [] }));
  });

test('every seat of the stage stands whole on it, wherever it was put', () => {
  fc.assert(
    fc.property(halls, (hall) => {
      const [topLeft, topRight, bottomRight, bottomLeft] = stageOutline(hall)!;
      const edge = (from: { x: number; y: number }, to: { x: number; y: number }, y: number) =>
        from.x + ((to.x - from.x) * (y - from.y)) / (to.y - from.y);
      for (const seat of hall.seats) {
        expect(seat.y - 7).toBeGreaterThanOrEqual(topLeft!.y);
        expect(seat.y + 7).toBeLessThanOrEqual(bottomLeft!.y);
        expect(seat.x - 7).toBeGreaterThanOrEqual(edge(topLeft!, bottomLeft!, seat.y - 7));
        expect(seat.x + 7).toBeLessThanOrEqual(edge(topRight!, bottomRight!, seat.y - 7));
      }
    }),
    { numRuns: 200 },
  );
});
