import { describe, expect, test } from 'vitest';
import { findInPages, paragraphsOf } from './paper-text.ts';

describe('looking for words in a paper', () => {
  const pages = ['关于预算执\n行情况的报告', 'ＰＭ2.5 下降，预算 执行 良好，预算执行平稳', ''];
  test.each([
    ['across a line break, and every place of a page', '预算执行', [1, 2, 2]],
    ['in whatever width and case', 'pm2.5', [2]],
    ['not where it is not', '决算', []],
    ['nothing for nothing', '  ', []],
  ])('%s', (_, query, expected) => {
    expect(findInPages(pages, query).map((hit) => hit.page)).toEqual(expected);
  });
  test('a hit tells what stands around it', () => {
    expect(findInPages(pages, '执行')[0]).toEqual({ page: 1, index: 0, before: '关于预算', words: '执行', after: '情况的报告' });
  });
});

test('lines of a page become paragraphs for large print, page numbers go', () => {
  const text = [
    '政府工作报告',
    '',
    '　　过去一年，全市上下坚持稳中求进工作总基调，统筹推进改革发展稳定',
    '各项工作，较好完成了市人大确定的目标任务。',
    '　　一、主要指标',
    '　　地区生产总值增长百分之五点八，城乡居民收入稳步增长，财政收支总体平稳',
    '运行，民生支出占比进一步提高。',
    '— 3 —',
  ].join('\n');
  expect(paragraphsOf(text)).toEqual([
    { words: '政府工作报告', heading: true },
    { words: '过去一年，全市上下坚持稳中求进工作总基调，统筹推进改革发展稳定各项工作，较好完成了市人大确定的目标任务。', heading: false },
    { words: '一、主要指标', heading: true },
    { words: '地区生产总值增长百分之五点八，城乡居民收入稳步增长，财政收支总体平稳运行，民生支出占比进一步提高。', heading: false },
  ]);
});
