import { expect, test } from 'vitest';
import { merged } from './reports.ts';

const paperId = '01900000-0000-7000-8000-000000000002';

test('what waits of one paper becomes one report: the first opening, the last reading, the furthest page', () => {
  const first = { paperId, version: 1, openedAt: '2026-11-23T01:00:00.000Z', lastReadAt: '2026-11-23T01:00:00.000Z', page: 9, furthestPage: 9 };
  const second = { paperId, version: 1, openedAt: '2026-11-23T02:00:00.000Z', lastReadAt: '2026-11-23T02:00:00.000Z', page: 3, furthestPage: 3 };
  expect(merged(first, second)).toMatchObject({ openedAt: first.openedAt, lastReadAt: second.lastReadAt, page: 3, furthestPage: 9 });
});

test('of two versions the later one is told, whichever was read first; what was given back stays said', () => {
  const older = { paperId, version: 1, returnedAt: '2026-11-23T01:00:00.000Z' };
  const newer = { paperId, version: 2, openedAt: '2026-11-23T02:00:00.000Z' };
  expect(merged(older, newer)).toEqual(merged(newer, older));
  expect(merged(older, newer)).toMatchObject({ version: 2, returnedAt: older.returnedAt });
});
