import { chanceOf } from '#platform/server/chance.ts';
import type { DrawnPaper } from '#modules/meeting/server/papers/demo-pdf.ts';
import { drawPaper } from '#modules/meeting/server/papers/demo-pdf.ts';
import { budget, workReport } from '#modules/meeting/server/papers/demo-texts.ts';

/** A PDF of at least `pages` pages: reports and budget tables one after the other, in an embedded Chinese font. */
export async function makeLongPaper(pages: number): Promise<DrawnPaper> {
  const chance = chanceOf(300);
  const of = { speaker: '市人民政府', address: '各位代表：', ask: '现在，我代表市人民政府，向大会报告工作，请予审议。' };
  const part = (year: number) => [
    ...workReport({ ...of, year }, chance),
    { kind: 'page' } as const,
    ...budget(year, chance),
    { kind: 'page' } as const,
  ];
  // A report with its budget takes some twenty pages.
  const blocks = Array.from({ length: Math.ceil(pages / 20) }, (_, index) => part(2026 + index)).flat();
  return await drawPaper('政府工作报告和预算草案汇编', '明州市人民代表大会', blocks);
}
