import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import type { TaskLine } from '../../contract/views.ts';
import { CardOf, DueDay, LeftFigure, leftWords } from './clock-words.tsx';
import { Source, TitleMarks, Units, kindNamed, sideOf } from './matter-marks.tsx';

/** Columns of the inbox: a unit sees its own role, an office sees who handles. */
export function taskColumns(unit: boolean, organisationId: string): readonly DeskColumn<TaskLine>[] {
  const middle: readonly DeskColumn<TaskLine>[] = unit
    ? [{ id: 'role', head: '我方', width: 58, cell: (row) => <RoleTag row={row} organisationId={organisationId} /> }]
    : [{ id: 'units', head: '承办单位', width: 150, cell: (row) => <Units matter={row.matter} /> }];
  return [
    { id: 'card', head: '牌', width: 78, cell: (row) => <CardOf clock={row.clock} /> },
    {
      id: 'source',
      head: '来源',
      width: 96,
      cell: (row) => (
        <>
          <Source kind={row.matter.kind} /> <span className="s">{kindNamed(row.matter.kind)?.words.name}</span>
        </>
      ),
    },
    { id: 'number', head: '编号', width: 58, figure: true, cell: (row) => row.matter.shortNumber },
    {
      id: 'title',
      head: '标题',
      cell: (row) => (
        <span title={row.matter.title}>
          <TitleMarks matter={row.matter} />
          {row.matter.title}
        </span>
      ),
    },
    { id: 'author', head: '提出人', width: 84, wide: true, cell: (row) => <span className="m">{row.matter.author?.name}</span> },
    ...middle,
    { id: 'task', head: '下一步', width: 168, cell: (row) => <TaskWords row={row} /> },
    { id: 'due', head: '到期', width: 140, figure: true, cell: (row) => row.clock.dueOn && <DueDay on={row.clock.dueOn} /> },
    {
      id: 'left',
      head: '工作日',
      width: 72,
      figure: true,
      cell: (row) => <LeftFigure state={row.clock.state} left={row.clock.workingDaysLeft} />,
    },
  ];
}

/** The same list as a sheet. */
export function taskSheet(unit: boolean, organisationId: string): readonly SheetColumn<TaskLine>[] {
  return [
    { head: '来源', width: 8, value: (row) => (sideOf(row.matter.kind) === 'congress' ? '人大' : '政协') },
    { head: '类型', width: 8, value: (row) => kindNamed(row.matter.kind)?.words.name ?? '' },
    { head: '编号', width: 30, value: (row) => row.matter.number },
    { head: '标题', width: 50, value: (row) => row.matter.title },
    { head: '提出人', width: 12, value: (row) => row.matter.author?.name ?? null },
    {
      head: unit ? '我方' : '承办单位',
      width: 24,
      value: (row) =>
        unit ? (roleOf(row, organisationId) ?? null) : row.matter.units.map((one) => `${one.name}（${one.roleLabel}）`).join('、'),
    },
    { head: '下一步', width: 24, value: taskWords },
    { head: '到期', width: 12, value: (row) => row.clock.dueOn },
    { head: '剩余', width: 16, value: (row) => leftWords(row.clock.state, row.clock.workingDaysLeft) },
  ];
}

/** A case that came back says so before what is to be done: `重新处置：派网格员处置`. */
function taskWords({ matter, clock }: TaskLine): string {
  return cameBack(matter.state) && !clock.task.startsWith('重新') ? `${matter.stateLabel}：${clock.task}` : clock.task;
}

function TaskWords({ row }: { row: TaskLine }) {
  const words = taskWords(row);
  return (
    <b title={words} className={cameBack(row.matter.state) ? 'over-words' : undefined}>
      {words}
    </b>
  );
}

function cameBack(state: string): boolean {
  return state === 'rehandling';
}

function RoleTag({ row, organisationId }: { row: TaskLine; organisationId: string }) {
  const label = roleOf(row, organisationId);
  return label ? <Tag kind={label === '会办' ? undefined : 'strong'}>{label}</Tag> : null;
}

function roleOf(row: TaskLine, organisationId: string): string | undefined {
  return row.matter.units.find((one) => one.id === organisationId)?.roleLabel;
}
