import { expect, test } from 'vitest';
import { isClosed, leavesAt, papersDueOn } from './return-rules.ts';

const meeting = { state: 'running', closes_on: '2026-01-24', papers_until: null, ended_at: null };

test.each([
  ['public papers stay', 'public', meeting, null],
  ['internal papers stay', 'internal', meeting, null],
  ['returned ones leave with the last day', 'returned', meeting, '2026-01-24T15:59:59.999Z'],
  ['or when it ended earlier', 'returned', { ...meeting, ended_at: new Date('2026-01-24T08:00:00Z') }, '2026-01-24T08:00:00.000Z'],
  [
    'a late click on 结束 keeps nothing longer',
    'returned',
    { ...meeting, ended_at: new Date('2026-02-01T08:00:00Z') },
    '2026-01-24T15:59:59.999Z',
  ],
  [
    'the office may set another time',
    'returned',
    { ...meeting, papers_until: new Date('2026-02-01T00:00:00Z') },
    '2026-02-01T00:00:00.000Z',
  ],
] as const)('%s', (_, paperClass, of, expected) => {
  expect(leavesAt(paperClass, of)?.toISOString() ?? null).toBe(expected);
});

test('it is closed from that moment on', () => {
  expect(isClosed('returned', meeting, new Date('2026-01-24T15:59:59.998Z'))).toBe(false);
  expect(isClosed('returned', meeting, new Date('2026-01-24T15:59:59.999Z'))).toBe(true);
  expect(isClosed('internal', meeting, new Date('2027-01-01T00:00:00Z'))).toBe(false);
});

test('papers are due whole days before the meeting opens', () => {
  expect(papersDueOn('2026-03-02', 7)).toBe('2026-02-23');
});
