import { useMemo } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { ListExcel, everyRow } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import { usePages } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import type { KeyItem } from '../../../contract/selections.ts';
import { listKeyItems } from '../../../contract/selections.ts';
import { CaseClock } from '../clock-words.tsx';
import { casePath, useKinds } from '../matter-marks.tsx';

const promiseStates = { open: '进行中', reported: '已报告，等评价', judged: '已兑现', broken: '没有兑现' } as const;

/** Key items as they go (重点督办): who leads and supervises, what was negotiated face to face, what was promised, what is next. */
export default function KeyItemsPage() {
  const go = useGo();
  const may = useCan();
  const kinds = useKinds().filter((kind) => kind.acts['markKey']);
  const [address, change] = useAddress();
  const kind = kinds.find((one) => one.kind === address['kind']);
  const query = { kind: kind?.kind };
  const items = usePages(listKeyItems, { query: { ...query, limit: 60 } }, { keepPrevious: true });
  const ids = useMemo(() => items.items.map((row) => row.matter.id), [items.items]);
  const cursor = useCursor(ids);
  const here = items.items.find((row) => row.matter.id === cursor.id);
  const tabs = [{ id: '', label: '全部' }, ...kinds.map((one) => ({ id: one.kind, label: one.words.name }))];
  return (
    <DeskPage
      title="重点督办"
      facts={<span>领导领办、委员会督办、面对面协商</span>}
      act={
        <>
          <ListExcel name="重点督办件进展" columns={sheet} rows={() => everyRow(listKeyItems, query)} />
          {may('matter.select') && <Button onPress={() => go('/selections')}>去遴选</Button>}
        </>
      }
      strip={
        kinds.length > 1 && (
          <FilterTabs label="种类" filters={tabs} picked={kind?.kind ?? ''} onPick={(id) => change({ kind: id || undefined })} />
        )
      }
    >
      <Panes columns="minmax(0, 1fr) 420px">
        <Pane label="重点督办件">
          <PagedTable
            label="重点督办件"
            pages={items}
            rows={items.items}
            columns={columns}
            rowId={(row) => row.matter.id}
            cursor={cursor}
            onOpen={(row) => go(casePath(row.matter))}
            empty={<Empty words="还没有重点督办件" hint="在“遴选评选”里选定并公布以后会列在这里。" />}
          />
        </Pane>
        <Pane label="进展" as="aside">
          {here && <Progress key={here.matter.id} item={here} onOpen={() => go(casePath(here.matter))} />}
        </Pane>
      </Panes>
    </DeskPage>
  );
}

function Progress({ item, onOpen }: { item: KeyItem; onOpen: () => void }) {
  return (
    <>
      <div className="sec">
        <h2 className="title-2">{item.matter.title}</h2>
        <Facts
          pairs={[
            ['编号', item.matter.number],
            ['领办领导', item.leader?.name ?? '未定'],
            ['督办', item.committee],
            ['承办', item.matter.units.map((unit) => `${unit.name}（${unit.roleLabel}）`).join('、')],
            ['列为重点', item.reason],
            ['现在', item.clock ? <CaseClock clock={item.clock} /> : item.matter.stateLabel],
            ['最近', item.last && `${momentWords(item.last.at)} ${item.last.line}`],
          ]}
        />
        <Button filled keys="Enter" onPress={onOpen}>
          打开全件
        </Button>
      </div>
      <Section title="面对面协商" note={`${item.meetings.length} 次`}>
        {item.meetings.map((one) => (
          <div key={one.id} className="cite">
            <span className="s">
              {momentWords(one.at)} {one.place}
            </span>
            <br />
            {one.outcome}
            {one.people && <p className="m">参加：{one.people}</p>}
          </div>
        ))}
        {item.meetings.length === 0 && <p className="m">还没有协商。打开全件，按“登记面对面协商”记下时间、参加人、纪要和当场承诺。</p>}
      </Section>
      <Section title="承诺" note={`${item.commitments.length} 项`}>
        {item.commitments.map((one) => (
          <div key={one.id} className="cite">
            <Tag>{promiseStates[one.state]}</Tag> {one.words}
            <p className="m">
              {one.unit.name}，{dayWords(one.dueOn)}前
            </p>
          </div>
        ))}
        {item.commitments.length === 0 && <p className="m">还没有承诺。</p>}
      </Section>
    </>
  );
}

const columns: readonly DeskColumn<KeyItem>[] = [
  { id: 'number', head: '编号', width: 64, figure: true, cell: (row) => row.matter.shortNumber },
  { id: 'title', head: '标题', cell: (row) => <b title={row.matter.title}>{row.matter.title}</b> },
  { id: 'leader', head: '领办', width: 80, cell: (row) => row.leader?.name },
  { id: 'committee', head: '督办', width: 150, wide: true, cell: (row) => row.committee },
  { id: 'state', head: '状态', width: 90, cell: (row) => row.matter.stateLabel },
  { id: 'meetings', head: '协商', width: 60, figure: true, cell: (row) => `${row.meetings.length} 次` },
  { id: 'promises', head: '承诺兑现', width: 90, figure: true, cell: (row) => keptOf(row) },
  { id: 'clock', head: '期限', width: 150, cell: (row) => row.clock && <CaseClock clock={row.clock} /> },
];

/** 兑现几项、共几项; nothing where nothing was promised. */
function keptOf({ commitments }: KeyItem): string {
  if (commitments.length === 0) return '';
  return `${commitments.filter((one) => one.verdict === 'kept' || one.verdict === 'keptLate').length}/${commitments.length}`;
}

const sheet: readonly SheetColumn<KeyItem>[] = [
  { head: '编号', width: 28, value: (row) => row.matter.number },
  { head: '标题', width: 50, value: (row) => row.matter.title },
  { head: '提出人', width: 12, value: (row) => row.matter.author?.name ?? null },
  { head: '领办领导', width: 12, value: (row) => row.leader?.name ?? null },
  { head: '督办委员会', width: 24, value: (row) => row.committee },
  { head: '承办单位', width: 30, value: (row) => row.matter.units.map((unit) => unit.name).join('、') },
  { head: '状态', width: 10, value: (row) => row.matter.stateLabel },
  { head: '协商次数', width: 8, value: (row) => row.meetings.length },
  { head: '承诺兑现', width: 10, value: (row) => keptOf(row) },
  { head: '最近进展', width: 60, value: (row) => row.last?.line ?? null },
];
