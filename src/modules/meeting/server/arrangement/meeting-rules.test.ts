import { expect, test } from 'vitest';
import { usualQuorum } from '../../contract/arrangement/usual-quorum.ts';
import { latestDays } from './meeting-rules.ts';

test.each([
  ['a township session, seven days and one', 'plenarySession', '2026-11-22', { noticeDays: 7, paperDays: 1 }, '2026-11-15', '2026-11-21'],
  [
    'a month before, over the turn of the year',
    'plenarySession',
    '2027-01-10',
    { noticeDays: 30, paperDays: 3 },
    '2026-12-11',
    '2027-01-07',
  ],
  ['over a leap day', 'plenarySession', '2028-03-03', { noticeDays: 7, paperDays: 0 }, '2028-02-25', null],
  ['none asked', 'plenarySession', '2026-11-22', { noticeDays: 0, paperDays: 0 }, null, null],
  ['no session, no period', 'standingCommittee', '2026-11-22', { noticeDays: 7, paperDays: 1 }, null, null],
] as const)('%s', (_, kind, opensOn, rules, announceBy, papersBy) =>
  expect(latestDays({ kind, opens_on: opensOn }, rules)).toEqual({ announceBy, papersBy }),
);

const congress = { sessionQuorum: 'twoThirds', committeeQuorum: 'moreThanHalf' } as const;
const cppcc = { sessionQuorum: 'moreThanHalf', committeeQuorum: 'moreThanHalf' } as const;
test.each([
  [congress, 'plenarySession', 'plenary', 'twoThirds'],
  [congress, 'plenarySession', 'preparatory', 'twoThirds'],
  [congress, 'plenarySession', 'delegation', 'none'],
  [congress, 'standingCommittee', 'plenary', 'moreThanHalf'],
  [congress, 'inspection', 'activity', 'none'],
  [cppcc, 'plenarySession', 'plenary', 'moreThanHalf'],
  [cppcc, 'plenarySession', 'meal', 'none'],
] as const)('a quorum of %o at %s %s is %s', (rules, meeting, sitting, expected) =>
  expect(usualQuorum(rules, meeting, sitting)).toBe(expected),
);
