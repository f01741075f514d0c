import { describe, expect, it, test } from 'vitest';
import type { AssignmentRow } from '../../contract/assignment-sheet.ts';
import { checkedRows } from './assignment-row-rules.ts';

const caseOf = (id: string, number: string, shortNumber: string) => ({ bodyId: 'body', id, number, shortNumber, title: `标题${id}` });
const cases = [
  caseOf('m96', '明州市十二届人大五次会议第96号', '96'),
  caseOf('m14', '明州市十二届人大闭会第14号', '闭 14'),
  caseOf('old7', '明州市十二届人大四次会议第7号', '7'),
  caseOf('new7', '明州市十二届人大五次会议第7号', '7'),
];
const units = [
  { id: 'house', name: '明州市住房和城乡建设局', shortName: '市住建局' },
  { id: 'money', name: '明州市财政局', shortName: '市财政局' },
  { id: 'east', name: '明州市东城区城管局', shortName: '城管局' },
  { id: 'west', name: '明州市西城区城管局', shortName: '城管局' },
];
const row = (number: string, lead: string, co = '', mode = '', at = 2): AssignmentRow => ({ row: at, number, title: '', mode, lead, co });
const check = (...rows: AssignmentRow[]) => checkedRows(rows, cases, units);

describe('rows that can be carried out', () => {
  test.each([
    ['only a lead', row('第96号', '市住建局'), { mode: 'sole', lead: 'house' }, '市住建局独办'],
    [
      'a lead with others, full names',
      row('96', '明州市住房和城乡建设局', '市财政局'),
      { mode: 'lead', lead: 'house', co: ['money'] },
      '市住建局主办，市财政局会办',
    ],
    ['between sessions', row('闭14', '市财政局', '', '独办'), { mode: 'sole', lead: 'money' }, '市财政局独办'],
    [
      'several, each its part',
      row('96', '市住建局、市财政局', '', '分别办理'),
      { mode: 'separate', separate: ['house', 'money'] },
      '市住建局、市财政局分别办理',
    ],
    [
      'the full number where the short one is not enough',
      row('明州市十二届人大五次会议第7号', '市财政局'),
      { mode: 'sole', lead: 'money' },
      '市财政局独办',
    ],
    [
      'spaces',
      row(' 第 96 号 ', ' 市住建局 ', '　市财政局', ' 主办和会办 '),
      { mode: 'lead', lead: 'house', co: ['money'] },
      '市住建局主办，市财政局会办',
    ],
  ])('%s', (_, given, input, words) => {
    expect(check(given)).toMatchObject([{ outcome: 'ready', input, units: words, reasons: [] }]);
  });
});

describe('rows that cannot', () => {
  test.each([
    ['no such case', row('8', '市住建局'), '没有这个编号的待交办件，可能已经交办'],
    ['a number that two cases have', row('7', '市住建局'), '有几件待交办件都是这个编号，请写编号全称'],
    ['no such unit', row('96', '市气象局'), '没有找到可交办的单位“市气象局”'],
    ['a name that two units have', row('96', '城管局'), '有几家单位都叫“城管局”，请写全称'],
    ['no lead', row('96', '', '市财政局'), '没有写主办单位'],
    ['two leads', row('96', '市住建局、市财政局'), '主办单位只能有一家；几家各办各的，办理方式写分别办理'],
    ['alone, with others', row('96', '市住建局', '市财政局', '独办'), '独办没有会办单位；有会办的，办理方式写主办和会办'],
    ['a lead without others', row('96', '市住建局', '', '主办和会办'), '没有写会办单位；只有一家的，办理方式写独办'],
    ['one alone, separately', row('96', '市住建局', '', '分别办理'), '分别办理的单位写在“主办单位”一栏，至少两家，用顿号隔开'],
    ['the same unit twice, by both names', row('96', '市住建局', '明州市住房和城乡建设局'), '同一家单位写了两次'],
    ['an unknown mode', row('96', '市住建局', '', '合办'), '办理方式“合办”不认识，请写独办、主办和会办、分别办理'],
  ])('%s', (_, given, reason) => {
    expect(check(given)).toMatchObject([{ outcome: 'refused', input: null, reasons: [reason] }]);
  });

  it('says every reason at once', () => {
    expect(check(row('8', '市气象局', '', '合办'))[0]!.reasons).toHaveLength(3);
  });
});

it('refuses a case that stands in two rows, in both', () => {
  const checked = check(row('96', '市住建局', '', '', 2), row('第96号', '市财政局', '', '', 5));
  expect(checked.map((one) => [one.outcome, one.reasons])).toEqual([
    ['refused', ['这一件在第 2、5 行重复，请只留一行']],
    ['refused', ['这一件在第 2、5 行重复，请只留一行']],
  ]);
});

it('leaves rows without any unit for later, also beside one that has some', () => {
  expect(check(row('96', ''), row('96', '市住建局', '', '', 3)).map((one) => one.outcome)).toEqual(['blank', 'ready']);
});
