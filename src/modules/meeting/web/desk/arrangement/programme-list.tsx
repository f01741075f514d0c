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
import type { Sitting } from './sitting-words.ts';
import { clockOf, daysOf, dueWords, kindWords } from './sitting-words.ts';
import type { SittingActs } from './use-sitting-acts.ts';

interface ProgrammeListProps {
  readonly cursor: Cursor;
  readonly acts: SittingActs;
  readonly over: boolean;
  /** Entries whose agenda was changed and not saved. */
  readonly unsaved: readonly string[];
  readonly onAdd: (day: string) => void;
  readonly onEdit: (sitting: Sitting) => void;
}

/** The programme day by day. A row is moved by its grip: onto a day it keeps its hour, onto another row it comes right behind it. */
export function ProgrammeList({ cursor, acts, over, unsaved, onAdd, onEdit }: ProgrammeListProps) {
  const meeting = useMeeting();
  const groups = useMemo(() => groupsOf(meeting, over, onAdd), [meeting, over, onAdd]);
  const columns = useMemo(() => columnsOf(meeting, over, unsaved), [meeting, over, unsaved]);
  const byId = (id: string | null | undefined) => meeting.sittings.find((one) => one.id === id);
  const drop = (event: DragEvent) => {
    const sitting = byId(event.dataTransfer.getData('text/plain'));
    const target = targetOf(event.target);
    if (!sitting || !target || over) return;
    event.preventDefault();
    const before = byId(target.row);
    if (before && before.id !== sitting.id) acts.quickly(sitting, movedBehind(sitting, before), `${sitting.title}排到${before.title}之后`);
    else if (target.day && target.day !== chinaDay(sitting.startsAt)) acts.quickly(sitting, movedToDay(sitting, target.day), `${sitting.title}移到另一天`);
  };
  return (
    // The keyboard moves entries too (Alt with the arrow keys).
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
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
        rowId={(row) => row.id}
        cursor={cursor}
        openWords="修改"
        onOpen={(row) => !over && row.state !== 'ended' && row.state !== 'cancelled' && onEdit(row)}
        tone={(row) => (row.state === 'cancelled' ? 'cancelled' : row.state === 'ended' ? 'over' : row.state === 'running' ? 'running' : undefined)}
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

function groupsOf(meeting: Meeting, over: boolean, onAdd: (day: string) => void): readonly DeskGroup<Sitting>[] {
  const ofDay = Map.groupBy(meeting.sittings, (one) => chinaDay(one.startsAt));
  const days = [...new Set([...daysOf(meeting), ...ofDay.keys()])].toSorted();
  return days.map((day, index) => {
    const rows = ofDay.get(day) ?? [];
    return {
      id: day,
      head: (
        <span data-day={day} className="day-head">
          <b>第 {index + 1} 天</b> {dayAndWeekday(day)} <span className="s">{rows.length > 0 ? `${rows.length} 项` : '没有安排'}</span>
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

function columnsOf(meeting: Meeting, over: boolean, unsaved: readonly string[]): readonly DeskColumn<Sitting>[] {
  return [
    {
      id: 'time',
      head: '时间',
      width: 128,
      cell: (row) => (
        <span className="row times">
          {!over && row.state === 'planned' && <span className="grip" draggable title="拖动改时间" aria-hidden="true" />}
          {clockOf(row.startsAt)}–{clockOf(row.endsAt)}
        </span>
      ),
    },
    {
      id: 'title',
      head: '日程',
      cell: (row) => (
        <span className="row">
          <b className="cut" title={row.title}>
            {row.title}
          </b>
          {row.hidden && <Tag kind="draft">隐藏</Tag>}
          {unsaved.includes(row.id) && <Tag kind="key">议程未保存</Tag>}
        </span>
      ),
    },
    { id: 'place', head: '地点', width: 130, cell: (row) => <span className="cut" title={row.place}>{row.place}</span> },
    {
      id: 'due',
      head: '应到',
      width: 132,
      wide: true,
      cell: (row) => <span className="cut" title={dueWords(row, meeting)}>{dueWords(row, meeting)}</span>,
    },
    {
      id: 'state',
      head: '状态',
      width: 92,
      cell: (row) =>
        row.state === 'planned' ? (
          <span className="m nw" title={kindWords(row.kind, meeting.bodyKind)}>{row.quorum === 'none' ? '' : quorums[row.quorum]}</span>
        ) : (
          <span className={`sitting-state ${row.state} nw`}>
            <Icon name={row.state === 'running' ? 'half' : row.state === 'ended' ? 'tick' : 'close'} size={12} /> {sittingStates[row.state]}
          </span>
        ),
    },
  ];
}
