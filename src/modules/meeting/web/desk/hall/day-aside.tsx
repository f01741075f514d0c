import { useState } from 'react';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { Key, useKeys } from '#platform/web/desk/keys.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import { Pane, Section } from '#platform/web/desk/page.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import type { Board, CoachLine, WaitingLeave } from '../../../contract/hall/board.ts';
import { remindUnread } from '../../../contract/papers/routes.ts';
import { decideLeaveAtDesk } from '../../../contract/people/routes.ts';
import { spanWords, wordsOfBody } from './board-words.ts';

interface AsideProps {
  readonly board: Board;
  readonly meetingId: string;
}

/** What the day still asks of the secretariat: leaves, coaches, papers. */
export function DayAside({ board, meetingId }: AsideProps) {
  return (
    <Pane label="请假、车辆和文件" as="aside">
      <Leaves board={board} meetingId={meetingId} />
      <Coaches board={board} meetingId={meetingId} />
      <Papers board={board} meetingId={meetingId} />
    </Pane>
  );
}

const mostLeaves = 4;

function Leaves({ board, meetingId }: AsideProps) {
  const { decideOn, deciding, refusal, blocked } = useDeciding(meetingId);
  const [first] = board.leaves;
  useKeys([
    { keys: 'y', label: '准假', act: () => first && decideOn(first, true), blocked: first ? (blocked ?? undefined) : '没有待批的请假' },
  ]);
  return (
    <Section title="待批请假" note={board.leaves.length > 0 ? String(board.leaves.length) : '没有待批的'}>
      {board.leaves.slice(0, mostLeaves).map((leave, index) => (
        <div key={leave.id} className="board-leave">
          <div className="row">
            <b>{leave.name}</b>
            <span className="s cut">{wordsOfBody(board.bodyKind).short(leave.groupName)}</span>
            <Tag>{spanOf(leave)}</Tag>
            <span className="right row">
              <Button small keys={index === 0 ? 'y' : undefined} blocked={blocked} busy={deciding} onPress={() => decideOn(leave, true)}>
                准假
              </Button>
              <Button small blocked={blocked} busy={deciding} onPress={() => decideOn(leave, false)}>
                退回
              </Button>
            </span>
          </div>
          <div className="m">{leaveWords(leave)}</div>
        </div>
      ))}
      {board.leaves.length > mostLeaves && (
        <DeskLink to={`/meetings/${meetingId}/leave`}>另有 {board.leaves.length - mostLeaves} 件</DeskLink>
      )}
      <Refusal words={refusal} />
    </Section>
  );
}

/** Decides the step of a leave that waits: in place, without a page of its own. */
function useDeciding(meetingId: string) {
  const { say } = useUndo();
  const blocked = useCan()('meeting.decide-leave') ? null : '您没有批假的权限';
  const [refusal, setRefusal] = useState<string | null>(null);
  const decide = useWrite(decideLeaveAtDesk, { onDone: () => setRefusal(null) });
  const decideOn = (leave: WaitingLeave, agreed: boolean) =>
    decide.mutate(
      {
        params: { meetingId, leaveId: leave.id },
        body: { revision: leave.revision, agreed, words: agreed ? '' : '请与秘书处联系后再报' },
      },
      {
        onSuccess: () => say(agreed ? `${leave.name}：${waitingStep(leave)}同意` : `${leave.name}的请假已退回`),
        onError: (error) => setRefusal(wordsOf(error)),
      },
    );
  return { decideOn, deciding: decide.isPending, refusal, blocked };
}

function leaveWords(leave: WaitingLeave): string {
  return [`${momentWords(leave.fromAt)}起`, leave.grounds, leave.words, stepsWords(leave)].filter(Boolean).join('，');
}

function Refusal({ words }: { readonly words: string | null }) {
  return words ? (
    <p className="refused-line" role="alert">
      {words}
    </p>
  ) : null;
}

function waitingStep(leave: WaitingLeave): string {
  return leave.steps.find((step) => step.state === 'waiting')?.label ?? '';
}

function stepsWords(leave: WaitingLeave): string {
  const agreed = leave.steps.filter((step) => step.state === 'agreed').map((step) => `${step.label}已同意`);
  return [...agreed, `待${waitingStep(leave)}`].join('，');
}

/** `半天`, `1 天以内`, `2 天`: days begun. */
function spanOf(leave: WaitingLeave): string {
  const hours = (Date.parse(leave.untilAt) - Date.parse(leave.fromAt)) / 3_600_000;
  if (hours <= 5) return '半天';
  return hours <= 24 ? '1 天以内' : `${Math.ceil(hours / 24)} 天`;
}

const mostCoaches = 6;

function Coaches({ board, meetingId }: AsideProps) {
  const there = board.coaches.filter((coach) => coach.state === 'arrived').length;
  return (
    <Section
      title="车辆"
      note={board.coaches.length > 0 ? `${board.coaches.length} 台，${there} 台已到` : '这一场没有安排车'}
      act={
        <DeskLink to={`/meetings/${meetingId}/coaches`} className="s">
          全部 <Key keys="b" />
        </DeskLink>
      }
    >
      {board.coaches.slice(0, mostCoaches).map((coach) => (
        <div key={coach.tripId} className="board-coach">
          <b className="cut">{/[号车]$/.test(coach.number) ? coach.number : `${coach.number} 号`}</b>
          <span className="cut m" title={coach.title}>
            {coach.boarded > 0 && `${coach.boarded}/`}
            {coach.booked} 人{coach.boarded < coach.booked && coach.state === 'boarding' && `，等 ${coach.booked - coach.boarded} 人`}
            {coach.note ? `，${coach.note}` : `，${coach.title}`}
          </span>
          <CoachState coach={coach} startsAt={board.sitting?.startsAt ?? coach.departsAt} at={board.at} />
        </div>
      ))}
    </Section>
  );
}

function CoachState({ coach, startsAt, at }: { readonly coach: CoachLine; readonly startsAt: string; readonly at: string }) {
  if (coach.state === 'arrived') return <Clock tone="done" words={`${timeWords(coach.arrivedAt ?? coach.dueAt ?? at)} 到`} />;
  const arrives = coach.expectedAt ?? coach.dueAt;
  const late = arrives ? Math.ceil((Date.parse(arrives) - Date.parse(startsAt)) / 60_000) : 0;
  if (coach.state === 'departed')
    return (
      <Clock
        tone={late > 0 ? 'soon' : 'running'}
        words={arrives ? `${timeWords(arrives)} 到${late > 0 ? `，迟 ${late} 分` : ''}` : '已发车'}
      />
    );
  const overdue = Date.parse(at) - Date.parse(coach.departsAt);
  if (overdue > 60_000) return <Clock tone="soon" words={`晚发 ${spanWords(overdue)}`} />;
  return <Clock tone="running" words={`${timeWords(coach.departsAt)} 发车`} />;
}

const mostPapers = 5;

function Papers({ board, meetingId }: AsideProps) {
  const { remindOf, refusal, blocked } = useReminding(meetingId);
  const [first] = board.papers;
  useKeys([{ keys: 'r', label: '提醒未读', act: () => first && remindOf(first.id), blocked: first ? blocked : '没有未读的文件' }]);
  const { short } = wordsOfBody(board.bodyKind);
  return (
    <Section
      title="文件未读"
      note={first ? '按应读人数' : '没有未读的'}
      act={
        first && (
          <span className="s">
            提醒未读 <Key keys="r" />
          </span>
        )
      }
    >
      {board.papers.slice(0, mostPapers).map((paper) => (
        <PaperRow key={paper.id} paper={paper} meetingId={meetingId} />
      ))}
      {first && (
        <p className="m">
          {first.title}未读最多：{first.groups.map((group) => `${short(group.name)} ${group.unread}`).join('、')}
        </p>
      )}
      <Refusal words={refusal} />
    </Section>
  );
}

function useReminding(meetingId: string) {
  const { say } = useUndo();
  const blocked = useCan()('meeting.papers') ? undefined : '您没有管理文件的权限';
  const [refusal, setRefusal] = useState<string | null>(null);
  const remind = useWrite(remindUnread, {
    onDone: ({ people }) => say(people > 0 ? `已提醒 ${people} 人阅读` : '刚提醒过，没有重复打扰'),
  });
  const remindOf = (paperId: string) =>
    remind.mutate(
      { params: { meetingId, paperId }, body: {} },
      { onSuccess: () => setRefusal(null), onError: (error) => setRefusal(wordsOf(error)) },
    );
  return { remindOf, refusal, blocked };
}

function PaperRow({ paper, meetingId }: { readonly paper: Board['papers'][number]; readonly meetingId: string }) {
  const go = useGo();
  return (
    <button
      type="button"
      className="bare board-paper"
      title={`${paper.title}：应读 ${paper.due} 人`}
      onClick={() => go(`/meetings/${meetingId}/papers`, { paper: paper.id })}
    >
      <span className="cut">{paper.title}</span>
      <span className="bar" aria-hidden="true">
        <i style={{ width: `${(paper.unread / Math.max(1, paper.due)) * 100}%` }} />
      </span>
      <span className="num">
        <b>{paper.unread}</b> <span className="s">未读</span>
      </span>
    </button>
  );
}

/** Whether the scanners are with the server, and how old the figures are. */
export function ScannersLine({ board, meetingId }: AsideProps) {
  const { online, away, queued } = board.scanners;
  const words = `扫码设备 ${online} 台在线${away > 0 ? `，${away} 台断网` : ''}${queued > 0 ? `，待交 ${queued} 条` : ''}`;
  return (
    <>
      {online + away > 0 && (
        <DeskLink to={`/meetings/${meetingId}/presence`} className="call">
          <Clock tone={away > 0 ? 'soon' : 'done'} words={words} />
        </DeskLink>
      )}
      <span className="s">
        数据截至 {timeWords(board.at)}:{board.at.slice(17, 19)}
      </span>
    </>
  );
}
