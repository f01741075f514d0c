import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockWords, turnClock, untilNextSecond } from './countdown-rules.ts';

const began = Date.parse('2026-11-23T01:00:00.000Z');
const turn = (over: Partial<Parameters<typeof turnClock>[0]> = {}) => ({
  limitSeconds: 480,
  runningSince: new Date(began).toISOString(),
  seconds: 0,
  paused: false,
  ...over,
});

describe('the countdown', () => {
  test.each([
    [0, '8:00', 'running'],
    [1, '8:00', 'running'],
    [1_000, '7:59', 'running'],
    [258_000, '3:42', 'running'],
    [419_999, '1:01', 'running'],
    [420_000, '1:00', 'last'],
    [433_000, '0:47', 'last'],
    [480_000, '0:00', 'last'],
    [480_001, '0:00', 'over'],
    [481_000, '+0:01', 'over'],
    [498_999, '+0:18', 'over'],
  ])('after %i ms of eight minutes shows %s (%s)', (after, words, state) => {
    const clock = turnClock(turn(), began + after);
    expect([clockWords(clock.leftSeconds), clock.state]).toEqual([words, state]);
  });

  test('stands while it is paused, and counts on from what was spoken', () => {
    const paused = turn({ runningSince: null, seconds: 100, paused: true });
    expect(turnClock(paused, began + 999_000)).toEqual({ usedSeconds: 100, leftSeconds: 380, state: 'standing' });
    expect(turnClock(turn({ seconds: 100 }), began + 20_000)).toMatchObject({ usedSeconds: 120, leftSeconds: 360 });
  });

  test('changes by exactly one second at the moments that are foretold, and never in between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 30, max: 900 }), (after, limitSeconds) => {
        const one = turn({ limitSeconds });
        const [now, wait] = [began + after, untilNextSecond(one, began + after)];
        const left = (at: number) => turnClock(one, at).leftSeconds;
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(1_000);
        expect(Math.abs(left(now + wait - 1) - left(now))).toBeLessThanOrEqual(1);
        expect(Math.abs(left(now) - left(now + wait))).toBeLessThanOrEqual(1);
        expect(left(now) - left(now + 1_000)).toBe(left(now) === 0 && left(now + 1_000) === 0 ? 0 : 1);
      }),
    );
  });
});
