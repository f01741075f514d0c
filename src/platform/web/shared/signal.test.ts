import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SignalWatch, type Signal } from './signal.ts';

describe('SignalWatch', () => {
  let reachable = true;
  let pings = 0;
  let seen: Signal[] = [];
  let watch: SignalWatch;

  beforeEach(() => {
    vi.useFakeTimers();
    reachable = true;
    pings = 0;
    seen = [];
    watch = new SignalWatch({
      ping: async () => {
        pings += 1;
        if (!reachable) throw new Error('away');
      },
    });
    watch.watch((state) => seen.push(state));
  });
  afterEach(() => void vi.useRealTimers());

  test('one lost call does not flap: an answered ping takes the doubt back', async () => {
    watch.doubt();
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual(['weak', 'online']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pings).toBe(1);
  });

  test('two lost pings confirm that the signal is gone', async () => {
    reachable = false;
    watch.doubt();
    await vi.advanceTimersByTimeAsync(1_400);
    expect(watch.state).toBe('weak');
    await vi.advanceTimersByTimeAsync(200);
    expect(watch.state).toBe('offline');
    expect(seen).toEqual(['weak', 'offline']);
  });

  test('comes back by itself after one answered ping', async () => {
    reachable = false;
    watch.doubt();
    await vi.advanceTimersByTimeAsync(2_000);
    reachable = true;
    await vi.advanceTimersByTimeAsync(6_000);
    expect(seen).toEqual(['weak', 'offline', 'online']);
  });

  test('hope looks at once', async () => {
    reachable = false;
    watch.doubt();
    await vi.advanceTimersByTimeAsync(60_000);
    const before = pings;
    reachable = true;
    watch.hope();
    await vi.advanceTimersByTimeAsync(0);
    expect(pings).toBe(before + 1);
    expect(watch.state).toBe('online');
  });

  test('an answered call is trusted at once', async () => {
    reachable = false;
    watch.doubt();
    await vi.advanceTimersByTimeAsync(2_000);
    watch.trust();
    expect(watch.state).toBe('online');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pings).toBe(2);
  });

  test('an answer that was on its way when the signal went does not take the mark away; one sent since does', async () => {
    const sentBefore = Date.now();
    await vi.advanceTimersByTimeAsync(10);
    reachable = false;
    watch.doubt();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(seen).toEqual(['weak', 'offline']);
    watch.trust(sentBefore);
    await vi.advanceTimersByTimeAsync(10);
    expect(seen).toEqual(['weak', 'offline']);
    watch.trust(Date.now());
    expect(seen).toEqual(['weak', 'offline', 'online']);
  });

  test('a ping that fails after the server was heard is no news', async () => {
    let fail: (() => void) | undefined;
    const slow = new SignalWatch({ ping: () => new Promise((_, reject) => (fail = () => reject(new Error('away')))) });
    const states: Signal[] = [];
    slow.watch((state) => states.push(state));
    slow.doubt();
    fail!();
    await vi.advanceTimersByTimeAsync(1_600);
    slow.trust();
    fail!();
    await vi.advanceTimersByTimeAsync(10);
    expect(states).toEqual(['weak', 'online']);
  });
});
