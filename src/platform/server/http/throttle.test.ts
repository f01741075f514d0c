import { describe, expect, it } from 'vitest';
import { Throttle } from './throttle.ts';

const allowance = { burst: 3, perMinute: 6 };

function throttleAt() {
  const time = { now: 0 };
  return { time, throttle: new Throttle(() => time.now) };
}

describe('a throttle', () => {
  it('lets a burst through, then as much as comes back in time', () => {
    const { time, throttle } = throttleAt();
    const take = () => throttle.take('sign-in', '138', allowance);
    expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 10]);
    time.now = 10_000;
    expect([take(), take()]).toEqual([0, 10]);
    time.now = 3_600_000;
    expect([take(), take(), take(), take()]).toEqual([0, 0, 0, 10]);
  });

  it('keeps keys and names apart, so that one account does not lock out its office', () => {
    const { throttle } = throttleAt();
    for (let n = 0; n < 10; n += 1) throttle.take('sign-in', '138', allowance);
    expect(throttle.take('sign-in', '139', allowance)).toBe(0);
    expect(throttle.take('code', '138', allowance)).toBe(0);
  });

  it('refuses in words and forgives', () => {
    const { throttle } = throttleAt();
    for (let n = 0; n < 3; n += 1) throttle.require('sign-in', '138', allowance);
    expect(() => throttle.require('sign-in', '138', allowance)).toThrow('10 秒后再试');
    throttle.forgive('sign-in', '138');
    throttle.require('sign-in', '138', allowance);
  });

  it('forgets the longest unused rather than growing without end', () => {
    const { throttle } = throttleAt();
    for (let n = 0; n < 3; n += 1) throttle.take('x', 'victim', allowance);
    for (let n = 0; n < 49_999; n += 1) throttle.take('x', String(n), allowance);
    expect(throttle.take('x', 'victim', allowance)).toBeGreaterThan(0);
    for (let n = 0; n < 50_000; n += 1) throttle.take('x', String(n), allowance);
    expect(throttle.take('x', 'victim', allowance)).toBe(0);
  });
});
