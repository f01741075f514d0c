import { isJudged, promiseCourse } from '../../../contract/promise-words.ts';
import type { CaseView, CommitmentView } from '../../../contract/views.ts';
import { Files } from './files.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import type { State } from '#platform/web/shared/deadline.ts';
import { StateSay } from '#platform/web/shared/state.tsx';

/** 承诺事项: what the reply promised, what was reported, and what the proposer found. */
export function CaseCommitments({ found }: { readonly found: CaseView }) {
  if (found.commitments.length === 0) return null;
  return (
    <Section title="承诺事项" count={found.commitments.length} unit="项">
      <div className="card">
        <ul className="handlers">
          {found.commitments.map((one) => (
            <Commitment key={one.id} commitment={one} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function Commitment({ commitment }: { readonly commitment: CommitmentView }) {
  const { state, words } = lookOf(commitment);
  const moved = commitment.dueOn !== commitment.originallyDueOn;
  return (
    <li className="handler">
      <div className="handler-head">
        <b>{commitment.unit.shortName}</b>
        <StateSay state={state}>{words}</StateSay>
      </div>
      <p className="prose">{commitment.words}</p>
      <p className="second wrap">
        <Line words={[`${dayWords(commitment.dueOn)}前兑现`, moved && `原定${dayWords(commitment.originallyDueOn)}`]} />
      </p>
      {promiseCourse(commitment).map((step) => (
        <div key={step.at} className="report">
          <p className="label">
            {dayWords(step.at)} {step.head}
          </p>
          {step.words && <p className="prose">{step.words}</p>}
          <Files files={step.files} />
        </div>
      ))}
    </li>
  );
}

function lookOf(commitment: CommitmentView): { readonly state: State; readonly words: string } {
  const { state, verdict } = commitment;
  if (verdict && isJudged(commitment))
    return {
      kept: { state: 'done', words: '做到了' },
      keptLate: { state: 'done', words: '晚了，做到了' },
      notKept: { state: 'overdue', words: '没做到' },
    }[verdict] as { state: State; words: string };
  if (state === 'reported') return { state: 'soon', words: '待评价' };
  return state === 'broken' ? { state: 'overdue', words: '没有兑现' } : { state: 'running', words: '还没兑现' };
}
