import { useMemo, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor, useSelection } from '#platform/web/desk/cursor.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { ListExcel, everyPage } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { usePages, useWrite } from '#platform/web/shared/queries.ts';
import type { LeaveLine } from '../../../contract/people/leave.ts';
import { leaveGroundsWords, leaveStates } from '../../../contract/people/leave.ts';
import { leaveTimeWords } from '../../../contract/people/leave-words.ts';
import { decideLeaveAtDesk, listLeaves, reopenLeaves, withdrawLeave } from '../../../contract/people/routes.ts';
import { peopleWords } from '../../../contract/people/words.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import { AreaField, FormDialog } from '#platform/web/desk/form.tsx';
import { LeaveBulk } from './leave-bulk.tsx';
import { Covered, LeaveMark, LeaveSteps } from './leave-parts.tsx';
import './people.css';

const views = [
  { id: 'toDecide', label: '等秘书处批' },
  { id: 'asked', label: '全部待批' },
  { id: 'granted', label: '已准假' },
  { id: 'refused', label: '未批准' },
  { id: 'withdrawn', label: '已撤回' },
  { id: 'all', label: '全部' },
] as const;
type View = (typeof views)[number]['id'];

function queryOf(view: View) {
  if (view === 'toDecide') return { of: 'toDecide' } as const;
  return view === 'all' ? {} : ({ state: view } as const);
}

/** 请假: the queue of the secretariat. Y grants, N sends back with words; the oldest comes first. */
export default function LeavePage() {
  const { meetingId = '' } = useParams({ strict: false });
  const [address, change] = useAddress();
  const view = views.find((one) => one.id === address['view'])?.id ?? 'toDecide';
  return (
    <MeetingPage
      part="leave"
      tools={<LeaveExcel meetingId={meetingId} view={view} />}
      strip={
        <FilterTabs label="请假" filters={views} picked={view} onPick={(id) => change({ view: id === 'toDecide' ? undefined : id })} />
      }
    >
      <Leaves view={view} />
    </MeetingPage>
  );
}

function LeaveExcel({ meetingId, view }: { meetingId: string; view: View }) {
  const meeting = useMeeting();
  const rows = () =>
    everyPage(async (cursor) => await call(listLeaves, { params: { meetingId }, query: { ...queryOf(view), limit: 200, cursor } }));
  return <ListExcel name={`${meeting.title}请假`} columns={sheet} rows={rows} />;
}

const sheet: readonly SheetColumn<LeaveLine>[] = [
  { head: '姓名', width: 12, value: (row) => row.name },
  { head: '编组', width: 20, value: (row) => row.groupName },
  { head: '时间', width: 28, value: leaveTimeWords },
  { head: '事由', width: 12, value: (row) => leaveGroundsWords[row.grounds] },
  { head: '说明', width: 40, value: (row) => row.words },
  { head: '结果', width: 10, value: (row) => leaveStates[row.state] },
  {
    head: '审批',
    width: 40,
    value: (row) => row.steps.map((step) => `${step.label}${step.byName ? `（${step.byName}）` : ''}`).join('；'),
  },
  { head: '提出', width: 18, value: (row) => momentWords(row.askedAt) },
];

function Leaves({ view }: { view: View }) {
  const meeting = useMeeting();
  const { group } = peopleWords(meeting.bodyKind);
  const leaves = usePages(listLeaves, { params: { meetingId: meeting.id }, query: { ...queryOf(view), limit: 100 } });
  const ids = useMemo(() => leaves.items.map((one) => one.id), [leaves.items]);
  const cursor = useCursor(ids);
  const here = leaves.items.find((one) => one.id === cursor.id);
  const selection = useSelection(ids);
  const columns = useMemo(() => columnsOf(group), [group]);
  return (
    <Panes columns="minmax(0, 1fr) 400px">
      <Pane label="请假">
        <LeaveBulk selection={selection} leaves={leaves.items} />
        <PagedTable
          label="请假"
          pages={leaves}
          rows={leaves.items}
          columns={columns}
          rowId={(row) => row.id}
          cursor={cursor}
          selection={selection}
          empty={
            view === 'toDecide' ? (
              <Empty
                words="没有等秘书处批的请假"
                hint="团长、召集人还没批的在“全部待批”里。书面或电话请假，在“人员”页选中本人（可多选）后登记。"
              />
            ) : (
              <Empty words="没有这样的请假" />
            )
          }
        />
      </Pane>
      {here ? <Decision key={here.id} leave={here} /> : <NothingPicked />}
    </Panes>
  );
}

function NothingPicked() {
  return (
    <Pane label="当前请假" as="aside">
      {null}
    </Pane>
  );
}

function columnsOf(groupWord: string): readonly DeskColumn<LeaveLine>[] {
  return [
    { id: 'name', head: '姓名', width: 92, cell: (row) => <b title={row.name}>{row.name}</b> },
    { id: 'group', head: groupWord, width: 132, cell: (row) => <span title={row.groupName}>{row.groupName}</span> },
    { id: 'time', head: '时间', width: 176, cell: (row) => leaveTimeWords(row) },
    {
      id: 'words',
      head: '事由',
      cell: (row) => (
        <span title={row.words}>
          {leaveGroundsWords[row.grounds]}：{row.words}
        </span>
      ),
    },
    { id: 'covers', head: '涉及会议', width: 70, figure: true, cell: (row) => (row.covers.length > 0 ? row.covers.length : '') },
    { id: 'state', head: '进展', width: 148, cell: (row) => <LeaveMark leave={row} /> },
    { id: 'asked', head: '提出', width: 124, wide: true, cell: (row) => <span className="m">{momentWords(row.askedAt)}</span> },
  ];
}

/** One leave with its history, and the acts on it at the bottom. */
function Decision({ leave }: { leave: LeaveLine }) {
  const [open, setOpen] = useState<'refuse' | 'grant' | null>(null);
  return (
    <Pane
      label="当前请假"
      as="aside"
      toRead
      foot={(leave.mayDecide || leave.mayWithdraw) && <DecisionActs leave={leave} onOpen={setOpen} />}
    >
      <Section title={leave.name} note={leave.groupName} act={<LeaveMark leave={leave} />}>
        <Facts
          pairs={[
            ['时间', leaveTimeWords(leave)],
            ['事由', leaveGroundsWords[leave.grounds]],
            ['职务', leave.title],
            [
              '电话',
              leave.phone && (
                <a className="lk" href={`tel:${leave.phone}`}>
                  <Icon name="phone" /> {leave.phone}
                </a>
              ),
            ],
          ]}
        />
        <p className="leave-words">{leave.words}</p>
      </Section>
      <Section title="审批">
        <LeaveSteps leave={leave} />
      </Section>
      <Section title="涉及的会议" note={leave.covers.length > 0 ? `${leave.covers.length} 次` : undefined}>
        <Covered leave={leave} />
      </Section>
      {open && <WordsDialog leave={leave} agreed={open === 'grant'} onClose={() => setOpen(null)} />}
    </Pane>
  );
}

/** Y grants at once; what a convenor said is recorded with words; N asks for the reason. */
function DecisionActs({ leave, onOpen }: { leave: LeaveLine; onOpen: (open: 'refuse' | 'grant') => void }) {
  const { busy, grant, withdraw } = useDeciding(leave);
  const turn = leave.steps.find((step) => step.state === 'waiting');
  const ofConvenor = turn?.step === 'convenor';
  const press = () => (ofConvenor ? onOpen('grant') : grant());
  useKeys([
    leave.mayDecide && { keys: 'y', label: ofConvenor ? '代记同意' : '准假', act: press },
    leave.mayDecide && { keys: 'n', label: '不同意', act: () => onOpen('refuse') },
  ]);
  return (
    <>
      {leave.mayDecide && (
        <>
          <Button filled={!ofConvenor} busy={busy} keys="y" onPress={press}>
            {ofConvenor ? `代记${turn.label}同意` : '准假'}
          </Button>
          <Button keys="n" onPress={() => onOpen('refuse')}>
            不同意
          </Button>
        </>
      )}
      {leave.mayWithdraw && (
        <Button busy={busy} onPress={withdraw}>
          {leave.state === 'granted' ? '销假' : '撤回'}
        </Button>
      )}
    </>
  );
}

function useDeciding(leave: LeaveLine) {
  const meeting = useMeeting();
  const { put, say } = useUndo();
  const params = { meetingId: meeting.id, leaveId: leave.id };
  const reopen = useWrite(reopenLeaves);
  const write = useWrite(decideLeaveAtDesk);
  const back = useWrite(withdrawLeave);
  const saying = (words: string) => ({ onSuccess: () => say(words), onError: (error: Error) => say(`没有办成：${wordsOf(error)}`) });
  const waiting = leave.steps.filter((step) => step.state === 'waiting');
  return {
    busy: write.isPending || back.isPending,
    grant: () =>
      write.mutate(
        { params, body: { revision: leave.revision, agreed: true } },
        {
          ...saying(''),
          onSuccess: () =>
            put({
              words: waiting.length === 1 ? `准${leave.name}的假` : `${leave.name}的假记${waiting[0]?.label}同意`,
              undo: async () => {
                const leaves = [{ leaveId: leave.id, revision: leave.revision + 1 }];
                await reopen.mutateAsync({ params: { meetingId: meeting.id }, body: { leaves } });
              },
            }),
        },
      ),
    withdraw: () =>
      back.mutate(
        { params, body: { revision: leave.revision } },
        saying(`已${leave.state === 'granted' ? '销' : '撤回'}${leave.name}的假`),
      ),
  };
}

/** A decision with words: a refusal says why, what a convenor said is recorded. */
function WordsDialog({ leave, agreed, onClose }: { leave: LeaveLine; agreed: boolean; onClose: () => void }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const [words, setWords] = useState('');
  const turn = leave.steps.find((step) => step.state === 'waiting');
  const write = useWrite(decideLeaveAtDesk, {
    onDone: () => {
      say(agreed ? `已记${turn?.label}同意` : `已告知${leave.name}不同意`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={agreed ? `代记${turn?.label}同意` : `不同意${leave.name}请假`}
      note={agreed ? '团组已口头或书面同意时由会务组代记，记录中写明是代记。' : '理由会告诉本人。迟到的决定不影响他签到，来了就算到会。'}
      words={agreed ? '代记同意' : '不同意并告知本人'}
      busy={write.isPending}
      error={write.error}
      blocked={!agreed && words.trim().length < 2 ? '请写明理由' : null}
      onSubmit={() =>
        write.mutate({ params: { meetingId: meeting.id, leaveId: leave.id }, body: { revision: leave.revision, agreed, words } })
      }
      onClose={onClose}
    >
      <AreaField name={agreed ? '怎样同意的' : '理由'} maxLength={200} rows={3} value={words} onChange={setWords} />
    </FormDialog>
  );
}
