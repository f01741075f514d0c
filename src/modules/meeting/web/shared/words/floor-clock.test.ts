import { expect, test } from 'vitest';
import { clockWords, secondsSpoken, spanWords } from './floor-clock.ts';

test.each([
  [462, '07:42'],
  [0, '00:00'],
  [-35, '+00:35'],
  [3_605, '60:05'],
])('%i seconds left read %s', (seconds, words) => {
  expect(clockWords(seconds)).toBe(words);
});

test.each([
  [20, '20 秒'],
  [120, '2 分钟'],
  [200, '3 分 20 秒'],
])('%i seconds are %s', (seconds, words) => {
  expect(spanWords(seconds)).toBe(words);
});

test('a turn that is paused stands still, one that runs goes on from where it stood', () => {
  const since = '2026-01-21T06:00:00.000Z';
  expect(secondsSpoken({ seconds: 30, runningSince: null }, Date.parse(since) + 9_000)).toBe(30);
  expect(secondsSpoken({ seconds: 30, runningSince: since }, Date.parse(since) + 9_999)).toBe(39);
});
