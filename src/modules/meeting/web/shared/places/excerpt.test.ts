import { expect, test } from 'vitest';
import { hallOf } from '../../../contract/places/hall.ts';
import { hallPlan } from '../../../contract/places/seat-map.ts';
import { waysIn } from '../../../contract/places/ways.ts';
import { excerptOf } from './excerpt.ts';

/** Two blocks of a floor on arcs, a stage with seats, doors at the front and at the back. */
const rows = (count: number, seats: number) => Array.from({ length: count }, (_, index) => ({ number: index + 1, from: 0, seats }));
const hall = hallOf(
  hallPlan.parse({
    width: 800,
    height: 700,
    stage: { x: 150, y: 20, width: 500, depth: 100 },
    blocks: [
      { id: 'S', name: '主席台', part: 'stage', x: 300, y: 50, rows: rows(2, 10) },
      { id: 'A', name: '左区', part: 'floor', x: 60, y: 190, radius: 1_500, rows: rows(14, 14) },
      { id: 'B', name: '右区', part: 'floor', x: 400, y: 190, radius: 1_500, rows: rows(14, 14) },
    ],
    doors: [
      { id: 'd1', name: '1号门', x: 10, y: 170 },
      { id: 'd2', name: '2号门', x: 790, y: 640 },
    ],
  }),
);
const ways = waysIn(hall);

test('for every seat the frame holds it, its neighbours in front and behind, and the end of the way to it', () => {
  for (const width of [220, 320])
    for (const seat of hall.seats) {
      const { frame, seats, rows: shown, way, door } = excerptOf(hall, seat, ways.to(seat), width);
      const inside = ({ x, y }: { x: number; y: number }) =>
        x >= frame.x - 0.01 && x <= frame.x + frame.width + 0.01 && y >= frame.y - 0.01 && y <= frame.y + frame.height + 0.01;
      expect(seats).toContain(seat);
      expect(shown.filter((row) => row.mine)).toHaveLength(1);
      expect(shown).toHaveLength(seat.part === 'stage' ? 2 : 5);
      expect(way!.every(inside)).toBe(true);
      expect(way!.at(-1)).toEqual({ x: seat.x, y: seat.y });
      expect(inside(door!)).toBe(true);
    }
});
