import { describe, expect, test } from 'vitest';
import { deadlineWords } from './deadline.ts';

const now = new Date('2026-01-22T00:12:00.000Z'); // 08:12 in China

describe('deadlineWords', () => {
  test('counts calendar days where the server gave no working days', () => {
    expect(deadlineWords({ due: '2026-02-03' }, now)).toMatchObject({
      state: 'running',
      short: '剩 12 天',
      full: '2月3日到期，还剩 12 天',
    });
  });

  test('is due soon from five days on', () => {
    expect(deadlineWords({ due: '2026-01-27' }, now).state).toBe('soon');
    expect(deadlineWords({ due: '2026-01-28' }, now).state).toBe('running');
  });

  test('names the hour of today', () => {
    expect(deadlineWords({ due: '2026-01-22T10:00:00.000Z' }, now)).toMatchObject({ state: 'soon', short: '今天 18:00 截止' });
    expect(deadlineWords({ due: '2026-01-22' }, now).short).toBe('今天截止');
  });

  test('is not overdue before the last day has ended in China', () => {
    expect(deadlineWords({ due: '2026-01-22' }, new Date('2026-01-22T15:59:00.000Z')).state).toBe('soon');
    expect(deadlineWords({ due: '2026-01-22' }, new Date('2026-01-22T16:00:00.000Z'))).toMatchObject({
      state: 'overdue',
      short: '逾期 1 天',
    });
  });

  test('an hour that has passed today is overdue by a day at least', () => {
    expect(deadlineWords({ due: '2026-01-22T00:00:00.000Z' }, now)).toMatchObject({ state: 'overdue', short: '逾期 1 天' });
  });

  test('takes the working days and the state from the server', () => {
    const words = deadlineWords({ due: '2026-01-04', workingDaysLeft: -13, state: 'overdue' }, now);
    expect(words).toMatchObject({ short: '逾期 13 工作日', figure: { before: '逾期', number: 13, unit: '工作日' } });
    expect(deadlineWords({ due: '2026-01-26', workingDaysLeft: 2, state: 'running' }, now).state).toBe('running');
  });

  test('says when it was met', () => {
    expect(deadlineWords({ due: '2026-02-03', metAt: '2026-01-20T02:00:00.000Z' }, now)).toMatchObject({
      state: 'done',
      short: '1月20日完成',
    });
  });
});
