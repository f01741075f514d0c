import { useMemo, useState } from 'react';
import { useAddress } from '#platform/web/desk/address.ts';
import type { Query } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { ListExcel, everyRow } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { usePages } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import type { Organisation } from '../../contract/organisation.ts';
import { listOrganisations } from '../../contract/routes.ts';
import { organisationKind } from '../../contract/seat.ts';
import type { OrganisationLine } from '../../contract/seat.ts';
import { levels, organisationKinds } from './organisation-words.ts';
import { OrganisationAside } from './organisation-aside.tsx';
import { AddOrganisationDialog } from './organisation-dialogs.tsx';
import { RegionTree } from './region-tree.tsx';

/** Regions and organisations: the tree at left, the organisations of the picked region, and the one under the cursor with duties, posts and grids. */
export default function OrganisationsPage() {
  const me = useMe();
  const [address, change] = useAddress();
  const [adding, setAdding] = useState(false);
  // The session knows seats only as far as every terminal needs them; the directory's own seats carry the region.
  const own = (me.seat?.organisation as OrganisationLine | undefined)?.regionCode ?? null;
  const { text, region } = address;
  const kind = organisationKind.safeParse(address['kind']).data;
  const query = { text, kind, region, status: address['status'] === 'closed' ? ('closed' as const) : undefined };
  const found = usePages(listOrganisations, { query: { ...query, limit: 100 } }, { keepPrevious: true });
  const ids = useMemo(() => found.items.map((one) => one.id), [found.items]);
  const cursor = useCursor(ids, address['id']);
  useKeys([{ keys: 'n', label: '新增单位', act: () => setAdding(true) }]);
  return (
    <DeskPage
      title="机构"
      facts={
        <SearchField
          value={text ?? ''}
          onSearch={(next) => change({ text: next || undefined, id: undefined })}
          hint="名称、简称、拼音首字母"
        />
      }
      act={<OrganisationActs rows={() => everyRow(listOrganisations, query)} onAdd={() => setAdding(true)} />}
    >
      <Panes columns="232px minmax(0, 1fr) 420px">
        <Pane label="区划和类别" as="nav">
          <KindRail query={address} onChange={change} />
          {own && (
            <RegionTree
              root={own}
              rootName={me.seat?.organisation.shortName ?? ''}
              picked={region ?? null}
              onPick={(code) => change({ region: code === region ? undefined : code })}
            />
          )}
        </Pane>
        <Pane label="机构">
          <PagedTable
            label="机构"
            pages={found}
            rows={found.items}
            columns={columns}
            rowId={(row) => row.id}
            cursor={cursor}
            empty={<Empty words="没有符合条件的机构" hint="换一个名称或首字母，或在左侧换一个范围。" />}
          />
        </Pane>
        <Pane label="当前机构" as="aside">
          {cursor.id && <OrganisationAside key={cursor.id} id={cursor.id} />}
        </Pane>
      </Panes>
      {adding && own && <AddOrganisationDialog regionCode={region ?? own} onClose={() => setAdding(false)} />}
    </DeskPage>
  );
}

function OrganisationActs({ rows, onAdd }: { rows: () => Promise<readonly Organisation[]>; onAdd: () => void }) {
  return (
    <>
      <ListExcel name="机构" columns={sheet} rows={rows} />
      <Button filled keys="n" onPress={onAdd}>
        新增单位
      </Button>
    </>
  );
}

function KindRail({ query, onChange }: { query: Query; onChange: (change: Record<string, string | undefined>) => void }) {
  const closed = query['status'] === 'closed';
  return (
    <div className="flt">
      <h2>类别</h2>
      {[['', '全部'] as const, ...Object.entries(organisationKinds)].map(([id, label]) => (
        <button
          key={id}
          type="button"
          className={!closed && (query['kind'] ?? '') === id ? 'on' : undefined}
          onClick={() => onChange({ kind: id || undefined, status: undefined })}
        >
          {label}
        </button>
      ))}
      <button type="button" className={closed ? 'on' : undefined} onClick={() => onChange({ status: 'closed', kind: undefined })}>
        已撤销
      </button>
      <h2>区划</h2>
    </div>
  );
}

const columns: readonly DeskColumn<Organisation>[] = [
  { id: 'short', head: '简称', width: 150, cell: (row) => <b>{row.shortName}</b> },
  { id: 'kind', head: '类别', width: 88, cell: (row) => <Tag>{organisationKinds[row.kind]}</Tag> },
  { id: 'level', head: '层级', width: 64, cell: (row) => levels[row.level] },
  {
    id: 'duties',
    head: '职责',
    cell: (row) => (
      <span className="m" title={row.duties}>
        {row.duties}
      </span>
    ),
  },
  { id: 'divisions', head: '处室', width: 64, figure: true, cell: (row) => row.divisions.length || null },
];

const sheet: readonly SheetColumn<Organisation>[] = [
  { head: '名称', width: 30, value: (row) => row.name },
  { head: '简称', width: 18, value: (row) => row.shortName },
  { head: '类别', width: 10, value: (row) => organisationKinds[row.kind] },
  { head: '层级', width: 8, value: (row) => levels[row.level] },
  { head: '区划代码', width: 12, value: (row) => row.regionCode },
  { head: '职责', width: 60, value: (row) => row.duties },
  { head: '关键词', width: 40, value: (row) => row.keywords.join('、') },
  { head: '处室', width: 40, value: (row) => row.divisions.join('、') },
];
