import { useMemo, useState } from 'react';
import type { Grid } from '#modules/directory/contract/organisation.ts';
import { listGrids } from '#modules/directory/contract/routes.ts';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import type { Cursor } from '#platform/web/desk/cursor.ts';
import { ListExcel, everyRow } from '#platform/web/desk/list-excel.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn, DeskGroup, PagesLike } from '#platform/web/desk/table.tsx';
import { agoWords, momentWords } from '#platform/web/shared/dates.ts';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import { listMatters, readTaskSummary } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { MatterClock } from './clock-words.tsx';
import { DutyAside } from './duty-aside.tsx';
import { DutyMap } from './duty-map.tsx';
import type { MapPoint } from './duty-marks.tsx';
import { matterSheet } from './matter-columns.tsx';
import { casePath } from './matter-marks.tsx';

const groupsInOrder = [
  { id: 'rehandling', label: '重新处置', note: '代表不满意，先办这些' },
  { id: 'received', label: '待派单', note: '派给网格员' },
  { id: 'handling', label: '处置中', note: '' },
  { id: 'replied', label: '已答复，等评价', note: '' },
] as const;

/** The duty desk of 督事: what came in, where it is, whom to send; the answer and its clock. */
export default function DutyPage() {
  const organisation = useMe().seat?.organisation;
  const [address, change] = useAddress();
  const query = queryOf(organisation?.kind, address['words']);
  const reports = usePages(listMatters, { query: { ...query, points: 'true', limit: 60 } }, { keepPrevious: true });
  const grids = useRead(
    listGrids,
    { params: { id: organisation?.id ?? '' } },
    { enabled: organisation?.kind === 'grassrootsUnit', staleTime: 600_000 },
  );
  const shapes = grids.data?.items ?? noGrids;
  const groups = useMemo(() => groupsOf(reports.items), [reports.items]);
  const ids = useMemo(() => groups.flatMap((group) => group.rows.map((row) => row.id)), [groups]);
  const cursor = useCursor(ids);
  const points = useMemo(() => pointsOf(reports.items), [reports.items]);
  const here = reports.items.find((row) => row.id === cursor.id);
  const [mapped, setMapped] = useState(true);
  return (
    <DeskPage
      title="督事值班"
      facts={<DutyFacts words={address['words'] ?? ''} onWords={(words) => change({ words: words || undefined })} />}
      act={
        <>
          <Button onPress={() => setMapped(!mapped)}>{mapped ? '收起地图' : '看地图'}</Button>
          <ListExcel name="督事" columns={matterSheet} rows={() => everyRow(listMatters, query)} />
        </>
      }
    >
      <Panes columns={mapped ? 'minmax(0, 1.1fr) minmax(0, 1fr) clamp(332px, 26vw, 372px)' : 'minmax(0, 1fr) 372px'}>
        <Pane label="督事">
          <DutyTable pages={reports} groups={groups} cursor={cursor} />
        </Pane>
        {mapped && (
          <Pane label="地图">
            <DutyMap grids={shapes} points={points} picked={cursor.id} onPick={cursor.go} />
          </Pane>
        )}
        <Pane label="当前件" as="aside">
          {here && <DutyAside key={here.id} matter={here} grids={shapes} />}
        </Pane>
      </Panes>
    </DeskPage>
  );
}

const noGrids: readonly Grid[] = [];

function queryOf(organisation: string | undefined, words: string | undefined) {
  const ofUnit = organisation === 'grassrootsUnit' || organisation === 'handlingUnit';
  return {
    view: ofUnit ? ('unit' as const) : ('body' as const),
    kind: 'report',
    state: groupsInOrder.map((group) => group.id).join(','),
    words,
    order: 'due' as const,
  };
}

function groupsOf(rows: readonly MatterLine[]): readonly DeskGroup<MatterLine>[] {
  return groupsInOrder.flatMap((group) => {
    const here = rows.filter((row) => row.state === group.id);
    const head = (
      <>
        <b>
          {group.label} {here.length}
        </b>{' '}
        {group.note}
      </>
    );
    return here.length > 0 ? [{ id: group.id, head, rows: here }] : [];
  });
}

function DutyFacts({ words, onWords }: { words: string; onWords: (words: string) => void }) {
  const summary = useRead(readTaskSummary, { query: { kind: 'report' } }).data;
  return (
    <>
      {summary && summary.overdue > 0 && <Clock tone="overdue" words={`逾期 ${summary.overdue}`} />}
      {summary && summary.soon > 0 && <Clock tone="soon" words={`临期 ${summary.soon}`} />}
      <SearchField value={words} onSearch={onWords} hint="标题、地点、人名" />
    </>
  );
}

function DutyTable({ pages, groups, cursor }: { pages: PagesLike; groups: readonly DeskGroup<MatterLine>[]; cursor: Cursor }) {
  const go = useGo();
  return (
    <PagedTable
      label="督事"
      pages={pages}
      groups={groups}
      columns={columns}
      rowId={(row) => row.id}
      cursor={cursor}
      onOpen={(row) => go(casePath(row))}
      openKeys={['o']}
      openWords="打开全件"
      empty={<Empty words="现在没有在办的督事" hint="代表反映后，会立即出现在这里。" />}
    />
  );
}

/** The listed reports as points of the map; those without coordinates have none. */
function pointsOf(rows: readonly MatterLine[]): readonly MapPoint[] {
  return rows.flatMap(({ id, title, point, due, state }) =>
    point
      ? [
          {
            id,
            ...point,
            label: title,
            late: due?.state === 'overdue' || due?.state === 'veryOverdue',
            waiting: state === 'received' || state === 'rehandling',
          },
        ]
      : [],
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
