import { Clock } from '#platform/web/desk/clock.tsx';
import type { ClockTone } from '#platform/web/desk/clock.tsx';
import { FormDialog } from '#platform/web/desk/form.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import type { LeaveLine, LeaveState } from '../../../contract/people/leave.ts';
import { leaveGroundsWords, leaveStates } from '../../../contract/people/leave.ts';
import { leaveTimeWords } from '../../../contract/people/leave-words.ts';

const tones: Readonly<Record<LeaveState, ClockTone>> = { asked: 'soon', granted: 'done', refused: 'waiting', withdrawn: 'waiting' };

/** The state of a leave; of an open one, whom it waits for. */
export function LeaveMark({ leave }: { leave: LeaveLine }) {
  const turn = leave.steps.find((step) => step.state === 'waiting');
  return <Clock tone={tones[leave.state]} words={leave.state === 'asked' && turn ? `等${turn.label}` : leaveStates[leave.state]} />;
}

/** A leave in a few lines, as it stands on a person's card. */
export function LeaveSummary({ leave }: { leave: LeaveLine }) {
  return (
    <div className="line-item">
      <div className="grow">
        <div className="row wrap">
          <b>{leaveTimeWords(leave)}</b>
          <LeaveMark leave={leave} />
        </div>
        <div className="m">
          {leaveGroundsWords[leave.grounds]}：{leave.words}
        </div>
      </div>
    </div>
  );
}

/** The steps of a leave with who decided when and said what. */
export function LeaveSteps({ leave }: { leave: LeaveLine }) {
  return (
    <ul className="people-steps">
      <li>
        <Icon name="send" />
        <span>{momentWords(leave.askedAt)} 提出</span>
      </li>
      {leave.steps.map((step) => (
        <li key={step.step}>
          <Icon name={step.state === 'agreed' ? 'tick' : step.state === 'refused' ? 'close' : 'wait'} />
          <span>
            {step.label}
            {step.state === 'waiting' ? (leave.state === 'asked' ? ' 待批' : ' 未办') : step.state === 'agreed' ? ' 同意' : ' 不同意'}
            {step.at && (
              <span className="m">
                ，{step.byName} {momentWords(step.at)}
              </span>
            )}
            {step.words && <span className="m">：{step.words}</span>}
          </span>
        </li>
      ))}
      {leave.state === 'withdrawn' && leave.decidedAt && (
        <li>
          <Icon name="undo" />
          <span>{momentWords(leave.decidedAt)} 撤回</span>
        </li>
      )}
    </ul>
  );
}

interface LeftOutProps {
  readonly title: string;
  readonly leftOut: readonly { readonly id: string; readonly name: string; readonly why: string }[];
  readonly onClose: () => void;
}

/** Who was left as he was, and why: with the others it was done. */
export function LeftOutDialog({ title, leftOut, onClose }: LeftOutProps) {
  return (
    <FormDialog title={title} words="知道了" busy={false} error={null} onSubmit={onClose} onClose={onClose}>
      <ul className="left-out">
        {leftOut.map((one) => (
          <li key={one.id}>
            <b>{one.name}</b>
            <span>{one.why}</span>
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}

/** The sittings that a leave covers. */
export function Covered({ leave }: { leave: LeaveLine }) {
  if (leave.covers.length === 0) return <p className="m">这段时间没有要他参加的会议。</p>;
  return (
    <ul className="people-outcomes">
      {leave.covers.map((one) => (
        <li key={one.id}>
          <span className="m nw">
            {dayWords(one.startsAt)} {momentWords(one.startsAt).slice(-5)}
          </span>
          <span className="cut" title={one.title}>
            {one.title}
          </span>
        </li>
      ))}
    </ul>
  );
}
