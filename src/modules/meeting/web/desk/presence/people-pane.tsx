import { useMemo, useState } from 'react';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { ListExcel } from '#platform/web/desk/list-excel.tsx';
import { Pane } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { DeskTable, type DeskColumn } from '#platform/web/desk/table.tsx';
import { timeWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { attendeeCategories, settledOutcomes } from '../../../contract/meeting.ts';
import { leaveGroundsWords, type LeaveGrounds } from '../../../contract/people/leave.ts';
import { listPresentPeople } from '../../../contract/presence/routes.ts';
import type { CheckListLine, PresencePerson } from '../../../contract/presence/views.ts';
import { scanMeansWords } from '../../../contract/presence/words.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';
import { useMinute } from '../../shared/presence/use-minute.ts';

type Shown = 'missing' | 'present' | 'onLeave' | 'all';
const shownWords = { missing: '未到', present: '已到', onLeave: '请假', all: '全部' } as const;

/** The people of a list, those first who are not there, by group; calling and 补签 from the row. */
export function PeoplePane({ list, settled }: { list: CheckListLine; settled: boolean }) {
  const meeting = useMeeting();
  const people = useRead(
    listPresentPeople,
    { params: { meetingId: meeting.id, checkListId: list.id } },
    { topics: [`meeting:${meeting.id}`], keepPrevious: true },
  );
  return (
    <Pane label="人员">
      <Read of={people} rows={14}>
        {({ items }) => <PeopleOfList list={list} settled={settled} people={items} />}
      </Read>
    </Pane>
  );
}

function PeopleOfList({ list, settled, people }: { list: CheckListLine; settled: boolean; people: readonly PresencePerson[] }) {
  const meeting = useMeeting();
  const now = useMinute();
  const [query, change] = useAddress();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<PresencePerson | null>(null);
  const shown: Shown = (query.state as Shown | undefined) ?? 'missing';
  const rows = useMemo(
    () =>
      people.filter(
        (one) =>
          (shown === 'all' || one.state === shown || Boolean(words)) &&
          (!query.group || one.groupId === query.group || (query.group === 'none' && !one.groupId)) &&
          (!words || one.name.includes(words) || one.groupName.includes(words)),
      ),
    [people, shown, words, query.group],
  );
  const groups = useMemo(() => grouped(rows), [rows]);
  const order = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const cursor = useCursor(order.map((one) => one.attendeeId));
  const here = order.find((one) => one.attendeeId === cursor.id);
  useKeys([
    { keys: 's', label: settled ? '更正' : here?.state === 'present' ? '撤销签到' : '补签', act: () => here && setChosen(here) },
    { keys: 't', label: '拨打', act: () => here?.phone && location.assign(`tel:${here.phone}`) },
  ]);
  return (
    <>
      <header className="people-head">
        <States shown={shown} people={people} settled={settled} onPick={(state) => change({ state })} />
        <SearchField value={words} onSearch={setWords} hint={`姓名、${meeting.bodyKind === 'cppcc' ? '界别' : '代表团'}`} />
        {query.group && (
          <Button small onPress={() => change({ group: undefined })}>
            看全部分组
          </Button>
        )}
        <span className="right row">
          <ListExcel name={`${list.title} ${shownWords[shown]}`} columns={excelColumns} rows={async () => order} />
        </span>
      </header>
      <DeskTable
        label={`${list.title}的人员`}
        columns={columnsOf(setChosen, settled, list.opensAt !== null && list.opensAt > now)}
        groups={groups}
        rowId={(one) => one.attendeeId}
        cursor={cursor}
        onOpen={setChosen}
        openWords={settled ? '更正' : '补签'}
        empty={<Empty words={words ? `没有找到“${words}”` : emptyWords[people.length === 0 ? 'all' : shown]} />}
      />
      {chosen && !settled && <SignInDialog list={list} person={chosen} onClose={() => setChosen(null)} />}
      {chosen && settled && <CorrectDialog list={list} person={chosen} people={people} onClose={() => setChosen(null)} />}
    </>
  );
}

interface StatesProps {
  readonly shown: Shown;
  readonly people: readonly PresencePerson[];
  readonly settled: boolean;
  readonly onPick: (state: Shown) => void;
}

function States({ shown, people, settled, onPick }: StatesProps) {
  const count = (state: Shown) => (state === 'all' ? people.length : people.filter((one) => one.state === state).length);
  return (
    <div className="people-states" role="group" aria-label="看哪些人">
      {(Object.keys(shownWords) as Shown[]).map((one) => (
        <button
          key={one}
          type="button"
          className={one === shown ? 'flt on' : 'flt'}
          aria-pressed={one === shown}
          onClick={() => onPick(one)}
        >
          {settled && one === 'missing' ? '缺席' : shownWords[one]} {count(one)}
        </button>
      ))}
    </div>
  );
}

const emptyWords: Readonly<Record<Shown, string>> = {
  missing: '应到的人都到了或已请假',
  present: '还没有人签到',
  onLeave: '没有人请假',
  all: '清单上没有人',
};

function grouped(rows: readonly PresencePerson[]) {
  const ids = [...new Set(rows.map((one) => one.groupId))];
  return ids.map((groupId) => {
    const own = rows.filter((one) => one.groupId === groupId);
    return {
      id: groupId ?? 'none',
      head: (
        <>
          <b>{own[0]!.groupName || '未编组'}</b> <span className="s">{own.length} 人</span>
        </>
      ),
      rows: own,
    };
  });
}

function columnsOf(onSign: (person: PresencePerson) => void, settled: boolean, early: boolean): DeskColumn<PresencePerson>[] {
  return [
    { id: 'name', head: '姓名', width: 96, cell: (one) => <b className="cut">{one.name}</b> },
    {
      id: 'title',
      head: '职务',
      wide: true,
      cell: (one) => <span className="cut m">{one.title || attendeeCategories[one.category]}</span>,
    },
    { id: 'state', head: '情况', width: 190, cell: (one) => <PersonState one={one} settled={settled} early={early} /> },
    {
      id: 'phone',
      head: '电话',
      width: 132,
      cell: (one) =>
        one.phone ? (
          <a className="lk" href={`tel:${one.phone}`} title={`拨打 ${one.phone}`}>
            <Icon name="phone" /> {one.phone}
          </a>
        ) : (
          <span className="m">未登记</span>
        ),
    },
    {
      id: 'act',
      head: '',
      width: 92,
      cell: (one) => (
        <Button small onPress={() => onSign(one)}>
          {settled ? '更正' : one.state === 'present' ? '撤销' : '补签'}
        </Button>
      ),
    },
  ];
}

/** `early`: sign-in has not begun, and nobody is late. */
interface StateProps {
  readonly one: PresencePerson;
  readonly settled: boolean;
  readonly early: boolean;
}

function PersonState({ one, settled, early }: StateProps) {
  return (
    <>
      <StateMark one={one} settled={settled} early={early} />
      {one.differs && <span className="soon-words"> 现记录：{nowWords[one.differs]}</span>}
      {one.corrections.length > 0 && <span className="m"> 原{settledOutcomes[one.corrections[0]!.was]}</span>}
    </>
  );
}

const nowWords = { present: '已到', onLeave: '请假', missing: '没有签到' } as const;

function StateMark({ one, settled, early }: StateProps) {
  if (one.state === 'present')
    return (
      <>
        <Clock tone="done" words={one.at ? `${timeWords(one.at)} 到` : '已到'} />{' '}
        <span className="m">{one.means && scanMeansWords[one.means]}</span>
      </>
    );
  if (one.state === 'onLeave')
    return <Clock tone="waiting" words={one.grounds ? `请假（${leaveGroundsWords[one.grounds as LeaveGrounds]}）` : '请假'} />;
  if (settled) return <Clock tone="overdue" words="缺席" />;
  return early ? <Clock tone="waiting" words="未签到" /> : <Clock tone="soon" words="未到" />;
}

const excelColumns = [
  { head: '姓名', width: 10, value: (one: PresencePerson) => one.name },
  { head: '分组', width: 16, value: (one: PresencePerson) => one.groupName },
  { head: '职务', width: 24, value: (one: PresencePerson) => one.title },
  { head: '情况', width: 8, value: (one: PresencePerson) => ({ present: '已到', onLeave: '请假', missing: '未到' })[one.state] },
  { head: '签到时间', width: 10, value: (one: PresencePerson) => (one.at ? timeWords(one.at) : '') },
  { head: '方式', width: 10, value: (one: PresencePerson) => (one.means ? scanMeansWords[one.means] : '') },
  { head: '电话', width: 14, value: (one: PresencePerson) => one.phone },
];
