import { useMemo } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import type { Query } from '#platform/web/desk/address.ts';
import { BulkBar } from '#platform/web/desk/bulk-bar.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { useCursor, useSelection } from '#platform/web/desk/cursor.ts';
import type { Cursor, Selection } from '#platform/web/desk/cursor.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { ListExcel, everyRow } from '#platform/web/desk/list-excel.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskGroup, PagesLike } from '#platform/web/desk/table.tsx';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import { useCan, useMe } from '#platform/web/shared/session.tsx';
import { listTasks, readTaskSummary } from '../../contract/routes.ts';
import type { TaskLine } from '../../contract/views.ts';
import { toneOf } from './clock-words.tsx';
import { DueDays } from './due-days.tsx';
import { KindSwitch } from './kind-switch.tsx';
import { casePath, kindNamed, useKinds } from './matter-marks.tsx';
import { RefusalLine } from './refusal-line.tsx';
import { pick, useListFilters } from './saved-filters.ts';
import { TaskAside } from './task-aside.tsx';
import { TaskBulkActs } from './task-bulk.tsx';
import { taskColumns, taskSheet } from './task-columns.tsx';
import { useBulk } from './use-bulk.ts';

type Summary = AnswerOf<typeof readTaskSummary>;

/** What waits for this seat, by urgency: the office's own steps, or a unit's share of the cases it handles. */
export default function TasksPage() {
  const [address, change] = useAddress();
  const query = queryOf(address);
  const tasks = usePages(listTasks, { query: { ...query, limit: 60 } }, { keepPrevious: true });
  const summary = useRead(readTaskSummary);
  const bulk = useBulk();
  const rows = useMemo(() => tasks.items.filter((row) => !bulk.gone.has(row.matter.id)), [tasks.items, bulk.gone]);
  const groups = useMemo(() => groupsOf(rows, tasks.hasNextPage), [rows, tasks.hasNextPage]);
  const ids = useMemo(() => groups.flatMap((group) => group.rows.map((row) => row.clock.id)), [groups]);
  const cursor = useCursor(ids);
  const selection = useSelection(ids);
  const here = rows.find((row) => row.clock.id === cursor.id);
  const narrowed = Object.keys(pick(address, filterNames)).length > 0;
  return (
    <DeskPage
      title="待办"
      facts={
        <>
          <TaskKinds summary={summary.data} address={address} onChange={change} />
          {summary.data && <Totals summary={summary.data} />}
        </>
      }
      act={summary.data && <DueDays days={summary.data.byDay} />}
      strip={<TaskFilters summary={summary.data} address={address} onChange={change} />}
    >
      <Panes columns="minmax(0, 1fr) 348px">
        <Pane label="待办">
          <BulkBar selection={selection}>
            <TaskBulkActs rows={rows.filter((row) => selection.has(row.clock.id))} bulk={bulk} onDone={selection.clear} />
          </BulkBar>
          <RefusalLine words={bulk.refusal} />
          <TaskTable pages={tasks} groups={groups} cursor={cursor} selection={selection} narrowed={narrowed} />
        </Pane>
        <Pane label="当前件" as="aside">
          {here && <TaskAside key={here.clock.id} task={here} />}
        </Pane>
      </Panes>
    </DeskPage>
  );
}

interface TaskTableProps {
  readonly pages: PagesLike;
  readonly groups: readonly DeskGroup<TaskLine>[];
  readonly cursor: Cursor;
  readonly selection: Selection;
  readonly narrowed: boolean;
}

function TaskTable({ pages, groups, cursor, selection, narrowed }: TaskTableProps) {
  const go = useGo();
  const can = useCan();
  const { unit, organisationId } = useStanding();
  const columns = useMemo(() => {
    const all = taskColumns(unit, organisationId);
    const rows = groups.flatMap((group) => group.rows);
    // An office's own queue has no units and few cards yet; the title takes the room of a column that would stand empty.
    const empty = new Set([
      rows.every((row) => row.matter.units.length === 0) && 'units',
      rows.every((row) => row.clock.card === 'none') && 'card',
    ]);
    return all.filter((column) => !empty.has(column.id));
  }, [unit, organisationId, groups]);
  return (
    <PagedTable
      label="待办"
      pages={pages}
      groups={groups}
      columns={columns}
      rowId={(row) => row.clock.id}
      cursor={cursor}
      selection={can('matter.bulk') ? selection : undefined}
      onOpen={(row) => go(casePath(row.matter))}
      openKeys={['o']}
      openWords="打开全件"
      empty={<Empty words={narrowed ? '这个筛选下没有待办' : '现在没有等您办的事'} hint="新交办、到期和退回的事项会自动出现在这里。" />}
    />
  );
}

/** The way between kinds: an office's own; a unit tells its two principals apart first. */
function TaskKinds({ summary, address, onChange }: TaskFiltersProps) {
  const { unit } = useStanding();
  const kinds = useKinds().filter((kind) => kind.kind === address['kind'] || summary?.byClock.some((one) => one.kind === kind.kind));
  if (!unit)
    return (
      <KindSwitch
        kinds={kinds}
        all="全部"
        picked={address['kind']}
        onPick={(kind) => onChange(kind ? { kind } : {}, { replaceAll: true })}
      />
    );
  const sides = [...new Set(kinds.map((kind) => kind.bodyKind))];
  return (
    <KindSwitch
      kinds={sides.map((side) => ({ kind: side, words: { name: side === 'congress' ? '人大' : '政协' } }))}
      all="全部"
      picked={address['source']}
      onPick={(source) => onChange(source ? { source } : {}, { replaceAll: true })}
    />
  );
}

interface TaskFiltersProps {
  readonly summary: Summary | undefined;
  readonly address: Query;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>, options?: { replaceAll?: boolean }) => void;
}

function TaskFilters({ summary, address, onChange }: TaskFiltersProps) {
  const { unit, organisationId } = useStanding();
  const saved = useListFilters('tasks', pick(address, filterNames));
  const filters = useMemo(() => filtersOf(summary, unit, pick(address, ['kind', 'source'])), [summary, unit, address]);
  return (
    <FilterTabs
      label="筛选"
      filters={filters}
      picked={pickedOf(filters, saved, address)}
      onPick={(id) => onChange(saved.queryOf(id) ?? filters.find((one) => one.id === id)?.query ?? {}, { replaceAll: true })}
      saved={saved}
      right={
        <>
          <SearchField
            value={address['words'] ?? ''}
            onSearch={(words) => onChange({ words: words || undefined })}
            hint="编号、标题、人名"
          />
          <ListExcel name="待办" columns={taskSheet(unit, organisationId)} rows={() => everyRow(listTasks, queryOf(address))} />
        </>
      }
    />
  );
}

/** Whether the seat is one of a unit, and of which. */
function useStanding(): { unit: boolean; organisationId: string } {
  const organisation = useMe().seat?.organisation;
  return { unit: organisation?.kind === 'handlingUnit' || organisation?.kind === 'grassrootsUnit', organisationId: organisation?.id ?? '' };
}

const filterNames = ['kind', 'clock', 'mark', 'role', 'officer', 'source', 'words'];

function queryOf(address: Readonly<Record<string, string>>) {
  const { kind, clock, mark, role, words } = address;
  const officer = (['me', 'none'] as const).find((one) => one === address.officer);
  const source = (['congress', 'cppcc'] as const).find((one) => one === address.source);
  return { kind, clock, mark, role, words, officer, source };
}

function Totals({ summary }: { summary: Summary }) {
  return (
    <>
      {summary.overdue > 0 && <Clock tone="overdue" words={`逾期 ${summary.overdue}`} />}
      {summary.soon > 0 && <Clock tone="soon" words={`临期 ${summary.soon}`} />}
      <span>
        正常 {summary.running}
        {summary.waiting > 0 && `，暂停 ${summary.waiting}`}，共 {summary.total} 件
      </span>
    </>
  );
}

interface TaskFilter {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
  readonly query: Readonly<Record<string, string>>;
}

/** The filters within the kind or side that is looked at. */
function filtersOf(summary: Summary | undefined, unit: boolean, within: Query): readonly TaskFilter[] {
  const here = (summary?.byClock ?? []).filter(
    (one) =>
      one.count > 0 &&
      (!within['kind'] || one.kind === within['kind']) &&
      (!within['source'] || kindNamed(one.kind)?.bodyKind === within['source']),
  );
  const several = new Set(here.map((one) => one.kind)).size > 1;
  const clocks = here.slice(0, 5).map((one) => ({
    id: `${one.kind}.${one.clock}`,
    label: several ? `${kindNamed(one.kind)?.words.name ?? ''} ${one.label}` : one.label,
    count: one.count,
    query: inOrder({ ...within, kind: one.kind, clock: one.clock }),
  }));
  return [
    { id: 'all', label: '全部', count: summary && here.reduce((sum, one) => sum + one.count, 0), query: inOrder(within) },
    ...(unit
      ? [
          { id: 'mine', label: '我承办的', query: inOrder({ ...within, officer: 'me' }) },
          { id: 'none', label: '未分到人', query: inOrder({ ...within, officer: 'none' }) },
        ]
      : []),
    ...clocks,
  ];
}

/** A query with its members in the order in which two are compared. */
const inOrder = (query: Query): Query => pick(query, filterNames);

function pickedOf(
  filters: readonly TaskFilter[],
  saved: ReturnType<typeof useListFilters>,
  address: Readonly<Record<string, string>>,
): string {
  const now = JSON.stringify(
    pick(
      address,
      filterNames.filter((name) => name !== 'words'),
    ),
  );
  return (
    filters.find((one) => JSON.stringify(one.query) === now)?.id ??
    saved.filters.find((one) => JSON.stringify(saved.queryOf(one.id)) === now)?.id ??
    ''
  );
}

const urgency = [
  { id: 'overdue', label: '已逾期', note: '先办这些', tones: ['overdue'] },
  { id: 'soon', label: '临期', note: '按本级规则快到期', tones: ['soon'] },
  { id: 'running', label: '正常在办', note: '', tones: ['running', 'done'] },
  { id: 'waiting', label: '没有在计时', note: '等别人先办，或没有期限', tones: ['waiting'] },
] as const;

function groupsOf(rows: readonly TaskLine[], more: boolean): readonly DeskGroup<TaskLine>[] {
  return urgency.flatMap((level) => {
    const here = rows.filter((row) => (level.tones as readonly string[]).includes(row.clock.dueOn ? toneOf(row.clock.state) : 'waiting'));
    const last = more && rows.at(-1) === here.at(-1);
    return here.length > 0
      ? [
          {
            id: level.id,
            head: (
              <>
                <b>
                  {level.label} {here.length}
                  {last ? ' 以上' : ''}
                </b>{' '}
                {level.note}
              </>
            ),
            rows: here,
          },
        ]
      : [];
  });
}
