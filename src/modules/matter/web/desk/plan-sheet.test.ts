import { describe, expect, it } from 'vitest';
import type { MatterLine } from '../../contract/views.ts';
import { plansOf } from './plan-sheet.ts';

const matters = [
  { id: 'm96', shortNumber: '96', number: '明州市十二届人大五次会议第96号' },
  { id: 'm14', shortNumber: '闭 14', number: '闭会第14号' },
] as unknown as MatterLine[];
const units = [
  { id: 'house', name: '明州市住房和城乡建设局', shortName: '市住建局' },
  { id: 'money', name: '明州市财政局', shortName: '市财政局' },
];
const head = ['编号', '主办单位', '会办单位'];

describe('plansOf', () => {
  it('takes rows by number, in any way of writing it, and units by either name', () => {
    const report = plansOf([head, ['第96号', '市住建局', '明州市财政局'], ['闭14', '市财政局', '']], matters, units);
    expect(report.refused).toEqual([]);
    expect(report.plans.get('m96')).toEqual({ mode: 'lead', lead: 'house', co: ['money'], separate: [] });
    expect(report.plans.get('m14')).toEqual({ mode: 'sole', lead: 'money', co: [], separate: [] });
  });

  it('refuses a row with the reason and the row number that the spreadsheet shows, and passes over empty rows', () => {
    const report = plansOf(
      [head, ['', '', ''], ['7', '市住建局', ''], ['96', '市气象局', ''], ['96', '市住建局', '市住建局']],
      matters,
      units,
    );
    expect(report.plans.size).toBe(0);
    expect(report.rows).toBe(3);
    expect(report.refused.map((one) => [one.row, one.reason])).toEqual([
      [3, '没有这个编号的待交办件，可能已经交办'],
      [4, '没有找到单位“市气象局”'],
      [5, '主办单位不能同时会办'],
    ]);
  });

  it('asks for the columns it cannot do without', () => {
    expect(() => plansOf([['标题', '单位']], matters, units)).toThrow('表格缺少“编号”或“主办单位”列');
  });
});
