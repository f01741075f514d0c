import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SittingLine } from '../../../contract/meeting.ts';
import { sittingsToExcuse, spanOfDays, spansOf } from './leave-spans.ts';

const sitting = (hour: number, change: Partial<SittingLine> = {}): SittingLine => ({
  id: `s${hour}`,
  kind: 'plenary',
  title: '全体会议',
  startsAt: new Date(Date.UTC(2026, 10, 23, hour)).toISOString(),
  endsAt: new Date(Date.UTC(2026, 10, 23, hour + 1)).toISOString(),
  place: '',
  state: 'planned',
  quorum: 'none',
  dueCategories: ['member'],
  dueGroups: [],
  hidden: false,
  ...change,
});

describe('leaves for picked sittings', () => {
  test('cover every picked one and none that was not picked, in as few leaves as that allows', () => {
    const picks = fc.array(fc.boolean(), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(picks, (chosen) => {
        const all = chosen.map((_, at) => sitting(at * 2));
        const picked = all.filter((_, at) => chosen[at]).map((one) => one.id);
        const spans = spansOf(all, picked);
        const covered = (one: SittingLine) => spans.filter((span) => one.startsAt >= span.fromAt && one.startsAt < span.untilAt).length;
        expect(all.map(covered)).toEqual(chosen.map(Number));
        expect(spans).toHaveLength(chosen.filter((one, at) => one && !chosen[at - 1]).length);
      }),
    );
  });

  test('whole days run from midnight to midnight in China', () => {
    expect(spanOfDays('2026-11-23', '2026-11-24')).toEqual({ fromAt: '2026-11-22T16:00:00.000Z', untilAt: '2026-11-24T16:00:00.000Z' });
  });

  test('are offered for what asks for the person and is not over', () => {
    const own = { attendeeId: 'a', category: 'member', groupId: 'g', posts: [{ groupId: 'p', post: 'member' }] } as const;
    const all = [
      sitting(0, { id: 'over' }),
      sitting(5, { id: 'later' }),
      sitting(3, { id: 'presidium', dueGroups: ['p'] }),
      sitting(4, { id: 'others', dueGroups: ['q'] }),
      sitting(4, { id: 'meal', kind: 'meal' }),
      sitting(4, { id: 'staff', dueCategories: ['staff'] }),
      sitting(4, { id: 'cancelled', state: 'cancelled' }),
    ];
    expect(sittingsToExcuse(all, { ...own, posts: [...own.posts] }, new Date(Date.UTC(2026, 10, 23, 2))).map((one) => one.id)).toEqual([
      'presidium',
      'later',
    ]);
  });
});
