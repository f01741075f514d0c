import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { ClockState } from '../contract/clock.ts';
import { sayClock } from '../contract/clock.ts';
import { days, months, workingDays } from '../contract/period.ts';
import { addPeriod, isWorkday, nextWorkingMoment, workingCalendar, workingDaysBetween } from './calendar-rules.ts';
import type { Pause } from './clock-rules.ts';
import { cardOf, clockAt, leadWithin, movedBy, nextReminder, reminderHours, wantsUrgeLetter } from './clock-rules.ts';
import { publishedYear } from './national-calendar.ts';

const calendar = workingCalendar({ years: [2024, 2025, 2026].map((year) => publishedYear(year)!), ownDays: [] });
const thresholds = { dueSoon: 5, veryOverdue: 10 };
const at = (day: string, time = '10:00') => new Date(`${day}T${time}:00+08:00`);
const pause = (from: string, to: string | null): Pause => ({ from: at(from), to: to === null ? null : at(to) });
const clock = (over: Partial<Parameters<typeof clockAt>[1]> = {}) => ({
  reckoning: addPeriod(calendar, '2026-11-02', workingDays(10)),
  pauses: [] as Pause[],
  metAt: null as Date | null,
  ...over,
});

describe('state of a clock due on Monday 2026-11-16', () => {
  test.each([
    ['2026-11-02', 'running', 10, '剩 10 工作日'],
    ['2026-11-06', 'running', 6, '剩 6 工作日'],
    ['2026-11-10', 'running', 4, '剩 4 工作日'],
    ['2026-11-11', 'dueSoon', 3, '剩 3 工作日'],
    ['2026-11-16', 'dueSoon', 0, '今日到期'],
    ['2026-11-17', 'overdue', -1, '逾期 1 工作日'],
    ['2026-11-27', 'overdue', -9, '逾期 9 工作日'],
    ['2026-11-30', 'veryOverdue', -10, '逾期 10 工作日'],
  ])('on %s is %s with %i working days', (day, state, left, words) => {
    const found = clockAt(calendar, clock(), thresholds, at(day));
    expect(found).toEqual({ state, due: '2026-11-16', workingDaysLeft: left, paused: false, provisional: false });
    expect(sayClock(found)).toBe(words);
  });

  test('lasts until midnight in China', () => {
    expect(clockAt(calendar, clock(), thresholds, at('2026-11-16', '23:59')).state).toBe('dueSoon');
    expect(clockAt(calendar, clock(), thresholds, at('2026-11-17', '00:00')).state).toBe('overdue');
  });

  test('is met on time up to midnight and late afterwards, whatever happens later', () => {
    expect(clockAt(calendar, clock({ metAt: at('2026-11-16', '23:59') }), thresholds, at('2026-12-31')).state).toBe('metOnTime');
    const late = clockAt(calendar, clock({ metAt: at('2026-11-18') }), thresholds, at('2026-12-31'));
    expect(late).toMatchObject({ state: 'metLate', workingDaysLeft: -2 });
    expect(sayClock(late)).toBe('逾期 2 工作日完成');
  });

  test('waits while its event has not happened', () => {
    const found = clockAt(calendar, clock({ reckoning: null }), thresholds, at('2026-11-02'));
    expect(found).toEqual({ state: 'waiting', due: null, workingDaysLeft: null, paused: false, provisional: false });
    expect(sayClock(found)).toBe('未开始');
  });

  test('is overdue on the Saturday after a Friday, with no full working day yet', () => {
    const friday = clock({ reckoning: addPeriod(calendar, '2026-11-02', workingDays(4)) });
    const found = clockAt(calendar, friday, thresholds, at('2026-11-07'));
    expect(found).toMatchObject({ state: 'overdue', workingDaysLeft: 0, due: '2026-11-06' });
    expect(Object.is(found.workingDaysLeft, -0)).toBe(false);
    expect(sayClock(found)).toBe('已过期');
  });
});

describe('being due soon is meant relative to the whole period', () => {
  test.each([
    ['0 days: on the day itself', days(0), 0],
    ['2 working days: on the last day', workingDays(2), 0],
    ['5 working days: one before', workingDays(5), 1],
    ['10 working days', workingDays(10), 3],
    ['15 working days: the whole threshold', workingDays(15), 5],
    ['3 months: the whole threshold', months(3), 5],
  ])('%s', (_, period, lead) => {
    expect(leadWithin(calendar, addPeriod(calendar, '2026-03-02', period), 5)).toBe(lead);
  });

  test('a period no longer than the threshold still begins as running', () => {
    const short = clock({ reckoning: addPeriod(calendar, '2026-11-02', workingDays(5)) });
    expect(
      ['2026-11-02', '2026-11-05', '2026-11-06', '2026-11-09', '2026-11-10'].map(
        (day) => clockAt(calendar, short, thresholds, at(day)).state,
      ),
    ).toEqual(['running', 'running', 'dueSoon', 'dueSoon', 'overdue']);
  });

  test('nothing of three working days or more is due soon on its first day, and everything is on its last', () => {
    const periods = fc.oneof(
      fc.integer({ min: 3, max: 60 }).map(workingDays),
      fc.integer({ min: 5, max: 90 }).map(days),
      fc.integer({ min: 1, max: 6 }).map(months),
    );
    const starts = fc.integer({ min: 0, max: 600 }).map((offset) => addDays('2024-03-01', offset));
    fc.assert(
      fc.property(starts, periods, fc.integer({ min: 0, max: 30 }), (start, period, dueSoon) => {
        const reckoning = addPeriod(calendar, start, period);
        fc.pre(workingDaysBetween(calendar, start, reckoning.due) >= 1);
        const state = (day: string) => clockAt(calendar, clock({ reckoning }), { dueSoon, veryOverdue: 10 }, at(day)).state;
        expect([state(start), state(reckoning.due)]).toEqual(['running', 'dueSoon']);
      }),
    );
  });
});

describe('pauses', () => {
  test('hold the days left and then move the due day by the working days that passed', () => {
    const paused = clock({ pauses: [pause('2026-11-05', null)] });
    expect(clockAt(calendar, paused, thresholds, at('2026-11-05'))).toMatchObject({ state: 'waiting', workingDaysLeft: 7, paused: true });
    expect(clockAt(calendar, paused, thresholds, at('2026-11-20'))).toMatchObject({ state: 'waiting', workingDaysLeft: 7, paused: true });
    expect(sayClock(clockAt(calendar, paused, thresholds, at('2026-11-20')))).toBe('暂停，剩 7 工作日');
    const resumed = clock({ pauses: [pause('2026-11-05', '2026-11-10')] });
    expect(clockAt(calendar, resumed, thresholds, at('2026-11-10'))).toMatchObject({
      state: 'running',
      due: '2026-11-19',
      workingDaysLeft: 7,
    });
  });

  test('of calendar periods add calendar days to the nominal day before the shift', () => {
    // Nominal Saturday 2026-11-14 was shifted to Monday; two days more make it Monday by itself.
    const reckoning = addPeriod(calendar, '2026-11-04', days(10));
    expect(reckoning).toMatchObject({ nominal: '2026-11-14', due: '2026-11-16' });
    expect(movedBy(calendar, reckoning, [pause('2026-11-05', '2026-11-07')], at('2026-11-20')).reckoning).toMatchObject({
      nominal: '2026-11-16',
      due: '2026-11-16',
      shiftedBy: 0,
    });
  });

  test('that overlap count once, and one within a day counts nothing', () => {
    const twice = movedBy(
      calendar,
      clock().reckoning!,
      [pause('2026-11-05', '2026-11-10'), pause('2026-11-06', '2026-11-09')],
      at('2026-12-01'),
    );
    expect(twice.reckoning.due).toBe('2026-11-19');
    expect(
      movedBy(calendar, clock().reckoning!, [{ from: at('2026-11-05', '09:00'), to: at('2026-11-05', '17:00') }], at('2026-12-01'))
        .reckoning.due,
    ).toBe('2026-11-16');
  });

  test('after expiry do not heal it', () => {
    const found = clockAt(calendar, clock({ pauses: [pause('2026-11-18', null)] }), thresholds, at('2026-11-20'));
    expect(found).toMatchObject({ state: 'overdue', due: '2026-11-16', workingDaysLeft: -4, paused: false });
  });

  test('keep the days left the same from pause to resumption', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 60 }), (begins, lasts) => {
        const from = addDays('2026-03-03', begins);
        const to = addDays(from, lasts);
        const reckoning = addPeriod(calendar, '2026-03-02', workingDays(20));
        const before = workingDaysBetween(calendar, from, reckoning.due);
        const after = clockAt(calendar, clock({ reckoning, pauses: [pause(from, to)] }), thresholds, at(to, '11:00'));
        expect(after.workingDaysLeft).toBe(before);
        expect(isWorkday(calendar, after.due!)).toBe(true);
      }),
    );
  });

  test('never bring a due day forward', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: -5, max: 80 }), fc.integer({ min: 0, max: 40 })), { maxLength: 4 });
    fc.assert(
      fc.property(some, fc.constantFrom(workingDays(15), days(20), months(2)), (spans, period) => {
        const reckoning = addPeriod(calendar, '2026-03-02', period);
        const pauses = spans.map(([from, length]) => pause(addDays('2026-03-02', from), addDays('2026-03-02', from + length)));
        const moved = movedBy(calendar, reckoning, pauses, at('2026-12-31'));
        expect(moved.reckoning.due >= reckoning.due).toBe(true);
        expect(isWorkday(calendar, moved.reckoning.due)).toBe(true);
      }),
    );
  });
});

describe('supervision cards', () => {
  const rules = { yellowCardLead: 5, redCardAfter: 0, redCardExtensions: 2, redCardDissatisfactions: 2 };
  const state = (name: ClockState['state'], left: number | null): ClockState => ({
    state: name,
    due: '2026-11-16',
    workingDaysLeft: left,
    paused: false,
    provisional: false,
  });
  const signed = state('metOnTime', 1);
  const facts = { receipt: signed, reply: state('running', 30), extensions: 0, dissatisfactions: 0 };

  test.each([
    ['nothing to say', facts, null],
    ['blue: not signed for in time', { ...facts, receipt: state('overdue', -1) }, { colour: 'blue', reason: '到期未签收' }],
    ['not blue before the receipt is due', { ...facts, receipt: state('dueSoon', 1) }, null],
    ['yellow: due in five', { ...facts, reply: state('dueSoon', 5) }, { colour: 'yellow', reason: '答复剩 5 个工作日' }],
    ['yellow: due today', { ...facts, reply: state('dueSoon', 0) }, { colour: 'yellow', reason: '答复今日到期' }],
    ['red: overdue', { ...facts, reply: state('overdue', -12) }, { colour: 'red', reason: '答复逾期 12 个工作日' }],
    ['red: overdue on the weekend after', { ...facts, reply: state('overdue', 0) }, { colour: 'red', reason: '答复已逾期' }],
    [
      'red outranks blue',
      { ...facts, receipt: state('overdue', -3), reply: state('overdue', -1) },
      { colour: 'red', reason: '答复逾期 1 个工作日' },
    ],
    ['red: extended too often', { ...facts, extensions: 3 }, { colour: 'red', reason: '已延期 3 次' }],
    ['two extensions are allowed', { ...facts, extensions: 2 }, null],
    ['red: dissatisfied twice', { ...facts, dissatisfactions: 2 }, { colour: 'red', reason: '评价不满意 2 次' }],
    ['none while waiting for others', { ...facts, reply: { ...state('waiting', 2), paused: true } }, null],
    ['none once replied', { ...facts, reply: state('metLate', -3) }, null],
  ])('%s', (_, given, expected) => {
    expect(cardOf(given, rules)).toEqual(expected);
  });

  test('a body that is patient before red shows yellow meanwhile', () => {
    const patient = { ...rules, redCardAfter: 5 };
    expect(cardOf({ ...facts, reply: state('overdue', -3) }, patient)).toEqual({ colour: 'yellow', reason: '答复已逾期' });
    expect(cardOf({ ...facts, reply: state('overdue', -5) }, patient)?.colour).toBe('red');
  });

  test('urge letters follow the body’s list', () => {
    const red = { colour: 'red' as const, reason: '' };
    expect(wantsUrgeLetter(red, state('overdue', -1), { urgeLetterAt: ['red'] })).toBe(true);
    expect(wantsUrgeLetter(red, state('overdue', -1), { urgeLetterAt: ['veryOverdue'] })).toBe(false);
    expect(wantsUrgeLetter(null, state('veryOverdue', -11), { urgeLetterAt: ['veryOverdue'] })).toBe(true);
    expect(wantsUrgeLetter(null, state('running', 11), { urgeLetterAt: ['blue', 'yellow', 'red', 'veryOverdue'] })).toBe(false);
  });
});

describe('reminders', () => {
  const hours = {
    workingHours: [
      { from: '08:30', to: '12:00' },
      { from: '14:00', to: '17:30' },
    ],
    contactHours: { from: '08:00', to: '20:00' },
  };
  const rules = { marks: [5, 1], overdueEvery: 5, hours: reminderHours(hours, 'staff') };

  test('come at the marks, then after the due day', () => {
    const next = (after: Date) => nextReminder(calendar, clock(), rules, after);
    expect(next(at('2026-11-02'))).toEqual(at('2026-11-09', '08:30'));
    expect(next(at('2026-11-09', '08:30'))).toEqual(at('2026-11-13', '08:30'));
    expect(next(at('2026-11-13', '09:00'))).toEqual(at('2026-11-17', '08:30'));
    expect(next(at('2026-11-17', '09:00'))).toEqual(at('2026-11-24', '08:30'));
  });

  test('stay away while waiting and once met', () => {
    expect(nextReminder(calendar, clock({ metAt: at('2026-11-05') }), rules, at('2026-11-06'))).toBeNull();
    expect(nextReminder(calendar, clock({ reckoning: null }), rules, at('2026-11-06'))).toBeNull();
    expect(nextReminder(calendar, clock({ pauses: [pause('2026-11-05', null)] }), rules, at('2026-11-06'))).toBeNull();
  });

  test('skip marks that lie before the start', () => {
    const short = clock({ reckoning: addPeriod(calendar, '2026-11-02', workingDays(3)) });
    expect(nextReminder(calendar, short, rules, at('2026-11-02'))).toEqual(at('2026-11-04', '08:30'));
  });

  test('pass over marks in the first third of the period', () => {
    const six = clock({ reckoning: addPeriod(calendar, '2026-11-02', workingDays(6)) });
    expect(nextReminder(calendar, six, rules, at('2026-11-02'))).toEqual(at('2026-11-09', '08:30'));
  });

  test('about a same-day matter of a Sunday wait for Monday', () => {
    const sunday = clock({ reckoning: addPeriod(calendar, '2026-03-01', days(0)) });
    expect(nextReminder(calendar, sunday, { ...rules, marks: [1, 0] }, at('2026-03-01', '07:00'))).toEqual(at('2026-03-02', '08:30'));
  });

  test('come never at night, never on a day off, and always later', () => {
    const starts = fc.integer({ min: 0, max: 900 }).map((offset) => addDays('2024-03-01', offset));
    const periods = fc.oneof(
      fc.integer({ min: 0, max: 60 }).map(days),
      fc.integer({ min: 1, max: 60 }).map(workingDays),
      fc.integer({ min: 1, max: 6 }).map(months),
    );
    fc.assert(
      fc.property(
        starts,
        periods,
        fc.integer({ min: 0, max: 200 * 1440 }),
        fc.constantFrom('staff' as const, 'member' as const),
        (start, period, minutes, person) => {
          const after = new Date(at(start, '00:00').getTime() + minutes * 60_000);
          const given = { ...rules, marks: [5, 1, 0], hours: reminderHours(hours, person) };
          const found = nextReminder(calendar, clock({ reckoning: addPeriod(calendar, start, period) }), given, after)!;
          expect(found > after).toBe(true);
          expect(isWorkday(calendar, dayOf(found))).toBe(true);
          expect(nextWorkingMoment(calendar, given.hours, found)).toEqual(found);
        },
      ),
    );
  });
});
