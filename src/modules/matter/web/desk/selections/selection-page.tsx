import { useMemo, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { ConfirmDialog } from '#platform/web/desk/dialog.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Loading, Refused } from '#platform/web/desk/states.tsx';
import { DeskTable, PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import type { AnswerOf } from '#platform/contract/route.ts';
import { usePages, useRead, useWrite } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import type { SelectionEntry, SelectionGround } from '../../../contract/selections.ts';
import {
  advanceSelection,
  entryStages,
  listCandidates,
  readSelection,
  saveEntry,
  selectionGrounds,
  selectionPurposes,
  selectionStates,
} from '../../../contract/selections.ts';
import { casePath } from '../matter-marks.tsx';
import { RefusalLine } from '../refusal-line.tsx';
import { EntryAside } from './entry-aside.tsx';

export type Selection = AnswerOf<typeof readSelection>;
type Candidate = AnswerOf<typeof listCandidates>['items'][number];

/** One selection: what stands in it by stage, what else fits by rule, and the entry in hand with its score, committee and leader. */
export default function SelectionPage() {
  const { selectionId = '' }: { selectionId?: string } = useParams({ strict: false });
  const view = useRead(readSelection, { params: { selectionId } });
  const [address, change] = useAddress();
  if (!view.data)
    return (
      <DeskPage title="遴选评选">
        {view.error ? <Refused error={view.error} onRetry={() => void view.refetch()} /> : <Loading rows={12} />}
      </DeskPage>
    );
  const selection = view.data;
  const isOpen = selection.state !== 'published' && selection.state !== 'dropped';
  const showsCandidates = isOpen && address['tab'] === 'candidates';
  return (
    <DeskPage
      title={selection.title}
      facts={
        <>
          <Tag kind="strong">{selectionStates[selection.state]}</Tag>
          <span>{selectionPurposes[selection.purpose]}</span>
          <span className="s">{selection.quotaWords}</span>
        </>
      }
      act={<Advance selection={selection} />}
      strip={
        <nav className="tabs" aria-label="看什么">
          <div className="tabs-list">
            <button type="button" className={showsCandidates ? 'tab' : 'tab on'} onClick={() => change({ tab: undefined })}>
              已提名<b>{selection.items.length}</b>
            </button>
            {isOpen && (
              <button type="button" className={showsCandidates ? 'tab on' : 'tab'} onClick={() => change({ tab: 'candidates' })}>
                按规则列出的候选
              </button>
            )}
          </div>
          {showsCandidates && (
            <span className="right row">
              <SearchField
                value={address['words'] ?? ''}
                onSearch={(words) => change({ words: words || undefined })}
                hint="标题、编号、提出人"
              />
            </span>
          )}
        </nav>
      }
    >
      {showsCandidates ? (
        <Candidates selection={selection} words={address['words']} ground={address['ground']} onGround={(ground) => change({ ground })} />
      ) : (
        <Entries selection={selection} isOpen={isOpen} />
      )}
    </DeskPage>
  );
}

const next = { nominating: 'shortlisted', shortlisted: 'deliberating', deliberating: 'published', published: null, dropped: null } as const;
const nextWords = { shortlisted: '提名结束，进入初评', deliberating: '初评结束，提交审议', published: '审议通过，公布' } as const;

/** The next step; publishing asks once more, since it tells everybody. */
function Advance({ selection }: { selection: Selection }) {
  const may = useCan()('matter.decide-selection');
  const { say } = useUndo();
  const [asking, setAsking] = useState(false);
  const advance = useWrite(advanceSelection, { onDone: (line) => say(`${line.title}：${selectionStates[line.state]}`) });
  const to = next[selection.state];
  if (!to) return null;
  const go = () => advance.mutateAsync({ params: { selectionId: selection.id }, body: { revision: selection.revision, to } });
  return (
    <>
      <RefusalLine words={advance.error && !asking ? wordsOf(advance.error) : null} />
      <Button
        filled
        busy={advance.isPending}
        blocked={may ? null : '由工作机构负责人决定'}
        onPress={() => (to === 'published' ? setAsking(true) : void go().catch(() => undefined))}
      >
        {nextWords[to]}
      </Button>
      {asking && (
        <ConfirmDialog title="公布结果" words="公布" onConfirm={go} onClose={() => setAsking(false)}>
          <p>
            选定的 {selection.entries.chosen} 件将{selection.purpose === 'key' ? '列为重点督办，交督办委员会和领办领导' : '评为优秀'}
            ，提出人和承办单位都会收到告知。公布后不能再改。
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Entries({ selection, isOpen }: { selection: Selection; isOpen: boolean }) {
  const go = useGo();
  const groups = useMemo(
    () =>
      (['chosen', 'shortlisted', 'nominated', 'dropped'] as const)
        .map((stage) => ({
          id: stage,
          head: `${entryStages[stage]} ${selection.items.filter((one) => one.stage === stage).length} 件`,
          rows: selection.items.filter((one) => one.stage === stage),
        }))
        .filter((group) => group.rows.length > 0),
    [selection.items],
  );
  const ids = useMemo(() => groups.flatMap((group) => group.rows.map((row) => row.matter.id)), [groups]);
  const cursor = useCursor(ids);
  const here = selection.items.find((one) => one.matter.id === cursor.id);
  return (
    <Panes columns="minmax(0, 1fr) 400px">
      <Pane label="已提名">
        <DeskTable
          label="已提名"
          columns={entryColumns}
          groups={groups}
          rowId={(row) => row.matter.id}
          cursor={cursor}
          onOpen={(row) => go(casePath(row.matter))}
          openKeys={['o']}
          openWords="打开全件"
          empty={<Empty words="还没有提名" hint="到“按规则列出的候选”里提名。" />}
        />
      </Pane>
      <Pane label="当前件" as="aside">
        {here ? (
          <EntryAside key={`${here.matter.id}:${selection.revision}`} selection={selection} entry={here} isOpen={isOpen} />
        ) : (
          <Empty words="没有选中的件" />
        )}
      </Pane>
    </Panes>
  );
}

const entryColumns: readonly DeskColumn<SelectionEntry>[] = [
  { id: 'number', head: '编号', width: 64, figure: true, cell: (row) => row.matter.shortNumber },
  { id: 'title', head: '标题', cell: (row) => <b title={row.matter.title}>{row.matter.title}</b> },
  { id: 'author', head: '提出人', width: 96, cell: (row) => row.matter.author?.name },
  {
    id: 'grounds',
    head: '理由',
    width: 220,
    wide: true,
    cell: (row) => <span className="cut">{row.grounds.map((one) => selectionGrounds[one]).join('、')}</span>,
  },
  { id: 'score', head: '打分', width: 60, figure: true, cell: (row) => row.score },
  { id: 'committee', head: '督办委员会', width: 150, cell: (row) => row.committee },
];

interface CandidatesProps {
  readonly selection: Selection;
  readonly words: string | undefined;
  readonly ground: string | undefined;
  readonly onGround: (ground: string | undefined) => void;
}

/** Matters of the year that are not put up yet, those with most grounds first. */
function Candidates({ selection, words, ground, onGround }: CandidatesProps) {
  const go = useGo();
  const { say } = useUndo();
  const query = { words, ground: ground as SelectionGround | undefined, limit: 60 };
  const candidates = usePages(listCandidates, { params: { selectionId: selection.id }, query }, { keepPrevious: true });
  const ids = useMemo(() => candidates.items.map((one) => one.matter.id), [candidates.items]);
  const cursor = useCursor(ids);
  const here = candidates.items.find((one) => one.matter.id === cursor.id);
  const save = useWrite(saveEntry, { onDone: () => say(`已提名：${here?.matter.title ?? ''}`) });
  const nominate = () =>
    here &&
    save.mutate({
      params: { selectionId: selection.id, matterId: here.matter.id },
      body: { stage: 'nominated', grounds: here.grounds, score: null, words: null, leader: null, committee: null },
    });
  useKeys([{ keys: 'Enter', label: '提名', blocked: here ? undefined : '没有选中的件', act: nominate }]);
  return (
    <Panes columns="196px minmax(0, 1fr)">
      <Pane label="理由" as="nav">
        <Section title="按理由筛">
          <div className="choices column">
            {Object.entries(selectionGrounds).map(([code, label]) => (
              <button
                key={code}
                type="button"
                className={ground === code ? 'on' : undefined}
                aria-pressed={ground === code}
                onClick={() => onGround(ground === code ? undefined : code)}
              >
                {label}
              </button>
            ))}
          </div>
        </Section>
      </Pane>
      <Pane
        label="候选"
        foot={
          <Button filled keys="Enter" busy={save.isPending} blocked={here ? null : '没有选中的件'} onPress={nominate}>
            提名
          </Button>
        }
      >
        <RefusalLine words={save.error ? wordsOf(save.error) : null} />
        <PagedTable
          label="候选"
          pages={candidates}
          rows={candidates.items}
          columns={candidateColumns}
          rowId={(row) => row.matter.id}
          cursor={cursor}
          onOpen={(row) => go(casePath(row.matter))}
          openKeys={['o']}
          openWords="打开全件"
          empty={<Empty words="没有符合条件的候选" hint="换一个理由，或清掉搜索的词。" />}
        />
      </Pane>
    </Panes>
  );
}

const candidateColumns: readonly DeskColumn<Candidate>[] = [
  { id: 'number', head: '编号', width: 64, figure: true, cell: (row) => row.matter.shortNumber },
  { id: 'title', head: '标题', cell: (row) => <b title={row.matter.title}>{row.matter.title}</b> },
  { id: 'author', head: '提出人', width: 96, cell: (row) => row.matter.author?.name },
  { id: 'state', head: '状态', width: 90, cell: (row) => row.matter.stateLabel },
  { id: 'field', head: '类别', width: 90, wide: true, cell: (row) => row.matter.field },
  {
    id: 'grounds',
    head: '符合的理由',
    width: 300,
    cell: (row) => <span className="cut">{row.grounds.map((one) => selectionGrounds[one]).join('、') || '—'}</span>,
  },
];
