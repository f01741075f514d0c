import type { ServerModule } from '#platform/server/module.ts';
import type { MeetingParts } from '../parts.ts';
import { meetingEvents } from '../../contract/events.ts';
import { followsMeeting } from '../core/find.ts';

/** Meetings, their programme and agenda. */
export function meetingArrangementModule(_parts: MeetingParts): ServerModule {
  return {
    name: 'meeting-arrangement',
    permissions: {},
    policies: {},
    routes: [],
    events: meetingEvents,
    liveTopics: [{ prefix: 'meeting', mayFollow: followsMeeting }],
  };
}
