import fc from 'fast-check';
import { expect, test } from 'vitest';
import { betterSample, type ClockSample } from './clock-sample.ts';

const at = (sentAt: number, trip: number, offset: number, share = 0.5) => ({
  sentAt,
  receivedAt: sentAt + trip,
  serverAt: sentAt + trip * share + offset,
});

test('the offset lies within half of the round trip of the truth, wherever the time on the way went', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -86_400_000, max: 86_400_000 }),
      fc.integer({ min: 0, max: 5_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (offset, trip, share) => {
        const sample = betterSample(null, at(1_000_000, trip, offset, share));
        expect(Math.abs(sample.offset - offset)).toBeLessThanOrEqual(sample.within + 1);
      },
    ),
  );
});

test('a shorter round trip is believed, a longer one that agrees is not', () => {
  const sure: ClockSample = betterSample(null, at(1_000, 20, 500));
  expect(betterSample(sure, at(30_000, 2_000, 500, 0.9))).toBe(sure);
  expect(betterSample(sure, at(30_000, 4, 502))).toMatchObject({ offset: 502, within: 2 });
});

test('a clock that was set, or a measurement of ten minutes ago, is measured anew', () => {
  const sure = betterSample(null, at(1_000, 20, 500));
  expect(betterSample(sure, at(30_000, 200, 90_000)).offset).toBe(90_000);
  expect(betterSample(sure, at(1_000 + 11 * 60_000, 200, 480)).offset).toBe(480);
});
