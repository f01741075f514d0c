import { useMemo, useState } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { BulkBar } from '#platform/web/desk/bulk-bar.tsx';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor, useSelection } from '#platform/web/desk/cursor.ts';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Certainty, Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { usePages } from '#platform/web/shared/queries.ts';
import type { Kind } from '../../contract/kind.ts';
import { listMatters } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { AssignmentAside } from './assignment-aside.tsx';
import { AssignmentListDialog } from './assignment-list-dialog.tsx';
import { MatterClock } from './clock-words.tsx';
import { KindSwitch, useOfficeKind } from './kind-switch.tsx';
import type { OfficeKind } from './kind-switch.tsx';
import { casePath } from './matter-marks.tsx';
import { isAssigned } from './office-kinds.ts';
import { PlanSheetDialog } from './plan-sheet-dialog.tsx';
import { fitting, gapOf, inputOfPlan, isManyAtOnce, levelOf, modesOf, planOf } from './plans.ts';
import type { Plan, ProposedUnit } from './plans.ts';
import { RefusalLine } from './refusal-line.tsx';
import { useUnitNames } from './unit-names.ts';
import { useUnitProposals } from './unit-proposals.ts';
import { useBulk } from './use-bulk.ts';

/** Where accepted matters get their units: a plan for each from the proposal, changed where needed, carried out for many at once. */
export default function AssignmentPage() {
  const office = useOfficeKind(isAssigned);
  if (office) return <Workbench key={office.kind.kind} office={office} />;
  return (
    <DeskPage title="交办">
      <Empty words="这个身份没有要交办的事项" hint="请在左上角切换到工作机构的身份。" />
    </DeskPage>
  );
}

/** What stands on the bench: the matters to assign, the plan of each, and what is ticked. */
function useBench(kind: Kind, words: string | undefined) {
  const [plans, setPlans] = useState<ReadonlyMap<string, Plan>>(new Map());
  const states = useMemo(() => Object.keys(kind.states).filter((name) => kind.acts['assign']?.from.includes(name)), [kind]);
  const query = { view: 'body', kind: kind.kind, state: states.join(','), words, order: 'number' } as const;
  const pages = usePages(listMatters, { query: { ...query, limit: 100 } }, { keepPrevious: true });
  const bulk = useBulk();
  const rows = useMemo(() => pages.items.filter((row) => !bulk.gone.has(row.id)), [pages.items, bulk.gone]);
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const cursor = useCursor(ids);
  const selection = useSelection(ids);
  const proposals = useUnitProposals(rows, cursor.index, selection.ids);
  const planFor = (id: string) => plans.get(id) ?? (proposals.has(id) ? fitting(planOf(proposals.get(id)!), kind) : null);
  const names = useUnitNames(
    rows.flatMap((row) => unitsOf(planFor(row.id))),
    [...proposals.values()].flat(),
  );
  const put = (more: ReadonlyMap<string, Plan>) => setPlans(new Map([...plans, ...more]));
  const setPlanOf = (id: string) => plans.get(id) ?? null;
  return {
    query,
    pages,
    rows,
    cursor,
    selection,
    bulk,
    proposals,
    names,
    planFor,
    setPlanOf,
    put,
    here: rows.find((row) => row.id === cursor.id),
  };
}

type Bench = ReturnType<typeof useBench>;

/** The two ways to assign: the matter under the cursor, or all ticked ones, each by its own plan. */
function useAssigning(kind: Kind, { rows, selection, bulk, proposals, planFor, here }: Bench) {
  const ready = rows.filter((row) => selection.has(row.id));
  const gap = gapIn(ready, planFor);
  const assign = (matters: readonly MatterLine[], words: string) => {
    const targets = matters.map((row) => ({ bodyId: row.bodyId, matterId: row.id, input: inputOfPlan(planFor(row.id)!) }));
    return bulk.run({ kind: kind.kind, act: 'assign', input: {}, targets }, words);
  };
  const run = async () => {
    if (await assign(ready, `交办 ${ready.length} 件`)) selection.clear();
  };
  const gapHere = here ? gapIn([here], planFor) : '没有选中的件';
  const runHere = async () => {
    if (here && !gapHere) await assign([here], `交办《${here.title}》`);
  };
  const unsure = ready.filter((row) =>
    proposals.get(row.id)?.some((one) => one.unit.id === planFor(row.id)?.lead && levelOf(one) === 'unsure'),
  ).length;
  return { count: ready.length, gap, unsure, run, gapHere, runHere };
}

/** Whether units beside the lead give it their opinions. */
const hasCo = (kind: Kind) => modesOf(kind).some(([mode]) => mode === 'lead');

function Workbench({ office }: { office: OfficeKind }) {
  const { kind } = office;
  const [address, change] = useAddress();
  const bench = useBench(kind, address['words']);
  const assigning = useAssigning(kind, bench);
  const { selection, bulk, here } = bench;
  const many = assigning.count > 0;
  useKeys([
    many
      ? { keys: 'a', label: `交办已选 ${assigning.count} 件`, blocked: assigning.gap ?? undefined, act: () => void assigning.run() }
      : isManyAtOnce(kind) && {
          keys: 'a',
          label: '交办这一件',
          blocked: assigning.gapHere ?? undefined,
          act: () => void assigning.runHere(),
        },
  ]);
  return (
    <DeskPage
      title={`${kind.words.name}交办`}
      facts={
        <>
          <KindSwitch kinds={office.kinds} picked={kind.kind} onPick={(next) => next && office.choose(next)} />
          <BenchFacts bench={bench} words={address['words'] ?? ''} onWords={(words) => change({ words: words || undefined })} />
        </>
      }
      act={<BenchActs kind={kind} bench={bench} assigning={assigning} />}
    >
      <Panes columns="minmax(0, 1fr) clamp(364px, 29vw, 420px)">
        <Pane label="待交办">
          <BulkBar
            selection={selection}
            note={assigning.gap ? <span className="soon-words">{assigning.gap}</span> : <BatchNote unsure={assigning.unsure} />}
          >
            {null}
          </BulkBar>
          <RefusalLine words={bulk.refusal} />
          <BenchTable kind={kind} bench={bench} />
        </Pane>
        {here ? (
          <AssignmentAside
            key={here.id}
            kind={kind}
            matter={here}
            proposed={bench.proposals.get(here.id)}
            plan={bench.planFor(here.id)}
            onPlan={(plan) => bench.put(new Map([[here.id, plan]]))}
            busy={bulk.busy}
            onAssign={() => void assigning.runHere()}
            filled={!many}
          />
        ) : (
          <Pane label="当前件" as="aside">
            <Empty words="没有选中的件" />
          </Pane>
        )}
      </Panes>
    </DeskPage>
  );
}

/** Says before a batch goes out how many of its units the machine was not sure of. */
function BatchNote({ unsure }: { unsure: number }) {
  return unsure > 0 ? <span className="soon-words">其中 {unsure} 件拿不准，请先看一眼</span> : <>按各自的拟交单位交办，可撤销</>;
}

function BenchFacts({ bench, words, onWords }: { bench: Bench; words: string; onWords: (words: string) => void }) {
  return (
    <>
      <span>
        待交办{' '}
        <b className="big-figure">
          {bench.rows.length}
          {bench.pages.hasNextPage ? ' 以上' : ''}
        </b>{' '}
        件
      </span>
      <SearchField value={words} onSearch={onWords} hint="编号、标题、人名" />
    </>
  );
}

function BenchActs({ kind, bench, assigning }: { kind: Kind; bench: Bench; assigning: ReturnType<typeof useAssigning> }) {
  const [open, setOpen] = useState<'list' | 'sheet' | null>(null);
  return (
    <>
      {isManyAtOnce(kind) && hasCo(kind) && (
        <Button onPress={() => setOpen('sheet')}>
          <Icon name="upload" />用 Excel 批量交办
        </Button>
      )}
      <Button onPress={() => setOpen('list')}>
        <Icon name="paper" />
        交办清单
      </Button>
      {assigning.count > 0 && (
        <Button filled keys="a" busy={bench.bulk.busy} blocked={assigning.gap} onPress={() => void assigning.run()}>
          交办已选 {assigning.count} 件
        </Button>
      )}
      {open === 'list' && <AssignmentListDialog kind={kind} onClose={() => setOpen(null)} />}
      {open === 'sheet' && (
        <PlanSheetDialog kind={kind} query={bench.query} planOf={bench.setPlanOf} bulk={bench.bulk} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

function BenchTable({ kind, bench }: { kind: Kind; bench: Bench }) {
  const go = useGo();
  const { pages, rows, cursor, selection } = bench;
  return (
    <PagedTable
      label="待交办"
      pages={pages}
      rows={rows}
      columns={columnsOf(kind, bench)}
      rowId={(row) => row.id}
      cursor={cursor}
      selection={isManyAtOnce(kind) ? selection : undefined}
      onOpen={(row) => go(casePath(row))}
      openKeys={['o']}
      openWords="打开全件"
      empty={
        <Empty
          words="没有等着交办的"
          hint={`${kind.words.name}${kind.states[kind.acts['assign']!.from[0]!]!.label}后会出现在这里。`}
          act={<Button onPress={() => go('/screening', { kind: kind.kind })}>去审核</Button>}
        />
      }
    />
  );
}

function unitsOf(plan: Plan | null): readonly string[] {
  return plan ? [...(plan.lead ? [plan.lead] : []), ...plan.co, ...plan.separate] : [];
}

/** What keeps the ticked ones from being assigned; null where nothing does. */
function gapIn(rows: readonly MatterLine[], planFor: (id: string) => Plan | null): string | null {
  const waiting = rows.filter((row) => !planFor(row.id)).length;
  if (waiting > 0) return `${waiting} 件正在推荐单位，请稍候`;
  const gaps = rows.filter((row) => gapOf(planFor(row.id)!));
  return gaps.length > 0 ? `${gaps.length} 件单位没选好：${gaps[0]!.title}，${gapOf(planFor(gaps[0]!.id)!)}` : null;
}

function columnsOf(kind: Kind, bench: Bench): readonly DeskColumn<MatterLine>[] {
  const leads = hasCo(kind) ? '主办、独办' : '承办单位';
  const co: DeskColumn<MatterLine> = {
    id: 'co',
    head: '会办',
    width: 150,
    cell: (row) => <CoUnits plan={bench.planFor(row.id)} names={bench.names} />,
  };
  return [
    { id: 'number', head: '编号', width: 58, figure: true, cell: (row) => row.shortNumber },
    { id: 'title', head: '标题', cell: (row) => <span title={row.title}>{row.title}</span> },
    { id: 'mode', head: '方式', width: 62, cell: (row) => <ModeTag kind={kind} plan={bench.planFor(row.id)} /> },
    { id: 'lead', head: leads, width: 140, cell: (row) => <LeadUnit plan={bench.planFor(row.id)} names={bench.names} /> },
    ...(hasCo(kind) ? [co] : []),
    {
      id: 'certainty',
      head: '把握',
      width: 116,
      wide: true,
      cell: (row) => <Sureness plan={bench.planFor(row.id)} proposed={bench.proposals.get(row.id)} />,
    },
    { id: 'due', head: '交办期限', width: 134, cell: (row) => <MatterClock due={row.due} /> },
  ];
}

type Names = ReadonlyMap<string, string>;

function ModeTag({ kind, plan }: { kind: Kind; plan: Plan | null }) {
  return plan && <Tag kind="strong">{kind.handlingRoles[plan.mode]}</Tag>;
}

function LeadUnit({ plan, names }: { plan: Plan | null; names: Names }) {
  if (!plan) return null;
  if (plan.mode === 'separate') return plan.separate.map((id) => names.get(id)).join('、');
  return plan.lead ? <b>{names.get(plan.lead)}</b> : <span className="soon-words">待定</span>;
}

function CoUnits({ plan, names }: { plan: Plan | null; names: Names }) {
  return plan?.mode === 'lead' && <span className="m">{plan.co.map((id) => names.get(id)).join('、')}</span>;
}

/** How sure the machine was of the lead that stands in the plan; `自定` where a person chose another. */
function Sureness({ plan, proposed }: { plan: Plan | null; proposed: readonly ProposedUnit[] | undefined }) {
  const one = proposed?.find((candidate) => candidate.unit.id === plan?.lead);
  if (one) return <Certainty level={one.role === 'lead' ? levelOf(one) : 'look'} />;
  return plan?.lead ? <span className="s">自定</span> : null;
}
