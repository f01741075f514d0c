import { useEffect, useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { DeskTable, type DeskColumn } from '#platform/web/desk/table.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import {
  listNotices,
  readNoticeReceipts,
  remindNotice,
  withdrawNotice,
  type NoticeLine,
  type NoticeReceipts,
} from '../../../contract/words/notices.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import { NoticeDialog } from './notice-dialog.tsx';
import { Refusal } from '#platform/web/desk/form.tsx';
import './words.css';

/** 通知: what was sent, how many have read and confirmed it, who has not. */
export default function NoticesPage() {
  const [writing, setWriting] = useState(false);
  useKeys([{ keys: 'n', label: '写通知', act: () => setWriting(true) }]);
  return (
    <MeetingPage
      part="notices"
      tools={
        <Button filled keys="N" onPress={() => setWriting(true)}>
          写通知
        </Button>
      }
    >
      <Notices onWrite={() => setWriting(true)} />
      {writing && <NoticeDialog onClose={() => setWriting(false)} />}
    </MeetingPage>
  );
}

const columns: readonly DeskColumn<NoticeLine>[] = [
  {
    id: 'title',
    head: '通知',
    cell: (row) => (
      <>
        <span className={row.state === 'withdrawn' ? 'was' : 'b'}>{row.title}</span> {row.urgent && <Tag kind="key">紧急</Tag>}
        {row.state === 'withdrawn' && <Tag>已收回</Tag>}
        <div className="s cut">{row.words}</div>
      </>
    ),
  },
  { id: 'to', head: '发给', width: 200, wide: true, cell: (row) => <span className="cut">{row.toWords}</span> },
  { id: 'at', head: '发出', width: 110, cell: (row) => momentWords(row.sentAt) },
  { id: 'read', head: '已读', width: 110, cell: (row) => <Share of={row.read} all={row.told} /> },
  {
    id: 'confirmed',
    head: '已确认',
    width: 110,
    cell: (row) => (row.urgent ? <Share of={row.confirmed} all={row.told} /> : <span className="s">不要求</span>),
  },
];

/** `482/560` over a bar. */
function Share({ of, all }: { readonly of: number; readonly all: number }) {
  return (
    <span className="words-share">
      <span className="num">
        {of}/{all}
      </span>
      <i aria-hidden="true">
        <b style={{ width: `${all === 0 ? 0 : (of / all) * 100}%` }} />
      </i>
    </span>
  );
}

function Notices({ onWrite }: { readonly onWrite: () => void }) {
  const meeting = useMeeting();
  const params = { meetingId: meeting.id };
  const list = useRead(listNotices, { params }, { topics: [`meeting:${meeting.id}`] });
  const items = list.data?.items ?? [];
  const cursor = useCursor(items.map((one) => one.id));
  useReadingOn(() => void list.refetch());
  return (
    <Panes columns="minmax(0, 1fr) 440px">
      <Pane label="通知">
        <Read of={list} rows={8}>
          {() => (
            <DeskTable
              label="通知"
              columns={columns}
              groups={[{ id: 'all', rows: items }]}
              rowId={(row) => row.id}
              cursor={cursor}
              empty={
                <Empty
                  words="还没有发过通知"
                  hint="写给全体、几个团组、几类人或点名的人；紧急的要他们确认。"
                  act={<Button onPress={onWrite}>写通知</Button>}
                />
              }
            />
          )}
        </Read>
      </Pane>
      <Pane label="阅读情况" as="aside">
        {cursor.id && <Receipts key={cursor.id} noticeId={cursor.id} />}
      </Pane>
    </Panes>
  );
}

/** Receipts come by the hundred a minute: the page looks again by itself instead of at each of them. */
function useReadingOn(look: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && look(), 10_000);
    return () => clearInterval(timer);
  });
}

function Receipts({ noticeId }: { readonly noticeId: string }) {
  const meeting = useMeeting();
  const params = { meetingId: meeting.id, noticeId };
  const receipts = useRead(readNoticeReceipts, { params }, { topics: [`meeting:${meeting.id}`] });
  useReadingOn(() => void receipts.refetch());
  return (
    <Read of={receipts} rows={10}>
      {(data) => (
        <>
          <NoticeHead notice={data.notice} />
          <Owing receipts={data} />
        </>
      )}
    </Read>
  );
}

function NoticeHead({ notice }: { readonly notice: NoticeLine }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const [withdrawing, setWithdrawing] = useState(false);
  const params = { meetingId: meeting.id, noticeId: notice.id };
  const remind = useWrite(remindNotice, { onDone: ({ reminded }) => say(`已提醒 ${reminded} 人`) });
  const owing = notice.told - (notice.urgent ? notice.confirmed : notice.read);
  return (
    <div className="sec">
      <h2 className="title-2">{notice.title}</h2>
      <div className="prose">{notice.words}</div>
      <Facts
        pairs={[
          ['发给', `${notice.toWords}，${notice.told} 人`],
          ['发出', `${notice.sentBy}，${momentWords(notice.sentAt)}`],
          ['上次提醒', notice.remindedAt && momentWords(notice.remindedAt)],
          ['收回', notice.withdrawnAt && momentWords(notice.withdrawnAt)],
        ]}
      />
      {notice.state === 'sent' && (
        <div className="row wrap">
          <Button
            busy={remind.isPending}
            blocked={owing === 0 ? `大家都已${notice.urgent ? '确认' : '阅读'}` : null}
            onPress={() => remind.mutate({ params })}
          >
            提醒{notice.urgent ? '未确认' : '未读'}的 {owing} 人
          </Button>
          <Button onPress={() => setWithdrawing(true)}>收回</Button>
        </div>
      )}
      <Refusal error={remind.error} />
      {withdrawing && <WithdrawDialog notice={notice} onClose={() => setWithdrawing(false)} />}
    </div>
  );
}

function WithdrawDialog({ notice, onClose }: { readonly notice: NoticeLine; readonly onClose: () => void }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const withdraw = useWrite(withdrawNotice, {
    onDone: () => {
      say(`已收回：${notice.title}`);
      onClose();
    },
  });
  return (
    <DeskDialog
      title="收回这条通知？"
      note="收回后马上从所有人的手机上消失，已读的也一样；阅读记录留在这里。"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>不收回</Button>
          <Button
            filled
            busy={withdraw.isPending}
            onPress={() => withdraw.mutate({ params: { meetingId: meeting.id, noticeId: notice.id } })}
          >
            收回
          </Button>
        </>
      }
    >
      <p className="b">{notice.title}</p>
      <Refusal error={withdraw.error} />
    </DeskDialog>
  );
}

/** Who owes an answer, group by group, the groups with most of them first. */
function Owing({ receipts: { notice, groups } }: { readonly receipts: NoticeReceipts }) {
  const answered = (one: NoticeReceipts['groups'][number]['people'][number]) => (notice.urgent ? one.confirmedAt : one.readAt);
  const ordered = [...groups].sort((one, other) => owes(other) - owes(one));
  function owes(group: NoticeReceipts['groups'][number]): number {
    return group.told - (notice.urgent ? group.confirmed : group.read);
  }
  return (
    <Section title={notice.urgent ? '谁还没有确认' : '谁还没有看'} note={`${groups.length} 个团组`}>
      {ordered.map((group) => (
        <details key={group.name} className="words-group" open={groups.length === 1}>
          <summary>
            <span className="grow">{group.name}</span>
            {owes(group) > 0 ? (
              <b className="over-words">
                {owes(group)} 人未{notice.urgent ? '确认' : '读'}
              </b>
            ) : (
              <span className="done-words">都已{notice.urgent ? '确认' : '读'}</span>
            )}
            <span className="num s">{group.told} 人</span>
          </summary>
          {group.people.map((person) => (
            <div key={person.attendeeId} className="line-item">
              <span>
                {person.name} <span className="s">{person.title}</span>
              </span>
              <span className={answered(person) ? 's' : 'soon-words'}>
                {answered(person)
                  ? `${timeWords(answered(person)!)} ${notice.urgent ? '确认' : '已读'}`
                  : person.readAt
                    ? '已读，未确认'
                    : '未读'}
              </span>
            </div>
          ))}
        </details>
      ))}
    </Section>
  );
}
