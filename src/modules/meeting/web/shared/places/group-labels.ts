import type { Hall, Seat } from '../../../contract/places/hall.ts';
import { lookOf } from './patterns.ts';

/** Where each group's name stands: above the middle of its seats, once in each block in which enough of it sits. */
export function groupLabels(hall: Hall, groupOf: (seat: Seat) => number | undefined, names: ReadonlyMap<number, string>) {
  const parts = Map.groupBy(
    hall.seats.filter((seat) => seat.part !== 'stage' && (groupOf(seat) ?? -1) >= 0),
    (seat) => `${String(groupOf(seat))} ${seat.block}`,
  );
  return [...parts.values()].flatMap((seats) => {
    const group = groupOf(seats[0]!)!;
    const words = names.get(group);
    if (!words || seats.length < 3) return [];
    const middle = { x: mean(seats.map((seat) => seat.x)), y: mean(seats.map((seat) => seat.y)) };
    return [{ ...middle, words, colour: lookOf(group).colour }];
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
