import { useMemo } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import type { Query } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { FilterRail, useSavedFilters } from '#platform/web/desk/filters.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { ListExcel, everyRow } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { DeskPage, Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { genders } from '../../contract/person.ts';
import type { Member } from '../../contract/person.ts';
import { useMemberWords } from './member-words.ts';
import type { MemberWords } from './member-words.ts';
import { listMemberGroups, listMembers, readMember } from '../../contract/routes.ts';

/** The body's deputies or members of the current term, by name, pinyin initials, delegation or sector. */
export default function MembersPage() {
  const words = useMemberWords();
  const go = useGo();
  const [address, change] = useAddress();
  const { text, groupId } = address;
  const query = { text, groupId, status: address['status'] === 'ended' ? ('ended' as const) : undefined };
  const members = usePages(listMembers, { query: { ...query, limit: 100 } }, { keepPrevious: true });
  const columns = useMemo(() => columnsOf(words.group), [words.group]);
  const ids = useMemo(() => members.items.map((one) => one.id), [members.items]);
  const cursor = useCursor(ids);
  return (
    <DeskPage
      title={`${words.person}名册`}
      facts={<SearchField value={text ?? ''} onSearch={(next) => change({ text: next || undefined })} hint="姓名、拼音首字母" />}
      act={<MemberActs words={words} rows={() => everyRow(listMembers, query)} />}
    >
      <Panes columns="196px minmax(0, 1fr) 356px">
        <Pane label="筛选" as="nav">
          <MemberRail words={words} address={address} onChange={change} />
        </Pane>
        <Pane label="名册">
          <PagedTable
            label={`${words.person}名册`}
            pages={members}
            rows={members.items}
            columns={columns}
            rowId={(row) => row.id}
            cursor={cursor}
            onOpen={(row) => go(`/people/${row.personId}`)}
            empty={<Empty words={`没有符合条件的${words.person}`} hint="换一个姓名或首字母，或在左侧换一个范围。" />}
          />
        </Pane>
        <Pane label="当前人员" as="aside">
          {cursor.id && <MemberAside id={cursor.id} groupWord={words.group} onOpen={go} />}
        </Pane>
      </Panes>
    </DeskPage>
  );
}

function MemberActs({ words, rows }: { words: MemberWords; rows: () => Promise<readonly Member[]> }) {
  const can = useCan();
  const go = useGo();
  return (
    <>
      <ListExcel name={`${words.person}名册`} columns={sheet(words.group)} rows={rows} />
      {can('directory.import') && (
        <Button onPress={() => go('/import/people', { kind: 'members' })}>
          <Icon name="upload" />从 Excel 导入
        </Button>
      )}
    </>
  );
}

interface MemberRailProps {
  readonly words: MemberWords;
  readonly address: Query;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>, options?: { replaceAll?: boolean }) => void;
}

function MemberRail({ words, address, onChange }: MemberRailProps) {
  const groups = useRead(listMemberGroups);
  const saved = useSavedFilters('members', pick(address, ['text', 'groupId', 'status']));
  const choose = (id: string) => {
    const kept = saved.queryOf(id);
    if (kept) onChange(kept, { replaceAll: true });
    else if (id === 'active' || id === 'ended') onChange({ status: id === 'ended' ? 'ended' : undefined, groupId: undefined });
    else onChange({ groupId: id, status: undefined });
  };
  return (
    <FilterRail
      label="筛选"
      picked={address['groupId'] ?? address['status'] ?? 'active'}
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
              ['通信地址', one.contact?.postalAddress],
            ]}
          />
        </Section>
      )}
    </Read>
  );
}

function columnsOf(groupWord: string): readonly DeskColumn<Member>[] {
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
