import { useMemo, useState } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import type { Query } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { ListExcel, everyRow } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import { isJudged, promiseCourse, promiseWords } from '../../contract/promise-words.ts';
import { promiseStandings } from '../../contract/annual-figures.ts';
import { listCommitments, readCase } from '../../contract/routes.ts';
import type { ActView } from '../../contract/views.ts';
import { ActDialog, actCaseOf } from './act-dialog.tsx';
import { keyOf, mainAct } from './act-keys.ts';
import { Files } from './case-text.tsx';
import { DueDay, leftWords, toneOf } from './clock-words.tsx';
import { Source, casePath, kindNamed } from './matter-marks.tsx';
import { pick, useListFilters } from './saved-filters.ts';

type Line = AnswerOf<typeof listCommitments>['items'][number];
const names = ['state', 'overdue', 'words', 'kind', 'from', 'to', 'standing'];
const tabs = [
  { id: 'live', label: '未了结', query: {} },
  { id: 'overdue', label: '逾期未兑现', query: { overdue: 'true' } },
  { id: 'open', label: '进行中', query: { state: 'open' } },
  { id: 'reported', label: '已报告，等评价', query: { state: 'reported' } },
  { id: 'judged', label: '已评价', query: { state: 'judged' } },
  { id: 'broken', label: '没有兑现', query: { state: 'broken' } },
  { id: 'all', label: '全部', query: { state: 'all' } },
] as const;

/** The ledger of promises (承诺事项台账): what was promised, by when, what was done, what the proposer says of it. */
export default function CommitmentsPage() {
  const go = useGo();
  const [address, change] = useAddress();
  const promises = usePages(listCommitments, { query: { ...queryOf(address), limit: 60 } }, { keepPrevious: true });
  const ids = useMemo(() => promises.items.map((row) => row.commitment.id), [promises.items]);
  const cursor = useCursor(ids);
  const here = promises.items.find((row) => row.commitment.id === cursor.id);
  return (
    <DeskPage
      title="承诺事项"
      facts={
        <AccountNote address={address} onDrop={() => change({ kind: undefined, from: undefined, to: undefined, standing: undefined })} />
      }
      act={<ListExcel name="承诺事项台账" columns={sheet} rows={() => everyRow(listCommitments, queryOf(address))} />}
      strip={<PromiseFilters address={address} onChange={change} />}
    >
      <Panes columns="minmax(0, 1fr) 372px">
        <Pane label="承诺事项">
          <PagedTable
            label="承诺事项"
            pages={promises}
            rows={promises.items}
            columns={columns}
            rowId={(row) => row.commitment.id}
            cursor={cursor}
            onOpen={(row) => go(casePath(row.matter))}
            openKeys={['o']}
            openWords="打开全件"
            empty={<Empty words="没有符合条件的承诺" hint="B、C 类答复里写明的承诺会列在这里。" />}
          />
        </Pane>
        <Pane label="当前承诺" as="aside">
          {here && <PromiseAside key={here.commitment.id} line={here} onOpen={() => go(casePath(here.matter))} />}
        </Pane>
      </Panes>
    </DeskPage>
  );
}

/** Says that the list is the one behind a figure of the year's account, and lets that go. */
function AccountNote({ address, onDrop }: { address: Query; onDrop: () => void }) {
  const { kind, from, to, standing } = address;
  if (!kind && !from && !to && !standing) return <span>答复中承诺要办的事，兑现为止</span>;
  const named = [
    from && to && `${from} 至 ${to} 提出`,
    kind && kindNamed(kind)?.words.full,
    standing && (promiseStandings[standing as keyof typeof promiseStandings] ?? standing),
  ].filter(Boolean);
  return (
    <span className="chip">
      年度报告：{named.join('，')}
      <button type="button" className="icon-btn" aria-label="去掉年度报告的条件" onClick={onDrop}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}

/** Years of kept promises come before the open ones, so the ledger opens at what still waits. */
function queryOf(address: Query) {
  const overdue = address['overdue'] === 'true';
  const state = address['state'] ?? (overdue ? undefined : 'open,reported');
  return {
    state: state === 'all' ? undefined : state,
    overdue: overdue ? ('true' as const) : undefined,
    words: address['words'],
    // Figures of the year's account lead here with the days and the kind of the matters, and how the promises stand.
    kind: address['kind'],
    from: address['from'],
    to: address['to'],
    standing: address['standing'],
  };
}

interface PromiseFiltersProps {
  readonly address: Query;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>, options?: { replaceAll?: boolean }) => void;
}

function PromiseFilters({ address, onChange }: PromiseFiltersProps) {
  const saved = useListFilters('commitments', pick(address, names));
  const picked = tabs.find((tab) => JSON.stringify(tab.query) === JSON.stringify(pick(address, ['state', 'overdue'])))?.id ?? '';
  return (
    <FilterTabs
      label="状态"
      filters={tabs}
      picked={picked}
      saved={saved}
      onPick={(id) =>
        onChange(saved.queryOf(id) ?? { ...tabs.find((tab) => tab.id === id)?.query, words: address['words'] }, { replaceAll: true })
      }
      right={
        <SearchField
          value={address['words'] ?? ''}
          onSearch={(words) => onChange({ words: words || undefined })}
          hint="承诺内容、标题、编号"
        />
      }
    />
  );
}

function PromiseAside({ line, onOpen }: { line: Line; onOpen: () => void }) {
  const { matter, commitment } = line;
  const view = useRead(readCase, { params: { bodyId: matter.bodyId, matterId: matter.id } }, { topics: [`matter:${matter.id}`] });
  return (
    <>
      <div className="sec">
        <div className="row">
          <Source kind={matter.kind} />
          <span className="s cut">{matter.number}</span>
        </div>
        <h2 className="title-2">{commitment.words}</h2>
        <Read of={view} rows={2}>
          {(data) => <PromiseActs acts={data.acts.filter((act) => act.targetId === commitment.id)} of={actCaseOf(data)} onOpen={onOpen} />}
        </Read>
      </div>
      <Section title="承诺">
        <Facts
          pairs={[
            ['单位', commitment.unit.name],
            [
              '期限',
              <>
                {dayWords(commitment.dueOn)}{' '}
                {commitment.originallyDueOn !== commitment.dueOn && <span className="s">原定 {dayWords(commitment.originallyDueOn)}</span>}
              </>,
            ],
            [
              '现在',
              isJudged(commitment) ? (
                promiseWords(commitment)
              ) : (
                <>
                  <Tag>{promiseWords(commitment)}</Tag> {leftWords(line.state, line.workingDaysLeft)}
                </>
              ),
            ],
            ['出自', matter.title],
          ]}
        />
      </Section>
      <Section title="报告和评价" note={commitment.reports.length > 0 ? `报告 ${commitment.reports.length} 次` : undefined}>
        {promiseCourse(commitment).map((one) => (
          <div key={one.at} className="cite">
            <span className="s">
              {dayWords(one.at)} {one.head}
            </span>
            <br />
            {one.words}
            <Files files={one.files} />
          </div>
        ))}
        {commitment.reports.length === 0 && <p className="m">还没有报告。</p>}
      </Section>
    </>
  );
}

function PromiseActs({ acts, of, onOpen }: { acts: readonly ActView[]; of: ReturnType<typeof actCaseOf>; onOpen: () => void }) {
  const [open, setOpen] = useState<ActView | null>(null);
  const main = mainAct(acts);
  useKeys([
    main
      ? { keys: 'Enter', label: main.label, blocked: main.blocked ?? undefined, act: () => setOpen(main) }
      : { keys: 'Enter', label: '打开全件', act: onOpen },
  ]);
  return (
    <div className="row wrap">
      {main && (
        <Button filled keys="Enter" blocked={main.blocked} onPress={() => setOpen(main)}>
          {main.label}
        </Button>
      )}
      {acts
        .filter((act) => act !== main)
        .map((act) => (
          <Button key={act.act} keys={keyOf(act, acts)} blocked={act.blocked} onPress={() => setOpen(act)}>
            {act.label}
          </Button>
        ))}
      <Button filled={!main} keys={main ? 'o' : 'Enter'} onPress={onOpen}>
        打开全件
      </Button>
      {open && <ActDialog of={of} act={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** The unit as lists call it: the line of the matter knows the short name, the commitment only the full one. */
function unitOf({ matter, commitment }: Line): string {
  return matter.units.find((one) => one.id === commitment.unit.id)?.name ?? commitment.unit.shortName;
}

const columns: readonly DeskColumn<Line>[] = [
  { id: 'words', head: '承诺', cell: (row) => <b title={row.commitment.words}>{row.commitment.words}</b> },
  { id: 'unit', head: '单位', width: 132, cell: (row) => unitOf(row) },
  { id: 'number', head: '编号', width: 58, figure: true, cell: (row) => row.matter.shortNumber },
  {
    id: 'title',
    head: '出自',
    width: 250,
    cell: (row) => (
      <span className="m" title={row.matter.title}>
        {row.matter.title}
      </span>
    ),
  },
  {
    id: 'state',
    head: '状态',
    width: 120,
    cell: (row) => promiseWords(row.commitment),
  },
  { id: 'due', head: '期限', width: 128, figure: true, cell: (row) => <DueDay on={row.commitment.dueOn} /> },
  {
    id: 'left',
    head: '还剩',
    width: 146,
    cell: (row) => !isJudged(row.commitment) && <Clock tone={toneOf(row.state)} words={leftWords(row.state, row.workingDaysLeft)} />,
  },
];

const sheet: readonly SheetColumn<Line>[] = [
  { head: '承诺', width: 60, value: (row) => row.commitment.words },
  { head: '单位', width: 20, value: (row) => row.commitment.unit.name },
  { head: '编号', width: 30, value: (row) => row.matter.number },
  { head: '标题', width: 50, value: (row) => row.matter.title },
  { head: '期限', width: 12, value: (row) => row.commitment.dueOn },
  { head: '原定期限', width: 12, value: (row) => row.commitment.originallyDueOn },
  { head: '状态', width: 16, value: (row) => promiseWords(row.commitment) },
  { head: '最近报告', width: 50, value: (row) => row.commitment.reports.at(-1)?.words ?? null },
  {
    head: '评价',
    width: 30,
    value: (row) =>
      row.commitment.judgements
        .map((one) => one.words)
        .filter(Boolean)
        .join('；'),
  },
];
