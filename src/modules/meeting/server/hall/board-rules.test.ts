import { describe, expect, test } from 'vitest';
import { sittingInQuestion } from './sitting-in-question.ts';
import { titleOfAll } from './title-rules.ts';
import { traceOf, type LastKnown } from './trace-rules.ts';

const known = (over: Partial<LastKnown> = {}): LastKnown => ({
  registered: true,
  leave: null,
  refused: null,
  coach: null,
  boarded: false,
  ...over,
});
const coach = (state: 'boarding' | 'departed' | 'arrived', expectedAt: string | null = null) => ({
  number: '3',
  state,
  arrivedAt: null,
  expectedAt,
  dueAt: '2026-01-28T00:45:00.000Z',
});

describe('what was last known of somebody who is missing', () => {
  test.each<[string, Partial<LastKnown>, string, string]>([
    ['nothing', { registered: false }, 'calling', '未报到'],
    ['registered', {}, 'near', '已报到，未入场'],
    ['the coach left without him', { coach: coach('departed') }, 'calling', '没有上 3 号车'],
    ['the coach still waits', { coach: coach('boarding') }, 'near', '已报到，未上 3 号车'],
    ['on the coach', { coach: coach('departed'), boarded: true }, 'riding', '3 号车，车上'],
    ['the coach has arrived', { coach: coach('arrived'), boarded: true }, 'near', '3 号车 已到，未入场'],
    ['asked for leave, not registered', { registered: false, leave: '因病' }, 'asked', '请假待批（因病）'],
    ['asked for leave, on the coach', { leave: '因病', coach: coach('departed'), boarded: true }, 'riding', '3 号车，车上'],
    [
      'refused at the door',
      { refused: { words: '码已过期', at: '2026-01-28T00:42:00.000Z' }, leave: '因病' },
      'refused',
      '08:42 在门口，码已过期',
    ],
  ])('%s', (_, facts, trace, words) => {
    expect(traceOf(known(facts))).toMatchObject({ trace, words });
  });

  test('he is expected when the coach says, else when it should arrive', () => {
    const late = '2026-01-28T01:03:00.000Z';
    expect(traceOf(known({ coach: coach('departed', late), boarded: true })).expectedAt).toBe(late);
    expect(traceOf(known({ coach: coach('departed'), boarded: true })).expectedAt).toBe('2026-01-28T00:45:00.000Z');
  });
});

describe('the sitting in question', () => {
  const entry = (id: string, at: string, state: 'planned' | 'running' | 'ended', kind: 'plenary' | 'meal' = 'plenary') => ({
    id,
    kind,
    state,
    starts_at: new Date(`2026-01-${at}:00Z`),
    ends_at: new Date(Date.parse(`2026-01-${at}:00Z`) + 7_200_000),
  });
  const day = [
    entry('yesterday', '27T01:00', 'ended'),
    entry('morning', '28T01:00', 'ended'),
    entry('lunch', '28T04:00', 'planned', 'meal'),
    entry('afternoon', '28T06:00', 'planned'),
    entry('tomorrow', '29T01:00', 'planned'),
  ];
  const at = (moment: string, programme = day, asked?: string) =>
    sittingInQuestion(programme, new Date(`2026-01-${moment}:00Z`), asked)?.id ?? null;

  test.each([
    ['28T03:30', 'afternoon'],
    ['28T12:00', 'morning'],
    ['28T23:00', 'tomorrow'],
    ['20T00:00', 'yesterday'],
    ['31T00:00', 'tomorrow'],
  ])('at %s it is %s', (moment, id) => {
    const programme = moment === '28T12:00' ? day.filter((one) => one.id !== 'afternoon') : day;
    expect(at(moment, moment === '20T00:00' ? [entry('yesterday', '27T01:00', 'planned')] : programme)).toBe(id);
  });

  test('one that runs comes before all others, one that is asked for before that; a meal only where there is nothing else', () => {
    const running = [...day, entry('long', '27T03:00', 'running')];
    expect(at('28T05:00', running)).toBe('long');
    expect(at('28T05:00', running, 'morning')).toBe('morning');
    expect(at('28T03:30', [entry('lunch', '28T04:00', 'planned', 'meal')])).toBe('lunch');
    expect(at('28T03:30', [])).toBeNull();
  });
});

test.each([
  [['第一次全体会议'], '第一次全体会议'],
  [['云津区代表团审议政府工作报告', '部队代表团审议政府工作报告'], '各代表团审议政府工作报告'],
  [['民革小组讨论', '经济小组讨论'], '各小组讨论'],
  [['视察云塘', '座谈交流'], '视察云塘等 2 场'],
])('sittings at one time, %j, are one line: %s', (titles, words) => {
  expect(titleOfAll(titles)).toBe(words);
});
