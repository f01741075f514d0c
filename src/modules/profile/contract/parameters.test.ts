import { describe, expect, test } from 'vitest';
import { months, sayPeriod, workingDays, days } from './period.ts';
import { parameterGroups, ruleKinds } from './parameter.ts';
import type { BodyStanding } from './parameter.ts';
import {
  basisOf,
  defaultValue,
  groupsFor,
  isSameValue,
  keysFor,
  lockOf,
  parameterKeys,
  parameterOf,
  resolveParameters,
  sayValue,
} from './parameters.ts';
import { answerSchemes } from './sheet/answer.ts';
import { writeNumber } from './sheet/publication.ts';

const standings: BodyStanding[] = (['province', 'city', 'county', 'township'] as const).flatMap((level) =>
  (['congress', 'cppcc'] as const).map((kind) => ({ kind, level })),
);
const city: BodyStanding = { kind: 'congress', level: 'city' };

describe('the sheet', () => {
  test.each(standings)('has lawful, well-shaped and speakable defaults for %o', (standing) => {
    for (const key of parameterKeys) {
      const row = parameterOf(key);
      const value = defaultValue(key, standing);
      expect(row.shape.safeParse(value).error?.issues, key).toBeUndefined();
      expect(lockOf(key, standing)?.allows(value, value) ?? true, key).toBe(true);
      expect(sayValue(key, value), key).toMatch(/^[^{}]*[\u4e00-\u9fff：:–][^{}]*$/);
    }
  });

  test('explains each row in Chinese and says where it comes from', () => {
    for (const key of parameterKeys) {
      const row = parameterOf(key);
      expect(row.label.length, key).toBeLessThanOrEqual(14);
      expect(row.explanation, key).toMatch(/。$/);
      expect(row.affects, key).toMatch(/[\u4e00-\u9fff]/);
      expect(
        row.bodies.every((body) => ruleKinds[body].some(({ kind }) => row.kinds.includes(kind))) && row.group in parameterGroups,
        key,
      ).toBe(true);
      for (const standing of standings) expect(basisOf(key, standing).title, key).not.toBe('');
    }
  });

  test('locks exactly the rows that national law fixes or bounds, for the bodies that the law names', () => {
    const locked = (standing: BodyStanding) => parameterKeys.filter((key) => lockOf(key, standing));
    expect(locked(city)).toEqual([
      'replyPeriod',
      'extendedReplyPeriod',
      'suggestionSigners',
      'motionSigners',
      'ballotThreshold',
      'sessionQuorum',
      'absenceSessions',
    ]);
    expect(locked({ kind: 'cppcc', level: 'city' })).toEqual([]);
    for (const key of locked(city)) expect(basisOf(key, city).status, key).toBe('law');
  });

  test('shows a business its rows in groups, and a CPPCC no motions', () => {
    expect(groupsFor(city, 'suggestion').map(({ group }) => group)).toEqual([
      'deadline',
      'filing',
      'answer',
      'rating',
      'commitment',
      'publication',
      'urging',
      'hours',
    ]);
    expect(groupsFor(city, 'report').map(({ group }) => group)).toEqual(['deadline', 'rating', 'report', 'urging', 'hours']);
    expect(keysFor({ kind: 'cppcc', level: 'city' }, 'motion')).toEqual([]);
    expect(keysFor({ kind: 'cppcc', level: 'city' }).includes('motionSigners')).toBe(false);
  });
});

describe('defaults of DOMAIN §0', () => {
  test('of a city congress are those of Zhejiang', () => {
    const rules = resolveParameters(city);
    expect(rules).toMatchObject({
      acknowledgePeriod: days(7),
      objectionPeriod: days(10),
      coOpinionPeriod: months(2),
      replyPeriod: months(3),
      extendedReplyPeriod: months(6),
      redoPeriod: months(1),
      motionSigners: 10,
      suggestionSigners: 1,
      firstContactPeriod: workingDays(20),
      feedbackPeriod: workingDays(15),
      ratingLevels: ['satisfied', 'basicallySatisfied', 'dissatisfied'],
      replyRecipients: 'everySigner',
      dueSoonThreshold: 5,
    });
    expect(rules.answerClasses.map((one) => one.letter)).toEqual(['A', 'B', 'C']);
  });

  test('differ by level and by kind of body', () => {
    expect(defaultValue('motionSigners', { kind: 'congress', level: 'township' })).toBe(5);
    expect(defaultValue('motionSigners', { kind: 'congress', level: 'county' })).toBe(10);
    expect(defaultValue('dutyDays', { kind: 'congress', level: 'township' })).toBe(7);
    expect(defaultValue('objectionPeriod', { kind: 'cppcc', level: 'city' })).toEqual(workingDays(5));
    expect(defaultValue('mergeRule', { kind: 'cppcc', level: 'county' })).toBe('merge');
  });

  test('mark what was taken from texts that must be checked again', () => {
    for (const key of [
      'acknowledgePeriod',
      'objectionPeriod',
      'coOpinionPeriod',
      'redoPeriod',
      'replyRecipients',
      'replySigner',
    ] as const) {
      expect(basisOf(key, city).status, key).toBe('unverified');
    }
  });
});

describe('values', () => {
  test('are said in words', () => {
    expect(sayPeriod(days(0))).toBe('当日');
    expect(sayValue('replyPeriod', months(3))).toBe('3 个月');
    expect(sayValue('objectionPeriod', days(10))).toBe('10 日');
    expect(sayValue('motionSigners', 10)).toBe('10 人以上');
    expect(sayValue('ratingLevels', ['satisfied', 'basicallySatisfied', 'dissatisfied'])).toBe('满意、基本满意、不满意');
    expect(sayValue('workingHours', [{ from: '08:30', to: '12:00' }])).toBe('08:30–12:00');
    expect(sayValue('withdrawalRule', 'somethingOld')).toBe('"somethingOld"');
  });

  test('of lists are the same in any order, of marks are not', () => {
    expect(isSameValue('ratingLevels', ['satisfied', 'dissatisfied'], ['dissatisfied', 'satisfied'])).toBe(true);
    expect(isSameValue('reminderMarks', [10, 5], [5, 10])).toBe(false);
    expect(isSameValue('replyPeriod', { unit: 'month', amount: 3 }, { amount: 3, unit: 'month' })).toBe(true);
  });

  test.each(Object.entries(answerSchemes))('of the answer scheme %s are valid', (_, scheme) => {
    expect(parameterOf('answerClasses').shape.safeParse(scheme.classes).success).toBe(true);
  });

  test.each([
    ['objectionPeriod', { amount: 0, unit: 'day' }],
    ['objectionPeriod', { amount: 3, unit: 'year' }],
    ['replyPeriod', workingDays(60)],
    ['motionSigners', 2.5],
    ['ratingLevels', ['satisfied', 'satisfied']],
    ['ratingLevels', ['satisfied']],
    ['reminderMarks', [1, 5]],
    [
      'workingHours',
      [
        { from: '14:00', to: '17:30' },
        { from: '08:30', to: '12:00' },
      ],
    ],
    ['contactHours', { from: '20:00', to: '08:00' }],
    ['answerClasses', answerSchemes.npc.classes.toReversed()],
    ['answerClasses', answerSchemes.npc.classes.slice(0, 1)],
    ['numberFormat', { inSession: '第号', outOfSession: '第{number}号', figures: 1 }],
    ['workingHours', [{ from: '25:00', to: '26:00' }]],
  ] as const)('%s refuses %o with words', (key, value) => {
    const { error } = parameterOf(key).shape.safeParse(value);
    expect(error?.issues[0]?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  test('numbers are written in the body’s format', () => {
    const format = { inSession: '{term}届{session}次第{number}号', outOfSession: '闭会第{number}号', figures: 3 };
    expect(writeNumber(format, { number: 7, inSession: true, term: 14, session: 4 })).toBe('14届4次第007号');
    expect(writeNumber(format, { number: 441, inSession: false })).toBe('闭会第441号');
    expect(writeNumber({ ...format, inSession: '{other}{number}' }, { number: 7, inSession: true })).toBe('{other}007');
  });
});
