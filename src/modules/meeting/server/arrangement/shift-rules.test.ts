import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import { daysBetween, shiftOf } from './shift-rules.ts';

const days = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

test('what stood on day n at an hour stands on day n at that hour', () => {
  fc.assert(
    fc.property(days, days, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 1_439 }), (from, to, nth, minute) => {
      const at = new Date(Date.parse(`${addDays(from, nth)}T00:00:00.000+08:00`) + minute * 60_000);
      const moved = shiftOf(from, to).moment(at);
      expect(daysBetween(to, dayOf(moved))).toBe(nth);
      expect((moved.getTime() - at.getTime()) % 86_400_000 === 0).toBe(true);
      expect(shiftOf(to, from).moment(moved)).toEqual(at);
    }),
  );
});

test('the first day becomes the new first day', () => {
  fc.assert(
    fc.property(days, days, (from, to) => {
      expect(shiftOf(from, to).day(from)).toBe(to);
    }),
  );
});
