import { bind } from '#platform/server/http/bind.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { arrangementPermissions } from '../../contract/arrangement/permissions.ts';
import * as routes from '../../contract/arrangement/routes.ts';
import { meetingChanged, meetingEvents } from '../../contract/events.ts';
import { followsMeeting } from '../core/find.ts';
import type { MeetingParts } from '../parts.ts';
import { any, attendee, office, screen } from '../policy.ts';
import { advanceMeeting } from './actions/advance-meeting.ts';
import { beginSitting, cancelSitting } from './actions/cancel-sitting.ts';
import { cloneMeeting } from './actions/clone-meeting.ts';
import { moveAgenda, saveAgenda } from './actions/save-agenda.ts';
import { saveMeeting } from './actions/save-meeting.ts';
import { addGroupSittings, saveSitting } from './actions/save-sitting.ts';
import { listChanges } from './queries/list-changes.ts';
import { listMeetings } from './queries/list-meetings.ts';
import { readAgenda } from './queries/read-agenda.ts';
import { readMeeting } from './queries/read-meeting.ts';
import { changeNotice, tellChanges } from './tell-changes.ts';

/** Meetings, their programme and agenda. */
export function meetingArrangementModule(_parts: MeetingParts): ServerModule {
  return {
    name: 'meeting-arrangement',
    permissions: arrangementPermissions,
    policies: { 'meeting.read': any(attendee, office, screen), 'meeting.arrange': office },
    routes: [
      bind(routes.listMeetings, { read: (tx, { query }) => listMeetings(tx, query) }),
      bind(routes.readMeeting, { read: (tx, { params }) => readMeeting(tx, params.meetingId) }),
      bind(routes.saveMeeting, { write: (tx, { params, body }) => saveMeeting(tx, params.meetingId, body) }),
      bind(routes.advanceMeeting, { write: (tx, { params, body }) => advanceMeeting(tx, params.meetingId, body) }),
      bind(routes.cloneMeeting, { write: (tx, { params, body }) => cloneMeeting(tx, params.meetingId, body) }),
      bind(routes.saveSitting, { write: (tx, { params, body }) => saveSitting(tx, params, body) }),
      bind(routes.addGroupSittings, { write: (tx, { params, body }) => addGroupSittings(tx, params.meetingId, body) }),
      bind(routes.cancelSitting, { write: (tx, { params, body }) => cancelSitting(tx, params, body) }),
      bind(routes.beginSitting, { write: (tx, { params }) => beginSitting(tx, params) }),
      bind(routes.readAgenda, { read: (tx, { params }) => readAgenda(tx, params.meetingId) }),
      bind(routes.saveAgenda, { write: (tx, { params, body }) => saveAgenda(tx, params, body) }),
      bind(routes.moveAgenda, { write: (tx, { params, body }) => moveAgenda(tx, params, body) }),
      bind(routes.listChanges, { read: (tx, { params, query }) => listChanges(tx, params.meetingId, query) }),
    ],
    events: meetingEvents,
    subscribers: [{ name: 'meeting.tell-changes', listensTo: [meetingChanged.type], handle: tellChanges }],
    notificationKinds: [changeNotice],
    liveTopics: [{ prefix: 'meeting', mayFollow: followsMeeting }],
  };
}
