import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import { sayDue, sayReckoning } from '../contract/deadline.ts';
import { days, months, workingDays } from '../contract/period.ts';
import {
  addMonths,
  addPeriod,
  isWorkday,
  moveWorkingDays,
  natureOf,
  nextWorkingMoment,
  workingCalendar,
  workingDaysBetween,
  yearNeeded,
} from './calendar-rules.ts';
import { publishedYear } from './national-calendar.ts';

const years = [2024, 2025, 2026].map((year) => publishedYear(year)!);
const calendar = workingCalendar({ years, ownDays: [] });
const hours = [
  { from: '08:30', to: '12:00' },
  { from: '14:00', to: '17:30' },
];

const someDay = fc.integer({ min: 0, max: 1095 }).map((offset) => addDays('2024-01-01', offset));
const somePeriod = fc.oneof(
  fc.integer({ min: 1, max: 120 }).map(days),
  fc.integer({ min: 1, max: 12 }).map(months),
  fc.integer({ min: 1, max: 90 }).map(workingDays),
);

describe('addPeriod by Civil Code §201-203', () => {
  test.each([
    // The three examples of DOMAIN §4.5.
    ['2026-02-28', months(3), '2026-05-28', 0],
    ['2025-11-30', months(3), '2026-02-28', 0],
    ['2025-11-15', months(3), '2026-02-24', 9],
    // §202: the month's last day where the corresponding day does not exist.
    ['2024-01-31', months(1), '2024-02-29', 0],
    ['2025-01-31', months(1), '2025-02-28', 0],
    ['2025-08-31', months(6), '2026-02-28', 0],
    // §203: the last day meets a weekend, a holiday, or a holiday that a makeup Sunday ends.
    ['2026-03-21', months(3), '2026-06-22', 1],
    ['2025-11-03', months(2), '2026-01-04', 1],
    ['2026-04-25', days(10), '2026-05-06', 1],
    ['2026-09-21', days(10), '2026-10-08', 7],
    // Working-day periods skip days off and count makeup workdays.
    ['2026-02-13', workingDays(1), '2026-02-14', 0],
    ['2026-02-14', workingDays(1), '2026-02-24', 0],
    ['2026-02-13', workingDays(5), '2026-02-27', 0],
    ['2026-02-27', workingDays(1), '2026-02-28', 0],
    ['2026-09-18', workingDays(10), '2026-10-09', 0],
  ])('%s + %o ends on %s', (start, period, due, shiftedBy) => {
    const found = addPeriod(calendar, start, period);
    expect(found).toMatchObject({ start, period, due, shiftedBy });
    expect(found.provisional).toBe(false);
  });

  test('the same day stays the same day, even on a Sunday', () => {
    expect(addPeriod(calendar, '2026-03-01', days(0))).toMatchObject({ due: '2026-03-01', shiftedBy: 0, provisional: false });
  });

  test('names each run of days off that moved the last day', () => {
    const local = workingCalendar({ years, ownDays: [{ day: '2026-03-09', kind: 'off', name: '停水停电放假' }] });
    const found = addPeriod(local, '2026-02-25', days(10));
    expect(found).toMatchObject({ nominal: '2026-03-07', due: '2026-03-10', shiftedBy: 3 });
    expect(found.reasons).toEqual([
      { from: '2026-03-07', to: '2026-03-08', name: '周末', kind: 'weekend' },
      { from: '2026-03-09', to: '2026-03-09', name: '停水停电放假', kind: 'own' },
    ]);
  });

  test('is provisional where a deciding day lies in a year that is not loaded, and only there', () => {
    expect(addPeriod(calendar, '2026-10-08', months(3))).toMatchObject({ due: '2027-01-08', provisional: true });
    expect(addPeriod(calendar, '2026-10-01', months(3))).toMatchObject({ nominal: '2027-01-01', due: '2027-01-04', provisional: true });
    expect(addPeriod(calendar, '2026-09-30', months(3))).toMatchObject({ due: '2026-12-30', provisional: false });
    expect(addPeriod(calendar, '2026-12-30', workingDays(1))).toMatchObject({ due: '2026-12-31', provisional: false });
    expect(addPeriod(calendar, '2026-12-30', workingDays(2))).toMatchObject({ provisional: true });
  });

  test('a body that works on a Saturday has deadlines on that Saturday', () => {
    const local = workingCalendar({ years, ownDays: [{ day: '2026-03-07', kind: 'work', name: '大会期间上班' }] });
    expect(addPeriod(local, '2026-02-25', days(10))).toMatchObject({ due: '2026-03-07', shiftedBy: 0 });
    expect(addPeriod(local, '2026-03-06', workingDays(1)).makeupWorkdays).toEqual(['2026-03-07']);
  });

  test('never ends before the nominal day nor on a day off, and moves only over days off', () => {
    fc.assert(
      fc.property(someDay, somePeriod, (start, period) => {
        const found = addPeriod(calendar, start, period);
        expect(found.due >= found.nominal && found.nominal > start).toBe(true);
        expect(isWorkday(calendar, found.due)).toBe(true);
        for (let day = found.nominal; day < found.due; day = addDays(day, 1)) expect(isWorkday(calendar, day)).toBe(false);
        const told = found.reasons.reduce((sum, run) => sum + 1 + (Date.parse(run.to) - Date.parse(run.from)) / 86_400_000, 0);
        expect(told).toBe(found.shiftedBy);
      }),
    );
  });

  test('a later start never ends earlier, and a longer period never ends earlier', () => {
    fc.assert(
      fc.property(someDay, someDay, somePeriod, fc.integer({ min: 0, max: 20 }), (one, other, period, more) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        expect(addPeriod(calendar, early, period).due <= addPeriod(calendar, late, period).due).toBe(true);
        const longer = { ...period, amount: period.amount + more };
        expect(addPeriod(calendar, early, period).due <= addPeriod(calendar, early, longer).due).toBe(true);
      }),
    );
  });

  test('a period of N working days leaves exactly N working days', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 90 }), (start, amount) => {
        expect(workingDaysBetween(calendar, start, addPeriod(calendar, start, workingDays(amount)).due)).toBe(amount);
      }),
    );
  });
});

describe('months', () => {
  test('fall on the corresponding day or on the last day of the month', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 24 }), (start, count) => {
        const found = addMonths(start, count);
        const [year, month] = start.split('-').map(Number) as [number, number];
        const target = year * 12 + month - 1 + count;
        expect(found.slice(0, 7)).toBe(`${Math.floor(target / 12)}-${String((target % 12) + 1).padStart(2, '0')}`);
        const isLast = addDays(found, 1).slice(0, 7) !== found.slice(0, 7);
        expect(found.slice(8) === start.slice(8) || (isLast && found.slice(8) < start.slice(8))).toBe(true);
      }),
    );
  });
});

describe('working days between two days', () => {
  test.each([
    ['2026-11-23', '2026-11-23', 0],
    ['2026-11-23', '2026-11-27', 4],
    ['2026-11-23', '2026-11-30', 5],
    ['2026-11-23', '2026-11-20', -1],
    ['2026-02-13', '2026-02-28', 6],
    ['2026-02-28', '2026-02-13', -6],
    ['2026-11-28', '2026-11-27', 0],
  ])('%s to %s is %i', (from, to, count) => {
    expect(workingDaysBetween(calendar, from, to)).toBe(count);
  });

  test('are as many as are counted day by day, whatever days a body takes off or works, in loaded years and in others', () => {
    const day = fc.integer({ min: 0, max: 47_000 }).map((offset) => addDays('1989-12-01', offset));
    const nearHolidays = fc.integer({ min: 0, max: 1500 }).map((offset) => addDays('2023-12-01', offset));
    const ownDay = fc.record({ day: nearHolidays, kind: fc.constantFrom('off' as const, 'work' as const), name: fc.constant('本地') });
    fc.assert(
      fc.property(
        fc.oneof(day, nearHolidays),
        fc.integer({ min: 0, max: 400 }),
        fc.array(ownDay, { maxLength: 12 }),
        (from, length, ownDays) => {
          const own = workingCalendar({ years, ownDays });
          let counted = 0;
          for (let at = 1; at <= length; at += 1) if (isWorkday(own, addDays(from, at))) counted += 1;
          expect(workingDaysBetween(own, from, addDays(from, length))).toBe(counted);
        },
      ),
    );
  });

  test('add up, change sign with direction, and are undone by moving', () => {
    fc.assert(
      fc.property(someDay, someDay, someDay, (one, two, three) => {
        const between = (from: string, to: string) => workingDaysBetween(calendar, from, to);
        expect(between(one, two) + between(two, three)).toBe(between(one, three));
        expect(between(one, two) + between(two, one)).toBe(0);
      }),
    );
    fc.assert(
      fc.property(
        someDay.filter((day) => isWorkday(calendar, day)),
        fc.integer({ min: -60, max: 60 }),
        (from, count) => {
          const to = moveWorkingDays(calendar, from, count);
          expect(workingDaysBetween(calendar, from, to)).toBe(count);
          expect(moveWorkingDays(calendar, to, -count)).toBe(from);
        },
      ),
    );
  });
});

describe('next moment inside working hours', () => {
  test.each([
    ['2026-11-23T10:00', '2026-11-23T10:00'],
    ['2026-11-23T06:00', '2026-11-23T08:30'],
    ['2026-11-23T12:30', '2026-11-23T14:00'],
    ['2026-11-23T17:30', '2026-11-24T08:30'],
    ['2026-11-27T23:59', '2026-11-30T08:30'],
    ['2026-01-03T09:00', '2026-01-04T08:30'],
    ['2026-02-14T18:00', '2026-02-24T08:30'],
  ])('%s in China leads to %s', (at, expected) => {
    expect(nextWorkingMoment(calendar, hours, new Date(`${at}:00+08:00`))).toEqual(new Date(`${expected}:00+08:00`));
  });

  test('is never earlier, never outside hours, never on a day off', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 1439 }), (day, minute) => {
        const at = new Date(Date.parse(`${day}T00:00:00+08:00`) + minute * 60_000);
        const found = nextWorkingMoment(calendar, hours, at);
        const time = new Date(found.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
        expect(found >= at).toBe(true);
        expect(isWorkday(calendar, dayOf(found))).toBe(true);
        expect(hours.some((span) => span.from <= time && time < span.to)).toBe(true);
      }),
    );
  });
});

describe('years that are not loaded', () => {
  test('still keep the holidays that lie on a fixed date', () => {
    expect(natureOf(calendar, '2027-01-01')).toMatchObject({ works: false, kind: 'holiday', name: '元旦' });
    expect(natureOf(calendar, '2027-10-02')).toMatchObject({ works: false, name: '国庆节' });
    expect(natureOf(calendar, '2027-02-08').works).toBe(true);
    expect(natureOf(calendar, '2026-01-04')).toMatchObject({ works: true, kind: 'makeupWorkday', name: '元旦' });
  });

  test('end the known run at the first gap', () => {
    expect(calendar.lastKnownYear).toBe(2026);
    expect(workingCalendar({ years: [years[0]!, years[2]!], ownDays: [] }).lastKnownYear).toBe(2024);
    expect(workingCalendar({ years: [], ownDays: [] }).lastKnownYear).toBeNull();
    expect(yearNeeded('2026-11-23', 6)).toBe(2027);
    expect(yearNeeded('2026-05-23', 6)).toBe(2026);
  });
});

describe('explanations', () => {
  test('say why a day moved', () => {
    expect(sayDue(addPeriod(calendar, '2025-11-03', months(2)), '会办')).toBe(
      '会办原应 2026年1月3日到期，遇元旦假期顺延一天，2026年1月4日到期。',
    );
    expect(sayDue({ ...addPeriod(calendar, '2025-11-03', months(2)), start: '2026-01-01' }, '会办')).toBe(
      '会办原应 1月3日到期，遇元旦假期顺延一天，1月4日到期。',
    );
    expect(sayDue(addPeriod(calendar, '2025-11-15', months(3)), '答复')).toBe(
      '答复原应 2026年2月15日到期，遇春节假期顺延九天，2026年2月24日到期。',
    );
    expect(sayDue(addPeriod(calendar, '2026-03-21', months(3)))).toBe('原应 6月21日到期，遇端午节假期顺延一天，6月22日到期。');
    expect(sayDue(addPeriod(calendar, '2026-03-02', days(5)), '退办')).toBe('退办原应 3月7日到期，遇周末顺延两天，3月9日到期。');
    expect(sayDue(addPeriod(calendar, '2026-02-28', months(3)), '答复')).toBe('答复 5月28日到期。');
  });

  test('say that a date may still move', () => {
    expect(sayDue(addPeriod(calendar, '2026-10-08', months(3)), '答复')).toBe('答复 2027年1月8日到期（2027 年放假安排未载入，日期暂定）。');
  });

  test('give start, term, shift, end and rule as lines', () => {
    expect(sayReckoning(addPeriod(calendar, '2026-02-13', workingDays(5)), '签收')).toEqual([
      { label: '起算', words: '2026年2月13日（周五）发生，当日不计入，次日起算' },
      { label: '期限', words: '5 个工作日，调休上班日计入：2月14日' },
      { label: '顺延', words: '按工作日计算，已跳过休息日和节假日' },
      { label: '到期', words: '签收 2026年2月27日（周五） 24 时止' },
      { label: '依据', words: '参照民法典第201条至第203条计算' },
    ]);
  });
});
