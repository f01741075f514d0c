import type { ReactNode } from 'react';
import { Clock } from '#platform/web/desk/clock.tsx';
import type { ClockTone } from '#platform/web/desk/clock.tsx';
import { ExplainDeadline } from '#platform/web/desk/explain.tsx';
import type { DeadlineAccount } from '#platform/web/desk/explain.tsx';
import { CardFlag } from '#platform/web/desk/marks.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import type { ClockView, MatterLine } from '../../contract/views.ts';

const tones: Readonly<Record<ClockView['state'], ClockTone>> = {
  waiting: 'waiting',
  running: 'running',
  dueSoon: 'soon',
  overdue: 'overdue',
  veryOverdue: 'overdue',
  metOnTime: 'done',
  metLate: 'done',
  void: 'waiting',
};

/** The tone of a clock. The server decides it: thresholds are rules of the body. */
export function toneOf(state: ClockView['state']): ClockTone {
  return tones[state];
}

/** `逾期 12 工作日`, `今天到期`, `剩 8 工作日`; `没有期限` where nothing counts down. */
export function leftWords(state: ClockView['state'], left: number | null): string {
  if (state === 'waiting') return left === null ? '未开始' : `暂停，剩 ${left} 工作日`;
  if (state === 'void') return '不再计算';
  if (left === null) return '没有期限';
  if (state === 'overdue' || state === 'veryOverdue') return left === 0 ? '已过期' : `逾期 ${Math.abs(left)} 工作日`;
  return left === 0 ? '今天到期' : `剩 ${left} 工作日`;
}

/** A clock of a case in full words; explains its due date on demand. */
export function CaseClock({ clock }: { clock: ClockView }) {
  const words = clock.metAt
    ? `${dayWords(clock.metAt)}${clock.state === 'metLate' ? '迟到' : '到'}`
    : leftWords(clock.state, clock.workingDaysLeft);
  const mark = <Clock tone={toneOf(clock.state)} words={words} />;
  return clock.dueOn ? <ExplainDeadline account={accountOf(clock)}>{mark}</ExplainDeadline> : mark;
}

/** Why a clock is due when it is: the server's own sentence and the days around it. */
export function accountOf(clock: ClockView): DeadlineAccount {
  const now = clock.metAt ? `${momentWords(clock.metAt)}完成` : leftWords(clock.state, clock.workingDaysLeft);
  const parts = partsOf(clock.explanation);
  const told =
    parts.length > 0
      ? parts
      : [['起算', `${dayWords(clock.startedOn)}，次日起`] as const, ['到期', clock.dueOn && dayWords(clock.dueOn)] as const];
  return {
    pairs: [['事项', clock.task], ...told, ['现在', now]],
    sentence: parts.length > 0 ? null : clock.explanation,
    doubt: clock.provisional ? '到期日落在放假安排还没有公布的年份，公布后可能顺延。' : null,
  };
}

/** The parts of the server's sentence, `起算：…；期限：…；到期：…`; empty where it is written otherwise. */
function partsOf(explanation: string): readonly (readonly [string, string])[] {
  const parts = explanation.split('；').map((part) => /^([^：]{2,4})：(.+)$/.exec(part));
  return parts.every((part) => part !== null) ? parts.map((part) => [part[1]!, part[2]!] as const) : [];
}

/** The short figure of a list: `逾 5`, `剩 3`, `今天`. */
export function LeftFigure({ state, left }: { state: ClockView['state']; left: number | null }): ReactNode {
  if (left === null) return null;
  const tone = toneOf(state);
  const words = tone === 'overdue' ? `逾 ${Math.abs(left)}` : left === 0 ? '今天' : `剩 ${left}`;
  return <span className={tone === 'overdue' ? 'over-words' : tone === 'soon' ? 'soon-words' : undefined}>{words}</span>;
}

/** A day with its weekday, narrow: `5月14日 四`. */
export function DueDay({ on }: { on: string }): ReactNode {
  return (
    <>
      {dayWords(on)} <span className="s">{weekday(on)}</span>
    </>
  );
}

function weekday(on: string): string | undefined {
  return '日一二三四五六'[new Date(`${on}T00:00:00Z`).getUTCDay()];
}

/** The clock of a matter in a list. */
export function MatterClock({ due }: { due: MatterLine['due'] }): ReactNode {
  return due && <Clock tone={toneOf(due.state)} words={leftWords(due.state, due.workingDaysLeft)} />;
}

/** The supervision card of a clock, nothing where it has none. */
export function CardOf({ clock }: { clock: ClockView }): ReactNode {
  return clock.card === 'none' ? null : <CardFlag colour={clock.card} />;
}
