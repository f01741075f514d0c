import { expect, test } from 'vitest';
import { chanceOf } from '#platform/server/chance.ts';
import { drawPaper } from './demo-pdf.ts';
import { budget, workReport } from './demo-texts.ts';
import { plainText } from '../../contract/papers/paper-text.ts';
import { readPdf } from './read-pdf.ts';

test('a demo paper is what its stored texts say: page by page the same words, complete, and small', async () => {
  const of = { speaker: '市人民政府', address: '各位代表：', ask: '请予审议。', year: 2026 };
  for (const blocks of [workReport(of, chanceOf(1)), budget(2026, chanceOf(2))]) {
    const drawn = await drawPaper('政府工作报告', '第五次会议', blocks);
    const reading = await readPdf(drawn.bytes);
    expect(drawn.texts.length).toBeGreaterThanOrEqual(6);
    expect(drawn.bytes.length).toBeLessThan(400_000);
    expect(reading.texts).toHaveLength(drawn.texts.length);
    for (const [index, text] of drawn.texts.entries())
      expect(plainText(reading.texts[index]!).replaceAll(/[—–-]\d+[—–-]/g, '')).toBe(plainText(text));
    expect(drawn.texts.join('')).not.toMatch(/[{}]|undefined/);
  }
});
