import { momentWords } from '#platform/web/shared/dates.ts';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import type { MatterLine } from '../../contract/views.ts';
import { DueDay, LeftFigure, leftWords } from './clock-words.tsx';
import { Source, TitleMarks, Units, answerWords, kindNamed } from './matter-marks.tsx';

/** Columns of a list of matters. */
export const matterColumns: readonly DeskColumn<MatterLine>[] = [
  {
    id: 'source',
    head: '来源',
    width: 96,
    cell: (row) => (
      <>
        <Source kind={row.kind} /> <span className="s">{kindNamed(row.kind)?.words.name}</span>
      </>
    ),
  },
  { id: 'number', head: '编号', width: 58, figure: true, cell: (row) => row.shortNumber },
  {
    id: 'title',
    head: '标题',
    cell: (row) => (
      <span title={row.title}>
        <TitleMarks matter={row} />
        {row.title}
      </span>
    ),
  },
  { id: 'author', head: '提出人', width: 84, wide: true, cell: (row) => <span className="m">{row.author?.name}</span> },
  {
    id: 'units',
    head: '承办单位',
    width: 146,
    cell: (row) => (row.units.length === 0 && row.committee ? <span className="m">{row.committee}</span> : <Units matter={row} />),
  },
  { id: 'state', head: '状态', width: 104, cell: (row) => row.stateLabel },
  {
    id: 'result',
    head: '结果',
    width: 138,
    wide: true,
    cell: (row) => (
      <>
        {row.answerClass && <Tag>{answerWords(row.answerClass)}</Tag>} {row.rating && <span className="s">{row.rating}</span>}
      </>
    ),
  },
  { id: 'due', head: '到期', width: 124, figure: true, cell: (row) => row.due && <DueDay on={row.due.on} /> },
  {
    id: 'left',
    head: '工作日',
    width: 72,
    figure: true,
    cell: (row) => row.due && <LeftFigure state={row.due.state} left={row.due.workingDaysLeft} />,
  },
];

/** The same list as a sheet. */
export const matterSheet: readonly SheetColumn<MatterLine>[] = [
  { head: '类型', width: 8, value: (row) => kindNamed(row.kind)?.words.name ?? '' },
  { head: '编号', width: 30, value: (row) => row.number },
  { head: '标题', width: 50, value: (row) => row.title },
  { head: '提出人', width: 12, value: (row) => row.author?.name ?? null },
  { head: '代表团、界别或单位', width: 18, value: (row) => row.author?.title ?? null },
  { head: '联名人数', width: 8, value: (row) => row.signers },
  { head: '类别', width: 12, value: (row) => row.field },
  { head: '承办单位', width: 40, value: (row) => row.units.map((one) => `${one.name}（${one.roleLabel}）`).join('、') },
  { head: '专门委员会', width: 24, value: (row) => row.committee },
  { head: '状态', width: 12, value: (row) => row.stateLabel },
  { head: '办理结果', width: 14, value: (row) => (row.answerClass ? answerWords(row.answerClass) : null) },
  { head: '评价', width: 10, value: (row) => row.rating },
  { head: '重点督办', width: 8, value: (row) => (row.key ? '是' : '') },
  { head: '提交时间', width: 18, value: (row) => (row.submittedAt ? momentWords(row.submittedAt) : null) },
  { head: '到期', width: 12, value: (row) => row.due?.on ?? null },
  { head: '剩余', width: 16, value: (row) => (row.due ? leftWords(row.due.state, row.due.workingDaysLeft) : null) },
];
