import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startOfDay } from '#platform/contract/instant.ts';
import type { LeaveCase } from './leave-rules.ts';
import {
  covers,
  daysTouched,
  decide,
  isLeaveTime,
  leaveMoment,
  leavePath,
  overlap,
  pathReason,
  stateOf,
  stepInTurn,
  waitingSteps,
} from './leave-rules.ts';

const usual: LeaveCase = {
  bodyKind: 'congress',
  level: 'city',
  meetingKind: 'plenarySession',
  category: 'member',
  moment: 'during',
  days: 1,
  hasConvenor: true,
  headDays: 1,
};

describe('the path of a leave (DOMAIN §6.1)', () => {
  const cases: readonly [string, Partial<LeaveCase>, readonly string[]][] = [
    ['congress, before the opening', { moment: 'before' }, ['常委会主任会议']],
    ['congress, before, however long', { moment: 'before', days: 5 }, ['常委会主任会议']],
    ['township congress, before', { moment: 'before', level: 'township' }, ['人大主席团']],
    ['congress, during, a day', {}, ['代表团团长']],
    ['congress, during, beyond the head’s limit', { days: 2 }, ['代表团团长', '大会秘书处']],
    ['congress, during, a body that lets heads grant three days', { days: 3, headDays: 3 }, ['代表团团长']],
    ['congress, during, without a head', { hasConvenor: false }, ['大会秘书处']],
    ['congress, before, without a head', { moment: 'before', hasConvenor: false }, ['常委会主任会议']],
    ['CPPCC, a day', { bodyKind: 'cppcc' }, ['界别召集人', '大会秘书处']],
    ['CPPCC, before', { bodyKind: 'cppcc', moment: 'before' }, ['界别召集人', '大会秘书处']],
    ['CPPCC, without a convenor', { bodyKind: 'cppcc', hasConvenor: false }, ['大会秘书处']],
    ['non-voting participant of a session', { category: 'nonVoting', moment: 'before' }, ['大会秘书处']],
    ['inspection', { meetingKind: 'inspection' }, ['会议召集方']],
    ['standing committee', { meetingKind: 'standingCommittee', moment: 'before', days: 2 }, ['会议召集方']],
  ];
  test.each(cases)('%s', (_, change, labels) => {
    expect(leavePath({ ...usual, ...change }).map((step) => step.label)).toEqual(labels);
    expect(pathReason({ ...usual, ...change })).toMatch(/。$/);
  });
});

describe('the moment', () => {
  const opening = { opens_on: '2026-11-22', state: 'announced' };
  test.each([
    ['the evening before', opening, '2026-11-21T15:59:59Z', 'before'],
    ['midnight in China', opening, '2026-11-21T16:00:00Z', 'during'],
    ['opened early', { ...opening, state: 'running' }, '2026-11-20T00:00:00Z', 'during'],
  ] as const)('%s', (_, meeting, now, moment) => expect(leaveMoment(meeting, new Date(now))).toBe(moment));
});

const hour = 3_600_000;
const time = (from: string, until: string) => ({ from: new Date(from), until: new Date(until) });
const anyTime = fc.record({ start: fc.integer({ min: 0, max: 240 }), hours: fc.integer({ min: 1, max: 120 }) }).map(({ start, hours }) => ({
  from: new Date(startOfDay('2026-11-20').getTime() + start * hour),
  until: new Date(startOfDay('2026-11-20').getTime() + (start + hours) * hour),
}));

describe('the time', () => {
  test.each([
    ['a morning', '2026-11-23T01:00:00Z', '2026-11-23T04:00:00Z', 1],
    ['a whole day', '2026-11-22T16:00:00Z', '2026-11-23T16:00:00Z', 1],
    ['over midnight', '2026-11-23T15:00:00Z', '2026-11-23T17:00:00Z', 2],
    ['five days', '2026-11-21T16:00:00Z', '2026-11-26T16:00:00Z', 5],
  ])('%s touches %s', (_, from, until, days) => expect(daysTouched(time(from, until))).toBe(days));

  test('never touches fewer days than it has whole ones, nor more than two beyond', () => {
    fc.assert(
      fc.property(anyTime, (one) => {
        const whole = Math.floor((one.until.getTime() - one.from.getTime()) / (24 * hour));
        expect(daysTouched(one)).toBeGreaterThanOrEqual(Math.max(1, whole));
        expect(daysTouched(one)).toBeLessThanOrEqual(whole + 2);
      }),
    );
  });

  test('two leaves overlap exactly where an hour belongs to both', () => {
    fc.assert(
      fc.property(anyTime, anyTime, (one, other) => {
        const hours = (of: typeof one) =>
          new Set(Array.from({ length: (of.until.getTime() - of.from.getTime()) / hour }, (_, at) => of.from.getTime() + at * hour));
        expect(overlap(one, other)).toBe([...hours(one)].some((at) => hours(other).has(at)));
        expect(overlap(one, other)).toBe(overlap(other, one));
      }),
    );
  });

  test('a sitting is covered where it begins inside, not where the leave ends as it begins', () => {
    const leave = time('2026-11-23T01:00:00Z', '2026-11-23T06:00:00Z');
    expect(covers(leave, { starts_at: leave.from })).toBe(true);
    expect(covers(leave, { starts_at: leave.until })).toBe(false);
  });

  test('lies in the days of the meeting, and is not over when somebody asks for it himself', () => {
    const days = { opens_on: '2026-11-22', closes_on: '2026-11-26' };
    const whole = time('2026-11-21T16:00:00Z', '2026-11-26T16:00:00Z');
    expect(isLeaveTime(whole, days, null)).toBe(true);
    expect(isLeaveTime({ ...whole, until: new Date('2026-11-26T16:00:01Z') }, days, null)).toBe(false);
    expect(isLeaveTime({ ...whole, from: new Date('2026-11-21T15:59:59Z') }, days, null)).toBe(false);
    expect(isLeaveTime({ from: whole.until, until: whole.from }, days, null)).toBe(false);
    expect(isLeaveTime(whole, days, new Date('2026-11-26T15:59:00Z'))).toBe(true);
    expect(isLeaveTime(whole, days, whole.until)).toBe(false);
  });
});

describe('deciding', () => {
  const path = leavePath({ ...usual, days: 3 });
  test('goes step by step, is granted by the last and refused by any; nothing is decided twice', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 5 }), (answers) => {
        let steps = waitingSteps(path);
        for (const agreed of answers) {
          const turn = stepInTurn(steps);
          const after = decide(steps, { agreed, byName: '甲', at: new Date(0), words: '' });
          const changed = after.filter((one, index) => one.state !== steps[index]!.state);
          expect(changed.map((one) => one.label)).toEqual(turn ? [turn.label] : []);
          steps = after;
        }
        const asked = answers.slice(0, path.length);
        const refusedAt = asked.indexOf(false);
        expect(stateOf(steps)).toBe(refusedAt >= 0 ? 'refused' : asked.length === path.length ? 'granted' : 'asked');
        expect(stepInTurn(steps) === null).toBe(stateOf(steps) !== 'asked');
      }),
    );
  });
});
