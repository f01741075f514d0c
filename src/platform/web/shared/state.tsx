import type { ReactNode } from 'react';
import type { State } from './deadline.ts';
import { IconClosed, IconDone, IconOverdue, IconRunning, IconSoon, type IconComponent } from './icons.tsx';
import './state.css';

export const stateIcons: Readonly<Record<State, IconComponent>> = {
  running: IconRunning,
  soon: IconSoon,
  overdue: IconOverdue,
  done: IconDone,
  closed: IconClosed,
};

/** The words a state has where the page knows nothing better. */
export const stateNames: Readonly<Record<State, string>> = {
  running: '办理中',
  soon: '将到期',
  overdue: '已逾期',
  done: '已办结',
  closed: '已结束',
};

interface StateProps {
  readonly state: State;
  /** The word; without it the state's own name. */
  readonly children?: ReactNode;
  readonly icon?: IconComponent;
}

/** A state on its soft ground: for the state of the page or card itself. */
export function StateChip({ state, children, icon }: StateProps) {
  return (
    <StateWords className={`state-chip state-${state}`} state={state} icon={icon}>
      {children}
    </StateWords>
  );
}

/** A state without ground: for rows of a list. */
export function StateSay({ state, children, icon }: StateProps) {
  return (
    <StateWords className={`state-say state-${state}`} state={state} icon={icon}>
      {children}
    </StateWords>
  );
}

function StateWords({ className, state, children, icon }: StateProps & { readonly className: string }) {
  const Mark = icon ?? stateIcons[state];
  return (
    <span className={className}>
      <Mark size={16} />
      {children ?? stateNames[state]}
    </span>
  );
}
