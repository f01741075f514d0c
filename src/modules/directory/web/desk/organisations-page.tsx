import { useMemo, useState } from 'react';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { ListExcel, everyPage } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Loading, Refused } from '#platform/web/desk/states.tsx';
import { DeskTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { call } from '#platform/web/shared/call.ts';
import { usePages } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import type { Organisation } from '../../contract/organisation.ts';
import { listOrganisations } from '../../contract/routes.ts';
import type { OrganisationLine } from '../../contract/seat.ts';
import { OrganisationAside } from './organisation-aside.tsx';
import { AddOrganisationDialog } from './organisation-dialogs.tsx';
import { RegionTree } from './region-tree.tsx';

/** Words of organisation kinds and levels. */
export const organisationKinds = { congress: '人大', cppcc: '政协', handlingUnit: '承办单位', grassrootsUnit: '基层单元' } as const;
export const levels = { province: '省级', city: '市级', county: '县级', township: '乡级' } as const;

/** Regions and organisations: the tree at left, the organisations of the picked region, and the one under the cursor with duties, posts and grids. */
export default function OrganisationsPage() {
  const me = useMe();
  const [address, change] = useAddress();
  const [adding, setAdding] = useState(false);
  // The session knows seats only as far as every terminal needs them; the directory's own seats carry the region.
  const own = (me.seat?.organisation as OrganisationLine | undefined)?.regionCode ?? null;
  const kind = address.kind && address.kind in organisationKinds ? (address.kind as keyof typeof organisationKinds) : undefined;
  const query = {
    text: address.text,
    kind,
    region: address.region,
    status: address.status === 'closed' ? ('closed' as const) : undefined,
    limit: 100,
  };
  const found = usePages(listOrganisations, { query }, { keepPrevious: true });
  const ids = useMemo(() => found.items.map((one) => one.id), [found.items]);
  const cursor = useCursor(ids, address.id);
  useKeys([{ keys: 'n', label: '新增单位', act: () => setAdding(true) }]);
  return (
    <DeskPage
      title="机构"
      facts={
        <SearchField
          value={address.text ?? ''}
          onSearch={(text) => change({ text: text || undefined, id: undefined })}
          hint="名称、简称、拼音首字母"
        />
      }
      act={
        <>
          <ListExcel
            name="机构"
            columns={sheet}
            rows={() => everyPage((after) => call(listOrganisations, { query: { ...query, limit: 200, cursor: after } }))}
          />
          <Button filled keys="n" onPress={() => setAdding(true)}>
            新增单位
          </Button>
        </>
      }
    >
      <Panes columns="232px minmax(0, 1fr) 420px">
        <Pane label="区划和类别" as="nav">
          <div className="flt">
            <h2>类别</h2>
            {[['', '全部'], ...Object.entries(organisationKinds)].map(([id, label]) => (
              <button
                key={id}
                type="button"
                className={(kind ?? '') === id && address.status !== 'closed' ? 'on' : undefined}
                onClick={() => change({ kind: id || undefined, status: undefined })}
              >
                {label}
              </button>
            ))}
            <button
              type="button"
              className={address.status === 'closed' ? 'on' : undefined}
              onClick={() => change({ status: 'closed', kind: undefined })}
            >
              已撤销
            </button>
            <h2>区划</h2>
          </div>
          {own && (
            <RegionTree
              root={own}
              rootName={me.seat?.organisation.shortName ?? ''}
              picked={address.region ?? null}
              onPick={(region) => change({ region: region === address.region ? undefined : region })}
            />
          )}
        </Pane>
        <Pane label="机构">
          {found.isPending ? (
            <Loading rows={16} />
          ) : found.error && found.items.length === 0 ? (
            <Refused error={found.error} onRetry={() => void found.refetch()} />
          ) : (
            <DeskTable
              label="机构"
              columns={columns}
              groups={[{ id: 'all', rows: found.items }]}
              rowId={(row) => row.id}
              cursor={cursor}
              more={{ has: found.hasNextPage, busy: found.isFetchingNextPage, load: () => void found.fetchNextPage() }}
              empty={<Empty words="没有符合条件的机构" hint="换一个名称或首字母，或在左侧换一个范围。" />}
            />
          )}
        </Pane>
        <Pane label="当前机构" as="aside">
          {cursor.id && <OrganisationAside key={cursor.id} id={cursor.id} />}
        </Pane>
      </Panes>
      {adding && own && <AddOrganisationDialog regionCode={address.region ?? own} onClose={() => setAdding(false)} />}
    </DeskPage>
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
