import { describe, expect, it } from 'vitest';
import { SheetFault, rowsOf } from './plan-sheet-rows.ts';

describe('rowsOf', () => {
  it('finds columns by their headings in any order, keeps the row number that the spreadsheet shows, and passes over empty rows', () => {
    expect(
      rowsOf([
        ['主办单位*', '编号', '会办 单位', '办理方式', '系统推荐（仅供参考）'],
        ['', '', '', '', ''],
        ['市住建局', '第96号', '市财政局', '主办和会办', '市水务局（可能）'],
      ]),
    ).toEqual([{ row: 3, number: '第96号', title: '', mode: '主办和会办', lead: '市住建局', co: '市财政局' }]);
  });

  it('asks for the columns it cannot do without, and for some content', () => {
    expect(() => rowsOf([['标题', '单位']])).toThrow('表格缺少“编号”或“主办单位”列');
    expect(() =>
      rowsOf([
        ['编号', '主办单位'],
        ['', ''],
      ]),
    ).toThrow('表格里没有内容');
    expect(() => rowsOf([])).toThrow(SheetFault);
  });

  it('refuses more rows than one batch can hold', () => {
    const rows = Array.from({ length: 2_001 }, (_, index) => [String(index + 1), '市住建局']);
    expect(() => rowsOf([['编号', '主办单位'], ...rows])).toThrow('一次最多 2000 行');
  });
});
