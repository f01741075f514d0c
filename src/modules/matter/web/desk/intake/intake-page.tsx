import { useState } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { saveFrom } from '#platform/web/desk/download.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import { usePages, useWrite } from '#platform/web/shared/queries.ts';
import { intakeTemplate, listIntake, listPaper, manners, openIntake, takesPaper } from '../../../contract/intake.ts';
import type { Kind } from '../../../contract/kind.ts';
import { casePath, kindNamed, useKinds } from '../matter-marks.tsx';
import { RefusalLine } from '../refusal-line.tsx';
import { DropZone } from './drop-zone.tsx';
import { keepOutcome } from './outcome.ts';
import { uploadFiles } from './upload-files.ts';
import './intake.css';

type Batch = AnswerOf<typeof listIntake>['items'][number];
type Paper = AnswerOf<typeof listPaper>['items'][number];

/** Where paper and files come in: the batches that are being worked on, the items entered for somebody, and the ways to begin. */
export default function IntakePage() {
  const go = useGo();
  const [address, change] = useAddress();
  const kinds = useKinds().filter(takesPaper);
  const view = address['view'] === 'paper' || address['view'] === 'objected' ? address['view'] : 'batches';
  useKeys([{ keys: 'n', label: '录入书面件', act: () => go('/intake/paper') }]);
  return (
    <DeskPage
      title="书面件和批量接收"
      act={
        <Button filled keys="n" onPress={() => go('/intake/paper')}>
          录入书面件
        </Button>
      }
      strip={
        <FilterTabs
          label="看哪些"
          filters={[
            { id: 'batches', label: '各批' },
            { id: 'paper', label: '代录的书面件' },
            { id: 'objected', label: '提出人有异议' },
          ]}
          picked={view}
          onPick={(id) => change({ view: id === 'batches' ? undefined : id })}
        />
      }
    >
      <Panes columns="minmax(0, 1fr) 372px">
        <Pane label={view === 'batches' ? '各批' : '代录的书面件'}>
          {view === 'batches' ? <Batches /> : <Papers key={view} objected={view === 'objected'} />}
        </Pane>
        <Pane label="接收新的一批" as="aside">
          {kinds.length > 0 && <NewBatch kinds={kinds} />}
        </Pane>
      </Panes>
    </DeskPage>
  );
}

const batchColumns: readonly DeskColumn<Batch>[] = [
  { id: 'name', head: '名称', cell: (row) => <b>{row.name}</b> },
  { id: 'kind', head: '种类', width: 92, cell: (row) => kindNamed(row.kind)?.words.name ?? '' },
  { id: 'source', head: '来源', width: 72, cell: (row) => (row.source === 'excel' ? 'Excel' : 'Word') },
  { id: 'all', head: '共', width: 56, figure: true, cell: (row) => Object.values(row.counts).reduce((sum, count) => sum + count, 0) },
  { id: 'open', head: '待确认', width: 72, figure: true, cell: (row) => row.counts.open },
  { id: 'confirmed', head: '已确认', width: 72, figure: true, cell: (row) => row.counts.confirmed },
  { id: 'taken', head: '已收入', width: 72, figure: true, cell: (row) => row.counts.taken },
  {
    id: 'state',
    head: '状态',
    width: 104,
    cell: (row) =>
      row.state === 'taking' ? (
        <Clock tone="running" words="正在收入" />
      ) : row.state === 'closed' ? (
        <Clock tone="waiting" words="已结束" />
      ) : row.counts.open + row.counts.confirmed > 0 ? (
        <Clock tone="soon" words="待处理" />
      ) : (
        <Clock tone="done" words="已处理完" />
      ),
  },
  { id: 'made', head: '接收', width: 190, wide: true, cell: (row) => `${row.madeBy}，${momentWords(row.madeAt)}` },
];

function Batches() {
  const go = useGo();
  const batches = usePages(listIntake, { query: { limit: 50 } });
  const cursor = useCursor(batches.items.map((row) => row.id));
  return (
    <PagedTable
      label="各批"
      pages={batches}
      rows={batches.items}
      columns={batchColumns}
      rowId={(row) => row.id}
      cursor={cursor}
      onOpen={(row) => go(`/intake/${row.id}`)}
      empty={<Empty words="还没有接收过" hint="把 Word 文档或填好的 Excel 放到右边，系统认出标题、提出人和正文，逐件核对后收入。" />}
    />
  );
}

const paperColumns: readonly DeskColumn<Paper>[] = [
  {
    id: 'title',
    head: '标题',
    cell: (row) => (
      <>
        <span className="cut block">{row.title}</span>
        {row.objection && !row.settlement && <span className="cut block s over-words">{row.objection.words}</span>}
      </>
    ),
  },
  { id: 'author', head: '提出人', width: 164, cell: (row) => `${row.author.name}（${row.author.title}）` },
  { id: 'state', head: '状态', width: 80, cell: (row) => row.stateLabel },
  { id: 'received', head: '收到', width: 148, cell: (row) => `${dayWords(row.receivedOn)} ${manners[row.manner]}` },
  { id: 'entered', head: '录入', width: 148, wide: true, cell: (row) => `${row.enteredBy}，${momentWords(row.enteredAt)}` },
  {
    id: 'objection',
    head: '异议',
    width: 116,
    cell: (row) => row.objection && (row.settlement ? <Clock tone="done" words="异议已处理" /> : <Clock tone="overdue" words="有异议" />),
  },
];

function Papers({ objected }: { objected: boolean }) {
  const go = useGo();
  const papers = usePages(listPaper, { query: { limit: 60, ...(objected ? { objected: 'true' } : {}) } });
  const cursor = useCursor(papers.items.map((row) => row.matterId));
  return (
    <PagedTable
      label="代录的书面件"
      pages={papers}
      rows={papers.items}
      columns={paperColumns}
      rowId={(row) => row.matterId}
      cursor={cursor}
      onOpen={(row) => go(casePath({ bodyId: row.bodyId, id: row.matterId }))}
      empty={
        <Empty
          words={objected ? '没有待处理的异议' : '还没有代录过书面件'}
          hint={objected ? '提出人认为代录的不是本人所提时，会出现在这里。' : '代表（委员）交来纸质件的，按 N 录入。'}
        />
      }
    />
  );
}

/** Opens a batch, puts the files into it and goes there. */
function useTaking(kind: Kind) {
  const go = useGo();
  const [busy, setBusy] = useState<{ source: 'docx' | 'excel'; words: string } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const open = useWrite(openIntake);
  const take = async (source: 'docx' | 'excel', files: File[]) => {
    setRefusal(null);
    setBusy({ source, words: `正在读 0 / ${files.length}` });
    try {
      const label = files.length === 1 ? files[0]!.name.slice(0, 100) : `${kind.words.name} ${files.length} 个文件`;
      const { intakeId } = await open.mutateAsync({ body: { kind: kind.kind, source, name: label } });
      keepOutcome(intakeId, await uploadFiles(intakeId, files, (done) => setBusy({ source, words: `正在读 ${done} / ${files.length}` })));
      go(`/intake/${intakeId}`);
    } catch (error) {
      setRefusal(wordsOf(error));
    }
    setBusy(null);
  };
  return { busy, refusal, take };
}

/** The two ways to take many in at once: documents as they are, or the template filled in. */
function NewBatch({ kinds }: { kinds: readonly Kind[] }) {
  const [name, setName] = useState(kinds[0]!.kind);
  const kind = kinds.find((one) => one.kind === name) ?? kinds[0]!;
  const { busy, refusal, take } = useTaking(kind);
  return (
    <>
      <Section title="接收新的一批" note="都要逐件确认后才收入">
        {kinds.length > 1 && (
          <div className="choices" role="group" aria-label="种类">
            {kinds.map((one) => (
              <button key={one.kind} type="button" aria-pressed={one.kind === kind.kind} onClick={() => setName(one.kind)}>
                {one.words.name}
              </button>
            ))}
          </div>
        )}
        <RefusalLine words={refusal} />
      </Section>
      <Section title="Word 文档">
        <DropZone
          words="把文档、文件夹或压缩包放到这里"
          hint="认 .docx 和 .zip；旧版 .doc 请先另存为 .docx。单个文档 20 MB、压缩包 100 MB 以内，一批最多 1000 件。"
          accept=".docx,.zip,.doc,.wps"
          folder
          busy={busy?.source === 'docx' ? busy.words : null}
          onFiles={(files) => void take('docx', files.filter(isDocument))}
        />
      </Section>
      <Section
        title="Excel 名单"
        act={
          <Button
            small
            onPress={() => void saveFrom(intakeTemplate, { query: { kind: kind.kind } }, `${kind.words.name}批量接收模板.xlsx`)}
          >
            下载模板
          </Button>
        }
      >
        <DropZone
          words="把填好的模板放到这里"
          hint={`一行一件${kind.words.name}，列名不要改。`}
          accept=".xlsx"
          busy={busy?.source === 'excel' ? busy.words : null}
          onFiles={(files) => void take('excel', files)}
        />
      </Section>
    </>
  );
}

/** A chosen folder also holds what editors and systems leave there. */
function isDocument(file: File): boolean {
  return !/^(\.|~\$|Thumbs\.db$|desktop\.ini$)/i.test(file.name);
}
