import { useMemo, useState } from 'react';
import { dayOf } from '#platform/contract/instant.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Pane } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { usePages, useWrite } from '#platform/web/shared/queries.ts';
import type { Kind } from '../../../contract/kind.ts';
import type { SelectionLine } from '../../../contract/selections.ts';
import { listSelections, openSelection, selectionPurposes, selectionStates } from '../../../contract/selections.ts';
import { kindNamed, useKinds } from '../matter-marks.tsx';
import { RefusalLine } from '../refusal-line.tsx';

/** Choosing the year's key items and excellent proposals: every selection of the office, with how far it is. */
export default function SelectionsPage() {
  const go = useGo();
  const [opening, setOpening] = useState(false);
  const selections = usePages(listSelections, { query: { limit: 60 } }, { keepPrevious: true });
  const ids = useMemo(() => selections.items.map((row) => row.id), [selections.items]);
  const cursor = useCursor(ids);
  useKeys([{ keys: 'n', label: '开始一次', act: () => setOpening(true) }]);
  return (
    <DeskPage
      title="遴选评选"
      facts={<span>重点督办件、优秀提案，从提名到公布</span>}
      act={
        <Button filled keys="n" onPress={() => setOpening(true)}>
          开始一次
        </Button>
      }
    >
      <Pane label="遴选评选">
        <PagedTable
          label="遴选评选"
          pages={selections}
          rows={selections.items}
          columns={columns}
          rowId={(row) => row.id}
          cursor={cursor}
          onOpen={(row) => go(`/selections/${row.id}`)}
          empty={<Empty words="还没有遴选过" hint="每年从受理（立案）件中按规则选出重点件，年底评选优秀提案。" />}
        />
      </Pane>
      {opening && <OpenDialog onClose={() => setOpening(false)} />}
    </DeskPage>
  );
}

const columns: readonly DeskColumn<SelectionLine>[] = [
  { id: 'title', head: '名称', cell: (row) => <b>{row.title}</b> },
  { id: 'purpose', head: '选什么', width: 100, cell: (row) => selectionPurposes[row.purpose] },
  { id: 'kind', head: '种类', width: 80, cell: (row) => kindNamed(row.kind)?.words.name },
  { id: 'year', head: '年份', width: 70, figure: true, cell: (row) => row.year },
  { id: 'state', head: '到哪一步', width: 90, cell: (row) => selectionStates[row.state] },
  {
    id: 'entries',
    head: '提名、入围、选定',
    width: 150,
    figure: true,
    cell: (row) => `${row.entries.nominated}、${row.entries.shortlisted}、${row.entries.chosen}`,
  },
  { id: 'quota', head: '最多', width: 64, figure: true, cell: (row) => row.quota },
  { id: 'at', head: '最近改动', width: 170, figure: true, cell: (row) => momentWords(row.changedAt) },
];

interface Plan {
  readonly kind: Kind;
  readonly purpose: 'key' | 'excellent';
}

function OpenDialog({ onClose }: { onClose: () => void }) {
  const go = useGo();
  const plans = usePlans();
  const [year, setYear] = useState(() => Number(dayOf(new Date()).slice(0, 4)));
  const [plan, setPlan] = useState<Plan | undefined>(plans[0]);
  const [typed, setTyped] = useState<string | null>(null);
  const title = typed ?? (plan ? `${year} 年${wordsOfPlan(plan)}` : '');
  const open = useWrite(openSelection, { onDone: (_, input) => go(`/selections/${String(input.params?.selectionId)}`) });
  return (
    <DeskDialog
      title="开始一次遴选评选"
      note="最多选多少件，按本级规则的比例和当年受理（立案）件数算，开始时定下。"
      onClose={onClose}
      width={460}
      foot={
        <>
          <Button onPress={onClose}>关闭</Button>
          <Button
            filled
            busy={open.isPending}
            blocked={plan ? (title.trim().length < 4 ? '名称至少 4 个字' : null) : '本机构没有可以遴选的种类'}
            onPress={() =>
              plan && open.mutate({ params: { selectionId: newId() }, body: { kind: plan.kind.kind, purpose: plan.purpose, year, title } })
            }
          >
            开始
          </Button>
        </>
      }
    >
      <PlanChoice plans={plans} picked={plan} onPick={setPlan} />
      <label className="field">
        <span className="name">哪一年的</span>
        <input
          className="input"
          type="number"
          min={2000}
          max={2100}
          value={year}
          onChange={(event) => setYear(Number(event.target.value))}
        />
      </label>
      <label className="field">
        <span className="name">名称</span>
        <input className="input" value={title} maxLength={60} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <RefusalLine words={open.error ? wordsOf(open.error) : null} />
    </DeskDialog>
  );
}

function PlanChoice({ plans, picked, onPick }: { plans: readonly Plan[]; picked: Plan | undefined; onPick: (plan: Plan) => void }) {
  return (
    <fieldset className="field">
      <legend className="name">选什么</legend>
      <div className="choices">
        {plans.map((one) => (
          <button
            key={wordsOfPlan(one)}
            type="button"
            className={isSame(one, picked) ? 'on' : undefined}
            aria-pressed={isSame(one, picked)}
            onClick={() => onPick(one)}
          >
            {wordsOfPlan(one)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** What the office can choose: what its kinds declare an act for. */
function usePlans(): readonly Plan[] {
  return useKinds().flatMap((kind) => [
    ...(kind.acts['markKey'] ? [{ kind, purpose: 'key' as const }] : []),
    ...(kind.acts['honour'] ? [{ kind, purpose: 'excellent' as const }] : []),
  ]);
}

const isSame = (one: Plan, other: Plan | undefined) => one.kind === other?.kind && one.purpose === other.purpose;

function wordsOfPlan({ kind, purpose }: Plan): string {
  return purpose === 'key' ? `重点督办${kind.words.name}` : `优秀${kind.words.name}`;
}
