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
import { Empty, Loading, Refused } from '#platform/web/desk/states.tsx';
import { DeskTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { usePages } from '#platform/web/shared/queries.ts';
import type { Kind } from '../../contract/kind.ts';
import { listMatters } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { AssignmentAside } from './assignment-aside.tsx';
import { AssignmentListDialog } from './assignment-list-dialog.tsx';
import { PlanSheetDialog } from './plan-sheet-dialog.tsx';
import { MatterClock } from './clock-words.tsx';
import { casePath, useOfficeKind } from './matter-marks.tsx';
import { useUnitNames } from './unit-names.ts';
import { gapOf, inputOfPlan, joined, levelOf, planOf } from './plans.ts';
import { useUnitProposals } from './unit-proposals.ts';
import type { Plan, ProposedUnit } from './plans.ts';
import { useBulk } from './use-bulk.ts';

/** Where accepted matters get their units: a plan for each from the proposal, changed where needed, carried out for many at once. */
export default function AssignmentPage() {
  const kind = useOfficeKind();
  return kind ? (
    <Workbench kind={kind} />
  ) : (
    <DeskPage title="交办">
      <Empty words="这个身份没有要交办的事项" hint="请在左上角切换到代表（提案）工作机构的身份。" />
    </DeskPage>
  );
}

function Workbench({ kind }: { kind: Kind }) {
  const go = useGo();
  const [address, change] = useAddress();
  const [open, setOpen] = useState<'list' | 'sheet' | null>(null);
  const [plans, setPlans] = useState<ReadonlyMap<string, Plan>>(new Map());
  const states = useMemo(
    () =>
      Object.entries(kind.states)
        .filter(([name, state]) => state.stage === 'assign' && kind.acts['assign']?.from.includes(name))
        .map(([name]) => name),
    [kind],
  );
  const matters = usePages(
    listMatters,
    { query: { view: 'body', kind: kind.kind, state: states.join(','), words: address.words, order: 'number', limit: 100 } },
    { keepPrevious: true },
  );
  const bulk = useBulk();
  const rows = useMemo(() => matters.items.filter((row) => !bulk.gone.has(row.id)), [matters.items, bulk.gone]);
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const cursor = useCursor(ids);
  const selection = useSelection(ids);
  const proposals = useUnitProposals(rows, cursor.index, selection.ids);
  const planFor = (id: string) => plans.get(id) ?? (proposals.has(id) ? planOf(proposals.get(id)!) : null);
  const here = rows.find((row) => row.id === cursor.id);
  const names = useUnitNames(
    rows.flatMap((row) => unitsOf(planFor(row.id))),
    [...proposals.values()].flat(),
  );
  const ready = rows.filter((row) => selection.has(row.id));
  const gap = gapIn(ready, planFor);
  const run = async () => {
    const steps = joined(ready, (row) => inputOfPlan(planFor(row.id)!)).map(({ input, items }) => ({
      kind: kind.kind,
      act: 'assign',
      input,
      targets: items.map((row) => ({ bodyId: row.bodyId, matterId: row.id })),
    }));
    if (await bulk.run(steps, `交办 ${ready.length} 件`)) selection.clear();
  };
  const assignHere = async () => {
    const plan = here && planFor(here.id);
    if (here && plan && !gapOf(plan))
      await bulk.run(
        [{ kind: kind.kind, act: 'assign', input: inputOfPlan(plan), targets: [{ bodyId: here.bodyId, matterId: here.id }] }],
        `交办《${here.title}》`,
      );
  };
  useKeys([
    selection.ids.size > 0
      ? { keys: 'a', label: `交办已选 ${selection.ids.size} 件`, blocked: gap ?? undefined, act: () => void run() }
      : {
          keys: 'a',
          label: '交办这一件',
          blocked: here ? (planFor(here.id) ? (gapOf(planFor(here.id)!) ?? undefined) : '正在推荐单位') : '没有选中的件',
          act: () => void assignHere(),
        },
  ]);
  return (
    <DeskPage
      title={`${kind.words.name}交办`}
      facts={
        <>
          <span>
            待交办{' '}
            <b className="big-figure">
              {rows.length}
              {matters.hasNextPage ? ' 以上' : ''}
            </b>{' '}
            件
          </span>
          <SearchField value={address.words ?? ''} onSearch={(words) => change({ words: words || undefined })} hint="编号、标题、人名" />
        </>
      }
      act={
        <>
          <Button onPress={() => setOpen('sheet')}>
            <Icon name="upload" />从 Excel 读入单位
          </Button>
          <Button onPress={() => setOpen('list')}>
            <Icon name="paper" />
            交办清单
          </Button>
          {selection.ids.size > 0 && (
            <Button filled keys="a" busy={bulk.busy} blocked={gap} onPress={() => void run()}>
              交办已选 {selection.ids.size} 件
            </Button>
          )}
        </>
      }
    >
      <Panes columns="minmax(0, 1fr) clamp(364px, 29vw, 420px)">
        <Pane label="待交办">
          <BulkBar selection={selection} note={gap ? <span className="soon-words">{gap}</span> : '按各自的拟交单位交办，可撤销'}>
            {null}
          </BulkBar>
          {bulk.refusal && (
            <p className="refused-line" role="alert">
              {bulk.refusal}
            </p>
          )}
          {matters.isPending ? (
            <Loading rows={18} />
          ) : matters.error && rows.length === 0 ? (
            <Refused error={matters.error} onRetry={() => void matters.refetch()} />
          ) : (
            <DeskTable
              label="待交办"
              columns={columnsOf(planFor, proposals, names)}
              groups={[{ id: 'all', rows }]}
              rowId={(row) => row.id}
              cursor={cursor}
              selection={selection}
              onOpen={(row) => go(casePath(row))}
              openKeys={['o']}
              openWords="打开全件"
              more={{ has: matters.hasNextPage, busy: matters.isFetchingNextPage, load: () => void matters.fetchNextPage() }}
              empty={
                <Empty
                  words="没有等着交办的"
                  hint="审核受理后会出现在这里。"
                  act={<Button onPress={() => go('/screening')}>去审核</Button>}
                />
              }
            />
          )}
        </Pane>
        {here ? (
          <AssignmentAside
            key={here.id}
            matter={here}
            proposed={proposals.get(here.id)}
            plan={planFor(here.id)}
            onPlan={(plan) => setPlans(new Map(plans).set(here.id, plan))}
            busy={bulk.busy}
            onAssign={() => void assignHere()}
            filled={selection.ids.size === 0}
          />
        ) : (
          <Pane label="当前件" as="aside">
            <Empty words="没有选中的件" />
          </Pane>
        )}
      </Panes>
      {open === 'list' && <AssignmentListDialog kind={kind} onClose={() => setOpen(null)} />}
      {open === 'sheet' && (
        <PlanSheetDialog
          matters={rows}
          onClose={() => setOpen(null)}
          onTake={(found) => {
            setPlans(new Map([...plans, ...found]));
            selection.toggleAll([...found.keys()].filter((id) => !selection.has(id)));
          }}
        />
      )}
    </DeskPage>
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

const modes = { sole: '独办', lead: '主办', separate: '分办' } as const;

function columnsOf(
  planFor: (id: string) => Plan | null,
  proposals: ReadonlyMap<string, readonly ProposedUnit[]>,
  names: ReadonlyMap<string, string>,
): readonly DeskColumn<MatterLine>[] {
  const sure = (row: MatterLine) => proposals.get(row.id)?.find((one) => one.unit.id === planFor(row.id)?.lead);
  return [
    { id: 'number', head: '编号', width: 58, figure: true, cell: (row) => row.shortNumber },
    { id: 'title', head: '标题', cell: (row) => <span title={row.title}>{row.title}</span> },
    {
      id: 'mode',
      head: '方式',
      width: 62,
      cell: (row) => {
        const plan = planFor(row.id);
        return plan && <Tag kind="strong">{modes[plan.mode]}</Tag>;
      },
    },
    {
      id: 'lead',
      head: '主办、独办',
      width: 140,
      cell: (row) => {
        const plan = planFor(row.id);
        return (
          plan &&
          (plan.mode === 'separate' ? (
            plan.separate.map((id) => names.get(id)).join('、')
          ) : plan.lead ? (
            <b>{names.get(plan.lead)}</b>
          ) : (
            <span className="soon-words">待定</span>
          ))
        );
      },
    },
    {
      id: 'co',
      head: '会办',
      width: 150,
      cell: (row) => {
        const plan = planFor(row.id);
        return plan?.mode === 'lead' && <span className="m">{plan.co.map((id) => names.get(id)).join('、')}</span>;
      },
    },
    {
      id: 'certainty',
      head: '把握',
      width: 100,
      wide: true,
      cell: (row) => {
        const one = sure(row);
        return one ? (
          <Certainty level={one.role === 'lead' ? levelOf(one) : 'look'} />
        ) : (
          planFor(row.id)?.lead && <span className="s">自定</span>
        );
      },
    },
    { id: 'due', head: '交办期限', width: 134, cell: (row) => <MatterClock due={row.due} /> },
  ];
}
