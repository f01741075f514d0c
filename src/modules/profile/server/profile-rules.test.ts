import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#platform/contract/instant.ts';
import type { BodyStanding } from '../contract/parameter.ts';
import { resolveParameters } from '../contract/parameters.ts';
import { days, months, workingDays } from '../contract/period.ts';
import { addPeriod, workingCalendar } from './calendar-rules.ts';
import { publishedYear } from './national-calendar.ts';
import {
  contradictions,
  differences,
  effectiveSince,
  isTouchedBy,
  labelFor,
  readDepartures,
  reckonAgain,
  startRefusal,
  versionOn,
} from './profile-rules.ts';

const city: BodyStanding = { kind: 'congress', level: 'city' };
const cppcc: BodyStanding = { kind: 'cppcc', level: 'city' };
const township: BodyStanding = { kind: 'congress', level: 'township' };

describe('what a person enters', () => {
  test('keeps departures only and drops what equals the default', () => {
    const { departures, faults } = readDepartures(city, {
      firstContactPeriod: workingDays(15),
      objectionPeriod: days(10),
      ratingLevels: ['dissatisfied', 'basicallySatisfied', 'satisfied'],
    });
    expect(faults).toEqual([]);
    expect(departures).toEqual({ firstContactPeriod: workingDays(15) });
  });

  test.each([
    [city, 'replyPeriod', months(4), '代表法（2025）第51条'],
    [city, 'extendedReplyPeriod', months(7), '代表法（2025）第51条'],
    [city, 'replyPeriod', days(100), '代表法（2025）第51条'],
    [city, 'motionSigners', 5, '地方组织法（2022）第22条'],
    [township, 'motionSigners', 10, '地方组织法（2022）第22条'],
    [city, 'suggestionSigners', 3, '代表法（2025）第24条'],
    [city, 'ballotThreshold', 'majorityOfPresent', '地方组织法（2022）第25条'],
  ] as const)('%o may not set %s to %o: the article is named', (standing, key, value, article) => {
    const { faults } = readDepartures(standing, { [key]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ path: key });
    expect(faults[0]!.message).toContain(article);
  });

  test.each([
    [city, { replyPeriod: months(2) }],
    [city, { replyPeriod: days(89), coOpinionPeriod: months(1) }],
    [city, { extendedReplyPeriod: months(5) }],
    [cppcc, { replyPeriod: months(4) }],
    [city, { motionSigners: 10 }],
  ])('%o may set %o: stricter than the law, or not bound by it', (standing, values) => {
    expect(readDepartures(standing, values).faults).toEqual([]);
  });

  test('refuses wrong shapes, unknown rows and rows of the other kind of body, each with its path', () => {
    const { faults } = readDepartures(cppcc, { objectionPeriod: { amount: -1, unit: 'day' }, nonsense: 1, motionSigners: 10 });
    expect(faults.map((fault) => fault.path)).toEqual(['objectionPeriod', 'nonsense', 'motionSigners']);
    expect(faults.every((fault) => /\p{Script=Han}/u.test(fault.message))).toBe(true);
  });

  test.each([
    [{ coOpinionPeriod: months(4) }, 'coOpinionPeriod'],
    [{ replyPeriod: months(3), extendedReplyPeriod: months(2) }, 'replyPeriod'],
    [{ ratingLevels: ['satisfied', 'basicallySatisfied'] }, 'ratingLevels'],
    [{ reportUrgentPeriod: workingDays(9) }, 'reportUrgentPeriod'],
    [{ objectionPeriod: days(120) }, 'objectionPeriod'],
  ])('refuses %o together with the rest', (values, path) => {
    expect(readDepartures(city, values).faults.map((fault) => fault.path)).toContain(path);
  });

  test('finds no contradiction in any default', () => {
    for (const level of ['province', 'city', 'county', 'township'] as const) {
      for (const kind of ['congress', 'cppcc'] as const)
        expect(contradictions(resolveParameters({ kind, level })), `${kind} ${level}`).toEqual([]);
    }
  });
});

describe('versions', () => {
  const versions = [
    { id: 'a', validFrom: '2025-03-12' },
    { id: 'b', validFrom: '2026-01-01' },
    { id: 'c', validFrom: '2026-07-01' },
  ];

  test.each([
    ['2025-03-11', null],
    ['2025-03-12', 'a'],
    ['2025-12-31', 'a'],
    ['2026-06-30', 'b'],
    ['2030-01-01', 'c'],
  ])('on %s the version %s is in force', (day, id) => {
    expect(versionOn(versions, day)?.id ?? null).toBe(id);
    expect(versionOn(versions.toReversed(), day)?.id ?? null).toBe(id);
  });

  test('are labelled by the year in which they begin', () => {
    expect(labelFor(versions, '2026-11-01')).toBe('2026-3');
    expect(labelFor(versions, '2027-01-01')).toBe('2027-1');
    expect(labelFor([], '2026-01-01')).toBe('2026-1');
  });

  test('never reach back, except a body’s first', () => {
    expect(startRefusal([], '2024-03-01', '2026-11-23')).toBeNull();
    expect(startRefusal(versions, '2026-11-22', '2026-11-23')).toBe('past');
    expect(startRefusal(versions, '2026-11-23', '2026-11-23')).toBeNull();
    expect(startRefusal(versions, '2026-07-01', '2026-05-01')).toBe('overtaken');
    expect(startRefusal(versions, '2026-06-15', '2026-05-01')).toBe('overtaken');
  });

  test('tell their differences, and since when a value holds', () => {
    const preset = resolveParameters(city);
    const first = resolveParameters(city, { firstContactPeriod: workingDays(15) });
    const second = resolveParameters(city, { firstContactPeriod: workingDays(15), coOpinionPeriod: months(1) });
    expect(differences(first, second)).toEqual(['coOpinionPeriod']);
    const since = effectiveSince(
      [
        { validFrom: '2025-03-12', parameters: first },
        { validFrom: '2026-01-01', parameters: second },
      ],
      preset,
    );
    expect(since).toMatchObject({ firstContactPeriod: '2025-03-12', coOpinionPeriod: '2026-01-01', replyPeriod: null });
  });
});

describe('a changed calendar', () => {
  const known = [2024, 2025, 2026].map((year) => publishedYear(year)!);
  const before = workingCalendar({ years: known, ownDays: [] });
  const after = workingCalendar({
    years: [
      ...known,
      {
        year: 2027,
        days: [
          { day: '2027-01-02', kind: 'off', name: '元旦' },
          { day: '2027-01-03', kind: 'off', name: '元旦' },
        ],
      },
    ],
    ownDays: [],
  });

  test('confirms a provisional deadline without moving it', () => {
    const stored = addPeriod(before, '2026-10-08', months(3));
    expect(stored.provisional).toBe(true);
    expect(reckonAgain(after, stored)).toMatchObject({ changed: true, reckoning: { due: stored.due, provisional: false } });
    expect(reckonAgain(before, stored).changed).toBe(false);
  });

  test('moves a deadline that lies on a new day off', () => {
    const local = workingCalendar({ years: known, ownDays: [{ day: '2026-12-30', kind: 'off', name: '放假' }] });
    const stored = addPeriod(before, '2026-09-30', months(3));
    expect(reckonAgain(local, stored)).toMatchObject({ changed: true, reckoning: { due: '2026-12-31' } });
  });

  test.each([
    [months(3), '2026-12-30', true],
    [months(3), '2026-12-29', false],
    [months(3), '2026-12-31', false],
    [workingDays(5), '2026-10-08', true],
    [workingDays(5), '2026-09-30', true],
    [workingDays(5), '2026-10-13', true],
    [workingDays(5), '2026-10-14', false],
    [days(0), '2026-09-30', false],
  ])('touches a deadline of %o from 2026-09-30 on %s: %s', (period, day, touched) => {
    expect(isTouchedBy(addPeriod(before, '2026-09-30', period), { from: day, to: day })).toBe(touched);
  });

  test('never moves a deadline that says it is not touched', () => {
    const start = fc.integer({ min: 0, max: 600 }).map((offset) => addDays('2024-06-01', offset));
    const period = fc.oneof(
      fc.integer({ min: 0, max: 60 }).map(days),
      fc.integer({ min: 1, max: 60 }).map(workingDays),
      fc.integer({ min: 1, max: 6 }).map(months),
    );
    fc.assert(
      fc.property(
        start,
        period,
        fc.integer({ min: -20, max: 220 }),
        fc.constantFrom('off' as const, 'work' as const),
        (from, given, offset, kind) => {
          const day = addDays(from, offset);
          const local = workingCalendar({ years: known, ownDays: [{ day, kind, name: '另行规定' }] });
          const stored = addPeriod(before, from, given);
          expect(isTouchedBy(stored, { from: day, to: day }) || !reckonAgain(local, stored).changed).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
