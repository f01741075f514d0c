import { useMemo } from 'react';
import { listAudit, readAuditState } from '../../contract/audit.ts';
import type { AuditLine } from '../../contract/audit.ts';
import type { AnswerOf } from '../../contract/route.ts';
import { dayWords, momentWords } from '../shared/dates.ts';
import { usePages, useRead } from '../shared/queries.ts';
import { useAddress } from './address.ts';
import type { Query } from './address.ts';
import { Clock } from './clock.tsx';
import { useCursor } from './cursor.ts';
import { ListExcel, everyRow } from './list-excel.tsx';
import type { SheetColumn } from './list-excel.tsx';
import { DeskPage, Facts, Pane, Panes, Section } from './page.tsx';
import { SearchField } from './search-field.tsx';
import { Empty } from './states.tsx';
import { PagedTable } from './table.tsx';
import type { DeskColumn } from './table.tsx';

/** Words for what the log names by code: acts and kinds of things. The terminal's app knows the modules and passes them. */
export interface AuditWords {
  readonly act: (code: string) => string;
  readonly subject: (code: string) => string;
  readonly detail: (name: string) => string;
}

/** The audit log of the organisation: who did what, when, and where the chain of seals stands. */
export function AuditLog({ words }: { words: AuditWords }) {
  const [address, change] = useAddress();
  const columns = useMemo(() => columnsOf(words), [words]);
  const state = useRead(readAuditState, {}, { staleTime: 10_000 });
  const { act, from, to, personId, subjectId } = address;
  const query = { act, from, to, personId, subjectId };
  const entries = usePages(listAudit, { query: { ...query, limit: 100 } }, { keepPrevious: true });
  const ids = useMemo(() => entries.items.map((one) => one.id), [entries.items]);
  const cursor = useCursor(ids);
  const here = entries.items.find((one) => one.id === cursor.id);
  return (
    <DeskPage
      title="操作记录"
      facts={state.data && <SealState state={state.data} />}
      act={<ListExcel name="操作记录" columns={sheetOf(words)} rows={() => everyRow(listAudit, query)} />}
      strip={<AuditFilters query={address} onChange={change} />}
    >
      <Panes columns="minmax(0, 1fr) 420px">
        <Pane label="操作记录">
          <PagedTable
            label="操作记录"
            pages={entries}
            rows={entries.items}
            columns={columns}
            rowId={(row) => row.id}
            cursor={cursor}
            empty={<Empty words="没有符合条件的记录" />}
          />
        </Pane>
        <Pane label="这一条" as="aside">
          {here && <Entry entry={here} words={words} onOnly={change} />}
          {state.data?.hash && <Seal hash={state.data.hash} sealed={state.data.sealed} />}
        </Pane>
      </Panes>
    </DeskPage>
  );
}

function SealState({ state }: { state: AnswerOf<typeof readAuditState> }) {
  return (
    <>
      <Clock tone="done" words={`已封存 ${state.sealed} 条`} />
      {state.unsealed > 0 && <Clock tone="running" words={`${state.unsealed} 条等待封存`} />}
      {state.sealedAt && <span className="s">最后封存的是 {momentWords(state.sealedAt)} 的操作</span>}
    </>
  );
}

function AuditFilters({ query, onChange }: { query: Query; onChange: (change: Record<string, string | undefined>) => void }) {
  return (
    <div className="filter-strip">
      <SearchField value={query['act'] ?? ''} onSearch={(act) => onChange({ act: act || undefined })} hint="操作代码或其开头，如 matter." />
      <label className="row">
        从{' '}
        <input
          className="input"
          type="date"
          value={query['from'] ?? ''}
          onChange={(event) => onChange({ from: event.target.value || undefined })}
        />
      </label>
      <label className="row">
        到{' '}
        <input
          className="input"
          type="date"
          value={query['to'] ?? ''}
          onChange={(event) => onChange({ to: event.target.value || undefined })}
        />
      </label>
      {(query['personId'] || query['subjectId']) && (
        <button type="button" className="lk" onClick={() => onChange({ personId: undefined, subjectId: undefined })}>
          不再只看这一个人或这一件
        </button>
      )}
    </div>
  );
}

function Entry({ entry, words, onOnly }: { entry: AuditLine; words: AuditWords; onOnly: (change: Record<string, string>) => void }) {
  const only = (change: Record<string, string>, label: string) => (
    <button type="button" className="lk s" onClick={() => onOnly(change)}>
      {label}
    </button>
  );
  const actor = (
    <span>
      {entry.actorName} {entry.personId && only({ personId: entry.personId }, '只看此人')}
    </span>
  );
  const subject = (
    <span>
      {words.subject(entry.subjectKind)} {only({ subjectId: entry.subjectId }, '只看这一件')}
    </span>
  );
  return (
    <Section title={words.act(entry.act)} note={momentWords(entry.at)}>
      <Facts
        pairs={[
          ['操作人', actor],
          ['对象', subject],
          ['操作代码', entry.act],
          ['对象编号', entry.subjectId],
          ['请求编号', entry.requestId],
          ['封存序号', entry.position ?? '等待封存'],
        ]}
      />
      <h3 className="detail-title">内容</h3>
      <Facts name={96} pairs={Object.entries(entry.detail).map(([name, value]) => [words.detail(name), plain(value)] as const)} />
    </Section>
  );
}

/** What can be copied and kept elsewhere: if the chain is ever rewritten, its end no longer matches the copy. */
function Seal({ hash, sealed }: { hash: string; sealed: number }) {
  return (
    <Section title="校验" note="抄存后可随时比对">
      <Facts
        pairs={[
          ['封存到', `第 ${sealed} 条`],
          ['怎么验', '由运维人员运行 npm run cli -- audit verify 逐条重算'],
        ]}
      />
      <p className="s">校验值</p>
      <code>{hash}</code>
    </Section>
  );
}

function columnsOf(words: AuditWords): readonly DeskColumn<AuditLine>[] {
  return [
    { id: 'at', head: '时间', width: 140, cell: (row) => <span title={row.at}>{momentWords(row.at)}</span> },
    { id: 'actor', head: '操作人', width: 110, cell: (row) => <b>{row.actorName}</b> },
    { id: 'act', head: '操作', width: 240, cell: (row) => <span title={row.act}>{words.act(row.act)}</span> },
    { id: 'subject', head: '对象', width: 140, cell: (row) => <span className="m">{words.subject(row.subjectKind)}</span> },
    {
      id: 'detail',
      head: '内容',
      cell: (row) => (
        <span className="m">
          {Object.entries(row.detail)
            .map(([name, value]) => `${words.detail(name)}：${plain(value)}`)
            .join('，')}
        </span>
      ),
    },
    { id: 'position', head: '封存序号', width: 96, figure: true, cell: (row) => row.position },
  ];
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(plain).join('、');
  return JSON.stringify(value);
}

function sheetOf(words: AuditWords): readonly SheetColumn<AuditLine>[] {
  return [
    { head: '时间', width: 26, value: (row) => row.at },
    { head: '日期', width: 12, value: (row) => dayWords(row.at) },
    { head: '操作人', width: 12, value: (row) => row.actorName },
    { head: '操作', width: 36, value: (row) => words.act(row.act) },
    { head: '对象', width: 18, value: (row) => words.subject(row.subjectKind) },
    { head: '对象编号', width: 38, value: (row) => row.subjectId },
    { head: '内容', width: 60, value: (row) => JSON.stringify(row.detail) },
    { head: '请求编号', width: 38, value: (row) => row.requestId },
    { head: '封存序号', width: 10, value: (row) => row.position },
  ];
}
