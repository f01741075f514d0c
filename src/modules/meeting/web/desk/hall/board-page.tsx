import { useMemo, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Panes } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import type { Board, MissingPerson } from '../../../contract/hall/board.ts';
import { readBoard } from '../../../contract/hall/routes.ts';
import { MeetingPage } from '../shared/meeting-page.tsx';
import { DayStrip, SittingHead } from './board-head.tsx';
import { signInBlocked } from './board-words.ts';
import { bundlesOf, worstOf } from './day-bundles.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { DayAside, ScannersLine } from './day-aside.tsx';
import { GroupsPane } from './groups-pane.tsx';
import { MissingPane } from './missing-pane.tsx';
import { SignInDialog } from './sign-in-dialog.tsx';
import './board.css';

type Open = { readonly kind: 'contact' } | { readonly kind: 'signIn'; readonly person: MissingPerson } | null;

/** 会议日: who is not here, who looks for him, and what the day still asks of the secretariat. */
export default function BoardPage() {
  const { meetingId = '' }: { meetingId?: string } = useParams({ strict: false });
  const [address] = useAddress();
  const reading = useRead(
    readBoard,
    { params: { meetingId }, query: { sittingId: address.sitting } },
    { topics: [`meeting:${meetingId}`], keepPrevious: true },
  );
  const [open, setOpen] = useState<Open>(null);
  const go = useGo();
  const board = reading.data;
  const calling = board && board.sitting?.state !== 'ended' ? board.missing.filter((one) => one.trace === 'calling') : [];
  return (
    <MeetingPage
      part="board"
      facts={board && <ScannersLine board={board} meetingId={meetingId} />}
      tools={
        <>
          {board?.sitting && calling.length > 0 && (
            <Button filled keys="Enter" onPress={() => setOpen({ kind: 'contact' })}>
              联系未到的 {calling.length} 人
            </Button>
          )}
          <Button keys="p" onPress={() => go(`/meetings/${meetingId}/report`)}>
            会议统计
          </Button>
        </>
      }
      strip={
        board && (
          <>
            {board.sitting && <SittingHead board={board} readAt={reading.dataUpdatedAt} />}
            <DayStrip board={board} />
          </>
        )
      }
    >
      <Read of={reading} rows={14}>
        {(data) => <BoardPanes board={data} meetingId={meetingId} open={open} setOpen={setOpen} />}
      </Read>
    </MeetingPage>
  );
}

interface PanesProps {
  readonly board: Board;
  readonly meetingId: string;
  readonly open: Open;
  readonly setOpen: (open: Open) => void;
}

function BoardPanes({ board, meetingId, open, setOpen }: PanesProps) {
  const [groupId, setGroupId] = useState<string | null | undefined>(undefined);
  const group = board.groups.some((one) => one.id === groupId) ? groupId : undefined;
  const missing = useMemo(() => board.missing.filter((one) => group === undefined || one.groupId === group), [board.missing, group]);
  const ids = useMemo(() => missing.map((one) => one.attendeeId), [missing]);
  const cursor = useCursor(ids);
  const here = missing.find((one) => one.attendeeId === cursor.id);
  useBoardKeys({ board, meetingId, here, setOpen, move: cursor.move });
  return (
    <>
      <Panes columns="minmax(480px, 38.3%) minmax(400px, 31.4%) minmax(0, 1fr)">
        <GroupsPane board={board} picked={group} onPick={(id) => setGroupId((before) => (before === id ? undefined : id))} />
        <MissingPane board={board} missing={missing} cursor={cursor} onSignIn={(person) => setOpen({ kind: 'signIn', person })} />
        <DayAside board={board} meetingId={meetingId} />
      </Panes>
      {open?.kind === 'contact' && (
        <ContactDialog board={board} onSignIn={(person) => setOpen({ kind: 'signIn', person })} onClose={() => setOpen(null)} />
      )}
      {open?.kind === 'signIn' && board.sitting?.checkListId && (
        <SignInDialog
          person={open.person}
          meetingId={meetingId}
          checkListId={board.sitting.checkListId}
          sittingTitle={board.sitting.title}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

interface KeysOf {
  readonly board: Board;
  readonly meetingId: string;
  readonly here: MissingPerson | undefined;
  readonly setOpen: (open: Open) => void;
  readonly move: (steps: number) => void;
}

function useBoardKeys({ board, meetingId, here, setOpen, move }: KeysOf): void {
  const go = useGo();
  const can = useCan();
  const [, change] = useAddress();
  const bundles = bundlesOf(board.strip);
  const at = bundles.findIndex((bundle) => bundle.entries.some((entry) => entry.id === board.sitting?.id));
  const step = (steps: number) => {
    const next = bundles[at + steps];
    if (next) change({ sitting: worstOf(next).id });
  };
  const over = board.sitting?.state === 'ended' ? '这一场已经结束' : undefined;
  const nobody = over ?? (board.missing.length === 0 ? '没有未到的人' : undefined);
  useKeys([
    { keys: 'Enter', label: '联系', act: () => setOpen({ kind: 'contact' }), blocked: nobody },
    { keys: ['j', 'ArrowDown'], label: '下一人', act: () => move(1), quiet: true },
    { keys: ['k', 'ArrowUp'], label: '上一人', act: () => move(-1), quiet: true },
    {
      keys: 't',
      label: '拨打',
      act: () => here?.phone && location.assign(`tel:${here.phone}`),
      blocked: nobody ?? (here?.phone ? undefined : '没有登记电话'),
    },
    {
      keys: 's',
      label: '补签',
      act: () => here && setOpen({ kind: 'signIn', person: here }),
      blocked: nobody ?? signInBlocked(board, can('meeting.presence')),
    },
    { keys: 'b', label: '车辆', act: () => go(`/meetings/${meetingId}/coaches`) },
    { keys: 'p', label: '会议统计', act: () => go(`/meetings/${meetingId}/report`) },
    { keys: ['ArrowLeft'], label: '上一场', act: () => step(-1), quiet: true },
    { keys: ['ArrowRight'], label: '换场次', act: () => step(1) },
    { keys: 'v', label: '投到大屏', act: () => go(`/meetings/${meetingId}/screens`, board.sitting ? { sitting: board.sitting.id } : {}) },
  ]);
}
