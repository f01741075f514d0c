import { describe, expect, test } from 'vitest';
import type { CarriedList } from '../../../contract/presence/scanning.ts';
import { choicesAt, listsMeant } from './list-choices.ts';

const now = '2027-01-20T00:00:00.000Z';
const at = (hours: number) => new Date(Date.parse(now) + hours * 3_600_000).toISOString();

function list(title: string, told: Partial<CarriedList> = {}): CarriedList {
  const times = { opensAt: null, closesAt: null, closedAt: null };
  return { id: title, kind: 'sitting', title, ...times, revision: 1, due: '', dueCount: 10, ride: null, ...told };
}

function coach(number: number, title: string, hours: number, told: Partial<CarriedList> = {}): CarriedList {
  const ride = {
    coach: `${number}号车`,
    plate: `浙B·D10${number}7`,
    title,
    departsAt: at(hours),
    from: '宾馆',
    to: '大会堂',
    liaison: `联络${number}`,
    isOver: false,
  };
  return list(`${ride.coach} ${title}`, { kind: 'coach', ride, ...told });
}

const there = [2, 10, 1].map((number) => coach(number, '去大会堂', 0.1 + number / 100));
const back = [10, 2].map((number) => coach(number, '回驻地', 5));
const all = [
  list('闭幕会', { opensAt: at(30) }),
  ...back,
  list('午餐'),
  ...there,
  list('开幕会', { opensAt: at(-1), closesAt: at(2) }),
  list('预备会', { opensAt: at(-9), closesAt: at(-8) }),
  coach(3, '去大会堂', -4),
];

describe('the lists at a door', () => {
  test('stand in the order in which they are wanted, coaches of one direction together by their numbers', () => {
    const told = choicesAt(now, all).map(({ words, lists, folded }) => [words, folded, lists.map((one) => one.title)]);
    expect(told).toEqual([
      ['现在签到', false, ['开幕会']],
      ['今天上午 去大会堂，08:06 起发车', false, ['1号车 去大会堂', '2号车 去大会堂', '10号车 去大会堂']],
      ['不限时段', false, ['午餐']],
      ['还没开始', false, ['闭幕会']],
      ['今天下午 回驻地，13:00 起发车', true, ['2号车 回驻地', '10号车 回驻地']],
      ['已经结束', true, ['3号车 去大会堂', '预备会']],
    ]);
  });

  test.each([
    ['1', ['1号车 去大会堂']],
    ['10', ['10号车 回驻地', '10号车 去大会堂']],
    ['d1027', ['2号车 回驻地', '2号车 去大会堂']],
    ['联络3', ['3号车 去大会堂']],
    ['开幕', ['开幕会']],
    ['没有', []],
  ])('“%s” finds %j', (words, found) => {
    expect(listsMeant(all, words).map((one) => one.title)).toEqual(found);
  });

  test('every list is somewhere, once', () => {
    const shown = choicesAt(now, all).flatMap((one) => one.lists);
    expect(shown.length).toBe(all.length);
    expect(new Set(shown)).toEqual(new Set(all));
  });
});
