import { Icon } from '#platform/web/desk/icon.tsx';
import type { MeetingState } from '../../../contract/meeting.ts';
import { meetingStates } from '../../../contract/meeting.ts';

const icons = { draft: 'half', announced: 'clock', running: 'half', ended: 'tick' } as const;

/** A meeting's state: shape and word. */
export function MeetingStateMark({ state }: { readonly state: MeetingState }) {
  return (
    <span className={`meeting-state ${state}`}>
      <Icon name={icons[state]} size={12} /> {meetingStates[state]}
    </span>
  );
}
