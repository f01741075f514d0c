import { describe, expect, test } from 'vitest';
import { idleWorkdays, missingHolidays, readYearTable, strayDays } from './calendar-file-rules.ts';
import { publishedYear, publishedYears } from './national-calendar.ts';

const head = ['日期', '休或班', '名称'];

describe('a holiday table', () => {
  test.each([
    ['2027-01-01', ['2027-01-01']],
    ['2027/1/1', ['2027-01-01']],
    ['2027年1月1日', ['2027-01-01']],
    ['20270101', ['2027-01-01']],
    ['2027.1.1', ['2027-01-01']],
    [new Date('2027-01-01T00:00:00Z'), ['2027-01-01']],
    ['2027-02-05 至 2027-02-07', ['2027-02-05', '2027-02-06', '2027-02-07']],
    ['2027-02-27~2027-03-01', ['2027-02-27', '2027-02-28', '2027-03-01']],
    ['2027-02-05 至 2027-02-05', ['2027-02-05']],
  ])('reads %s', (cell, days) => {
    const found = readYearTable([head, [cell, '休', '节']]);
    expect(found.faults).toEqual([]);
    expect(found.days.map((one) => one.day)).toEqual(days);
  });

  test.each([
    '',
    '明天',
    '2027-02-30',
    '2027-13-01',
    '2027-02-07 至 2027-02-05',
    '2027-01-01 至 2027-12-31',
    '2027-02-05 至 ',
    '1至2至3',
    new Date('x'),
    46023,
    null,
  ])('does not guess at %s', (cell) => {
    const found = readYearTable([head, [cell, '休', '节']]);
    expect(found.days).toEqual([]);
    expect(found.faults).toMatchObject([{ row: 2, message: expect.stringContaining('日期') }]);
  });

  test('takes its columns in any order and by other words, skips empty rows, keeps the last of a doubled day', () => {
    const found = readYearTable([
      ['备注', '名称', '类型', '日期'],
      ['', '春节', '补班', '2027-02-20'],
      ['', '', '', ''],
      ['', '元旦', '放假', '2027-01-01'],
      ['', '元旦节', '休', '2027-01-01'],
    ]);
    expect(found).toEqual({
      year: 2027,
      source: '',
      faults: [],
      days: [
        { day: '2027-01-01', kind: 'off', name: '元旦节' },
        { day: '2027-02-20', kind: 'work', name: '春节' },
      ],
    });
  });

  test.each([[[]], [[['日期', '名称']]], [[['a', 'b', 'c']]]])('without its columns says which is missing: %o', (rows) => {
    expect(() => readYearTable(rows)).toThrow(/第一行缺少“.+”一列/);
  });
});

describe('what a year must have', () => {
  test.each(publishedYears.filter((year) => year >= 2008))('is there in the published year %i', (year) => {
    const { days } = publishedYear(year)!;
    expect(strayDays(year, days)).toEqual([]);
    expect(idleWorkdays(days)).toEqual([]);
    expect(missingHolidays(days)).toEqual([]);
  });

  test('is missed by name', () => {
    expect(missingHolidays([{ day: '2027-01-01', kind: 'off', name: '元旦' }])).toEqual([
      '春节',
      '清明节',
      '劳动节',
      '端午节',
      '中秋节',
      '国庆节',
    ]);
    expect(missingHolidays([{ day: '2027-10-09', kind: 'work', name: '国庆节' }])).toContain('国庆节');
  });
});
