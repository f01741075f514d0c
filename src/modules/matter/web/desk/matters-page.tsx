import { useMemo, useState } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import type { Query } from '#platform/web/desk/address.ts';
import { BulkBar } from '#platform/web/desk/bulk-bar.tsx';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor, useSelection } from '#platform/web/desk/cursor.ts';
import { ExcelButton } from '#platform/web/desk/excel-button.tsx';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { ListExcel, everyRow } from '#platform/web/desk/list-excel.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { stages } from '../../contract/kind.ts';
import type { Kind, Stage } from '../../contract/kind.ts';
import { exportMatters, listMatters, readCase } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { LettersButton } from './intake/letters-button.tsx';
import { MatterBulk } from './matter-bulk.tsx';
import { matterColumns, matterSheet } from './matter-columns.tsx';
import { FilterDialog, chipsOf, filterNames, queryOf } from './matter-filter.tsx';
import { Source, casePath, useKinds } from './matter-marks.tsx';
import { stageWords } from '../shared/index.ts';
import { RefusalLine } from './refusal-line.tsx';
import { pick, useListFilters } from './saved-filters.ts';
import { CaseDigest } from './task-aside.tsx';
import { TreatmentDialog } from './treatment-dialog.tsx';
import { useBulk } from './use-bulk.ts';

/** Every matter that the seat may see: by stage, by words or number, by any filter; saved filters, bulk acts, Excel. */
export default function MattersPage() {
  const go = useGo();
  const can = useCan();
  const [address, change] = useAddress();
  const matters = usePages(listMatters, { query: { ...queryOf(address), limit: 60 } }, { keepPrevious: true });
  const bulk = useBulk();
  const rows = matters.items;
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const cursor = useCursor(ids);
  const selection = useSelection(ids);
  const here = rows.find((row) => row.id === cursor.id);
  return (
    <DeskPage
      title="全部事项"
      facts={
        <SearchField
          value={address['words'] ?? ''}
          onSearch={(words) => change({ words: words || undefined })}
          hint="编号、标题、人名、内容"
        />
      }
      act={<MatterExport address={address} />}
      strip={<MatterStrip address={address} onChange={change} />}
    >
      <Panes columns="minmax(0, 1fr) 332px">
        <Pane label="事项列表">
          <BulkBar selection={selection}>
            <MatterBulk rows={rows.filter((row) => selection.has(row.id))} bulk={bulk} onDone={selection.clear} />
            <LettersButton ids={selection.ids} />
          </BulkBar>
          <RefusalLine words={bulk.refusal} />
          <PagedTable
            label="事项列表"
            pages={matters}
            rows={rows}
            columns={matterColumns}
            rowId={(row) => row.id}
            cursor={cursor}
            selection={can('matter.bulk') ? selection : undefined}
            onOpen={(row) => go(casePath(row))}
            empty={
              <Empty
                words="没有符合条件的事项"
                hint="换几个字，或去掉一些筛选条件。"
                act={<Button onPress={() => change({}, { replaceAll: true })}>看全部</Button>}
              />
            }
          />
        </Pane>
        <Pane label="当前件" as="aside">
          {here && <MatterAside key={here.id} matter={here} onOpen={() => go(casePath(here))} />}
        </Pane>
      </Panes>
    </DeskPage>
  );
}

function MatterExport({ address }: { address: Query }) {
  const can = useCan();
  if (can('matter.export')) return <ExcelButton route={exportMatters} input={{ query: queryOf(address) }} name="事项列表" />;
  return <ListExcel name="事项列表" columns={matterSheet} rows={() => everyRow(listMatters, queryOf(address))} />;
}

interface MatterStripProps {
  readonly address: Query;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>, options?: { replaceAll?: boolean }) => void;
}

/** Tabs by stage, the form of all filters, and what is in force. */
function MatterStrip({ address, onChange }: MatterStripProps) {
  const kinds = useKinds();
  const [filtering, setFiltering] = useState(false);
  const now = pick(address, filterNames);
  const saved = useListFilters('matters', now);
  const kind = kinds.find((one) => one.kind === now.kind);
  const [reporting, setReporting] = useState(false);
  const tabs = useMemo(() => tabsOf(kinds, kind), [kinds, kind]);
  const take = (next: Readonly<Record<string, string | undefined>>) => onChange({ ...next, words: address['words'] }, { replaceAll: true });
  useKeys([{ keys: 'f', label: '筛选条件', act: () => setFiltering(true) }]);
  return (
    <>
      <FilterTabs
        label="阶段"
        filters={tabs}
        picked={pickedOf(tabs, saved, now)}
        saved={saved}
        onPick={(id) => take(saved.queryOf(id) ?? tabs.find((tab) => tab.id === id)?.query ?? {})}
        right={
          <>
            {kind?.treatment && <Button onPress={() => setReporting(true)}>处理意见报告</Button>}
            {kinds.length > 1 && (
              <select
                className="pick"
                aria-label="类型"
                value={kind?.kind ?? ''}
                onChange={(event) => take({ kind: event.target.value || undefined })}
              >
                <option value="">全部类型</option>
                {kinds.map((one) => (
                  <option key={one.kind} value={one.kind}>
                    {one.words.name}
                  </option>
                ))}
              </select>
            )}
            <Button keys="f" onPress={() => setFiltering(true)}>
              <Icon name="filter" />
              筛选条件
            </Button>
          </>
        }
      />
      <Chips query={now} kinds={kinds} onDrop={(name) => onChange({ [name]: undefined })} onClear={() => take({})} />
      {reporting && kind && <TreatmentDialog kind={kind} onClose={() => setReporting(false)} />}
      {filtering && <FilterDialog query={now} kinds={kinds} onClose={() => setFiltering(false)} onTake={take} />}
    </>
  );
}

function Chips({
  query,
  kinds,
  onDrop,
  onClear,
}: {
  query: Readonly<Record<string, string>>;
  kinds: ReturnType<typeof useKinds>;
  onDrop: (name: string) => void;
  onClear: () => void;
}) {
  const chips = chipsOf(query, kinds);
  if (chips.length === 0) return null;
  return (
    <div className="chips" aria-label="正在使用的筛选条件">
      {chips.map((chip) => (
        <span key={chip.name} className="chip">
          {chip.words}
          <button type="button" className="icon-btn" aria-label={`去掉${chip.words}`} onClick={() => onDrop(chip.name)}>
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      <button type="button" className="lk s" onClick={onClear}>
        全部去掉
      </button>
    </div>
  );
}

function MatterAside({ matter, onOpen }: { matter: MatterLine; onOpen: () => void }) {
  const view = useRead(readCase, { params: { bodyId: matter.bodyId, matterId: matter.id } }, { topics: [`matter:${matter.id}`] });
  return (
    <>
      <div className="sec">
        <div className="row">
          <Source kind={matter.kind} />
          <span className="s cut">{matter.number ?? matter.stateLabel}</span>
        </div>
        <h2 className="title-2">{matter.title}</h2>
        <Button filled keys="Enter" onPress={onOpen}>
          打开
        </Button>
      </div>
      <Read of={view} rows={5}>
        {(data) => <CaseDigest view={data} />}
      </Read>
    </>
  );
}

interface Tab {
  readonly id: string;
  readonly label: string;
  readonly query: Query;
}

function tabsOf(kinds: readonly Kind[], only: Kind | undefined): readonly Tab[] {
  const own: Query = only ? { kind: only.kind } : {};
  const used = new Set((only ? [only] : kinds).flatMap((kind) => Object.values(kind.states).map((state) => state.stage)));
  const named = (Object.keys(stages) as Stage[])
    .filter((stage) => used.has(stage) && stage !== 'raise')
    .map((stage) => ({ id: stage, label: stageWords(only, stage), query: { ...own, stage } }));
  return [
    { id: 'all', label: '全部', query: own },
    ...named,
    { id: 'key', label: '重点督办', query: { ...own, key: 'true' } },
    { id: 'late', label: '逾期', query: { ...own, mark: 'overdue' } },
  ];
}

function pickedOf(tabs: readonly Tab[], saved: ReturnType<typeof useListFilters>, now: Query): string {
  const { words: _, ...rest } = now;
  const text = JSON.stringify(rest);
  return (
    tabs.find((tab) => JSON.stringify(tab.query) === text)?.id ??
    saved.filters.find((one) => JSON.stringify(saved.queryOf(one.id)) === text)?.id ??
    ''
  );
}
