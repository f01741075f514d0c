import { useMemo, useState } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { FilterRail } from '#platform/web/desk/filters.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { ListExcel, everyRow } from '#platform/web/desk/list-excel.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
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
  const { text, organisationId } = address;
  const role = address['role'] && address['role'] in roles ? (address['role'] as Role) : undefined;
  const query = { text, organisationId, role };
  const people = usePages(listPeople, { query: { ...query, limit: 100 } }, { keepPrevious: true });
  const ids = useMemo(() => people.items.map((one) => one.id), [people.items]);
  const cursor = useCursor(ids);
  useKeys([can('directory.manage-people') && { keys: 'n', label: '新增人员', act: () => setAdding(true) }]);
  return (
    <DeskPage
      title="人员"
      facts={<SearchField value={text ?? ''} onSearch={(next) => change({ text: next || undefined })} hint="姓名、拼音首字母" />}
      act={<PeopleActs rows={() => everyRow(listPeople, query)} onAdd={() => setAdding(true)} />}
    >
      <Panes columns="236px minmax(0, 1fr)">
        <Pane label="筛选" as="nav">
          <FilterRail
            label="按角色"
            picked={role ?? 'all'}
            onPick={(id) => change({ role: id === 'all' ? undefined : id })}
            groups={railGroups}
          />
        </Pane>
        <Pane label="人员">
          <PagedTable
            label="人员"
            pages={people}
            rows={people.items}
            columns={columns}
            rowId={(row) => row.id}
            cursor={cursor}
            onOpen={(row) => go(`/people/${row.id}`)}
            empty={<Empty words="没有符合条件的人员" hint="换一个姓名或首字母；不在您管理范围内的人员不会列出。" />}
          />
        </Pane>
      </Panes>
      {adding && <AddPersonDialog onClose={() => setAdding(false)} onAdded={(id) => go(`/people/${id}`)} />}
    </DeskPage>
  );
}

const railGroups = [
  { title: '范围', filters: [{ id: 'all', label: '全部人员' }] },
  { title: '角色', filters: Object.entries(roles).map(([id, label]) => ({ id, label })) },
];

function PeopleActs({ rows, onAdd }: { rows: () => Promise<readonly PersonFound[]>; onAdd: () => void }) {
  const can = useCan();
  const go = useGo();
  return (
    <>
      <ListExcel name="人员" columns={sheet} rows={rows} />
      {can('directory.import') && (
        <Button onPress={() => go('/import/people', { kind: 'staff' })}>
          <Icon name="upload" />从 Excel 导入
        </Button>
      )}
      {can('directory.manage-people') && (
        <Button filled keys="n" onPress={onAdd}>
          新增人员
        </Button>
      )}
    </>
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
