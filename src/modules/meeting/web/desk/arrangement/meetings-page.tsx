import { useMemo, useState } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { dayOf } from '#platform/contract/instant.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import { usePages } from '#platform/web/shared/queries.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { listMeetings } from '../../../contract/arrangement/routes.ts';
import { meetingKinds, meetingStates } from '../../../contract/meeting.ts';
import type { MeetingKind, MeetingState } from '../../../contract/meeting.ts';
import { MeetingStateMark } from '../shared/meeting-state.tsx';
import { CloneDialog } from './clone-dialog.tsx';
import { MeetingDialog } from './meeting-dialog.tsx';

type Line = AnswerOf<typeof listMeetings>['items'][number];

const states = [{ id: '', label: '全部' }, ...Object.entries(meetingStates).map(([id, label]) => ({ id, label }))];

/** All meetings of the body: the way into each one's workspace, and where a new one is begun, best from last year's. */
export default function MeetingsPage() {
  const go = useGo();
  const [address, change] = useAddress();
  const [adding, setAdding] = useState(false);
  const [cloning, setCloning] = useState<Line | null>(null);
  const state = address['state'] as MeetingState | undefined;
  const kind = address['kind'] as MeetingKind | undefined;
  const year = address['year'] ? Number(address['year']) : undefined;
  const query = { state, kind, year, words: address['words'] || undefined };
  const meetings = usePages(listMeetings, { query: { ...query, limit: 60 } }, { keepPrevious: true });
  const ids = useMemo(() => meetings.items.map((row) => row.id), [meetings.items]);
  const cursor = useCursor(ids);
  const here = meetings.items.find((row) => row.id === cursor.id);
  useKeys([
    { keys: 'n', label: '新建会议', act: () => setAdding(true) },
    here && { keys: 'c', label: '以它为模板', act: () => setCloning(here) },
  ]);
  return (
    <DeskPage
      title="会议"
      facts={<span>大会、常委会会议、视察、培训和读书活动</span>}
      act={
        <>
          <SearchField hint="会议名称" value={address['words'] ?? ''} onSearch={(words) => change({ words: words || undefined })} />
          <Button keys="c" blocked={here ? null : '先选一次会议'} onPress={() => here && setCloning(here)}>
            以它为模板
          </Button>
          <Button filled keys="n" onPress={() => setAdding(true)}>
            新建会议
          </Button>
        </>
      }
      strip={<MeetingFilters />}
    >
      <Panes columns="minmax(0, 1fr)">
        <Pane label="会议">
          <PagedTable
            label="会议"
            pages={meetings}
            rows={meetings.items}
            columns={columns}
            rowId={(row) => row.id}
            cursor={cursor}
            onOpen={(row) => go(`/meetings/${row.id}`)}
            empty={<NoMeetings searching={Object.values(query).some(Boolean)} />}
          />
        </Pane>
      </Panes>
      {adding && <MeetingDialog meeting={null} onClose={() => setAdding(false)} onSaved={(id) => go(`/meetings/${id}/programme`)} />}
      {cloning && <CloneDialog from={cloning} onClose={() => setCloning(null)} onMade={(id) => go(`/meetings/${id}/programme`)} />}
    </DeskPage>
  );
}

function NoMeetings({ searching }: { searching: boolean }) {
  return searching ? (
    <Empty words="没有这样的会议" hint="换个条件再找" />
  ) : (
    <Empty words="还没有会议" hint="按 N 新建第一次会议；以后可以用它作模板。" />
  );
}

function MeetingFilters() {
  const [address, change] = useAddress();
  return (
    <FilterTabs
      label="会议状态"
      filters={states}
      picked={address['state'] ?? ''}
      onPick={(id) => change({ state: id || undefined })}
      right={
        <>
          <select
            className="pick"
            aria-label="种类"
            value={address['kind'] ?? ''}
            onChange={(event) => change({ kind: event.target.value || undefined })}
          >
            <option value="">全部种类</option>
            {Object.entries(meetingKinds).map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
          <select
            className="pick"
            aria-label="年份"
            value={address['year'] ?? ''}
            onChange={(event) => change({ year: event.target.value || undefined })}
          >
            <option value="">各年</option>
            {years().map((one) => (
              <option key={one} value={one}>
                {one} 年
              </option>
            ))}
          </select>
        </>
      }
    />
  );
}

/** Next year's meetings are prepared this year; a term has five. */
function years(): readonly number[] {
  const now = Number(dayOf(new Date()).slice(0, 4));
  return Array.from({ length: 7 }, (_, index) => now + 1 - index);
}

const columns: readonly DeskColumn<Line>[] = [
  { id: 'state', head: '状态', width: 96, cell: (row) => <MeetingStateMark state={row.state} /> },
  {
    id: 'days',
    head: '会期',
    width: 190,
    cell: (row) => (row.opensOn === row.closesOn ? dayWords(row.opensOn) : `${dayWords(row.opensOn)}至${dayWords(row.closesOn)}`),
  },
  { id: 'title', head: '会议', cell: (row) => <b className="cut">{row.title}</b> },
  { id: 'kind', head: '种类', width: 150, cell: (row) => meetingKinds[row.kind] },
  { id: 'place', head: '地点', width: 190, wide: true, cell: (row) => <span className="cut">{row.place}</span> },
  { id: 'people', head: '人员', width: 70, figure: true, cell: (row) => row.people || '' },
  { id: 'sittings', head: '日程', width: 70, figure: true, cell: (row) => row.sittings || '' },
];
