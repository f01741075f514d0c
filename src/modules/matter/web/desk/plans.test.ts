import { describe, expect, it } from 'vitest';
import { gapOf, levelOf, planOf } from './plans.ts';
import type { ProposedUnit } from './plans.ts';

const unit = (id: string, role: 'lead' | 'co', certainty: number): ProposedUnit => ({
  unit: { id, name: id, shortName: id },
  role,
  certainty,
  reason: '',
});

describe('planOf', () => {
  it('takes the surest lead and the likely co-handlers', () => {
    expect(planOf([unit('a', 'lead', 0.5), unit('b', 'co', 0.6), unit('c', 'co', 0.3)])).toEqual({
      mode: 'lead',
      lead: 'a',
      co: ['b'],
      separate: [],
    });
  });

  it('is sole handling where nobody is likely to help, and has a gap where nothing is proposed', () => {
    expect(planOf([unit('a', 'lead', 0.9)])).toEqual({ mode: 'sole', lead: 'a', co: [], separate: [] });
    expect(gapOf(planOf([]))).toBe('还没有选主办（独办）单位');
  });
});

describe('levelOf', () => {
  it.each([
    [0.97, 'certain'],
    [0.7, 'likely'],
    [0.45, 'look'],
    [0.2, 'unsure'],
  ])('says of %d, for a lead as for a co-handler, %s', (certainty, level) => {
    expect([levelOf(unit('a', 'lead', certainty)), levelOf(unit('a', 'co', certainty))]).toEqual([level, level]);
  });
});

describe('gapOf', () => {
  it('names what a plan lacks', () => {
    expect(gapOf({ mode: 'lead', lead: 'a', co: ['a'], separate: [] })).toBe('主办单位不能同时会办');
    expect(gapOf({ mode: 'separate', lead: null, co: [], separate: ['a'] })).toBe('分别办理至少选两家单位');
    expect(gapOf({ mode: 'sole', lead: 'a', co: [], separate: [] })).toBeNull();
  });
});
