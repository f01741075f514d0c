import { expect, test } from 'vitest';
import { doubledNames, hallOf, seatName } from '../../contract/places/hall.ts';
import { cellsOfPlan, planOfCells } from '../../contract/places/hall-sheet.ts';
import { demoHall } from './demo-hall.ts';

test("no two seats of the demo's hall have one name", () => {
  expect(doubledNames(hallOf(demoHall()))).toEqual([]);
});

test('the hall of the demo survives Excel: every seat and its number, every zone', () => {
  const plan = demoHall();
  const again = planOfCells(cellsOfPlan(plan));
  const names = (of: typeof plan) =>
    hallOf({ ...of, blocks: of.blocks.map((block) => ({ ...block, numbering: 'across' as const })) })
      .seats.map(seatName)
      .toSorted();
  expect(names(again)).toEqual(names(plan));
  expect(again.blocked).toHaveLength(plan.blocked.length);
  expect(new Map(again.zones.map((zone) => [zone.kind, zone.seats.length]))).toEqual(
    new Map(plan.zones.map((zone) => [zone.kind, zone.seats.length])),
  );
});
