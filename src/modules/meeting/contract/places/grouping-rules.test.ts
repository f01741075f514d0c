import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kitchenOf, shareOut, shareRooms, shareTables } from './grouping-rules.ts';

/** Coaches, rooms and tables: nobody twice, nothing fuller than it is. */
const people = fc
  .array(
    fc.record({
      group: fc.constantFrom('a', 'b', 'c', 'd'),
      gender: fc.constantFrom('male', 'female', null),
      needs: fc.constantFrom('', '', '腿伤'),
      diet: fc.constantFrom('', '', '清真', '素食'),
    }),
    { maxLength: 120 },
  )
  .map((list) => list.map((one, index) => ({ ...one, id: String(index), groupAt: one.group.charCodeAt(0) })));

test('no coach carries more than it has places for, and nobody is left while a place is free', () => {
  fc.assert(
    fc.property(people, fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 }), (riders, rooms) => {
      const vessels = rooms.map((room, index) => ({ id: String(index), room }));
      const given = shareOut(riders, vessels);
      for (const vessel of vessels) expect([...given.values()].filter((id) => id === vessel.id).length).toBeLessThanOrEqual(vessel.room);
      expect(given.size).toBe(
        Math.min(
          riders.length,
          rooms.reduce((sum, room) => sum + room, 0),
        ),
      );
    }),
  );
});

test('a group rides in one coach where one has room for it', () => {
  const riders = Array.from({ length: 50 }, (_, index) => ({ id: String(index), group: index < 30 ? 'a' : 'b', groupAt: 0 }));
  const given = shareOut(riders, [
    { id: 'large', room: 45 },
    { id: 'small', room: 22 },
  ]);
  expect(new Set(riders.filter((one) => one.group === 'a').map((one) => given.get(one.id)))).toEqual(new Set(['large']));
  expect(new Set(riders.filter((one) => one.group === 'b').map((one) => given.get(one.id)))).toEqual(new Set(['small']));
});

test('no room has two genders or more people than beds; whose gender is unknown sleeps alone', () => {
  fc.assert(
    fc.property(people, fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 60 }), (guests, beds) => {
      const rooms = beds.map((many, index) => ({ number: String(index + 101), beds: many }));
      const given = shareRooms(guests, rooms);
      for (const room of rooms) {
        const inside = guests.filter((guest) => given.get(guest.id) === room.number);
        expect(inside.length).toBeLessThanOrEqual(room.beds);
        expect(new Set(inside.map((guest) => guest.gender)).size).toBeLessThanOrEqual(1);
        expect(inside.length > 1 && inside.some((guest) => guest.gender === null)).toBe(false);
      }
    }),
  );
});

test('no table is over-full, and one kitchen cooks for each', () => {
  fc.assert(
    fc.property(people, fc.integer({ min: 2, max: 12 }), (diners, seats) => {
      const given = shareTables(diners, seats);
      expect(given.size).toBe(diners.length);
      for (const table of new Set(given.values())) {
        const there = diners.filter((diner) => given.get(diner.id) === table);
        expect(there.length).toBeLessThanOrEqual(seats);
        expect(new Set(there.map((diner) => kitchenOf(diner.diet))).size).toBe(1);
      }
    }),
  );
});
