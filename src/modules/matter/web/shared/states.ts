import type { MatterLine } from '../../contract/views.ts';
import type { State } from '#platform/web/shared/deadline.ts';
import { IconWaiting, IconWrite, type IconComponent } from '#platform/web/shared/icons.tsx';

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
