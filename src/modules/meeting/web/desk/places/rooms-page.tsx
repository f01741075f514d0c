import { useMemo, useRef, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { attendeeCategories } from '../../../contract/meeting.ts';
import type { LodgingLine } from '../../../contract/places/routes.ts';
import { listLodging, placesSheet, saveLodging } from '../../../contract/places/routes.ts';
import { MeetingPage } from '../shared/meeting-page.tsx';
import { lodgingRows } from './lodging-sheet.ts';
import { PrintDialog } from './print-dialog.tsx';
import { RoomsDialog } from './rooms-dialog.tsx';
import { useOfficeTopics } from './seating-page.tsx';
import { TablesDialog } from './tables-dialog.tsx';
import './places.css';

/** Rooms and tables of everybody at the meeting, by hand, by rules, or by Excel and back. */
export default function RoomsPage() {
  const { meetingId = '' }: { readonly meetingId?: string } = useParams({ strict: false });
  const topics = useOfficeTopics(meetingId);
  const lodging = useRead(listLodging, { params: { meetingId } }, { topics });
  const [open, setOpen] = useState<'rooms' | 'tables' | 'print' | null>(null);
  const items = lodging.data?.items ?? [];
  return (
    <MeetingPage
      part="rooms"
      tools={
        <>
          <SheetButtons meetingId={meetingId} items={items} />
          <Button onPress={() => setOpen('print')}>打印名单</Button>
          <Button onPress={() => setOpen('tables')}>自动分桌</Button>
          <Button filled onPress={() => setOpen('rooms')}>
            自动分房
          </Button>
        </>
      }
    >
      <Read of={lodging} rows={14}>
        {(data) => <RoomsTable meetingId={meetingId} items={data.items} />}
      </Read>
      {open === 'rooms' && <RoomsDialog meetingId={meetingId} items={items} onClose={() => setOpen(null)} />}
      {open === 'tables' && <TablesDialog meetingId={meetingId} onClose={() => setOpen(null)} />}
      {open === 'print' && <PrintDialog meetingId={meetingId} onClose={() => setOpen(null)} />}
    </MeetingPage>
  );
}

function SheetButtons({ meetingId, items }: { meetingId: string; items: readonly LodgingLine[] }) {
  const { say } = useUndo();
  const file = useRef<HTMLInputElement>(null);
  const save = useWrite(saveLodging, { onDone: ({ changed }) => say(`已读入，改了 ${changed} 人`) });
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    try {
      const rows = await lodgingRows(chosen, items);
      if (rows.length === 0) say('表里的内容和现在一样，没有要改的');
      else await save.mutateAsync({ params: { meetingId }, body: { rows } });
    } catch (error) {
      say(`没有读入：${wordsOf(error)}`);
    }
  };
  const give = () =>
    saveFrom(placesSheet, { params: { meetingId, kind: 'lodging' } }, '住宿用餐表.xlsx').then(
      () => say('已导出：住宿用餐表.xlsx'),
      (error) => say(`没有导出：${wordsOf(error)}`),
    );
  return (
    <>
      <Button onPress={() => void give()}>导出 Excel</Button>
      <Button busy={save.isPending} onPress={() => file.current?.click()}>
        读入 Excel
      </Button>
      <input
        ref={file}
        type="file"
        accept=".xlsx"
        hidden
        aria-label="选择住宿用餐表"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </>
  );
}

const filters = [
  { id: 'all', label: '全部', test: () => true },
  { id: 'noRoom', label: '没有房间', test: (one: LodgingLine) => one.room === '' && one.category === 'member' },
  {
    id: 'alone',
    label: '单独住',
    test: (one: LodgingLine, many: ReadonlyMap<string, number>) => one.room !== '' && many.get(`${one.hotel} ${one.room}`) === 1,
  },
  { id: 'noTable', label: '没有餐桌', test: (one: LodgingLine) => one.table === '' && one.category === 'member' },
  { id: 'diet', label: '有饮食要求', test: (one: LodgingLine) => one.diet !== '' },
  { id: 'needs', label: '有其他需要', test: (one: LodgingLine) => one.needs !== '' },
] as const;

function RoomsTable({ meetingId, items }: { meetingId: string; items: readonly LodgingLine[] }) {
  const [address, change] = useAddress();
  const many = useMemo(() => {
    const rooms = new Map<string, number>();
    for (const one of items) if (one.room) rooms.set(`${one.hotel} ${one.room}`, (rooms.get(`${one.hotel} ${one.room}`) ?? 0) + 1);
    return rooms;
  }, [items]);
  const picked = filters.find((one) => one.id === address['only']) ?? filters[0];
  const words = address['words'] ?? '';
  const rows = items.filter(
    (one) => picked.test(one, many) && (!words || [one.name, one.groupName, one.room, one.hotel].some((text) => text.includes(words))),
  );
  return (
    <>
      <FilterTabs
        label="看哪些人"
        filters={filters.map((one) => ({ id: one.id, label: one.label, count: items.filter((line) => one.test(line, many)).length }))}
        picked={picked.id}
        onPick={(id) => change({ only: id === 'all' ? undefined : id })}
        right={<SearchField value={words} onSearch={(value) => change({ words: value || undefined })} hint="姓名、团组、房号" />}
      />
      <Panes columns="minmax(0, 1fr)">
        <Pane label="住宿用餐">
          {rows.length === 0 ? (
            <Empty
              words={items.length === 0 ? '会议还没有参会人员' : '没有符合条件的人'}
              hint={items.length === 0 ? '先在“人员”里录入或导入参会人员。' : '换一个条件看看。'}
            />
          ) : (
            <div className="table-scroll">
              <table className="table">
                <thead>
                  <tr>
                    <th style={{ width: 150 }}>团组</th>
                    <th style={{ width: 180 }}>姓名</th>
                    <th style={{ width: 52 }}>性别</th>
                    <th style={{ width: 84 }}>类别</th>
                    <th>酒店</th>
                    <th style={{ width: 90 }}>房号</th>
                    <th>餐厅</th>
                    <th style={{ width: 72 }}>桌号</th>
                    <th style={{ width: 120 }}>饮食要求</th>
                    <th style={{ width: 180 }}>其他需要</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.slice(0, 400).map((one) => (
                    <LodgingRow key={one.attendeeId} meetingId={meetingId} line={one} />
                  ))}
                </tbody>
              </table>
              {rows.length > 400 && <p className="sec s">只显示前 400 人，用团组或姓名查找其余 {rows.length - 400} 人。</p>}
            </div>
          )}
        </Pane>
      </Panes>
    </>
  );
}

function LodgingRow({ meetingId, line }: { meetingId: string; line: LodgingLine }) {
  const { say } = useUndo();
  const save = useWrite(saveLodging);
  const put = (key: 'hotel' | 'room' | 'hall' | 'table', label: string, value: string) => {
    if (value.trim() === line[key]) return;
    save.mutate(
      { params: { meetingId }, body: { rows: [{ attendeeId: line.attendeeId, [key]: value.trim() }] } },
      { onSuccess: () => say(`${line.name}的${label}改为${value.trim() || '空'}`), onError: (error) => say(`没有改：${wordsOf(error)}`) },
    );
  };
  const cell = (key: 'hotel' | 'room' | 'hall' | 'table', label: string) => (
    <td>
      <input
        key={line[key]}
        className="room-edit"
        defaultValue={line[key]}
        aria-label={`${line.name}的${label}`}
        onBlur={(event) => put(key, label, event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') {
            event.currentTarget.value = line[key];
            event.currentTarget.blur();
          }
        }}
      />
    </td>
  );
  return (
    <tr>
      <td>{line.groupName}</td>
      <td>
        <b>{line.name}</b>
      </td>
      <td>{line.gender === 'male' ? '男' : line.gender === 'female' ? '女' : ''}</td>
      <td>{attendeeCategories[line.category]}</td>
      {cell('hotel', '酒店')}
      {cell('room', '房号')}
      {cell('hall', '餐厅')}
      {cell('table', '桌号')}
      <td className={line.diet ? 'soon-words' : undefined} title={line.diet}>
        {line.diet}
      </td>
      <td title={line.needs}>{line.needs}</td>
    </tr>
  );
}
