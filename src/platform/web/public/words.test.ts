import { describe, expect, it } from 'vitest';
import { beginningOf, counted, dayForCitizens, fullDay, grouped, paragraphsOf } from './words.ts';

const now = new Date('2026-11-23T02:00:00.000Z');

describe('words for citizens', () => {
  it('names days with weekday, and the year where it is another one', () => {
    expect(dayForCitizens('2026-11-30', now)).toBe('11月30日（周一）');
    expect(dayForCitizens('2027-01-03', now)).toBe('2027年1月3日（周日）');
    expect(fullDay('2026-11-22T17:00:00.000Z')).toBe('2026年11月23日');
  });

  it('counts as one says it', () => {
    expect([0, 1, 2, 4, 10, 11, 120].map((count) => counted(count, '项'))).toEqual([
      '零项',
      '一项',
      '两项',
      '四项',
      '十项',
      '11 项',
      '120 项',
    ]);
  });

  it('groups figures by thousands', () => {
    expect([0, 999, 1000, 12_345, 1_234_567].map(grouped)).toEqual(['0', '999', '1,000', '12,345', '1,234,567']);
  });

  it('splits paragraphs and cuts texts at a sentence', () => {
    expect(paragraphsOf('一、先说。\n\n  二、再说。 \n')).toEqual(['一、先说。', '二、再说。']);
    expect(beginningOf('短的', 10)).toBe('短的');
    expect(beginningOf('第一句话说完了。第二句话很长很长很长', 12)).toBe('第一句话说完了……');
    expect(beginningOf('没有标点的一长串文字没有标点的一长串文字', 8)).toBe('没有标点的一长串……');
    expect(beginningOf('😀'.repeat(20), 5)).toBe(`${'😀'.repeat(5)}……`);
  });
});
