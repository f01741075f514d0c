import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import type { Query } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { ListExcel } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { CardFlag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { DeskTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import type { Stage } from '../../contract/kind.ts';
import { listUrgeLetters, readBoard, readUrgeLetter } from '../../contract/routes.ts';
import { stageWords } from '../shared/index.ts';
import { kindNamed, useKinds } from './matter-marks.tsx';
import { KindsSection } from './supervision/kinds-section.tsx';
import { UrgeLetterDialog } from './urge-letter.tsx';
import { UrgentCases } from './urgent-cases.tsx';

type Board = AnswerOf<typeof readBoard>;
type UnitFigures = Board['units'][number];

/** The supervision board: what is late and where, every figure a way to its list, urging in one press. */
export default function BoardPage() {
  const kinds = useKinds();
  const [address, change] = useAddress();
  const kind = kinds.find((one) => one.kind === address.kind)?.kind;
  const board = useRead(readBoard, { query: { kind } }, { keepPrevious: true });
  const tabs = [{ id: 'all', label: '全部' }, ...kinds.map((one) => ({ id: one.kind, label: one.words.full }))];
  return (
    <DeskPage
      title="督办"
      facts={board.data && <Totals board={board.data} kind={kind} />}
      act={board.data && <BoardActs units={board.data.units} />}
      strip={
        <FilterTabs
          label="类型"
          filters={tabs}
          picked={kind ?? 'all'}
          onPick={(id) => change({ kind: id === 'all' ? undefined : id })}
          right={board.data && <span className="s">统计到 {momentWords(board.data.at)}</span>}
        />
      }
    >
      <Read of={board} rows={14}>
        {(figures) => (
          <Panes columns="clamp(232px, 19vw, 300px) minmax(0, 1fr) clamp(300px, 25vw, 400px)">
            <Pane label="总体">
              {kind === undefined && kinds.length > 1 && <KindsSection />}
              <Overall board={figures} kind={kind} />
            </Pane>
            <Pane label="承办单位">
              <LevelKey levels={figures.ratings} />
              <UnitTable units={figures.units} kind={kind} />
            </Pane>
            <Pane label="要催的件" as="aside">
              <UrgentCases kind={kind} />
            </Pane>
          </Panes>
        )}
      </Read>
    </DeskPage>
  );
}

function BoardActs({ units }: { units: readonly UnitFigures[] }) {
  const go = useGo();
  return (
    <>
      {useCan()('matter.annual') && <Button onPress={() => go('/board/units')}>承办单位比较</Button>}
      <ListExcel name="承办单位办理情况" columns={sheetOf(units)} rows={async () => units} />
    </>
  );
}

function Totals({ board, kind }: { board: Board; kind: string | undefined }) {
  const { total, marks } = board;
  const late = marks.overdue + marks.veryOverdue;
  return (
    <>
      <Figure query={{ kind }}>
        提出 <b className="ink">{total.raised}</b>
      </Figure>
      <Figure query={{ kind, stage: 'end' }}>
        办结 <b className="ink">{total.closed}</b>
      </Figure>
      <span>
        在办 <b className="ink">{total.open}</b>
      </span>
      {late > 0 && (
        <Figure query={{ kind, mark: 'overdue' }}>
          <Clock tone="overdue" words={`逾期 ${late}`} />
        </Figure>
      )}
      {marks.soon > 0 && (
        <Figure query={{ kind, mark: 'soon' }}>
          <Clock tone="soon" words={`临期 ${marks.soon}`} />
        </Figure>
      )}
    </>
  );
}

/** A figure that opens the list behind it. */
function Figure({ query, children }: { query: Readonly<Record<string, string | undefined>>; children: ReactNode }) {
  const go = useGo();
  const kept = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as Query;
  return (
    <button type="button" className="bare figure" onClick={() => go('/matters', kept)}>
      {children}
    </button>
  );
}

function Overall({ board, kind }: { board: Board; kind: string | undefined }) {
  const underway = board.stages.filter((one) => one.stage !== 'end');
  const most = Math.max(1, ...underway.map((one) => one.count));
  const rated = board.ratings.reduce((sum, one) => sum + one.count, 0);
  const { commitments, cards } = board;
  return (
    <>
      <Section title="在哪一步" note={`在办 ${board.total.open} 件`}>
        {underway.map((one) => (
          <Bar
            key={one.stage}
            label={stageWords(kindNamed(kind ?? ''), one.stage as Stage)}
            count={one.count}
            share={one.count / most}
            query={{ kind, stage: one.stage }}
          />
        ))}
      </Section>
      <Deadlines board={board} kind={kind} />
      <Section title="三色牌">
        <div className="row cards-row">
          {(['blue', 'yellow', 'red'] as const).map((colour) => (
            <Figure key={colour} query={{ kind, mark: colour }}>
              <span className="row">
                <CardFlag colour={colour} /> {cards[colour]}
              </span>
            </Figure>
          ))}
        </div>
      </Section>
      <Section title="评价" note={rated > 0 ? `${rated} 次` : '还没有评价'}>
        {board.ratings.map((one) => (
          <Bar
            key={one.rating}
            label={one.label}
            count={one.count}
            share={one.count / Math.max(1, rated)}
            query={{ kind, rating: one.rating }}
          />
        ))}
      </Section>
      <Section title="承诺事项">
        <PromiseFigures commitments={commitments} />
      </Section>
    </>
  );
}

const standings = [
  ['veryOverdue', '严重逾期'],
  ['overdue', '逾期'],
  ['soon', '临期'],
  ['running', '正常'],
  ['waiting', '没有在计时'],
] as const;

/** How the deadlines of what is open stand. */
function Deadlines({ board: { marks, total }, kind }: { board: Board; kind: string | undefined }) {
  return (
    <Section title="期限">
      {standings.map(([mark, label]) => (
        <Bar key={mark} label={label} count={marks[mark]} share={marks[mark] / Math.max(1, total.open)} query={{ kind, mark }} />
      ))}
    </Section>
  );
}

/** Which part of a bar means which level. */
function LevelKey({ levels }: { levels: Board['ratings'] }) {
  return (
    <p className="level-key s">
      评价从左到右：
      {levels.map((one, place) => (
        <span key={one.rating} className="row">
          <i className={`level-${place}`} aria-hidden="true" /> {one.label}
        </span>
      ))}
      <span>不足 {enoughRatings} 次的注明次数少，不宜比较</span>
    </p>
  );
}

function PromiseFigures({ commitments }: { commitments: Board['commitments'] }) {
  const go = useGo();
  return (
    <div className="row wrap">
      <button type="button" className="bare figure" onClick={() => go('/commitments', { state: 'open' })}>
        进行中 <b className="ink">{commitments.open}</b>
      </button>
      <button type="button" className="bare figure" onClick={() => go('/commitments', { overdue: 'true' })}>
        {commitments.overdue > 0 ? <Clock tone="overdue" words={`逾期 ${commitments.overdue}`} /> : '逾期 0'}
      </button>
      <button type="button" className="bare figure" onClick={() => go('/commitments', { state: 'judged' })}>
        兑现 <b className="ink">{commitments.kept}</b>，逾期兑现 <b className="ink">{commitments.keptLate}</b>
      </button>
    </div>
  );
}

function Bar({
  label,
  count,
  share,
  query,
}: {
  label: string;
  count: number;
  share: number;
  query: Readonly<Record<string, string | undefined>>;
}) {
  return (
    <Figure query={query}>
      <span className="bar-line">
        <span className="cut">{label}</span>
        <span className="bar" aria-hidden="true">
          <i style={{ width: `${Math.round(share * 100)}%` }} />
        </span>
        <b>{count}</b>
      </span>
    </Figure>
  );
}

/** Below this many ratings a share says more about chance than about the unit. */
const enoughRatings = 10;

function UnitTable({ units, kind }: { units: readonly UnitFigures[]; kind: string | undefined }) {
  const go = useGo();
  const rows = useMemo(() => [...units].sort((one, other) => other.overdue - one.overdue || other.open - one.open), [units]);
  const ids = useMemo(() => rows.map((row) => row.unit.id), [rows]);
  const cursor = useCursor(ids);
  const letters = useRead(listUrgeLetters, { query: { kind } }, { keepPrevious: true }).data;
  const wanted = useMemo(() => new Map((letters?.items ?? []).map((one) => [one.unit.id, one.cases])), [letters]);
  const columns = useMemo(() => columnsOf(wanted), [wanted]);
  const [letter, setLetter] = useState<UnitFigures['unit'] | null>(null);
  const can = useCan();
  const here = rows.find((row) => row.unit.id === cursor.id);
  const due = here && can(readUrgeLetter.permission) && wanted.has(here.unit.id);
  useKeys([due && { keys: 'p', label: '催办函', act: () => setLetter(here.unit) }]);
  const head = (
    <>
      <b>承办单位 {rows.length} 家</b> 逾期多的在前
      {wanted.size > 0 && <span title={`本级规则：${letters?.when}起草催办函`}>，应发催办函 {wanted.size} 家</span>}
    </>
  );
  const act = due && (
    <Button small keys="p" onPress={() => setLetter(here.unit)}>
      给{here.unit.shortName}的催办函
    </Button>
  );
  return (
    <>
      <DeskTable
        label="承办单位"
        columns={columns}
        groups={[{ id: 'all', head, act, rows }]}
        rowId={(row) => row.unit.id}
        cursor={cursor}
        onOpen={(row) => go('/matters', { unit: row.unit.id, ...(kind ? { kind } : {}) })}
        openWords="看这家的件"
        empty={<Empty words="还没有交办给任何单位" />}
      />
      {letter && <UrgeLetterDialog unit={letter} kind={kind} onClose={() => setLetter(null)} />}
    </>
  );
}

function columnsOf(letters: ReadonlyMap<string, number>): readonly DeskColumn<UnitFigures>[] {
  return [
    { id: 'unit', head: '单位', cell: (row) => <b title={row.unit.name}>{row.unit.shortName}</b> },
    { id: 'open', head: '在办', width: 52, figure: true, cell: (row) => row.open },
    {
      id: 'overdue',
      head: '逾期',
      width: 100,
      figure: true,
      cell: (row) =>
        row.overdue > 0 && (
          <>
            <span className="over-words">{row.overdue}</span> <span className="s">占 {percent(row.overdue, row.open)}</span>
          </>
        ),
    },
    {
      id: 'letter',
      head: '催办函',
      width: 68,
      cell: (row) =>
        letters.has(row.unit.id) && (
          <span className="soon-words" title="按本级规则应当催办的件，含逾期没有兑现的承诺">
            {letters.get(row.unit.id)} 件
          </span>
        ),
    },
    { id: 'closed', head: '办结', width: 52, figure: true, cell: (row) => row.closed },
    { id: 'ratings', head: '评价（各级次数）', width: 238, cell: (row) => <Ratings row={row} /> },
  ];
}

/** How a unit was rated, level by level, with the figures: never one share alone, and no share at all of a few. */
function Ratings({ row }: { row: UnitFigures }) {
  if (row.rated === 0) return <span className="s">还没有评价</span>;
  const words = row.ratings.map((one) => `${one.label} ${one.count}`).join('，');
  return (
    <span className="ratings-cell" title={`${words}，共 ${row.rated} 次${row.rated < enoughRatings ? '；次数少，不宜比较' : ''}`}>
      <span className={row.rated < enoughRatings ? 'levels few' : 'levels'} aria-hidden="true">
        {row.ratings.map((one, place) => (
          <i key={one.rating} className={`level-${place}`} style={{ flexGrow: one.count }} />
        ))}
      </span>
      <span className="unseen">{words}</span>
      <span className="figures" aria-hidden="true">
        {row.ratings.map((one) => one.count).join(' / ')}
      </span>
      {row.rated < enoughRatings && <span className="s">次数少</span>}
    </span>
  );
}

function percent(part: number, whole: number): string {
  return `${Math.round((part / Math.max(1, whole)) * 100)}%`;
}

/** The same figures as a sheet; the levels are the body's own. */
function sheetOf(units: readonly UnitFigures[]): readonly SheetColumn<UnitFigures>[] {
  const levels = units[0]?.ratings ?? [];
  return [
    { head: '单位', width: 24, value: (row) => row.unit.name },
    { head: '在办', width: 8, value: (row) => row.open },
    { head: '逾期', width: 8, value: (row) => row.overdue },
    { head: '办结', width: 8, value: (row) => row.closed },
    { head: '已评价', width: 8, value: (row) => row.rated },
    ...levels.map(({ rating, label }) => ({
      head: label,
      width: 10,
      value: (row: UnitFigures) => row.ratings.find((one) => one.rating === rating)?.count ?? 0,
    })),
  ];
}
