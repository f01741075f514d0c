import { useMemo, useState } from 'react';
import { dayOf } from '#platform/contract/instant.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor, useSelection } from '#platform/web/desk/cursor.ts';
import { BulkBar } from '#platform/web/desk/bulk-bar.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import { usePages, useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { BulletinLine } from '../../../contract/bulletins.ts';
import {
  bulletinForms,
  dropBulletin,
  exportBulletinYear,
  listBulletins,
  readBulletin,
  readBulletinDocument,
  readBulletinYear,
  saveBulletin,
} from '../../../contract/bulletins.ts';
import type { Kind } from '../../../contract/kind.ts';
import { listMatters } from '../../../contract/routes.ts';
import type { MatterLine } from '../../../contract/views.ts';
import { MatterClock } from '../clock-words.tsx';
import { casePath, useKinds } from '../matter-marks.tsx';
import { RefusalLine } from '../refusal-line.tsx';

const tabs = [
  { id: 'waiting', label: '待编辑', query: {} },
  { id: 'editing', label: '编辑好待编发', query: { tab: 'editing' } },
  { id: 'drafts', label: '在编的期', query: { tab: 'drafts' } },
  { id: 'issued', label: '已编发', query: { tab: 'issued' } },
  { id: 'year', label: '年度通报', query: { tab: 'year' } },
] as const;

/** The editor's desk (编辑台): reports that wait, those ready to go out, bulletins in the making and issued, and the year's list. */
export default function BulletinsPage() {
  const kind = useKinds().find((one) => one.bulletinAct !== undefined);
  const [address, change] = useAddress();
  const tab = address['tab'] ?? 'waiting';
  if (!kind)
    return (
      <DeskPage title="信息编辑">
        <Empty words="这个身份没有信息要编" hint="社情民意信息由政协的信息工作机构编辑，请切换到相应的身份。" />
      </DeskPage>
    );
  return (
    <DeskPage
      title={`${kind.words.name}编辑`}
      facts={<span>看原文、改文稿、编成专报、登记采用和批示</span>}
      strip={
        <FilterTabs
          label="编到哪一步"
          filters={tabs}
          picked={tab}
          onPick={(id) => change({ tab: id === 'waiting' ? undefined : id }, { replaceAll: true })}
          right={
            (tab === 'waiting' || tab === 'editing') && (
              <SearchField
                value={address['words'] ?? ''}
                onSearch={(words) => change({ words: words || undefined })}
                hint="标题、反映人、内容"
              />
            )
          }
        />
      }
    >
      {tab === 'year' ? (
        <YearList />
      ) : tab === 'drafts' || tab === 'issued' ? (
        <Bulletins key={tab} state={tab === 'drafts' ? 'draft' : 'issued'} />
      ) : (
        <Reports key={tab} kind={kind} state={tab === 'editing' ? 'editing' : 'submitted'} words={address['words']} />
      )}
    </DeskPage>
  );
}

/** Reports in one state; those ticked become a bulletin. */
function Reports({ kind, state, words }: { kind: Kind; state: string; words: string | undefined }) {
  const go = useGo();
  const query = { view: 'body' as const, kind: kind.kind, state, words, order: words ? ('relevance' as const) : ('due' as const) };
  const reports = usePages(listMatters, { query: { ...query, limit: 60 } }, { keepPrevious: true });
  const ids = useMemo(() => reports.items.map((row) => row.id), [reports.items]);
  const cursor = useCursor(ids);
  const selection = useSelection(ids);
  const begin = useBulletinStart();
  const chosen = reports.items.filter((row) => selection.has(row.id));
  useKeys([
    { keys: 'b', label: '编成一期', blocked: chosen.length === 0 ? '先勾选要编的信息' : undefined, act: () => begin.start(chosen) },
  ]);
  return (
    <Pane label={state === 'editing' ? '编辑好待编发' : '待编辑'}>
      <BulkBar selection={selection}>
        <Button filled keys="b" busy={begin.busy} onPress={() => begin.start(chosen)}>
          {chosen.length > 1 ? `把 ${chosen.length} 篇编成一期` : '单篇编成一期'}
        </Button>
      </BulkBar>
      <RefusalLine words={begin.refusal} />
      <PagedTable
        label="社情民意信息"
        pages={reports}
        rows={reports.items}
        columns={reportColumns}
        rowId={(row) => row.id}
        cursor={cursor}
        selection={selection}
        onOpen={(row) => go(`${casePath(row)}/edit`)}
        openWords="看原文、编辑"
        empty={
          <Empty
            words={state === 'editing' ? '没有编辑好等编发的信息' : '没有等编辑的信息'}
            hint="委员提交以后会出现在这里，紧急的排在前面。"
          />
        }
      />
    </Pane>
  );
}

const reportColumns: readonly DeskColumn<MatterLine>[] = [
  { id: 'number', head: '编号', width: 84, cell: (row) => row.shortNumber ?? '' },
  { id: 'title', head: '标题', cell: (row) => <b title={row.title}>{row.title}</b> },
  {
    id: 'author',
    head: '反映人',
    width: 190,
    cell: (row) => (
      <span className="cut" title={row.author?.title}>
        {row.author?.name} <span className="s">{row.author?.title}</span>
      </span>
    ),
  },
  { id: 'field', head: '类别', width: 100, wide: true, cell: (row) => row.field },
  { id: 'submitted', head: '提交', width: 120, figure: true, cell: (row) => row.submittedAt && momentWords(row.submittedAt) },
  { id: 'due', head: '编辑期限', width: 140, cell: (row) => <MatterClock due={row.due} /> },
];

/** Makes a bulletin of some reports and opens it: one is used alone, several are woven together. */
function useBulletinStart() {
  const go = useGo();
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = useWrite(saveBulletin);
  const start = (rows: readonly MatterLine[]) => {
    const first = rows[0];
    if (!first) return;
    const bulletinId = newId();
    const body = {
      revision: 0,
      form: rows.length > 1 ? ('compiled' as const) : ('single' as const),
      title: rows.length > 1 ? `${first.title}等 ${rows.length} 篇` : first.title,
      words: '',
      addressees: [],
      matters: rows.map((row) => row.id),
    };
    body.title = body.title.slice(0, 80);
    save.mutate(
      { params: { bulletinId }, body },
      { onSuccess: () => go(`/bulletins/${bulletinId}`), onError: (error) => setRefusal(wordsOf(error)) },
    );
  };
  return { start, busy: save.isPending, refusal };
}

function Bulletins({ state }: { state: 'draft' | 'issued' }) {
  const go = useGo();
  const bulletins = usePages(listBulletins, { query: { state, limit: 60 } }, { keepPrevious: true });
  const ids = useMemo(() => bulletins.items.map((row) => row.id), [bulletins.items]);
  const cursor = useCursor(ids);
  return (
    <Panes columns="minmax(0, 1fr) 380px">
      <Pane label="信息专报">
        <PagedTable
          label="信息专报"
          pages={bulletins}
          rows={bulletins.items}
          columns={bulletinColumns}
          rowId={(row) => row.id}
          cursor={cursor}
          onOpen={(row) => go(`/bulletins/${row.id}`)}
          empty={
            <Empty
              words={state === 'draft' ? '没有在编的期' : '还没有编发过'}
              hint="在“待编辑”或“编辑好待编发”里勾选信息，按 B 编成一期。"
            />
          }
        />
      </Pane>
      <Pane label="当前一期" as="aside">
        {cursor.id && bulletins.items.some((row) => row.id === cursor.id) && <BulletinAside key={cursor.id} id={cursor.id} />}
      </Pane>
    </Panes>
  );
}

const bulletinColumns: readonly DeskColumn<BulletinLine>[] = [
  { id: 'name', head: '期号', width: 220, cell: (row) => (row.number === null ? <span className="m">未编号</span> : row.name) },
  { id: 'title', head: '标题', cell: (row) => <b title={row.title}>{row.title}</b> },
  { id: 'form', head: '方式', width: 90, cell: (row) => bulletinForms[row.form] },
  { id: 'items', head: '篇数', width: 64, figure: true, cell: (row) => row.items },
  { id: 'by', head: '编辑', width: 84, cell: (row) => row.madeBy },
  { id: 'at', head: '时间', width: 120, figure: true, cell: (row) => momentWords(row.issuedAt ?? row.changedAt) },
];

function BulletinAside({ id }: { id: string }) {
  const go = useGo();
  const { say } = useUndo();
  const view = useRead(readBulletin, { params: { bulletinId: id } });
  const drop = useWrite(dropBulletin, { onDone: () => say('已删除没有编发的这一期，信息还在') });
  return (
    <Read of={view} rows={6}>
      {(bulletin) => (
        <>
          <div className="sec">
            <h2 className="title-2">{bulletin.title}</h2>
            <Facts
              pairs={[
                ['期号', bulletin.name],
                ['方式', bulletinForms[bulletin.form]],
                ['报送', bulletin.addressees.join('、')],
                ['签发', bulletin.signer],
                ['编发', bulletin.issuedAt && dayWords(dayOf(new Date(bulletin.issuedAt)))],
              ]}
            />
            <div className="row wrap">
              <Button filled keys="Enter" onPress={() => go(`/bulletins/${id}`)}>
                {bulletin.state === 'draft' ? '接着编' : '打开'}
              </Button>
              <Button onPress={() => void saveFrom(readBulletinDocument, { params: { bulletinId: id } }, `${bulletin.name}.docx`)}>
                下载 docx
              </Button>
              {bulletin.state === 'draft' && (
                <Button busy={drop.isPending} onPress={() => drop.mutate({ params: { bulletinId: id } })}>
                  删除这一期
                </Button>
              )}
            </div>
            <RefusalLine words={drop.error ? wordsOf(drop.error) : null} />
          </div>
          <Section title="收入的信息" note={`${bulletin.matters.length} 篇`}>
            {bulletin.matters.map((one) => (
              <div key={one.line.id} className="cite">
                <b>{one.line.title}</b>
                <br />
                <span className="s">
                  {one.line.author?.name} {one.line.stateLabel}
                </span>
                {one.results.map((result) => (
                  <p key={result.at + result.line} className="m">
                    <Tag>{result.label}</Tag> {result.line}
                  </p>
                ))}
              </div>
            ))}
          </Section>
        </>
      )}
    </Read>
  );
}

type YearLine = AnswerOf<typeof readBulletinYear>['items'][number];

const counts: readonly { readonly name: string; readonly of: (line: YearLine) => number }[] = [
  { name: '报送', of: (one) => one.submitted },
  { name: '单篇采用', of: (one) => one.single },
  { name: '综合采用', of: (one) => one.compiled },
  { name: '原稿转送', of: (one) => one.original },
  { name: '上级采用', of: (one) => one.adopted },
  { name: '领导批示', of: (one) => one.instructed },
];

/** Who reported how much and what came of it, year by year. */
function YearList() {
  const [address, change] = useAddress();
  const [thisYear] = useState(() => Number(dayOf(new Date()).slice(0, 4)));
  const year = Number(address['year'] ?? thisYear);
  const list = useRead(readBulletinYear, { params: { year } }, { keepPrevious: true });
  const sheet = `${year}年社情民意信息报送采用情况.xlsx`;
  return (
    <Pane label="年度通报">
      <div className="sec">
        <div className="row wrap">
          <Button onPress={() => change({ year: String(year - 1) })}>{year - 1} 年</Button>
          <b>{year} 年</b>
          <Button onPress={() => change({ year: String(year + 1) })}>{year + 1} 年</Button>
          <Button onPress={() => void saveFrom(exportBulletinYear, { params: { year } }, sheet)}>导出 Excel</Button>
        </div>
        <p className="s">按提交年份计；采用和批示每登记一次计一次，同一篇多次采用分别计。</p>
      </div>
      <Read of={list} rows={12}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty words={`${year} 年没有委员报送信息`} />
          ) : (
            <table className="table">
              <thead>
                <tr>
                  {['反映人', '界别', ...counts.map((one) => one.name)].map((head, index) => (
                    <th key={head} scope="col" className={index > 1 ? 'num' : undefined}>
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.items.map((one) => (
                  <tr key={one.authorId}>
                    <td>{one.author}</td>
                    <td>{one.group}</td>
                    {counts.map(({ name, of }) => (
                      <td key={name} className="num">
                        {of(one)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Read>
    </Pane>
  );
}
