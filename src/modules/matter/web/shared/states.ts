import type { MatterLine } from '../../contract/views.ts';
import type { State } from '#platform/web/shared/deadline.ts';
import { IconSoon, IconWaiting, IconWrite, type IconComponent } from '#platform/web/shared/icons.tsx';
import { stateOfClock } from './clocks.ts';

type Mark = MatterLine['mark'];
const looks: Readonly<Record<Mark, { readonly state: State; readonly icon?: IconComponent }>> = {
  draft: { state: 'closed', icon: IconWrite },
  running: { state: 'running' },
  waiting: { state: 'soon', icon: IconWaiting },
  done: { state: 'done' },
  closed: { state: 'closed' },
};

/** Shape and colour of a declared state; its word is the state's own label. */
export function lookOfMark(mark: Mark): { readonly state: State; readonly icon?: IconComponent } {
  return looks[mark];
}

/** Shape and colour of a matter: lateness is louder than the state itself. */
export function lookOfMatter(matter: Pick<MatterLine, 'mark' | 'due'>): { readonly state: State; readonly icon?: IconComponent } {
  const late = matter.due ? stateOfClock(matter.due.state) : null;
  if (late === 'overdue') return { state: 'overdue' };
  return late === 'soon' ? { state: 'soon', icon: IconSoon } : looks[matter.mark];
}
