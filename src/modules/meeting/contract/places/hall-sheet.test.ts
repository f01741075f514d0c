import { expect, test } from 'vitest';
import { hallOf, seatName } from './hall.ts';
import { cellsOfPlan, planOfCells } from './hall-sheet.ts';

/** A hall drawn in Excel: what stands in a cell is what is there. */
const drawn = [
  ['', '', '主', '主', '主', '', ''],
  ['', '', '', '', '', '', ''],
  ['1号门', '1', '2', '', '3', '4', ''],
  ['', '1', '轮', '', '3', '×', ''],
  ['', '', '', '', '', '', ''],
  ['', '列', '', '列', '', '5', '2号门'],
];

test('blocks, aisles, doors, blocked seats and zones are read', () => {
  const plan = planOfCells(drawn);
  const hall = hallOf(plan);
  expect(hall.seats.filter((seat) => seat.part === 'stage')).toHaveLength(3);
  expect(hall.seats.filter((seat) => seat.part === 'floor').map(seatName)).toEqual([
    '1排1座',
    '1排2座',
    '2排1座',
    '2排2座',
    '1排3座',
    '1排4座',
    '2排3座',
    '2排4座',
    '3排1座',
    '3排2座',
    '3排3座',
  ]);
  expect(plan.doors.map((door) => door.name)).toEqual(['1号门', '2号门']);
  expect(hall.seats.filter((seat) => seat.blocked).map(seatName)).toEqual(['2排4座']);
  expect(hall.seats.filter((seat) => seat.accessible).map(seatName)).toEqual(['2排2座']);
  expect(hall.seats.filter((seat) => seat.zone === 'nonVoting').map(seatName)).toEqual(['3排1座', '3排2座']);
});

test('a plan that is written out and read again has the same seats', () => {
  const plan = planOfCells(drawn);
  const again = planOfCells(cellsOfPlan(plan));
  expect(hallOf(again).seats.map(seatName)).toEqual(hallOf(plan).seats.map(seatName));
  expect(again.doors.map((door) => door.name)).toEqual(plan.doors.map((door) => door.name));
  expect(again.zones.map((zone) => [zone.kind, zone.seats.length])).toEqual(plan.zones.map((zone) => [zone.kind, zone.seats.length]));
});

test('an empty sheet is refused in words', () => {
  expect(() => planOfCells([['', '']])).toThrow('表里没有座位');
});
