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
import { KindSwitch, useOfficeKind } from './kind-switch.tsx';
import type { OfficeKind } from './kind-switch.tsx';
import { casePath } from './matter-marks.tsx';
import { assigningAct, isScreened, queueGroups } from './office-kinds.ts';
import type { OfficeQueue, QueueGroup as RailGroup } from './office-kinds.ts';
import { levelOf } from './plans.ts';
import type { ProposedUnit } from './plans.ts';
import { RefusalLine } from './refusal-line.tsx';
import { ColleagueMark, useColleagues, useOwnPresence } from './presence.tsx';
import { pick, useListFilters } from './saved-filters.ts';
import { ScreeningAside } from './screening-aside.tsx';
import { ScreeningBulk } from './screening-bulk.tsx';
import { useUnitProposals } from './unit-proposals.ts';
import { useBulk } from './use-bulk.ts';
import { stageWords } from '../shared/index.ts';

/** The queues of what was filed: check the grounds, look at the proposed units, decide with one key each. One kind of matters at a time. */
export default function ScreeningPage() {
  const office = useOfficeKind(isScreened);
  return office ? (
    <Queue key={office.kind.kind} office={office} />
  ) : (
    <DeskPage title="审核">
      <Empty words="这个身份没有要审核的事项" hint="请在左上角切换到工作机构的身份。" />
    </DeskPage>
  );
}

const nothingYet: readonly MatterLine[] = [];
const queryNames = ['queue', 'field', 'words', 'sort'];

/** The queue in force: its rows in their groups, where the keyboard stands, what is ticked, and who else is looking. */
function useQueue(kind: Kind) {
  const [address, change] = useAddress();
  const rail = useMemo(() => queueGroups(kind, (stage) => stageWords(kind, stage)), [kind]);
  const queues = useMemo(() => rail.flatMap((group) => group.queues), [rail]);
  const queue = queues.find((one) => one.id === address['queue']) ?? queues[0]!;
  const list: QueueList = { kind, rail, queues, queue, query: queryOf(kind, queue, address), address, onChange: change };
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
  // Units are proposed where they are chosen while taking a matter up; elsewhere nobody asks for them here.
  const proposals = useUnitProposals(takesUnits(kind, queue) ? rows : nothingYet, cursor.index, selection.ids);
  const here = rows.find((row) => row.id === cursor.id);
  const colleagues = useColleagues();
  useOwnPresence(here);
  return { list, pages, glance, bulk, groups, rows, cursor, selection, proposals, here, colleagues };
}

function Queue({ office }: { office: OfficeKind }) {
  const { kind } = office;
  const { list, pages, glance, bulk, groups, rows, cursor, selection, proposals, here, colleagues } = useQueue(kind);
  const { queues, queue } = list;
  const bulkAct = mainBulkAct(kind, queue);
  const notes = useNotes();
  const acts = <QueueActs {...list} />;
  return (
    <DeskPage title={titleOf(kind, queues)} facts={<QueueFacts office={office} queues={queues} glance={glance} />} act={acts}>
      <Panes columns="clamp(152px, 13vw, 188px) minmax(0, 1fr) clamp(364px, 29vw, 420px)">
        <Pane label="筛选" as="nav">
          <QueueRail {...list} fields={notes.fields} glance={glance} />
        </Pane>
        <Pane label="队列">
          <BulkBar selection={selection}>
            <ScreeningBulk
              kind={kind}
              act={bulkAct}
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
            selectable={bulkAct !== null}
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
            proposed={takesUnits(kind, queue) ? { units: proposals.get(here.id) } : null}
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

function queryOf(kind: Kind, queue: OfficeQueue, address: Query) {
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
  /** The queues under the heads of the rail, and all of them in that order. */
  readonly rail: readonly RailGroup[];
  readonly queues: readonly OfficeQueue[];
  readonly queue: OfficeQueue;
  readonly query: ReturnType<typeof queryOf>;
  readonly address: Query;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>, options?: { replaceAll?: boolean }) => void;
}

function QueueActs({ kind, queues, queue, query, address, onChange }: QueueList) {
  const go = useGo();
  const byArrival = address['sort'] === 'arrival';
  return (
    <>
      {isFirst(queue, queues) && (
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
      {assigningAct(kind) && <Button onPress={() => go('/assignment', { kind: kind.kind })}>去交办</Button>}
    </>
  );
}

interface QueueRailProps extends QueueList {
  readonly glance: Glance | undefined;
  readonly fields: readonly { value: string; label: string }[];
}

function QueueRail({ kind, rail, queue, glance, fields, address, onChange }: QueueRailProps) {
  const narrowed = pick(address, queryNames);
  const saved = useListFilters('screening', Object.keys(narrowed).length > 0 ? { ...narrowed, kind: kind.kind } : narrowed);
  const field = address['field'];
  const choose = (id: string) => {
    if (id.startsWith('field:')) onChange({ field: field === id.slice(6) ? undefined : id.slice(6) });
    else onChange(saved.queryOf(id) ?? { kind: kind.kind, queue: id }, { replaceAll: true });
  };
  const queueFilters = rail.map(({ title, queues }) => ({
    title,
    filters: queues.map((one) => ({ id: one.id, label: one.label, count: countIn(glance, one) })),
  }));
  const fieldFilters = fields.map((one) => ({ id: `field:${one.value}`, label: one.label }));
  const groups = [...queueFilters, ...(fields.length > 0 ? [{ title: '类别', filters: fieldFilters }] : [])];
  return <FilterRail label="筛选" picked={field ? `field:${field}` : queue.id} onPick={choose} saved={saved} groups={groups} />;
}

interface QueueTableProps {
  readonly kind: Kind;
  readonly queue: OfficeQueue;
  /** Some of them can be done at once. */
  readonly selectable: boolean;
  readonly pages: PagesLike;
  readonly groups: readonly QueueGroup[];
  readonly proposals: ReadonlyMap<string, readonly ProposedUnit[]>;
  readonly colleagues: ReadonlyMap<string, readonly string[]>;
  readonly cursor: Cursor;
  readonly selection: Selection;
}

function QueueTable({ kind, queue, selectable, pages, groups, proposals, colleagues, cursor, selection }: QueueTableProps) {
  const go = useGo();
  const columns = useMemo(() => columnsOf(kind, queue, proposals, colleagues), [kind, queue, proposals, colleagues]);
  const parts = useMemo(() => groups.map((group) => headed(group, groups.length > 1, selection)), [groups, selection]);
  const mine = queue.turn === 'office';
  const toAssign = mine && assigningAct(kind) ? <Button onPress={() => go('/assignment', { kind: kind.kind })}>去交办</Button> : undefined;
  return (
    <PagedTable
      label={`${kind.words.name}${queue.label}`}
      pages={pages}
      groups={parts}
      columns={columns}
      rowId={(row) => row.id}
      cursor={cursor}
      selection={selectable ? selection : undefined}
      onOpen={(row) => go(casePath(row))}
      openKeys={['o']}
      openWords="打开全件"
      empty={
        <Empty
          words={mine ? '都办完了' : `没有${queue.label}的${kind.words.name}`}
          hint={mine ? '新来的会自动出现在这里。' : undefined}
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

/** How much waits for the office in all queues of the kind, and the way to the other kinds. */
function QueueFacts({ office, queues, glance }: { office: OfficeKind; queues: readonly OfficeQueue[]; glance: Glance | undefined }) {
  const waiting = queues.filter((one) => one.turn === 'office').map((one) => countIn(glance, one));
  return (
    <>
      <KindSwitch kinds={office.kinds} picked={office.kind.kind} onPick={(kind) => kind && office.choose(kind)} />
      {waiting[0] !== undefined && (
        <span>
          {waiting.length > 1 ? '等我们办' : '待审'} <b className="big-figure">{waiting.reduce((sum, one) => sum! + (one ?? 0), 0)}</b> 件
        </span>
      )}
    </>
  );
}

/** 建议审核; 议案处理 where several steps are the office's. */
function titleOf(kind: Kind, queues: readonly OfficeQueue[]): string {
  return `${kind.words.name}${queues.filter((one) => one.turn === 'office').length > 1 ? '处理' : '审核'}`;
}

const isFirst = (queue: OfficeQueue, queues: readonly OfficeQueue[]) => queue === queues[0] && queue.turn === 'office';

/** The main act of a queue that can be done to many cases at once; null where there is none. */
function mainBulkAct(kind: Kind, queue: OfficeQueue): string | null {
  const found = Object.entries(kind.acts).find(
    ([, act]) => act.bulk && act.weight === 'main' && act.on === 'matter' && queue.turn === 'office' && act.from.includes(queue.id),
  );
  return found?.[0] ?? null;
}

/** Whether units are chosen with the main act of a queue. */
function takesUnits(kind: Kind, queue: OfficeQueue): boolean {
  return Object.values(kind.acts).some(
    (act) => act.weight === 'main' && act.from.includes(queue.id) && act.fields.some((field) => field.name === 'units'),
  );
}

type Glance = AnswerOf<typeof readScreening>;

/** How many stand in a queue; undefined until it is known. */
function countIn(glance: Glance | undefined, queue: OfficeQueue): number | undefined {
  return glance?.states.filter((one) => queue.states.includes(one.state)).reduce((sum, one) => sum + one.count, 0);
}

/** The queue in its order, those that are alike in front and bound together; plain where one searches, filters or asks for the order of arrival. */
function useQueueGroups(
  { queue, address }: Pick<QueueList, 'queue' | 'address'>,
  items: readonly MatterLine[],
  glance: Glance | undefined,
  gone: ReadonlySet<string>,
): readonly QueueGroup[] {
  const grouped = queue.turn === 'office' && !address['words'] && !address['field'] && address['sort'] !== 'arrival';
  return useMemo(() => {
    const there = (row: MatterLine) => !gone.has(row.id) && queue.states.includes(row.state);
    const alike = (grouped ? (glance?.groups ?? []) : [])
      .map(({ words, matters }) => ({ id: matters[0]!.id, words, rows: matters.filter(there) }))
      .filter((group) => group.rows.length > 1);
    const taken = new Set(alike.flatMap((group) => group.rows.map((row) => row.id)));
    const rest = items.filter((row) => there(row) && !taken.has(row.id));
    return [...alike, { id: 'rest', words: [], rows: rest }];
  }, [grouped, queue, glance, items, gone]);
}

interface QueueGroup {
  readonly id: string;
  /** Words that all of its rows share; none for the rest. */
  readonly words: readonly string[];
  readonly rows: readonly MatterLine[];
}

function columnsOf(
  kind: Kind,
  queue: OfficeQueue,
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
    { id: 'author', head: '提出', width: 84, cell: (row) => row.author?.name },
    ...(takesUnits(kind, queue) ? unitColumns(best) : standColumns(kind)),
    { id: 'due', head: '期限', width: 134, cell: (row) => <MatterClock due={row.due} /> },
  ];
}

type Best = (row: MatterLine) => ProposedUnit | undefined;

function unitColumns(best: Best): readonly DeskColumn<MatterLine>[] {
  return [
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
  ];
}

/** Who works on it where no units are chosen: the committee of kinds that go to one, else the place. */
function standColumns(kind: Kind): readonly DeskColumn<MatterLine>[] {
  const refers = Object.values(kind.acts).some((act) => act.effects.includes('refer'));
  return [
    { id: 'number', head: '编号', width: 58, figure: true, cell: (row) => row.shortNumber },
    refers
      ? { id: 'committee', head: '专门委员会', width: 150, cell: (row) => row.committee }
      : { id: 'place', head: '地点', width: 150, cell: (row) => row.place },
  ];
}
