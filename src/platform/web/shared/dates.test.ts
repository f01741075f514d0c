import { describe, expect, test } from 'vitest';
import { agoWords, dayAndWeekday, dayWords, daysBetween, greeting, momentWords, timeWords } from './dates.ts';

const now = new Date('2026-01-22T00:12:00.000Z'); // 08:12 in China

describe('Chinese date words', () => {
  test('a day carries its year only where it is another one', () => {
    expect(dayWords('2026-01-22', now)).toBe('1月22日');
    expect(dayWords('2025-10-20', now)).toBe('2025年10月20日');
  });

  test('an instant is read as the day it is in China', () => {
    expect(dayWords('2026-01-21T16:00:00.000Z', now)).toBe('1月22日');
    expect(timeWords('2026-01-21T16:05:00.000Z')).toBe('00:05');
  });

  test('weekday', () => expect(dayAndWeekday('2026-01-22', now)).toBe('1月22日 星期四'));

  test('near days have names', () => {
    expect(momentWords('2026-01-22T10:00:00.000Z', now)).toBe('今天 18:00');
    expect(momentWords('2026-01-21T01:20:00.000Z', now)).toBe('昨天 09:20');
    expect(momentWords('2026-01-22T16:00:00.000Z', now)).toBe('明天 00:00');
    expect(momentWords('2026-01-10T01:20:00.000Z', now)).toBe('1月10日 09:20');
  });

  test('ago', () => {
    expect(agoWords('2026-01-22T00:11:30.000Z', now)).toBe('刚刚');
    expect(agoWords('2026-01-21T23:40:00.000Z', now)).toBe('32 分钟前');
    expect(agoWords('2026-01-21T19:00:00.000Z', now)).toBe('5 小时前');
    expect(agoWords('2026-01-20T19:00:00.000Z', now)).toBe('昨天 03:00');
  });

  test('greeting by the hour in China', () => {
    expect(greeting(now)).toBe('早上好');
    expect(greeting(new Date('2026-01-22T12:00:00.000Z'))).toBe('晚上好');
  });

  test('days between', () => expect(daysBetween('2026-01-22', '2026-02-03')).toBe(12));
});
