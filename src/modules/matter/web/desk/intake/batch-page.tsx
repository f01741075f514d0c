import { useCallback, useMemo, useState } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import type { Cursor } from '#platform/web/desk/cursor.ts';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { ConfirmDialog } from '#platform/web/desk/dialog.tsx';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { DeskTable } from '#platform/web/desk/table.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { useParams } from '@tanstack/react-router';
import type { IntakeRowLine, RowState } from '../../../contract/intake.ts';
import { closeIntake, readIntake, readIntakeRow, takeIntake } from '../../../contract/intake.ts';
import { kindNamed } from '../matter-marks.tsx';
import { RefusalLine } from '../refusal-line.tsx';
import { outcomeOf } from './outcome.ts';
import { RowEditor } from './row-editor.tsx';
import { uploadFiles } from './upload-files.ts';
import type { Uploaded } from './upload-files.ts';
import './intake.css';

type Batch = AnswerOf<typeof readIntake>;

/** One batch: its rows at the left, the original in the middle, what was made of it at the right; confirmed row by row, then taken in. */
export default function BatchPage() {
  const { intakeId = '' }: { intakeId?: string } = useParams({ strict: false });
  const batch = useRead(readIntake, { params: { intakeId } }, { keepPrevious: true });
  if (batch.data && batch.data.id === intakeId) return <Opened key={intakeId} batch={batch.data} />;
  return (
    <DeskPage title="接收的一批">
      <Read of={batch} rows={12}>
        {() => null}
      </Read>
    </DeskPage>
  );
}

interface Tab {
  readonly id: string;
  readonly label: string;
  readonly has: (row: IntakeRowLine) => boolean;
}

const tabs: readonly Tab[] = [
  { id: 'all', label: '全部', has: () => true },
  { id: 'open', label: '待确认', has: (row) => row.state === 'open' },
  { id: 'grave', label: '要补', has: (row) => row.state === 'open' && (row.grave || row.refusal !== null) },
  { id: 'confirmed', label: '已确认', has: (row) => row.state === 'confirmed' },
  { id: 'taken', label: '已收入', has: (row) => row.state === 'taken' },
  { id: 'out', label: '不收、读不出', has: (row) => row.state === 'aside' || row.state === 'refused' },
];

function Opened({ batch }: { batch: Batch }) {
  const [address, change] = useAddress();
  const tab = tabs.find((one) => one.id === address['rows']) ?? tabs[0]!;
  const rows = useMemo(() => batch.rows.filter(tab.has), [batch.rows, tab]);
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const cursor = useCursor(ids, batch.rows.find((row) => row.state === 'open')?.id);
  const [outcome, setOutcome] = useState<Uploaded | null>(() => outcomeOf(batch.id));
  const next = useNextOpen(rows, cursor);
  const kind = kindNamed(batch.kind);
  return (
    <DeskPage
      title={batch.name}
      facts={<Facts batch={batch} />}
      act={<BatchActs batch={batch} onAdded={setOutcome} />}
      strip={
        <FilterTabs
          label="看哪些"
          filters={tabs.map(({ id, label, has }) => ({ id, label, count: batch.rows.filter(has).length }))}
          picked={tab.id}
          onPick={(id) => change({ rows: id === 'all' ? undefined : id })}
        />
      }
    >
      {outcome && <OutcomeLine outcome={outcome} onClose={() => setOutcome(null)} />}
      <Panes columns="clamp(300px, 27vw, 400px) minmax(0, 1fr) clamp(400px, 35vw, 520px)">
        <Pane label="各件">
          <DeskTable
            label="各件"
            columns={columns}
            groups={[{ id: 'all', rows }]}
            rowId={(row) => row.id}
            cursor={cursor}
            empty={<Empty words="这里没有" hint="换一个标签看看，或再放一些文件进来。" />}
          />
        </Pane>
        {cursor.id && kind ? (
          <OneRow key={cursor.id} batch={batch} rowId={cursor.id} onNext={next} />
        ) : (
          <Pane label="当前件">
            <Empty words="没有选中的件" />
          </Pane>
        )}
      </Panes>
    </DeskPage>
  );
}

const columns: readonly DeskColumn<IntakeRowLine>[] = [
  { id: 'position', head: '', width: 40, figure: true, cell: (row) => <span className="s">{row.position}</span> },
  {
    id: 'title',
    head: '标题和疑问',
    cell: (row) => (
      <>
        <span className="cut block">{row.title}</span>
        <span className={row.grave ? 'cut block s over-words' : 'cut block s'}>
          {row.refusal ?? row.doubt ?? [row.author, row.fileName].filter(Boolean).join('，')}
        </span>
      </>
    ),
  },
  { id: 'state', head: '状态', width: 92, cell: (row) => <RowMark row={row} /> },
];

function RowMark({ row }: { row: IntakeRowLine }) {
  const marks: Readonly<Record<RowState, readonly [tone: Parameters<typeof Clock>[0]['tone'], words: string]>> = {
    open: row.grave || row.refusal ? ['overdue', '要补'] : row.doubt ? ['soon', '看一眼'] : ['running', '待确认'],
    confirmed: ['done', '已确认'],
    taken: ['done', '已收入'],
    aside: ['waiting', '不收'],
    refused: ['overdue', '读不出'],
  };
  const [tone, words] = marks[row.state];
  return <Clock tone={tone} words={words} />;
}

function Facts({ batch }: { batch: Batch }) {
  const { counts } = batch;
  return (
    <span className="s">
      {kindNamed(batch.kind)?.words.name}，{batch.source === 'excel' ? 'Excel' : 'Word'}，{batch.madeBy} {momentWords(batch.madeAt)}
      接收，待确认 {counts.open} 件
    </span>
  );
}

/** What came of the files that were just dropped: the refused ones by name with the reason. */
function OutcomeLine({ outcome, onClose }: { outcome: Uploaded; onClose: () => void }) {
  return (
    <div className="outcome" role="status">
      <p>
        读入 {outcome.added} 件{outcome.repeated > 0 && `，${outcome.repeated} 件内容相同、已在本批里`}
        {outcome.refused.length > 0 && `，${outcome.refused.length} 个文件读不出：`}
        <button type="button" className="lk s right" onClick={onClose}>
          知道了
        </button>
      </p>
      {outcome.refused.slice(0, 4).map((one) => (
        <p key={one.name} className="s cut" title={one.reason}>
          <b>{one.name}</b>　{one.reason}
        </p>
      ))}
      {outcome.refused.length > 4 && <p className="s">其余 {outcome.refused.length - 4} 个在“不收、读不出”里看。</p>}
    </div>
  );
}

/** Moves on to the next row that waits, at the end to the first one that does. */
function useNextOpen(rows: readonly IntakeRowLine[], cursor: Cursor): () => void {
  return useCallback(() => {
    const after = [...rows.slice(cursor.index + 1), ...rows.slice(0, cursor.index)].find((row) => row.state === 'open');
    if (after) cursor.go(after.id);
  }, [rows, cursor]);
}

function OneRow({ batch, rowId, onNext }: { batch: Batch; rowId: string; onNext: () => void }) {
  const row = useRead(readIntakeRow, { params: { intakeId: batch.id, rowId } });
  if (!row.data)
    return (
      <Pane label="当前件">
        <Read of={row} rows={10}>
          {() => null}
        </Read>
      </Pane>
    );
  return <RowEditor key={rowId} batch={batch} row={row.data} onNext={onNext} onAgain={() => row.refetch()} />;
}

function BatchActs({ batch, onAdded }: { batch: Batch; onAdded: (outcome: Uploaded) => void }) {
  const { say } = useUndo();
  const [adding, setAdding] = useState<string | null>(null);
  const [closing, setClosing] = useState(false);
  const take = useWrite(takeIntake, { onDone: ({ waiting }) => say(`正在收入 ${waiting} 件，收完会通知提出人`) });
  const { confirmed, open } = batch.counts;
  const blocked = batch.state === 'taking' ? '正在收入' : confirmed === 0 ? '还没有确认的件' : null;
  const press = () => {
    if (!blocked) take.mutate({ params: { intakeId: batch.id } });
  };
  const add = async (files: File[]) => {
    setAdding(`正在读 0 / ${files.length}`);
    onAdded(await uploadFiles(batch.id, files, (done) => setAdding(`正在读 ${done} / ${files.length}`)));
    setAdding(null);
  };
  useKeys([{ keys: 't', label: '收入已确认的', act: press, blocked: blocked ?? undefined }]);
  if (batch.state === 'closed') return <Clock tone="waiting" words="这一批已结束" />;
  return (
    <>
      <RefusalLine words={take.error && wordsOf(take.error)} />
      <label className={adding ? 'btn off' : 'btn'}>
        {adding ?? '再加文件'}
        <input
          type="file"
          className="unseen"
          multiple
          disabled={adding !== null}
          accept={batch.source === 'excel' ? '.xlsx' : '.docx,.zip'}
          onChange={(event) => event.target.files && void add([...event.target.files])}
        />
      </label>
      <Button onPress={() => setClosing(true)}>结束这一批</Button>
      <Button filled keys="t" busy={take.isPending} blocked={blocked} onPress={press}>
        {batch.state === 'taking' ? '正在收入' : `收入已确认的 ${confirmed} 件`}
      </Button>
      {closing && (
        <ConfirmDialog
          title="结束这一批"
          words="结束这一批"
          onConfirm={() => call(closeIntake, { params: { intakeId: batch.id } })}
          onClose={() => setClosing(false)}
        >
          <p>
            {open + confirmed > 0 ? `还有 ${open} 件待确认、${confirmed} 件已确认但没有收入，结束后不再收入。` : '已经全部处理完。'}
            已收入的 {batch.counts.taken} 件不受影响，可在 <DeskLink to="/matters">事项</DeskLink> 里继续办理。
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
