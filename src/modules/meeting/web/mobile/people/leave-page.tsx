import { useState } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Button, LinkButton } from '#platform/web/mobile/button.tsx';
import { TextArea } from '#platform/web/mobile/fields.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Section, Thread } from '#platform/web/mobile/parts.tsx';
import type { ThreadStep } from '#platform/web/mobile/parts.tsx';
import { Confirm, Sheet } from '#platform/web/mobile/sheet.tsx';
import { telling, toast } from '#platform/web/mobile/toast.tsx';
import { Empty, OfflineChip, Reading, wordsOf } from '#platform/web/shared/conditions.tsx';
import type { State } from '#platform/web/shared/deadline.ts';
import { momentWords } from '#platform/web/shared/dates.ts';
import { IconClosed, IconPhone, IconWrite } from '#platform/web/shared/icons.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { StateSay } from '#platform/web/shared/state.tsx';
import { readMeeting } from '../../../contract/arrangement/routes.ts';
import type { LeaveLine, LeaveState } from '../../../contract/people/leave.ts';
import { leaveGroundsWords, leaveStates } from '../../../contract/people/leave.ts';
import { leaveTimeWords } from '../../../contract/people/leave-words.ts';
import { decideLeave, listLeaves, withdrawLeave } from '../../../contract/people/routes.ts';
import './people.css';

/** 请假: what waits for me as a convenor, then my own leaves with how far each is. */
export default function LeavePage() {
  const meetingId = usePathMember('meetingId');
  const params = { meetingId };
  const meeting = useRead(readMeeting, { params });
  const own = useRead(listLeaves, { params, query: { of: 'own' } });
  const decides = meeting.data?.own?.posts.some((post) => post.post === 'convenor' || post.post === 'deputyConvenor') ?? false;
  const waiting = useRead(listLeaves, { params, query: { of: 'toDecide' } }, { enabled: decides });
  const open = meeting.data !== undefined && meeting.data.state !== 'ended' && meeting.data.own !== null;
  return (
    <Page
      title="请假"
      parent={`/meeting/${meetingId}`}
      tools={<OfflineChip updatedAt={own.dataUpdatedAt} />}
      acts={
        open ? (
          <LinkButton look="fill" icon={IconWrite} to={`/meeting/${meetingId}/leave/ask`}>
            我要请假
          </LinkButton>
        ) : null
      }
    >
      {decides && (waiting.data?.items.length ?? 0) > 0 && (
        <Section title="等我批的" count={waiting.data!.items.length} unit="份">
          {waiting.data!.items.map((leave) => (
            <ToDecide key={leave.id} meetingId={meetingId} leave={leave} />
          ))}
        </Section>
      )}
      <Reading
        result={own}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <div className="section card">
            <Empty title="没有请过假">不能到会时，在这里请假。批准得晚也不影响签到，来了就算到会。</Empty>
          </div>
        }
      >
        {({ items }) => (
          <Section title="我的请假">
            {items.map((leave) => (
              <Own key={leave.id} meetingId={meetingId} leave={leave} />
            ))}
          </Section>
        )}
      </Reading>
    </Page>
  );
}

const states: Readonly<Record<LeaveState, State>> = { asked: 'running', granted: 'done', refused: 'soon', withdrawn: 'closed' };

/** `name` where the reader is the one who decides. */
function Head({ leave, name }: { leave: LeaveLine; name?: string }) {
  const turn = leave.steps.find((step) => step.state === 'waiting');
  return (
    <>
      <div className="lead">
        <StateSay state={states[leave.state]} {...(leave.state === 'refused' ? { icon: IconClosed } : {})}>
          {name ? '等您批' : leave.state === 'asked' && turn ? `等${turn.label}批` : leaveStates[leave.state]}
        </StateSay>
      </div>
      <h3 className="leave-title">
        {name && `${name} `}
        {leaveTimeWords(leave)}
      </h3>
      <p className="second wrap">
        {leaveGroundsWords[leave.grounds]}：{leave.words}
      </p>
      {leave.covers.length > 0 && <p className="label">{coveredWords(leave)}</p>}
    </>
  );
}

function coveredWords({ covers }: LeaveLine): string {
  const names = covers.slice(0, 3).map((one) => one.title);
  return `涉及 ${covers.length} 次会议：${names.join('、')}${covers.length > 3 ? '等' : ''}`;
}

function Own({ meetingId, leave }: { meetingId: string; leave: LeaveLine }) {
  const [asking, setAsking] = useState(false);
  const write = useWrite(withdrawLeave);
  const [now] = useState(() => new Date().toISOString());
  const begun = leave.state === 'granted' && leave.fromAt <= now;
  const word = begun ? '销假' : '撤回';
  const withdraw = async () => {
    try {
      await write.mutateAsync({ params: { meetingId, leaveId: leave.id }, body: { revision: leave.revision } });
      toast(begun ? '已销假' : '已撤回');
    } catch (error) {
      toast(wordsOf(error), 'fault');
    }
  };
  return (
    <article className="card leave-card">
      <Head leave={leave} />
      <Thread steps={threadOf(leave)} />
      {leave.mayWithdraw && (
        <div className="btns">
          <Button onClick={() => setAsking(true)}>{begun ? '我已回来，销假' : '撤回请假'}</Button>
        </div>
      )}
      {asking && (
        <Confirm title={begun ? '现在销假' : '撤回这份请假'} act={word} onConfirm={withdraw} onClose={() => setAsking(false)}>
          {begun ? '从现在起恢复应到，此前的仍算请假。' : '撤回后这段时间恢复应到，可以重新请假。'}
        </Confirm>
      )}
    </article>
  );
}

function threadOf(leave: LeaveLine): ThreadStep[] {
  const turn = leave.state === 'asked' ? leave.steps.find((step) => step.state === 'waiting') : undefined;
  const shown = leave.state === 'asked' ? leave.steps : leave.steps.filter((step) => step.state !== 'waiting');
  return [
    { key: 'asked', phase: 'was', title: '已提出', time: momentWords(leave.askedAt) },
    ...shown.map((step) => ({
      key: step.step,
      phase: step.state === 'waiting' ? (step === turn ? ('now' as const) : ('next' as const)) : ('was' as const),
      title: `${step.label}${step.state === 'agreed' ? '同意' : step.state === 'refused' ? '不同意' : '待批'}`,
      time: step.at ? momentWords(step.at) : undefined,
      ...(step.words ? { children: <p className="second wrap">{step.words}</p> } : {}),
    })),
    ...(leave.state === 'withdrawn' && leave.decidedAt
      ? [{ key: 'withdrawn', phase: 'was' as const, title: '已撤回', time: momentWords(leave.decidedAt) }]
      : []),
  ];
}

/** A leave that waits for me: grant it with one press, or say why not. */
export function ToDecide({ meetingId, leave }: { meetingId: string; leave: LeaveLine }) {
  const [refusing, setRefusing] = useState(false);
  const [words, setWords] = useState('');
  const write = useWrite(decideLeave);
  const decide = async (agreed: boolean, said: string) => {
    await write.mutateAsync({ params: { meetingId, leaveId: leave.id }, body: { revision: leave.revision, agreed, words: said } });
    setRefusing(false);
  };
  const last = leave.steps.filter((step) => step.state === 'waiting').length === 1;
  return (
    <article className="card leave-card">
      <Head leave={leave} name={leave.name} />
      <p className="label">
        <Line words={[leave.title, `${momentWords(leave.askedAt)}提出`]} />
      </p>
      <div className="btns">
        {leave.phone && (
          <a className="btn calm" href={`tel:${leave.phone}`} aria-label={`打电话给${leave.name}`}>
            <IconPhone size={20} />
            电话
          </a>
        )}
        <Button onClick={() => setRefusing(true)}>不同意</Button>
        <Button
          look="edge"
          busy={write.isPending}
          onClick={() => void telling(decide(true, ''), last ? `已准${leave.name}的假` : '已同意，转大会秘书处')}
        >
          {last ? '准假' : '同意'}
        </Button>
      </div>
      {refusing && (
        <Sheet
          title={`不同意${leave.name}请假`}
          onClose={() => setRefusing(false)}
          foot={
            <div className="btns">
              <Button onClick={() => setRefusing(false)}>再想想</Button>
              <Button
                look="fill"
                busy={write.isPending}
                disabled={words.trim().length < 2}
                onClick={() => void telling(decide(false, words.trim()), `已告知${leave.name}`)}
              >
                不同意并告知
              </Button>
            </div>
          }
        >
          <TextArea label="理由" note="会告诉请假人" required maxLength={200} value={words} onText={setWords} />
        </Sheet>
      )}
    </article>
  );
}
