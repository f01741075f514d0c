import { describe, expect, it } from 'vitest';
import { answeredDemands } from './answered-demands.ts';

describe('answeredDemands', () => {
  it('finds paragraphs by their heads, in Chinese and Arabic numbers', () => {
    expect([...answeredDemands('一、关于线路。\n（二）关于站口。\n3. 关于补贴。', 4)]).toEqual([0, 1, 2]);
  });

  it('does not take a number inside a sentence, nor one beyond the demands', () => {
    expect([...answeredDemands('2027 年起补助 800 元。\n五、其他。', 3)]).toEqual([]);
  });

  it('reads numbers beyond ten', () => {
    expect([...answeredDemands('十二、最后一条。\n十、第十条。', 12)]).toEqual([11, 9]);
  });
});
