import { useMemo } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { FilterRail, useSavedFilters } from '#platform/web/desk/filters.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { ListExcel, everyPage } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { DeskPage, Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Loading, Read, Refused } from '#platform/web/desk/states.tsx';
import { DeskTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { call } from '#platform/web/shared/call.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import { useCan, useMe } from '#platform/web/shared/session.tsx';
import { genders } from '../../contract/person.ts';
import type { Member } from '../../contract/person.ts';
import { listMemberGroups, listMembers, readMember } from '../../contract/routes.ts';

/** The body's deputies or members of the current term, by name, pinyin initials, delegation or sector. */
export default function MembersPage() {
  const words = useMemberWords();
  const can = useCan();
  const go = useGo();
  const [address, change] = useAddress();
  const query = {
    text: address.text,
    groupId: address.groupId,
    status: address.status === 'ended' ? ('ended' as const) : undefined,
    limit: 100,
  };
  const members = usePages(listMembers, { query }, { keepPrevious: true });
  const groups = useRead(listMemberGroups);
  const saved = useSavedFilters('members', pick(address, ['text', 'groupId', 'status']));
  const ids = useMemo(() => members.items.map((one) => one.id), [members.items]);
  const cursor = useCursor(ids);
  const choose = (id: string) => {
    const kept = saved.queryOf(id);
    if (kept) change(kept, { replaceAll: true });
    else if (id === 'active' || id === 'ended') change({ status: id === 'ended' ? 'ended' : undefined, groupId: undefined });
    else change({ groupId: id, status: undefined });
  };
  return (
    <DeskPage
      title={`${words.person}名册`}
      facts={<SearchField value={address.text ?? ''} onSearch={(text) => change({ text: text || undefined })} hint="姓名、拼音首字母" />}
      act={
        <>
          <ListExcel
            name={`${words.person}名册`}
            columns={sheet(words.group)}
            rows={() => everyPage((cursor2) => call(listMembers, { query: { ...query, limit: 200, cursor: cursor2 } }))}
          />
          {can('directory.import') && (
            <Button onPress={() => go('/import/people', { kind: 'members' })}>
              <Icon name="upload" />从 Excel 导入
            </Button>
          )}
        </>
      }
    >
      <Panes columns="196px minmax(0, 1fr) 356px">
        <Pane label="筛选" as="nav">
          <FilterRail
            label="筛选"
            picked={address.groupId ?? address.status ?? 'active'}
            onPick={choose}
            saved={saved}
            groups={[
              {
                title: '状态',
                filters: [
                  { id: 'active', label: '在任' },
                  { id: 'ended', label: '已终止' },
                ],
              },
              {
                title: words.group,
                filters: (groups.data?.items ?? []).map((group) => ({ id: group.id, label: group.name, count: group.members })),
              },
            ]}
          />
        </Pane>
        <Pane label="名册">
          {members.isPending ? (
            <Loading rows={16} />
          ) : members.error && members.items.length === 0 ? (
            <Refused error={members.error} onRetry={() => void members.refetch()} />
          ) : (
            <DeskTable
              label={`${words.person}名册`}
              columns={columns(words.group)}
              groups={[{ id: 'all', rows: members.items }]}
              rowId={(row) => row.id}
              cursor={cursor}
              onOpen={(row) => go(`/people/${row.personId}`)}
              openWords="打开"
              more={{ has: members.hasNextPage, busy: members.isFetchingNextPage, load: () => void members.fetchNextPage() }}
              empty={<Empty words={`没有符合条件的${words.person}`} hint="换一个姓名或首字母，或在左侧换一个范围。" />}
            />
          )}
        </Pane>
        <Pane label="当前人员" as="aside">
          {cursor.id && <MemberAside id={cursor.id} groupWord={words.group} onOpen={go} />}
        </Pane>
      </Panes>
    </DeskPage>
  );
}

function MemberAside({ id, groupWord, onOpen }: { id: string; groupWord: string; onOpen: (path: string) => void }) {
  const member = useRead(readMember, { params: { id } });
  const can = useCan();
  return (
    <Read of={member} rows={6}>
      {(one) => (
        <Section
          title={one.name}
          note={`${genders[one.gender]}，${one.termName}`}
          act={
            can('directory.read-people') && (
              <Button small onPress={() => onOpen(`/people/${one.personId}`)}>
                打开
              </Button>
            )
          }
        >
          <Facts
            pairs={[
              [groupWord, one.groupName],
              ['选举单位', one.electoralUnit],
              ['职务', one.positions.join('、')],
              ['证号', one.certificateNumber],
              ['任职', `${dayWords(one.from)}起${one.to ? `，${dayWords(one.to)}止` : ''}`],
              ['终止原因', one.endReason],
              [
                '电话',
                one.contact?.phone && (
                  <a className="lk" href={`tel:${one.contact.phone}`}>
                    <Icon name="phone" /> {one.contact.phone}
                  </a>
                ),
              ],
            ]}
          />
        </Section>
      )}
    </Read>
  );
}

/** A congress has deputies in delegations, a CPPCC members in sectors. */
export function useMemberWords(): { person: string; group: string; groupKind: 'delegation' | 'sector' } {
  const cppcc = useMe().seat?.organisation.kind === 'cppcc';
  return cppcc ? { person: '委员', group: '界别', groupKind: 'sector' } : { person: '代表', group: '代表团', groupKind: 'delegation' };
}

function columns(groupWord: string): readonly DeskColumn<Member>[] {
  return [
    { id: 'name', head: '姓名', width: 96, cell: (row) => <b>{row.name}</b> },
    { id: 'gender', head: '性别', width: 52, cell: (row) => genders[row.gender] },
    { id: 'group', head: groupWord, width: 150, cell: (row) => row.groupName },
    { id: 'positions', head: '职务', cell: (row) => <span title={row.positions.join('、')}>{row.positions.join('、')}</span> },
    { id: 'unit', head: '选举单位', width: 150, cell: (row) => <span className="m">{row.electoralUnit}</span> },
    { id: 'from', head: '任职', width: 110, figure: true, cell: (row) => <span className="m">{row.from}</span> },
  ];
}

function sheet(groupWord: string): readonly SheetColumn<Member>[] {
  return [
    { head: '姓名', width: 12, value: (row) => row.name },
    { head: '性别', width: 6, value: (row) => genders[row.gender] },
    { head: groupWord, width: 20, value: (row) => row.groupName },
    { head: '选举单位', width: 20, value: (row) => row.electoralUnit },
    { head: '职务', width: 40, value: (row) => row.positions.join('、') },
    { head: '任职日期', width: 12, value: (row) => row.from },
    { head: '终止日期', width: 12, value: (row) => row.to },
  ];
}

/** The members `names` of a query that have a value. */
function pick(query: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
}
