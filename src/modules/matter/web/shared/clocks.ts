import type { ClockView, MatterLine } from '../../contract/views.ts';
import { deadlineWords, type DeadlineWords, type State } from '#platform/web/shared/deadline.ts';

const states: Readonly<Record<ClockView['state'], State>> = {
  waiting: 'closed',
  running: 'running',
  dueSoon: 'soon',
  overdue: 'overdue',
  veryOverdue: 'overdue',
  metOnTime: 'done',
  metLate: 'done',
  void: 'closed',
};

/** The look of a clock's state. */
export function stateOfClock(state: ClockView['state']): State {
  return states[state];
}

/** What a clock says now; null for a task without a deadline. */
export function clockWords(
  clock: Pick<ClockView, 'dueOn' | 'workingDaysLeft' | 'state' | 'metAt'>,
  now: Date = new Date(),
): DeadlineWords | null {
  if (!clock.dueOn) return null;
  return deadlineWords(
    { due: clock.dueOn, workingDaysLeft: clock.workingDaysLeft, metAt: clock.metAt, state: stateOfClock(clock.state) },
    now,
  );
}

/** What the due date of a matter in a list says now. */
export function dueWords(due: MatterLine['due'], now: Date = new Date()): DeadlineWords | null {
  return due ? deadlineWords({ due: due.on, workingDaysLeft: due.workingDaysLeft, state: stateOfClock(due.state) }, now) : null;
}

/** Clocks that still count: open, and no right that merely lapses. */
export function openClocks(clocks: readonly ClockView[]): ClockView[] {
  return clocks.filter((clock) => !clock.metAt && clock.state !== 'void' && !clock.right);
}

/** The one clock that decides the matter's own due date, or the most pressing one. */
export function principalClock(clocks: readonly ClockView[]): ClockView | null {
  const open = openClocks(clocks).filter((clock) => clock.dueOn);
  return open.find((clock) => clock.principal) ?? open.sort((one, other) => one.dueOn!.localeCompare(other.dueOn!))[0] ?? null;
}
