import { describe, expect, test } from 'vitest';
import { addDays } from '#platform/contract/instant.ts';
import { isWorkday, workingCalendar } from './calendar-rules.ts';
import { publishedYear, publishedYears } from './national-calendar.ts';

/** DOMAIN §4.5: weekdays off, weekend days worked, and the number of working days. Ranges are inclusive, month-day. */
const table: Record<number, { off: [string, string][]; work: string[]; workdays: number }> = {
  2024: {
    off: [
      ['01-01', '01-01'],
      ['02-10', '02-17'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-10', '06-10'],
      ['09-15', '09-17'],
      ['10-01', '10-07'],
    ],
    work: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
    workdays: 251,
  },
  2025: {
    off: [
      ['01-01', '01-01'],
      ['01-28', '02-04'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['05-31', '06-02'],
      ['10-01', '10-08'],
    ],
    work: ['01-26', '02-08', '04-27', '09-28', '10-11'],
    workdays: 248,
  },
  2026: {
    off: [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
    ],
    work: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
    workdays: 248,
  },
};

describe.each(Object.entries(table))('national arrangement of %s', (year, expected) => {
  const arrangement = publishedYear(Number(year))!;
  const calendar = workingCalendar({ years: [arrangement], ownDays: [] });
  const days = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index)).filter((day) => day.startsWith(year));

  test('agrees with DOMAIN §4.5 on every day of the year', () => {
    const works = (day: string) => {
      const date = day.slice(5);
      if (expected.work.includes(date)) return true;
      if (expected.off.some(([from, to]) => from <= date && date <= to)) return false;
      return ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    };
    expect(days.filter((day) => isWorkday(calendar, day) !== works(day))).toEqual([]);
  });

  test('has the number of working days that the notice gives', () => {
    expect(days.filter((day) => isWorkday(calendar, day))).toHaveLength(expected.workdays);
  });

  test('lists makeup workdays on weekends only', () => {
    const made = arrangement.days.filter((one) => one.kind === 'work');
    expect(made.map((one) => one.day.slice(5))).toEqual(expected.work);
    expect(made.every((one) => [0, 6].includes(new Date(`${one.day}T00:00:00Z`).getUTCDay()))).toBe(true);
  });
});

test('a year that nobody has announced is not there', () => {
  expect(publishedYear(2099)).toBeNull();
  expect(publishedYears).toContain(2026);
});
