import { useMemo } from 'react';
import { listAudit, readAuditState } from '../../contract/audit.ts';
import type { AuditLine } from '../../contract/audit.ts';
import { call } from '../shared/call.ts';
import { dayWords, momentWords } from '../shared/dates.ts';
import { usePages, useRead } from '../shared/queries.ts';
import { useAddress } from './address.ts';
import { Clock } from './clock.tsx';
import { useCursor } from './cursor.ts';
import { ListExcel, everyPage } from './list-excel.tsx';
import type { SheetColumn } from './list-excel.tsx';
import { DeskPage, Facts, Pane, Panes, Section } from './page.tsx';
import { SearchField } from './search-field.tsx';
import { Empty, Loading, Refused } from './states.tsx';
import { DeskTable } from './table.tsx';
import type { DeskColumn } from './table.tsx';

/** Words for what the log names by code: acts and kinds of things. The terminal's app knows the modules and passes them. */
export interface AuditWords {
  readonly act: (code: string) => string;
  readonly subject: (code: string) => string;
}

/** The audit log of the organisation: who did what, when, and where the chain of seals stands. */
export function AuditLog({ words }: { words: AuditWords }) {
  const [address, change] = useAddress();
  const columns = useMemo(() => columnsOf(words), [words]);
  const state = useRead(readAuditState, {}, { staleTime: 10_000 });
  const query = {
    act: address.act,
    from: address.from,
    to: address.to,
    personId: address.personId,
    subjectId: address.subjectId,
    limit: 100,
  };
  const entries = usePages(listAudit, { query }, { keepPrevious: true });
  const ids = useMemo(() => entries.items.map((one) => one.id), [entries.items]);
  const cursor = useCursor(ids);
  const here = entries.items.find((one) => one.id === cursor.id);
  return (
    <DeskPage
      title="操作记录"
      facts={
        state.data && (
          <>
            <Clock tone="done" words={`已封存 ${state.data.sealed} 条`} />
            {state.data.unsealed > 0 && <Clock tone="running" words={`${state.data.unsealed} 条等待封存`} />}
            {state.data.sealedAt && <span className="s">最后封存的是 {momentWords(state.data.sealedAt)} 的操作</span>}
          </>
        )
      }
      act={
        <ListExcel
          name="操作记录"
          columns={sheetOf(words)}
          rows={() => everyPage((after) => call(listAudit, { query: { ...query, limit: 200, cursor: after } }))}
        />
      }
      strip={
        <div className="filter-strip">
          <SearchField
            value={address.act ?? ''}
            onSearch={(act) => change({ act: act || undefined })}
            hint="操作代码或其开头，如 matter."
          />
          <label className="row">
            从{' '}
            <input
              className="input"
              type="date"
              value={address.from ?? ''}
              onChange={(event) => change({ from: event.target.value || undefined })}
            />
          </label>
          <label className="row">
            到{' '}
            <input
              className="input"
              type="date"
              value={address.to ?? ''}
              onChange={(event) => change({ to: event.target.value || undefined })}
            />
          </label>
          {(address.personId || address.subjectId) && (
            <button type="button" className="lk" onClick={() => change({ personId: undefined, subjectId: undefined })}>
              不再只看这一个人或这一件
            </button>
          )}
        </div>
      }
    >
      <Panes columns="minmax(0, 1fr) 420px">
        <Pane label="操作记录">
          {entries.isPending ? (
            <Loading rows={18} />
          ) : entries.error && entries.items.length === 0 ? (
            <Refused error={entries.error} onRetry={() => void entries.refetch()} />
          ) : (
            <DeskTable
              label="操作记录"
              columns={columns}
              groups={[{ id: 'all', rows: entries.items }]}
              rowId={(row) => row.id}
              cursor={cursor}
              more={{ has: entries.hasNextPage, busy: entries.isFetchingNextPage, load: () => void entries.fetchNextPage() }}
              empty={<Empty words="没有符合条件的记录" />}
            />
          )}
        </Pane>
        <Pane label="这一条" as="aside">
          {here && <Entry entry={here} words={words} onOnly={change} />}
          {state.data?.hash && <Seal hash={state.data.hash} sealed={state.data.sealed} />}
        </Pane>
      </Panes>
    </DeskPage>
  );
}

function Entry({ entry, words, onOnly }: { entry: AuditLine; words: AuditWords; onOnly: (change: Record<string, string>) => void }) {
  return (
    <Section title={words.act(entry.act)} note={momentWords(entry.at)}>
      <Facts
        pairs={[
          [
            '操作人',
            <>
              {entry.actorName}{' '}
              {entry.personId && (
                <button type="button" className="lk s" onClick={() => onOnly({ personId: entry.personId! })}>
                  只看此人
                </button>
              )}
            </>,
          ],
          [
            '对象',
            <>
              {entry.subjectKind}{' '}
              <button type="button" className="lk s" onClick={() => onOnly({ subjectId: entry.subjectId })}>
                只看这一件
              </button>
            </>,
          ],
          ['操作代码', <code>{entry.act}</code>],
          ['对象编号', <code>{entry.subjectId}</code>],
          ['请求编号', <code>{entry.requestId}</code>],
          ['封存序号', entry.position ?? '等待封存'],
        ]}
      />
      <h3 className="detail-title">内容</h3>
      <dl className="dl detail">
        {Object.entries(entry.detail).map(([name, value]) => [
          <dt key={`${name}-name`}>{name}</dt>,
          <dd key={name}>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>,
        ])}
      </dl>
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
          ['校验值', <code className="hash">{hash}</code>],
          ['怎么验', '由运维人员运行 npm run cli -- audit verify 逐条重算'],
        ]}
      />
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
            .map(([name, value]) => `${name}：${typeof value === 'string' ? value : JSON.stringify(value)}`)
            .join('，')}
        </span>
      ),
    },
    { id: 'position', head: '封存序号', width: 96, figure: true, cell: (row) => row.position },
  ];
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
