import { useMemo, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import type { Query } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor, useSelection } from '#platform/web/desk/cursor.ts';
import { FilterRail } from '#platform/web/desk/filters.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { ListExcel, everyPage } from '#platform/web/desk/list-excel.tsx';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import { call } from '#platform/web/shared/call.ts';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import { attendeeCategories } from '../../../contract/meeting.ts';
import type { AttendeeRow, PeopleSummary } from '../../../contract/people/people.ts';
import { listAttendees, readPeopleSummary } from '../../../contract/people/routes.ts';
import { peopleWords } from '../../../contract/people/words.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import { AttendeeCard } from './attendee-card.tsx';
import { AttendeeDialog } from './attendee-dialog.tsx';
import { PeopleBulk, useRegister } from './people-bulk.tsx';
import { columnsOf, sheetOf } from './people-columns.tsx';
import { FillDialog } from './fill-dialog.tsx';
import { PacksDialog } from './packs-dialog.tsx';
import './people.css';

/** 人员: everybody of the meeting by group, with registration, bulk acts and one person's card at the right. */
export default function PeoplePage() {
  const { meetingId = '' } = useParams({ strict: false });
  const summary = useRead(readPeopleSummary, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  return (
    <MeetingPage
      part="people"
      facts={summary.data && <Registered summary={summary.data} />}
      tools={<Tools empty={summary.data ? total(summary.data) === 0 : false} />}
    >
      <People summary={summary.data} />
    </MeetingPage>
  );
}

function total(summary: PeopleSummary): number {
  return summary.categories.reduce((sum, one) => sum + one.people, 0);
}

function registeredIn(summary: PeopleSummary): number {
  return summary.categories.reduce((sum, one) => sum + one.registered, 0);
}

function Registered({ summary }: { summary: PeopleSummary }) {
  const people = total(summary);
  const registered = registeredIn(summary);
  if (people === 0) return null;
  return (
    <span>
      共 <b>{people}</b> 人，已报到 <b>{registered}</b>
    </span>
  );
}

function Tools({ empty }: { empty: boolean }) {
  const meeting = useMeeting();
  const go = useGo();
  const [open, setOpen] = useState<'add' | 'fill' | 'packs' | null>(null);
  const [address] = useAddress();
  useKeys([{ keys: 'n', label: '新增人员', act: () => setOpen('add') }]);
  return (
    <>
      <ListExcel
        name={`${meeting.title}参会人员`}
        columns={sheetOf(peopleWords(meeting.bodyKind))}
        rows={() => everyone(meeting.id, address)}
      />
      <Button onPress={() => setOpen('packs')}>材料袋</Button>
      <Button onPress={() => go(`/meetings/${meeting.id}/people/groups`)}>编组</Button>
      <Button onPress={() => go(`/meetings/${meeting.id}/people/import`)}>
        <Icon name="upload" />
        导入
      </Button>
      <Button onPress={() => setOpen('add')} keys="n">
        新增
      </Button>
      <Button filled={empty} onPress={() => setOpen('fill')}>
        按名册填入
      </Button>
      {open === 'add' && <AttendeeDialog onClose={() => setOpen(null)} />}
      {open === 'fill' && <FillDialog onClose={() => setOpen(null)} />}
      {open === 'packs' && <PacksDialog onClose={() => setOpen(null)} />}
    </>
  );
}

interface ListQuery {
  readonly left?: 'yes';
  readonly seated?: 'no';
  readonly groupId?: string;
  readonly category?: AttendeeCategory;
  readonly words?: string;
  readonly registered?: 'yes' | 'no';
}

/** What the address asks the list for. */
function queryOf(address: Query): ListQuery {
  const { group, category, words, registered } = address;
  return {
    ...(group === 'left' ? { left: 'yes' } : group === 'unseated' ? { seated: 'no' } : group ? { groupId: group } : {}),
    ...(category && category in attendeeCategories ? { category: category as AttendeeCategory } : {}),
    ...(words ? { words } : {}),
    ...(registered === 'yes' || registered === 'no' ? { registered } : {}),
  };
}

async function everyone(meetingId: string, address: Query): Promise<readonly AttendeeRow[]> {
  return await everyPage(
    async (cursor) => await call(listAttendees, { params: { meetingId }, query: { ...queryOf(address), limit: 500, cursor } }),
  );
}

function People({ summary }: { summary: PeopleSummary | undefined }) {
  const meeting = useMeeting();
  const [address, change] = useAddress();
  const words = peopleWords(meeting.bodyKind);
  const topics = [`meeting:${meeting.id}`];
  const people = usePages(
    listAttendees,
    { params: { meetingId: meeting.id }, query: { ...queryOf(address), limit: 200 } },
    { keepPrevious: true, topics },
  );
  const ids = useMemo(() => people.items.map((one) => one.id), [people.items]);
  const cursor = useCursor(ids);
  const selection = useSelection(ids);
  const columns = useMemo(() => columnsOf(words), [words]);
  const here = people.items.find((one) => one.id === cursor.id);
  const register = useRegister();
  useKeys([{ keys: 'r', label: '办理报到', act: () => here && !here.registeredAt && register.put([here], true) }]);
  return (
    <Panes columns="200px minmax(0, 1fr) 340px">
      <Pane label="编组" as="nav">
        <GroupRail
          summary={summary}
          picked={address['group'] ?? (address['registered'] === 'no' ? 'unregistered' : 'all')}
          onPick={(id) =>
            change({ group: id === 'all' || id === 'unregistered' ? undefined : id, registered: id === 'unregistered' ? 'no' : undefined })
          }
        />
      </Pane>
      <Pane label="参会人员">
        <PeopleStrip summary={summary} address={address} onChange={change} />
        <PeopleBulk selection={selection} people={people.items} summary={summary} />
        <PagedTable
          label="参会人员"
          pages={people}
          rows={people.items}
          columns={columns}
          rowId={(row) => row.id}
          cursor={cursor}
          selection={selection}
          empty={<NobodyHere anybody={summary !== undefined && total(summary) > 0} />}
        />
      </Pane>
      <Pane label="当前人员" as="aside">
        {here && <AttendeeCard key={here.id} id={here.id} />}
      </Pane>
    </Panes>
  );
}

function NobodyHere({ anybody }: { anybody: boolean }) {
  return anybody ? (
    <Empty words="没有符合条件的人" hint="换一个姓名、首字母或证件号，或在左侧换一个组。" />
  ) : (
    <Empty words="名单还是空的" hint="先按本届名册填入，再逐个新增或从 Excel 导入列席、工作和来宾等人员。" />
  );
}

function GroupRail({ summary, picked, onPick }: { summary: PeopleSummary | undefined; picked: string; onPick: (id: string) => void }) {
  const meeting = useMeeting();
  const { group } = peopleWords(meeting.bodyKind);
  const groups = summary?.groups ?? [];
  const own = groups.filter((one) => one.kind !== 'presidium' && one.kind !== 'secretariat' && one.kind !== 'committee');
  const organs = groups.filter((one) => !own.includes(one));
  const people = summary ? total(summary) : undefined;
  const filters = (some: typeof groups) => some.map((one) => ({ id: one.id, label: one.name, count: one.people + heldOnly(one) }));
  return (
    <FilterRail
      label="编组"
      picked={picked}
      onPick={onPick}
      groups={[
        {
          title: '全部',
          filters: [
            { id: 'all', label: '全部人员', count: people },
            { id: 'unregistered', label: '未报到', count: summary && total(summary) - registeredIn(summary) },
            { id: 'none', label: '未编组', count: summary?.loose },
            { id: 'unseated', label: '未排座位' },
            { id: 'left', label: '已离会', count: summary?.left },
          ],
        },
        { title: meeting.kind === 'plenarySession' ? group : '编组', filters: filters(own) },
        { title: '会议机构', filters: filters(organs) },
      ].filter((one) => one.filters.length > 0)}
    />
  );
}

/** People of other groups who hold a post here: the list of the group shows them, too. */
function heldOnly(group: PeopleSummary['groups'][number]): number {
  return group.posts.filter((post) => post.groupName !== group.name).length;
}

interface StripProps {
  readonly summary: PeopleSummary | undefined;
  readonly address: Query;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
}

/** Categories that somebody has, and the search. */
function PeopleStrip({ summary, address, onChange }: StripProps) {
  const meeting = useMeeting();
  const { categories } = peopleWords(meeting.bodyKind);
  const there = summary?.categories.filter((one) => one.people > 0) ?? [];
  const { category } = address;
  return (
    <div className="people-strip">
      {there.length > 1 && (
        <span className="choices" role="group" aria-label="类别">
          <button type="button" aria-pressed={!category} onClick={() => onChange({ category: undefined })}>
            全部
          </button>
          {there.map((one) => (
            <button
              key={one.category}
              type="button"
              aria-pressed={category === one.category}
              onClick={() => onChange({ category: one.category })}
            >
              {categories[one.category]} {one.people}
            </button>
          ))}
        </span>
      )}
      <SearchField
        value={address['words'] ?? ''}
        onSearch={(next) => onChange({ words: next || undefined })}
        hint="姓名、首字母、单位、证件号"
      />
    </div>
  );
}
