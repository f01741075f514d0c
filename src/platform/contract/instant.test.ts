import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { day, dayOf, instant } from './instant.ts';

describe('a day', () => {
  test.each(['2026-11-23', '2024-02-29', '1900-01-01', '2199-12-31'])('%s is one', (value) =>
    expect(day.safeParse(value).success).toBe(true),
  );
  test.each([
    '2026-02-30',
    '2025-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '0000-01-01',
    '1899-12-31',
    '2200-01-01',
    '9999-12-31',
    '2026-1-1',
    '2026-11-23 ',
    '',
  ])('%s is none', (value) => expect(day.safeParse(value).success).toBe(false));
});

describe('a moment', () => {
  test('is one that a clock shows', () => expect(instant.safeParse('2026-11-23T02:26:00.000Z').success).toBe(true));
  test.each([
    '2026-02-30T00:00:00.000Z',
    '2026-11-23T24:00:00.000Z',
    '2026-11-23T25:61:61.000Z',
    '2026-11-23T02:26:00Z',
    '9999-12-31T00:00:00.000Z',
  ])('%s is none', (value) => expect(instant.safeParse(value).success).toBe(false));
});

test('a rule over several fields is not asked about a moment or a day that does not exist', () => {
  const form = z.object({ from: day, until: instant }).refine(({ from, until }) => dayOf(new Date(until)) >= from, '截止早于开始');
  const messages = (value: object) => form.safeParse(value).error?.issues.map((issue) => issue.message);
  expect(messages({ from: '2026-11-23', until: '2026-11-23T25:61:61.000Z' })).toEqual(['没有这个时间，请核对']);
  expect(messages({ from: '2026-11-31', until: '2026-11-23T02:00:00.000Z' })).toEqual(['没有这一天，请核对日期']);
});
