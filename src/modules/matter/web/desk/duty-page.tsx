import { useMemo, useState } from 'react';
import { useQueries } from '@tanstack/react-query';
import { listGrids } from '#modules/directory/contract/routes.ts';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { BulkBar } from '#platform/web/desk/bulk-bar.tsx';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { useCursor, useSelection } from '#platform/web/desk/cursor.ts';
import { ListExcel, everyPage } from '#platform/web/desk/list-excel.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Loading, Refused } from '#platform/web/desk/states.tsx';
import { DeskTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn, DeskGroup } from '#platform/web/desk/table.tsx';
import { call } from '#platform/web/shared/call.ts';
import { agoWords, momentWords } from '#platform/web/shared/dates.ts';
import { keyOf, usePages, useRead } from '#platform/web/shared/queries.ts';
import { useCan, useMe } from '#platform/web/shared/session.tsx';
import { listMatters, readCase, readTaskSummary } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { MatterClock } from './clock-words.tsx';
import { DutyAside } from './duty-aside.tsx';
import { DutyMap } from './duty-map.tsx';
import type { MapPoint } from './duty-map.tsx';
import { MatterBulk } from './matter-bulk.tsx';
import { casePath } from './matter-marks.tsx';
import { matterSheet } from './matter-columns.tsx';
import { useBulk } from './use-bulk.ts';

const groupsInOrder = [
  { id: 'received', label: '待派单', note: '派给网格员', states: ['received'] },
  { id: 'rehandling', label: '重新处置', note: '代表不满意', states: ['rehandling'] },
  { id: 'handling', label: '处置中', note: '', states: ['handling'] },
  { id: 'replied', label: '已答复，等评价', note: '', states: ['replied'] },
] as const;

/** The duty desk of 督事: what came in, where it is, whom to send; the answer and its clock. */
export default function DutyPage() {
  const me = useMe();
  const can = useCan();
  const go = useGo();
  const [address, change] = useAddress();
  const organisation = me.seat?.organisation;
  const ofUnit = organisation?.kind === 'grassrootsUnit' || organisation?.kind === 'handlingUnit';
  const query = {
    view: ofUnit ? ('unit' as const) : ('body' as const),
    kind: 'report',
    state: 'received,handling,rehandling,replied',
    words: address.words,
    order: 'due' as const,
    limit: 60,
  };
  const reports = usePages(listMatters, { query }, { keepPrevious: true });
  const summary = useRead(readTaskSummary, { query: { kind: 'report' } });
  const grids = useRead(
    listGrids,
    { params: { id: organisation?.id ?? '' } },
    { enabled: organisation?.kind === 'grassrootsUnit', staleTime: 600_000 },
  );
  const bulk = useBulk();
  const rows = useMemo(() => reports.items.filter((row) => !bulk.gone.has(row.id)), [reports.items, bulk.gone]);
  const groups = useMemo<readonly DeskGroup<MatterLine>[]>(
    () =>
      groupsInOrder.flatMap((group) => {
        const here = rows.filter((row) => (group.states as readonly string[]).includes(row.state));
        return here.length > 0
          ? [
              {
                id: group.id,
                head: (
                  <>
                    <b>
                      {group.label} {here.length}
                    </b>{' '}
                    {group.note}
                  </>
                ),
                rows: here,
              },
            ]
          : [];
      }),
    [rows],
  );
  const ids = useMemo(() => groups.flatMap((group) => group.rows.map((row) => row.id)), [groups]);
  const cursor = useCursor(ids);
  const selection = useSelection(ids);
  const points = usePoints(rows);
  const here = rows.find((row) => row.id === cursor.id);
  const [view, setView] = useState<'map' | 'list'>('map');
  return (
    <DeskPage
      title="督事值班"
      facts={
        <>
          {summary.data && summary.data.overdue > 0 && <Clock tone="overdue" words={`逾期 ${summary.data.overdue}`} />}
          {summary.data && summary.data.soon > 0 && <Clock tone="soon" words={`临期 ${summary.data.soon}`} />}
          <SearchField value={address.words ?? ''} onSearch={(words) => change({ words: words || undefined })} hint="标题、地点、人名" />
        </>
      }
      act={
        <>
          <Button onPress={() => setView(view === 'map' ? 'list' : 'map')}>{view === 'map' ? '收起地图' : '看地图'}</Button>
          <ListExcel
            name="督事"
            columns={matterSheet}
            rows={() => everyPage((after) => call(listMatters, { query: { ...query, limit: 200, cursor: after } }))}
          />
        </>
      }
    >
      <Panes columns={view === 'map' ? 'minmax(0, 1.1fr) minmax(0, 1fr) clamp(332px, 26vw, 372px)' : 'minmax(0, 1fr) 372px'}>
        <Pane label="督事">
          <BulkBar selection={selection}>
            <MatterBulk rows={rows.filter((row) => selection.has(row.id))} bulk={bulk} onDone={selection.clear} />
          </BulkBar>
          {reports.isPending ? (
            <Loading rows={14} />
          ) : reports.error && rows.length === 0 ? (
            <Refused error={reports.error} onRetry={() => void reports.refetch()} />
          ) : (
            <DeskTable
              label="督事"
              columns={columns}
              groups={groups}
              rowId={(row) => row.id}
              cursor={cursor}
              selection={can('matter.bulk') ? selection : undefined}
              onOpen={(row) => go(casePath(row))}
              openKeys={['o']}
              openWords="打开全件"
              more={{ has: reports.hasNextPage, busy: reports.isFetchingNextPage, load: () => void reports.fetchNextPage() }}
              empty={<Empty words="现在没有在办的督事" hint="代表反映后，会立即出现在这里。" />}
            />
          )}
        </Pane>
        {view === 'map' && (
          <Pane label="地图">
            <DutyMap grids={grids.data?.items ?? []} points={points} picked={cursor.id} onPick={cursor.go} />
          </Pane>
        )}
        <Pane label="当前件" as="aside">
          {here && <DutyAside key={here.id} matter={here} grids={grids.data?.items ?? []} />}
        </Pane>
      </Panes>
    </DeskPage>
  );
}

/** Where the listed reports are. Lists carry no coordinates, so each case is read; the cases are cached for the pane beside. */
function usePoints(rows: readonly MatterLine[]): readonly MapPoint[] {
  const shown = rows.slice(0, 40);
  const cases = useQueries({
    queries: shown.map((row) => {
      const input = { params: { bodyId: row.bodyId, matterId: row.id } };
      return { queryKey: keyOf(readCase, input), queryFn: () => call(readCase, input), staleTime: 60_000 };
    }),
    combine: (results) => results.map((result) => result.data?.place ?? null),
  });
  return useMemo(
    () =>
      shown.flatMap((row, index) => {
        const place = cases[index];
        return place?.lon !== undefined && place.lat !== undefined
          ? [
              {
                id: row.id,
                lon: place.lon,
                lat: place.lat,
                label: row.title,
                late: row.due?.state === 'overdue' || row.due?.state === 'veryOverdue',
                waiting: row.state === 'received' || row.state === 'rehandling',
              },
            ]
          : [];
      }),
    [shown, cases],
  );
}

const columns: readonly DeskColumn<MatterLine>[] = [
  {
    id: 'at',
    head: '收到',
    width: 84,
    cell: (row) =>
      row.submittedAt && (
        <span className="m" title={momentWords(row.submittedAt)}>
          {agoWords(row.submittedAt).replace(/ \d\d:\d\d$/, '')}
        </span>
      ),
  },
  {
    id: 'title',
    head: '反映',
    cell: (row) => (
      <span title={`${row.title}，${row.place ?? ''}`}>
        <b>{row.title}</b> <span className="s">{row.place}</span>
      </span>
    ),
  },
  { id: 'author', head: '代表', width: 68, cell: (row) => row.author?.name },
  { id: 'due', head: '期限', width: 138, cell: (row) => <MatterClock due={row.due} /> },
];
