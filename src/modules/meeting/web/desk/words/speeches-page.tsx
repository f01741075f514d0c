import { useMemo, useState } from 'react';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { BulkBar } from '#platform/web/desk/bulk-bar.tsx';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor, useSelection } from '#platform/web/desk/cursor.ts';
import { saveFrom } from '#platform/web/desk/download.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { DeskTable, type DeskColumn } from '#platform/web/desk/table.tsx';
import { dayWords, momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import { sittingStates } from '../../../contract/meeting.ts';
import {
  listSpeeches,
  readSpeechCollection,
  speechForms,
  nameWords,
  speechStates,
  screeningSteps,
  type ScreeningOutcome,
  type SpeechLine,
} from '../../../contract/words/speeches.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import { CloseSelectionDialog, ScreenDialog } from './screen-dialog.tsx';
import { SpeechAside } from './speech-aside.tsx';
import { SpeechOrder } from './speech-order.tsx';
import './words.css';

const tabs = [
  { id: 'screening', label: '待遴选', has: (one: SpeechLine) => ['registered', 'shortlisted', 'draft'].includes(one.state) },
  {
    id: 'selected',
    label: '口头发言',
    has: (one: SpeechLine) => ['selected', 'queued', 'speaking', 'spoken', 'skipped'].includes(one.state),
  },
  { id: 'written', label: '书面发言', has: (one: SpeechLine) => one.state === 'written' },
  { id: 'declined', label: '未采用', has: (one: SpeechLine) => one.state === 'declined' },
] as const;

/** 发言: selection of plenary speeches step by step, their order, and the floor of each sitting. */
export default function SpeechesPage() {
  return (
    <MeetingPage part="speeches" tools={<Tools />}>
      <Speeches />
    </MeetingPage>
  );
}

function Tools() {
  const meeting = useMeeting();
  const [closing, setClosing] = useState(false);
  return (
    <>
      <Button
        onPress={() => void saveFrom(readSpeechCollection, { params: { meetingId: meeting.id } }, `${meeting.title}大会发言材料汇编.docx`)}
      >
        导出汇编 docx
      </Button>
      <Button blocked={meeting.state === 'ended' ? '会议已经结束' : null} onPress={() => setClosing(true)}>
        结束遴选
      </Button>
      {closing && <CloseSelectionDialog onClose={() => setClosing(false)} />}
    </>
  );
}

function Speeches() {
  const meeting = useMeeting();
  const [address, change] = useAddress();
  const list = useRead(
    listSpeeches,
    { params: { meetingId: meeting.id } },
    { topics: [`meeting:${meeting.id}`, `body:${meeting.bodyId}`] },
  );
  const all = useMemo(() => list.data?.items ?? [], [list.data]);
  const tab = tabs.find((one) => one.id === address['tab']) ?? null;
  const picked = tab?.id ?? (address['tab'] === 'floor' ? 'floor' : 'screening');
  const filters = [
    ...tabs.map((one) => ({ id: one.id as string, label: one.label as string, count: all.filter(one.has).length })),
    { id: 'floor', label: '主持发言', count: undefined },
  ];
  return (
    <>
      <FilterTabs label="发言" filters={filters} picked={picked} onPick={(id) => change({ tab: id === 'screening' ? undefined : id })} />
      {picked === 'floor' ? (
        <Floors />
      ) : picked === 'selected' ? (
        <Read of={list} rows={10}>
          {() => <SpeechOrder speeches={all.filter(tabs[1].has)} />}
        </Read>
      ) : (
        <Read of={list} rows={10}>
          {(data) => (
            <SpeechList
              key={picked}
              speeches={all.filter((tab ?? tabs[0]).has)}
              most={data.mostCharacters}
              screening={picked === 'screening'}
            />
          )}
        </Read>
      )}
    </>
  );
}

function columnsFor(most: number | null): readonly DeskColumn<SpeechLine>[] {
  return [
    {
      id: 'title',
      head: '题目',
      cell: (row) => (
        <>
          <span className="b">{row.title}</span>
          <div className="s">
            {row.speaker}　{row.groupName}
          </div>
        </>
      ),
    },
    { id: 'form', head: '形式', width: 84, cell: (row) => speechForms[row.form] },
    { id: 'name', head: '名义', width: 120, wide: true, cell: (row) => <Name speech={row} /> },
    {
      id: 'characters',
      head: '字数',
      width: 72,
      figure: true,
      cell: (row) => <span className={most !== null && row.characters > most ? 'over-words' : undefined}>{row.characters}</span>,
    },
    { id: 'state', head: '进度', width: 132, cell: (row) => <Progress speech={row} /> },
    { id: 'at', head: '报名', width: 132, cell: (row) => (row.registeredAt ? momentWords(row.registeredAt) : '') },
  ];
}

function Name({ speech }: { readonly speech: SpeechLine }) {
  const meeting = useMeeting();
  const needs = speech.inNameOf !== 'self' && speech.inNameOf !== 'joint';
  return (
    <>
      {nameWords(speech.inNameOf, meeting.bodyKind)}
      {needs && (
        <div className={speech.signedAt ? 's' : 'soon-words'}>
          {speech.signedAt ? '已签署' : speech.inNameOf === 'sector' ? '等召集人签署' : '等盖章件'}
        </div>
      )}
    </>
  );
}

function Progress({ speech }: { readonly speech: SpeechLine }) {
  if (speech.state === 'registered' || speech.state === 'shortlisted')
    return <Tag>{speech.form === 'written' ? '待收入' : `待${screeningSteps[speech.screened] ?? '审定'}`}</Tag>;
  return <Tag kind={speech.state === 'selected' ? 'strong' : undefined}>{speechStates[speech.state]}</Tag>;
}

function SpeechList({
  speeches,
  most,
  screening,
}: {
  readonly speeches: readonly SpeechLine[];
  readonly most: number | null;
  readonly screening: boolean;
}) {
  const ids = useMemo(() => speeches.map((one) => one.id), [speeches]);
  const cursor = useCursor(ids);
  const selection = useSelection(ids);
  const [outcome, setOutcome] = useState<ScreeningOutcome | null>(null);
  const columns = useMemo(() => columnsFor(most), [most]);
  return (
    <Panes columns="minmax(0, 1fr) minmax(380px, 560px)">
      <Pane label="报名的发言">
        {screening && (
          <BulkBar selection={selection}>
            <Button filled onPress={() => setOutcome('pass')}>
              通过
            </Button>
            <Button onPress={() => setOutcome('written')}>改为书面</Button>
            <Button onPress={() => setOutcome('sendBack')}>退回修改</Button>
            <Button onPress={() => setOutcome('decline')}>不采用</Button>
          </BulkBar>
        )}
        <DeskTable
          label="报名的发言"
          columns={columns}
          groups={[{ id: 'all', rows: speeches }]}
          rowId={(row) => row.id}
          cursor={cursor}
          {...(screening ? { selection } : {})}
          empty={<Empty words={screening ? '没有等着遴选的发言' : '这里还没有发言'} hint="参会人员在手机上报名，报名后出现在这里。" />}
        />
        {outcome && (
          <ScreenDialog
            speeches={speeches.filter((one) => selection.has(one.id))}
            outcome={outcome}
            onDone={selection.clear}
            onClose={() => setOutcome(null)}
          />
        )}
      </Pane>
      <Pane label="发言内容" as="aside" toRead>
        {cursor.id && <SpeechAside key={cursor.id} speechId={cursor.id} screening={screening} />}
      </Pane>
    </Panes>
  );
}

type Sitting = MeetingView['sittings'][number];

const sittingColumns: readonly DeskColumn<Sitting>[] = [
  { id: 'at', head: '时间', width: 160, cell: (row) => `${dayWords(row.startsAt)} ${timeWords(row.startsAt)}` },
  { id: 'title', head: '会议', cell: (row) => <FloorLink sitting={row} /> },
  { id: 'place', head: '地点', width: 220, wide: true, cell: (row) => row.place },
  {
    id: 'state',
    head: '状态',
    width: 120,
    cell: (row) => <Tag kind={row.state === 'running' ? 'strong' : undefined}>{sittingStates[row.state]}</Tag>,
  },
];

function FloorLink({ sitting }: { readonly sitting: Sitting }) {
  const meeting = useMeeting();
  return (
    <DeskLink className="lk b" to={`/meetings/${meeting.id}/speeches/floor/${sitting.id}`}>
      {sitting.title}
    </DeskLink>
  );
}

/** The sittings whose floor can be run; the cursor stands on the one that is on. */
function Floors() {
  const meeting = useMeeting();
  const go = useGo();
  const sittings = meeting.sittings.filter((one) => !['meal', 'registration', 'other'].includes(one.kind) && one.state !== 'cancelled');
  const cursor = useCursor(
    sittings.map((one) => one.id),
    sittings.find((one) => one.state === 'running')?.id ?? sittings.find((one) => one.state === 'planned')?.id ?? null,
  );
  return (
    <Pane label="各场会议">
      <DeskTable
        label="各场会议"
        columns={sittingColumns}
        groups={[{ id: 'all', rows: sittings }]}
        rowId={(row) => row.id}
        cursor={cursor}
        onOpen={(row) => go(`/meetings/${meeting.id}/speeches/floor/${row.id}`)}
        openWords="主持发言"
        empty={<Empty words="日程里还没有会议" hint="先在“日程”里排好会议，再来主持发言。" />}
      />
    </Pane>
  );
}
