import { describe, expect, it } from 'vitest';
import { Throttle, type Draw } from './throttle.ts';

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

  it('counts together with other processes, and goes on alone while the store is away', async () => {
    let left = allowance.burst;
    const store = {
      draw: async (draws: readonly Draw[]) => {
        left -= draws.reduce((sum, one) => sum + one.taken, 0);
        return draws.map(({ id }) => ({ id, tokens: left }));
      },
      forget: async () => undefined,
    };
    const here = throttleAt();
    const there = throttleAt();
    for (const { throttle } of [here, here, there]) expect(throttle.take('x', 'a', allowance)).toBe(0);
    await here.throttle.draw(store);
    await there.throttle.draw(store);
    expect(left).toBe(0);
    expect(there.throttle.take('x', 'a', allowance)).toBe(10);
    await expect(here.throttle.draw({ ...store, draw: async () => await Promise.reject(new Error('away')) })).resolves.toBeUndefined();
    expect(here.throttle.take('x', 'a', allowance)).toBe(0);
    await expect(here.throttle.draw({ ...store, draw: async () => await Promise.reject(new Error('away')) })).rejects.toThrow('away');
    expect(here.throttle.take('x', 'b', allowance)).toBe(0);
  });
});
