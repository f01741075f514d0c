import { Clock } from '#platform/web/desk/clock.tsx';
import type { ClockTone } from '#platform/web/desk/clock.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { chinaDay, dayWords } from '#platform/web/shared/dates.ts';
import { stages } from '../../contract/kind.ts';
import type { Stage } from '../../contract/kind.ts';
import type { CaseView, ClockView } from '../../contract/views.ts';
import { CaseClock, toneOf } from './clock-words.tsx';
import { stageOfDeclaredClock, stagePassedBy, stageWords, takesSeveralWays } from '../shared/index.ts';
import { kindNamed } from './matter-marks.tsx';

/** The act whose line in the history marks that a stage was passed. */
const passing: Readonly<Record<string, Stage>> = {
  submit: 'raise',
  accept: 'screen',
  fileCase: 'screen',
  putOnFile: 'screen',
  assign: 'assign',
  dispatch: 'assign',
  signFor: 'assign',
  giveOpinion: 'handle',
  startSignoff: 'handle',
  issueReply: 'reply',
  answer: 'reply',
  rate: 'feedback',
};
const stageOfClock: Readonly<Record<string, Stage>> = {
  cosign: 'raise',
  revise: 'raise',
  screen: 'screen',
  assign: 'assign',
  receive: 'assign',
  objection: 'assign',
  decideObjection: 'assign',
  dispatch: 'assign',
  contact: 'handle',
  coOpinion: 'handle',
  coOpinionAgain: 'handle',
  work: 'handle',
  reply: 'reply',
  redo: 'reply',
  decideExtension: 'reply',
  rate: 'feedback',
  treat: 'feedback',
  promise: 'follow',
  judge: 'follow',
};

interface Hop {
  readonly stage: Stage;
  readonly label: string;
  readonly state: 'done' | 'now' | 'next';
  readonly on: string | null;
  readonly clock: ClockView | null;
}

/** The life of the case as a chain of hops: what is done and when, where it stands, what each coming hop waits for. */
export function CaseChain({ view }: { view: CaseView }) {
  return (
    <ol className="chain" aria-label="办理环节">
      {hopsOf(view).map((hop) => {
        const tone: ClockTone = hop.clock ? toneOf(hop.clock.state) : 'waiting';
        const look = hop.state === 'done' ? 'd' : hop.state === 'now' ? `now ${tone === 'overdue' ? 'late' : ''}` : hop.clock ? 'so' : 'nx';
        return (
          <li key={hop.stage} className={`hop ${look}`} aria-current={hop.state === 'now' ? 'step' : undefined}>
            <h3>
              {hop.state === 'done' && (
                <span className="done-words">
                  <Icon name="tick" />
                </span>
              )}
              {hop.label}
            </h3>
            <div title={hop.on ? dayWords(hop.on) : undefined}>
              {hop.on
                ? narrowDay(hop.on)
                : hop.clock?.dueOn
                  ? `${narrowDay(hop.clock.dueOn)}到期`
                  : hop.state === 'now'
                    ? view.matter.stateLabel
                    : ''}
            </div>
            {hop.clock ? <CaseClock clock={hop.clock} /> : hop.state === 'next' ? <Clock tone="waiting" words="未开始" /> : null}
          </li>
        );
      })}
    </ol>
  );
}

function hopsOf(view: CaseView): readonly Hop[] {
  const kind = kindNamed(view.matter.kind);
  const declared = new Set(
    kind
      ? [...Object.values(kind.states), ...Object.values(kind.handlingStates)].map((state) => state.stage)
      : (Object.keys(stages) as Stage[]),
  );
  const order = (Object.keys(stages) as Stage[]).filter(
    (stage) => declared.has(stage) || (stage === 'follow' && view.commitments.length > 0),
  );
  const current = order.indexOf(view.matter.stage as Stage);
  const ended = view.matter.stage === 'end';
  // What kinds have in common stands in the tables; where a kind has no such stage, or takes several ways, its own acts say it.
  const several = kind !== null && takesSeveralWays(kind);
  const common = (stage: Stage | undefined) => (stage && !several && order.includes(stage) ? stage : undefined);
  const passedBy = (act: string) => common(passing[act]) ?? stagePassedBy(view.matter.kind, act);
  const ownStage = (clock: string) => common(stageOfClock[clock]) ?? stageOfDeclaredClock(view.matter.kind, clock) ?? stageOfClock[clock];
  const reached = new Set(view.history.map((event) => passedBy(event.act)).filter(Boolean));
  // Such a kind may go round a stage (审议表决, 闭会审议): what was gone round is no part of its way.
  const gone = (stage: Stage) => several && stage !== 'end' && order.indexOf(stage) < current && !reached.has(stage);
  return order
    .filter((stage) => !gone(stage))
    .map((stage) => {
      const index = order.indexOf(stage);
      const clock = worst(
        view.clocks.filter((one) => ownStage(one.clock) === stage && one.metAt === null && one.state !== 'void' && !one.right),
      );
      const passed = view.history.findLast((event) => passedBy(event.act) === stage)?.at ?? null;
      const state =
        stage === view.matter.stage
          ? ended
            ? 'done'
            : 'now'
          : index < current
            ? ended && !reached.has(stage) && stage !== 'handle'
              ? 'next'
              : 'done'
            : 'next';
      return {
        stage,
        label: stageWords(kind, stage),
        state,
        on: state === 'done' ? (stage === 'end' ? view.matter.changedAt : passed) : null,
        clock: state === 'done' && stage !== 'follow' ? null : clock,
      };
    });
}

/** A day of another year in figures, as the words of it are wider than a hop. */
function narrowDay(value: string): string {
  const words = dayWords(value);
  return words.includes('年') ? chinaDay(value) : words;
}

/** The clock that presses most. */
function worst(clocks: readonly ClockView[]): ClockView | null {
  return [...clocks].sort((one, other) => (one.workingDaysLeft ?? 9_999) - (other.workingDaysLeft ?? 9_999))[0] ?? null;
}
