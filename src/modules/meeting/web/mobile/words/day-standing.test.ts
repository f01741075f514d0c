import { describe, expect, test } from 'vitest';
import type { DayEntry, DayRide } from '../../../contract/words/day.ts';
import { rideAt, standingAt, untilWords } from './day-standing.ts';

const at = (clock: string) => `2026-01-21T${clock}:00.000Z`;
const time = (clock: string) => Date.parse(at(clock));
function entry(title: string, from: string, until: string, more: Partial<DayEntry> = {}): DayEntry {
  const rest = {
    place: '',
    due: true,
    onLeave: false,
    checkedInAt: null,
    settled: null,
    checkInFrom: null,
    agenda: [],
    seat: null,
    floorOpen: false,
  };
  return { id: title, kind: 'plenary', title, startsAt: at(from), endsAt: at(until), state: 'planned', ...rest, ...more };
}
const programme = [
  entry('报到', '00:00', '09:00', { kind: 'registration' }),
  entry('小组讨论', '01:00', '03:30', { kind: 'group' }),
  entry('午餐', '03:45', '05:00', { kind: 'meal' }),
  entry('全体会议', '06:30', '09:00'),
  entry('晚餐', '09:30', '10:45', { kind: 'meal' }),
];

describe('what stands in front', () => {
  test.each([
    ['before everything', '00:30', '报到', true],
    ['over lunch, the sitting after it', '04:00', '全体会议', false],
    ['while it runs', '07:00', '全体会议', true],
    ['after the last sitting, dinner', '09:15', '晚餐', false],
    ['in the evening, nothing', '12:00', null, false],
  ] as const)('%s: at %s %s', (_, clock, title, runs) => {
    const entries =
      clock === '00:30' ? programme : programme.map((one) => (one.kind === 'registration' ? { ...one, checkedInAt: at('00:20') } : one));
    const { entry: found, runs: isOn } = standingAt(entries, time(clock));
    expect([found?.title ?? null, isOn]).toEqual([title, runs]);
  });

  test('a sitting that I have leave from is passed over, one that was closed early too', () => {
    const away = programme.map((one) => (one.title === '小组讨论' ? { ...one, onLeave: true } : { ...one, checkedInAt: at('00:20') }));
    expect(standingAt(away, time('01:30')).entry?.title).toBe('全体会议');
    const closed = away.map((one) => (one.title === '全体会议' ? { ...one, state: 'ended' as const } : one));
    expect(standingAt(closed, time('08:00')).entry?.title).not.toBe('全体会议');
  });

  test('who serves the meeting sees what is next although he is due nowhere', () => {
    const staff = programme.slice(1).map((one) => ({ ...one, due: false }));
    expect(standingAt(staff, time('00:30')).entry?.title).toBe('小组讨论');
  });
});

test('the next ride is the first that has not left; one that is late stays', () => {
  const ride = (tripId: string, leaves: string, state: DayRide['state'], expectedAt: string | null = null) =>
    ({ tripId, at: at(leaves), state, expectedAt }) as DayRide;
  const rides = [ride('to', '05:50', 'departed'), ride('late', '06:00', 'planned', at('06:40')), ride('back', '09:10', 'planned')];
  expect(rideAt(rides, time('06:30'))?.tripId).toBe('late');
  expect(rideAt(rides, time('07:00'))?.tripId).toBe('back');
  expect(rideAt(rides, time('10:00'))).toBeNull();
});

test.each([
  ['05:22', '06:30', '1 小时 8 分后'],
  ['05:22', '05:50', '28 分钟后'],
  ['05:00', '07:00', '2 小时后'],
  ['06:30', '06:30', '马上'],
] as const)('from %s to %s it is %s', (from, to, words) => {
  expect(untilWords(time(from), time(to))).toBe(words);
});
