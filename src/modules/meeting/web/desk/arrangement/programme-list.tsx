import { useMemo } from 'react';
import type { DragEvent } from 'react';
import type { Cursor } from '#platform/web/desk/cursor.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn, DeskGroup } from '#platform/web/desk/table.tsx';
import { chinaDay, dayAndWeekday } from '#platform/web/shared/dates.ts';
import { quorums, sittingStates } from '../../../contract/meeting.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { movedBehind, movedToDay } from './moving.ts';
import { firstOf, idOf } from './bundles.ts';
import type { Row } from './bundles.ts';
import type { Sitting } from './sitting-words.ts';
import { clockOf, daysOf, dueWords, kindWords } from './sitting-words.ts';
import type { SittingActs } from './use-sitting-acts.ts';

interface ProgrammeListProps {
  readonly rows: readonly Row[];
  readonly cursor: Cursor;
  readonly acts: SittingActs;
  readonly over: boolean;
  /** Entries whose agenda was changed and not saved. */
  readonly unsaved: readonly string[];
  readonly onAdd: (day: string) => void;
  readonly onEdit: (sitting: Sitting) => void;
  /** Opens or closes the sittings of all groups at one time. */
  readonly onToggle: (bundle: string) => void;
}

/** The programme day by day. A row is moved by its grip: onto a day it keeps its hour, onto another row it comes right behind it. */
export function ProgrammeList({ rows, cursor, acts, over, unsaved, onAdd, onEdit, onToggle }: ProgrammeListProps) {
  const meeting = useMeeting();
  const groups = useMemo(() => groupsOf(meeting, rows, over, onAdd), [meeting, rows, over, onAdd]);
  const columns = useMemo(() => columnsOf(meeting, over, unsaved), [meeting, over, unsaved]);
  const byId = (id: string | null | undefined) => meeting.sittings.find((one) => one.id === id);
  const drop = (event: DragEvent) => {
    const sitting = byId(event.dataTransfer.getData('text/plain'));
    const target = targetOf(event.target);
    if (!sitting || !target || over) return;
    event.preventDefault();
    const before = byId(target.row);
    if (before && before.id !== sitting.id) acts.quickly(sitting, movedBehind(sitting, before), `${sitting.title}排到${before.title}之后`);
    else if (target.day && target.day !== chinaDay(sitting.startsAt))
      acts.quickly(sitting, movedToDay(sitting, target.day), `${sitting.title}移到另一天`);
  };
  return (
    // The keyboard moves entries too (Alt with the arrow keys).
    <div
      className="programme"
      onDragStart={(event) => {
        const row = (event.target as Element).closest('tr[data-row]');
        if (row) event.dataTransfer.setData('text/plain', row.getAttribute('data-row')!);
      }}
      onDragOver={(event) => targetOf(event.target) && event.preventDefault()}
      onDrop={drop}
    >
      <DeskTable
        label="日程"
        columns={columns}
        groups={groups}
        rowId={idOf}
        cursor={cursor}
        openWords="修改、展开"
        onOpen={(row) => {
          if ('bundle' in row) onToggle(row.bundle.id);
          else if (!over && row.sitting.state !== 'ended' && row.sitting.state !== 'cancelled') onEdit(row.sitting);
        }}
        tone={toneOf}
      />
    </div>
  );
}

function targetOf(target: EventTarget): { row?: string; day?: string } | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest('tr[data-row]')?.getAttribute('data-row');
  const day = target.closest('tr.grp')?.querySelector('[data-day]')?.getAttribute('data-day');
  return row ? { row } : day ? { day } : null;
}

type Meeting = ReturnType<typeof useMeeting>;

function toneOf(row: Row): string | undefined {
  const inside = 'sitting' in row && row.inside ? 'inside ' : '';
  const { state } = firstOf(row);
  return `${inside}${state === 'cancelled' ? 'cancelled' : state === 'ended' ? 'over' : ''}`.trim() || undefined;
}

function groupsOf(meeting: Meeting, all: readonly Row[], over: boolean, onAdd: (day: string) => void): readonly DeskGroup<Row>[] {
  const ofDay = Map.groupBy(all, (row) => chinaDay(firstOf(row).startsAt));
  const days = [...new Set([...daysOf(meeting), ...ofDay.keys()])].toSorted();
  return days.map((day, index) => {
    const rows = ofDay.get(day) ?? [];
    const entries = rows.filter((row) => 'bundle' in row || !row.inside).length;
    return {
      id: day,
      head: (
        <span data-day={day} className="day-head">
          <b>第 {index + 1} 天</b> {dayAndWeekday(day)} <span className="s">{entries > 0 ? `${entries} 项` : '没有安排'}</span>
        </span>
      ),
      act: over ? undefined : (
        <Button small onPress={() => onAdd(day)}>
          <Icon name="plus" size={12} /> 新增
        </Button>
      ),
      rows,
    };
  });
}

function columnsOf(meeting: Meeting, over: boolean, unsaved: readonly string[]): readonly DeskColumn<Row>[] {
  return [
    { id: 'time', head: '时间', width: 128, cell: (row) => <Times row={row} over={over} /> },
    { id: 'title', head: '日程', cell: (row) => <Title row={row} unsaved={unsaved} /> },
    { id: 'place', head: '地点', width: 130, cell: (row) => <Cut words={'bundle' in row ? '各自会场' : row.sitting.place} /> },
    {
      id: 'due',
      head: '应到',
      width: 132,
      wide: true,
      cell: (row) => <Cut words={'bundle' in row ? `${row.bundle.sittings.length} 个组` : dueWords(row.sitting, meeting)} />,
    },
    { id: 'state', head: '状态', width: 92, cell: (row) => <StateOf row={row} bodyKind={meeting.bodyKind} /> },
  ];
}

function Times({ row, over }: { row: Row; over: boolean }) {
  const { startsAt, endsAt, state } = firstOf(row);
  return (
    <span className="row times">
      {!over && state === 'planned' && 'sitting' in row && <span className="grip" draggable title="拖动改时间" aria-hidden="true" />}
      {clockOf(startsAt)}–{clockOf(endsAt)}
    </span>
  );
}

function Title({ row, unsaved }: { row: Row; unsaved: readonly string[] }) {
  if ('bundle' in row)
    return (
      <span className="row">
        <Icon name={row.open ? 'down' : 'forward'} size={12} />
        <b className="cut">各组{row.bundle.title}</b>
        <Tag>{row.bundle.sittings.length} 个组同时</Tag>
      </span>
    );
  return (
    <span className="row">
      <b className="cut" title={row.sitting.title}>
        {row.sitting.title}
      </b>
      {row.sitting.hidden && <Tag kind="draft">隐藏</Tag>}
      {unsaved.includes(row.sitting.id) && <Tag kind="key">议程未保存</Tag>}
    </span>
  );
}

function StateOf({ row, bodyKind }: { row: Row; bodyKind: Meeting['bodyKind'] }) {
  const { state, kind, quorum } = firstOf(row);
  if (state === 'planned')
    return (
      <span className="m nw" title={kindWords(kind, bodyKind)}>
        {quorum === 'none' ? '' : quorums[quorum]}
      </span>
    );
  return (
    <span className={`sitting-state ${state} nw`}>
      <Icon name={state === 'running' ? 'half' : state === 'ended' ? 'tick' : 'close'} size={12} /> {sittingStates[state]}
    </span>
  );
}

function Cut({ words }: { words: string }) {
  return (
    <span className="cut" title={words}>
      {words}
    </span>
  );
}
