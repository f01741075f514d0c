import { useMemo, useState } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import type { Query } from '#platform/web/desk/address.ts';
import { BulkBar } from '#platform/web/desk/bulk-bar.tsx';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor, useSelection } from '#platform/web/desk/cursor.ts';
import type { Cursor, Selection } from '#platform/web/desk/cursor.ts';
import { FilterRail } from '#platform/web/desk/filters.tsx';
import { ListExcel, everyRow } from '#platform/web/desk/list-excel.tsx';
import { Certainty } from '#platform/web/desk/marks.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn, DeskGroup, PagesLike } from '#platform/web/desk/table.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import type { Kind } from '../../contract/kind.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { listMatters, readScreening } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { MatterClock } from './clock-words.tsx';
import type { Grounds } from './grounds-checklist.tsx';
import { matterSheet } from './matter-columns.tsx';
import { casePath, useOfficeKind } from './matter-marks.tsx';
import { levelOf } from './plans.ts';
import type { ProposedUnit } from './plans.ts';
import { RefusalLine } from './refusal-line.tsx';
import { ColleagueMark, useColleagues, useOwnPresence } from './presence.tsx';
import { pick, useListFilters } from './saved-filters.ts';
import { ScreeningAside } from './screening-aside.tsx';
import { ScreeningBulk } from './screening-bulk.tsx';
import { useUnitProposals } from './unit-proposals.ts';
import { useBulk } from './use-bulk.ts';

/** The queue of what was filed: check the grounds, look at the proposed units, accept, return or refuse, one key each. */
export default function ScreeningPage() {
  const kind = useOfficeKind();
  return kind ? (
    <Queue kind={kind} />
  ) : (
    <DeskPage title="审核">
      <Empty words="这个身份没有要审核的事项" hint="请在左上角切换到代表（提案）工作机构的身份。" />
    </DeskPage>
  );
}

const nothingYet: readonly MatterLine[] = [];
const queryNames = ['queue', 'field', 'words', 'sort'];

/** The queue in force: its rows in their groups, where the keyboard stands, what is ticked, and who else is looking. */
function useQueue(kind: Kind) {
  const [address, change] = useAddress();
  const queues = useMemo(() => queuesOf(kind), [kind]);
  const queue = queues.find((one) => one.id === address['queue']) ?? queues[0]!;
  const list: QueueList = { kind, queues, queue, query: queryOf(kind, queue, address), address, onChange: change };
  const matters = usePages(listMatters, { query: { ...list.query, limit: 60 } }, { keepPrevious: true });
  const { data: glance, isPending } = useRead(readScreening, { query: { kind: kind.kind } }, { keepPrevious: true });
  const bulk = useBulk();
  // The cursor begins on the first row, so nothing is shown before it is known which that is.
  const pages = { ...matters, isPending: matters.isPending || isPending };
  const groups = useQueueGroups(list, isPending ? nothingYet : matters.items, glance, bulk.gone);
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const cursor = useCursor(ids);
  const selection = useSelection(ids);
  const proposals = useUnitProposals(rows, cursor.index, selection.ids);
  const here = rows.find((row) => row.id === cursor.id);
  const colleagues = useColleagues();
  useOwnPresence(here);
  return { list, pages, glance, bulk, groups, rows, cursor, selection, proposals, here, colleagues };
}

function Queue({ kind }: { kind: Kind }) {
  const { list, pages, glance, bulk, groups, rows, cursor, selection, proposals, here, colleagues } = useQueue(kind);
  const { queues, queue } = list;
  const notes = useNotes();
  const acts = <QueueActs {...list} />;
  return (
    <DeskPage title={`${kind.words.name}审核`} facts={<Progress pending={countIn(glance, queues[0]!)} />} act={acts}>
      <Panes columns="clamp(152px, 13vw, 188px) minmax(0, 1fr) clamp(364px, 29vw, 420px)">
        <Pane label="筛选" as="nav">
          <QueueRail {...list} fields={notes.fields} glance={glance} />
        </Pane>
        <Pane label="队列">
          <BulkBar selection={selection}>
            <ScreeningBulk
              kind={kind}
              rows={rows.filter((row) => selection.has(row.id))}
              proposals={proposals}
              bulk={bulk}
              onDone={selection.clear}
            />
          </BulkBar>
          <RefusalLine words={bulk.refusal} />
          <QueueTable
            kind={kind}
            queue={queue}
            pages={pages}
            groups={groups}
            proposals={proposals}
            colleagues={colleagues}
            cursor={cursor}
            selection={selection}
          />
        </Pane>
        {here ? (
          <ScreeningAside
            key={here.id}
            matter={here}
            proposed={proposals.get(here.id)}
            colleagues={colleagues.get(here.id)}
            bulk={bulk}
            {...notes.of(here.id)}
          />
        ) : (
          <NothingPicked />
        )}
      </Panes>
    </DeskPage>
  );
}

/** What was marked on each matter while working through the queue, and the categories once they are known. */
function useNotes() {
  const [grounds, setGrounds] = useState<ReadonlyMap<string, Grounds>>(new Map());
  const [fields, setFields] = useState<readonly { value: string; label: string }[]>([]);
  const of = (id: string) => ({
    grounds: grounds.get(id) ?? {},
    onGrounds: (next: Grounds) => setGrounds(new Map(grounds).set(id, next)),
    onFields: setFields,
  });
  return { fields, of };
}

function NothingPicked() {
  return (
    <Pane label="当前件" as="aside">
      <Empty words="没有选中的件" />
    </Pane>
  );
}

function queryOf(kind: Kind, queue: QueueOf, address: Query) {
  const { field, words } = address;
  return {
    view: 'body' as const,
    kind: kind.kind,
    state: queue.states.join(','),
    field,
    words,
    order: words ? ('relevance' as const) : ('submitted' as const),
  };
}

/** The list in force: which queue of which kind, narrowed how. */
interface QueueList {
  readonly kind: Kind;
  readonly queues: readonly QueueOf[];
  readonly queue: QueueOf;
  readonly query: ReturnType<typeof queryOf>;
  readonly address: Query;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>, options?: { replaceAll?: boolean }) => void;
}

function QueueActs({ kind, queue, query, address, onChange }: QueueList) {
  const go = useGo();
  const byArrival = address['sort'] === 'arrival';
  return (
    <>
      {queue.pending && (
        <span className="choices" role="group" aria-label="排列">
          <button type="button" aria-pressed={!byArrival} onClick={() => onChange({ sort: undefined })}>
            同类在一起
          </button>
          <button type="button" aria-pressed={byArrival} onClick={() => onChange({ sort: 'arrival' })}>
            按收到时间
          </button>
        </span>
      )}
      <SearchField value={address['words'] ?? ''} onSearch={(words) => onChange({ words: words || undefined })} hint="标题、人名、内容" />
      <ListExcel name={`${kind.words.name}${queue.label}`} columns={matterSheet} rows={() => everyRow(listMatters, query)} />
      <Button onPress={() => go('/assignment')}>去交办</Button>
    </>
  );
}

interface QueueRailProps extends QueueList {
  readonly glance: Glance | undefined;
  readonly fields: readonly { value: string; label: string }[];
}

function QueueRail({ queues, queue, glance, fields, address, onChange }: QueueRailProps) {
  const saved = useListFilters('screening', pick(address, queryNames));
  const field = address['field'];
  const choose = (id: string) => {
    if (id.startsWith('field:')) onChange({ field: field === id.slice(6) ? undefined : id.slice(6) });
    else onChange(saved.queryOf(id) ?? { queue: id }, { replaceAll: true });
  };
  const queueFilters = queues.map((one) => ({ id: one.id, label: one.label, count: countIn(glance, one) }));
  const fieldFilters = fields.map((one) => ({ id: `field:${one.value}`, label: one.label }));
  const groups = [{ title: '队列', filters: queueFilters }, ...(fields.length > 0 ? [{ title: '类别', filters: fieldFilters }] : [])];
  return <FilterRail label="筛选" picked={field ? `field:${field}` : queue.id} onPick={choose} saved={saved} groups={groups} />;
}

interface QueueTableProps {
  readonly kind: Kind;
  readonly queue: QueueOf;
  readonly pages: PagesLike;
  readonly groups: readonly QueueGroup[];
  readonly proposals: ReadonlyMap<string, readonly ProposedUnit[]>;
  readonly colleagues: ReadonlyMap<string, readonly string[]>;
  readonly cursor: Cursor;
  readonly selection: Selection;
}

function QueueTable({ kind, queue, pages, groups, proposals, colleagues, cursor, selection }: QueueTableProps) {
  const go = useGo();
  const columns = useMemo(() => columnsOf(kind, proposals, colleagues), [kind, proposals, colleagues]);
  const parts = useMemo(() => groups.map((group) => headed(group, groups.length > 1, selection)), [groups, selection]);
  const toAssign = queue.pending ? <Button onPress={() => go('/assignment')}>去交办</Button> : undefined;
  return (
    <PagedTable
      label={`${kind.words.name}${queue.label}`}
      pages={pages}
      groups={parts}
      columns={columns}
      rowId={(row) => row.id}
      cursor={cursor}
      selection={queue.pending ? selection : undefined}
      onOpen={(row) => go(casePath(row))}
      openKeys={['o']}
      openWords="打开全件"
      empty={
        <Empty
          words={queue.pending ? '都审完了' : `没有${queue.label}的${kind.words.name}`}
          hint={queue.pending ? '新提交的会自动出现在这里；已受理的可以去交办。' : undefined}
          act={toAssign}
        />
      }
    />
  );
}

/** A group with its head; where nothing is alike there are no heads at all. */
function headed(group: QueueGroup, heads: boolean, selection: Selection): DeskGroup<MatterLine> {
  const { id, words, rows } = group;
  if (!heads) return { id, rows };
  if (words.length === 0) return { id, rows, head: rows.length > 0 ? <b>其他</b> : undefined };
  const ids = rows.map((row) => row.id);
  return {
    id,
    rows,
    bound: true,
    head: (
      <>
        <b>同类 {rows.length} 件</b> 标题都有：{words.join('、')}
      </>
    ),
    act: (
      <Button small onPress={() => selection.toggleAll(ids)}>
        {ids.every((one) => selection.has(one)) ? '不选这组' : '选中这组'}
      </Button>
    ),
  };
}

function Progress({ pending }: { pending: number | undefined }) {
  if (pending === undefined) return null;
  return (
    <span>
      待审 <b className="big-figure">{pending}</b> 件
    </span>
  );
}

type Glance = AnswerOf<typeof readScreening>;

/** How many stand in a queue; undefined until it is known. */
function countIn(glance: Glance | undefined, queue: QueueOf): number | undefined {
  return glance?.states.filter((one) => queue.states.includes(one.state)).reduce((sum, one) => sum + one.count, 0);
}

/** The queue in its order, those that are alike in front and bound together; plain where one searches, filters or asks for the order of arrival. */
function useQueueGroups(
  { queue, address }: Pick<QueueList, 'queue' | 'address'>,
  items: readonly MatterLine[],
  glance: Glance | undefined,
  gone: ReadonlySet<string>,
): readonly QueueGroup[] {
  const grouped = queue.pending && !address['words'] && !address['field'] && address['sort'] !== 'arrival';
  return useMemo(() => {
    const there = (row: MatterLine) => !gone.has(row.id);
    const alike = (grouped ? (glance?.groups ?? []) : [])
      .map(({ words, matters }) => ({ id: matters[0]!.id, words, rows: matters.filter(there) }))
      .filter((group) => group.rows.length > 1);
    const taken = new Set(alike.flatMap((group) => group.rows.map((row) => row.id)));
    const rest = items.filter((row) => there(row) && !taken.has(row.id));
    return [...alike, { id: 'rest', words: [], rows: rest }];
  }, [grouped, glance, items, gone]);
}

interface QueueGroup {
  readonly id: string;
  /** Words that all of its rows share; none for the rest. */
  readonly words: readonly string[];
  readonly rows: readonly MatterLine[];
}

interface QueueOf {
  readonly id: string;
  readonly label: string;
  readonly states: readonly string[];
  /** Waits for the office. */
  readonly pending: boolean;
}

/** The queues of a kind, from its declared states: what is to be screened, and what came of it. */
function queuesOf(kind: Kind): readonly QueueOf[] {
  const states = Object.entries(kind.states);
  const screened = states.filter(([, state]) => state.stage === 'screen').map(([name]) => name);
  const came = new Set(
    Object.values(kind.acts)
      .filter(
        (act) => act.from.some((from) => screened.includes(from)) && act.by.includes('office') && act.to && !screened.includes(act.to),
      )
      .map((act) => act.to!),
  );
  return [
    { id: 'screening', label: '待审', states: screened, pending: true },
    ...states
      .filter(([name]) => came.has(name) && name !== 'derived')
      .map(([name, state]) => ({ id: name, label: state.label, states: [name], pending: false })),
  ];
}

function columnsOf(
  kind: Kind,
  proposals: ReadonlyMap<string, readonly ProposedUnit[]>,
  colleagues: ReadonlyMap<string, readonly string[]>,
): readonly DeskColumn<MatterLine>[] {
  const best = (row: MatterLine) =>
    [...(proposals.get(row.id) ?? [])].sort(
      (one, other) => Number(other.role === 'lead') - Number(one.role === 'lead') || other.certainty - one.certainty,
    )[0];
  return [
    {
      id: 'at',
      head: '收到',
      width: 80,
      wide: true,
      cell: (row) =>
        row.submittedAt && (
          <span className="m" title={momentWords(row.submittedAt)}>
            {dayWords(row.submittedAt)}
          </span>
        ),
    },
    {
      id: 'title',
      head: '标题',
      cell: (row) => (
        <span title={row.title}>
          <ColleagueMark names={colleagues.get(row.id)} />
          {row.title}
        </span>
      ),
    },
    { id: 'author', head: kind.words.author.replace('代表', '').replace('人', '') || '提出', width: 84, cell: (row) => row.author?.name },
    { id: 'unit', head: '拟主办单位', width: 128, cell: (row) => row.units[0]?.name ?? best(row)?.unit.shortName },
    {
      id: 'certainty',
      head: '把握',
      width: 108,
      cell: (row) => {
        const one = best(row);
        return one && <Certainty level={levelOf(one)} />;
      },
    },
    { id: 'due', head: '审核期限', width: 134, cell: (row) => <MatterClock due={row.due} /> },
  ];
}
