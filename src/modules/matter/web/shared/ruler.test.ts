import { describe, expect, test } from 'vitest';
import type { ClockView } from '../../contract/views.ts';
import { drawRuler } from './ruler.ts';

const now = new Date('2026-01-22T00:12:00.000Z');
const clock = (change: Partial<ClockView>): ClockView => ({
  id: '01900000-0000-7000-8000-000000000000',
  clock: 'reply',
  label: '答复',
  task: '答复代表',
  holder: { kind: 'unit', id: '01900000-0000-7000-8000-000000000001', name: '市住建局' },
  handlingId: null,
  commitmentId: null,
  startedOn: '2025-11-03',
  dueOn: '2026-02-03',
  workingDaysLeft: 8,
  state: 'running',
  card: 'none',
  principal: true,
  right: false,
  explanation: '',
  provisional: false,
  metAt: null,
  ...change,
});

describe('drawRuler', () => {
  test('runs from the first start to the last end, with today between them', () => {
    const drawn = drawRuler(
      [clock({}), clock({ clock: 'coOpinion', label: '会办意见', principal: false, dueOn: '2026-01-04', state: 'overdue' })],
      now,
    );
    expect(drawn?.marks.map((mark) => [mark.label, mark.day])).toEqual([
      ['开始', '2025-11-03'],
      ['会办意见到期', '2026-01-04'],
      ['答复到期', '2026-02-03'],
    ]);
    expect(Math.round(drawn!.today)).toBe(87);
    expect(drawn?.words).toContain('今天1月22日');
  });

  test('an overdue ruler ends today', () => {
    expect(drawRuler([clock({ dueOn: '2026-01-04', state: 'overdue' })], now)?.today).toBe(100);
  });

  test('labels never lie on each other', () => {
    const drawn = drawRuler(
      [
        clock({ dueOn: '2026-02-03' }),
        clock({ label: '签收', dueOn: '2025-11-06', principal: false }),
        clock({ label: '首次联系', dueOn: '2025-11-20', principal: false }),
      ],
      now,
    );
    expect(drawn?.marks.map((mark) => mark.label)).toEqual(['首次联系到期', '答复到期']);
  });

  test('says nothing where no deadline is open', () => {
    expect(drawRuler([clock({ metAt: '2026-01-01T00:00:00.000Z' }), clock({ right: true }), clock({ dueOn: null })], now)).toBeNull();
  });
});
