import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, startOfDay } from '#platform/contract/instant.ts';
import type { Parameters } from '#modules/profile/contract/parameters.ts';
import { defaultValue, parameterKeys } from '#modules/profile/contract/parameters.ts';
import { days, months, workingDays } from '#modules/profile/contract/period.ts';
import type { WorkingCalendar } from '#modules/profile/server/index.ts';
import { addPeriod } from '#modules/profile/server/index.ts';
import type { Rules } from './act-context.ts';
import { lookOf, standingOf } from './clock-rules.ts';

const standing = { kind: 'congress', level: 'city' } as const;
const parameters = Object.fromEntries(parameterKeys.map((key) => [key, defaultValue(key, standing)])) as unknown as Parameters;
/** The week of a national holiday off, else the plain week. */
const departures = Array.from({ length: 7 }, (_, index): [number, { off: boolean; name: string; own: boolean }] => [
  Date.parse(`2026-10-0${index + 1}T00:00:00Z`) / 86_400_000,
  { off: true, name: '国庆节', own: false },
]);
const corrections = departures
  .filter(([at]) => ![0, 6].includes(new Date(at * 86_400_000).getUTCDay()))
  .map(([at], index) => ({ at, more: -1 - index }));
const calendar: WorkingCalendar = { departures: new Map(departures), corrections, years: new Set([2026, 2027]), lastKnownYear: 2027 };
const rules: Rules = { versionId: null, parameters, calendar };
const noon = (day: string) => new Date(startOfDay(day).getTime() + 12 * 3_600_000);

function clockOf(clock: string, start: string, period: { amount: number; unit: 'day' | 'workingDay' | 'month' }, kind = 'suggestion') {
  return { explanation: addPeriod(calendar, start, period), pauses: [], kind, is_right: false, holder_kind: 'unit' as const, clock };
}

describe('a clock of a suggestion', () => {
  test.each([
    ['screening of 5 working days, the day it begins', 'screen', workingDays(5), 0, 'running', 'none'],
    ['screening of 5 working days, one left', 'screen', workingDays(5), 4, 'dueSoon', 'none'],
    ['a co-opinion of 5 working days, the day it begins', 'coOpinion', workingDays(5), 0, 'running', 'none'],
    ['a co-opinion of 5 working days, one left', 'coOpinion', workingDays(5), 4, 'dueSoon', 'yellow'],
    ['a reply of 15 working days, six left', 'reply', workingDays(15), 11, 'running', 'none'],
    ['a reply of 15 working days, five left', 'reply', workingDays(15), 14, 'dueSoon', 'yellow'],
  ])('%s', (_, name, period, after, state, card) => {
    const look = lookOf(clockOf(name, '2026-11-02', period), rules, noon(addDays('2026-11-02', after)));
    expect([look.state, look.card]).toEqual([state, card]);
  });
});

describe('the next turn', () => {
  const periods = fc.oneof(
    fc.integer({ min: 0, max: 40 }).map(days),
    fc.integer({ min: 1, max: 40 }).map(workingDays),
    fc.integer({ min: 1, max: 3 }).map(months),
  );
  test('comes no later than what a page shows changes, so that a stored state is never an old one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 300 }),
        periods,
        fc.constantFrom('screen', 'reply', 'receive', 'coOpinion', 'redo', 'dispatch'),
        fc.constantFrom('suggestion', 'report'),
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 1, max: 90 }),
        (offset, period, name, kind, first, more) => {
          const start = addDays('2026-03-01', offset);
          const clock = clockOf(name, start, period, kind);
          const at = noon(addDays(start, first));
          const now = standingOf(clock, rules, at);
          const later = noon(addDays(dayOf(at), more));
          fc.pre(now.next_turn_at === null || later < now.next_turn_at);
          const then = lookOf(clock, rules, later);
          expect([then.state, then.card]).toEqual([now.state, now.card]);
        },
      ),
      { numRuns: 400 },
    );
  });
});
