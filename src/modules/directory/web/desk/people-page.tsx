import { useMemo, useState } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { FilterRail } from '#platform/web/desk/filters.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { ListExcel, everyPage } from '#platform/web/desk/list-excel.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Loading, Refused } from '#platform/web/desk/states.tsx';
import { DeskTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { call } from '#platform/web/shared/call.ts';
import { usePages } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { genders } from '../../contract/person.ts';
import type { PersonFound } from '../../contract/person.ts';
import { listPeople } from '../../contract/routes.ts';
import { roles } from '../../contract/seat.ts';
import type { Role } from '../../contract/seat.ts';
import { AddPersonDialog } from './person-dialogs.tsx';

/** Everybody whom the administrator looks after, by name or pinyin initials, by role. */
export default function PeoplePage() {
  const can = useCan();
  const go = useGo();
  const [address, change] = useAddress();
  const [adding, setAdding] = useState(false);
  const role = address.role && address.role in roles ? (address.role as Role) : undefined;
  const query = { text: address.text, organisationId: address.organisationId, role, limit: 100 };
  const people = usePages(listPeople, { query }, { keepPrevious: true });
  const ids = useMemo(() => people.items.map((one) => one.id), [people.items]);
  const cursor = useCursor(ids);
  useKeys([can('directory.manage-people') && { keys: 'n', label: '新增人员', act: () => setAdding(true) }]);
  return (
    <DeskPage
      title="人员"
      facts={<SearchField value={address.text ?? ''} onSearch={(text) => change({ text: text || undefined })} hint="姓名、拼音首字母" />}
      act={
        <>
          <ListExcel
            name="人员"
            columns={sheet}
            rows={() => everyPage((after) => call(listPeople, { query: { ...query, limit: 200, cursor: after } }))}
          />
          {can('directory.import') && (
            <Button onPress={() => go('/import/people', { kind: 'staff' })}>
              <Icon name="upload" />从 Excel 导入
            </Button>
          )}
          {can('directory.manage-people') && (
            <Button filled keys="n" onPress={() => setAdding(true)}>
              新增人员
            </Button>
          )}
        </>
      }
    >
      <Panes columns="196px minmax(0, 1fr)">
        <Pane label="筛选" as="nav">
          <FilterRail
            label="按角色"
            picked={role ?? 'all'}
            onPick={(id) => change({ role: id === 'all' ? undefined : id })}
            groups={[
              { title: '范围', filters: [{ id: 'all', label: '全部人员' }] },
              { title: '角色', filters: Object.entries(roles).map(([id, label]) => ({ id, label })) },
            ]}
          />
        </Pane>
        <Pane label="人员">
          {people.isPending ? (
            <Loading rows={16} />
          ) : people.error && people.items.length === 0 ? (
            <Refused error={people.error} onRetry={() => void people.refetch()} />
          ) : (
            <DeskTable
              label="人员"
              columns={columns}
              groups={[{ id: 'all', rows: people.items }]}
              rowId={(row) => row.id}
              cursor={cursor}
              onOpen={(row) => go(`/people/${row.id}`)}
              more={{ has: people.hasNextPage, busy: people.isFetchingNextPage, load: () => void people.fetchNextPage() }}
              empty={<Empty words="没有符合条件的人员" hint="换一个姓名或首字母；不在您管理范围内的人员不会列出。" />}
            />
          )}
        </Pane>
      </Panes>
      {adding && <AddPersonDialog onClose={() => setAdding(false)} onAdded={(id) => go(`/people/${id}`)} />}
    </DeskPage>
  );
}

const columns: readonly DeskColumn<PersonFound>[] = [
  { id: 'name', head: '姓名', width: 110, cell: (row) => <b>{row.name}</b> },
  { id: 'gender', head: '性别', width: 52, cell: (row) => genders[row.gender] },
  {
    id: 'seats',
    head: '工作身份',
    cell: (row) =>
      row.seats.map((seat) => `${seat.organisation.shortName} ${seat.title.replace(seat.organisation.shortName, '')}`).join('；'),
  },
  {
    id: 'roles',
    head: '角色',
    width: 300,
    cell: (row) => (
      <span className="row">
        {rolesOf(row).map((role) => (
          <span key={role} className="tag">
            {roles[role]}
          </span>
        ))}
      </span>
    ),
  },
];

const sheet = [
  { head: '姓名', width: 12, value: (row: PersonFound) => row.name },
  { head: '性别', width: 6, value: (row: PersonFound) => genders[row.gender] },
  {
    head: '工作身份',
    width: 50,
    value: (row: PersonFound) => row.seats.map((seat) => `${seat.organisation.name} ${seat.title}`).join('；'),
  },
  {
    head: '角色',
    width: 30,
    value: (row: PersonFound) =>
      rolesOf(row)
        .map((role) => roles[role])
        .join('、'),
  },
];

function rolesOf(row: PersonFound): readonly Role[] {
  return [...new Set(row.seats.flatMap((seat) => seat.roles))];
}
