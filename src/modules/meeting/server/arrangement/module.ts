import type { Tx } from '#platform/server/database.ts';
import type { BoundRoute, RawCall } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { arrangementPermissions } from '../../contract/arrangement/permissions.ts';
import * as routes from '../../contract/arrangement/routes.ts';
import { meetingEvents } from '../../contract/events.ts';
import { followsMeeting } from '../core/find.ts';
import type { MeetingParts } from '../parts.ts';
import { any, attendee, office } from '../policy.ts';
import { advanceMeeting } from './actions/advance-meeting.ts';
import { beginSitting, cancelSitting, restoreSitting } from './actions/cancel-sitting.ts';
import { cloneMeeting } from './actions/clone-meeting.ts';
import { moveAgenda, saveAgenda } from './actions/save-agenda.ts';
import { saveMeeting } from './actions/save-meeting.ts';
import { addGroupSittings, saveSitting } from './actions/save-sitting.ts';
import { readOwnFeed, renewOwnFeed } from './feed/own-feed.ts';
import { serveFeed } from './feed/serve-feed.ts';
import { printSheet, readSheet } from './programme-print.ts';
import { listChanges } from './queries/list-changes.ts';
import { listMeetings } from './queries/list-meetings.ts';
import { readAgenda } from './queries/read-agenda.ts';
import { readMeeting } from './queries/read-meeting.ts';
import { arrangementNotices, gatherChanges, tellChanges } from './tell-of-changes.ts';

/** Meetings, their programme and agenda. */
export function meetingArrangementModule({ settings }: MeetingParts): ServerModule {
  return {
    name: 'meeting-arrangement',
    permissions: arrangementPermissions,
    policies: { 'meeting.read': any(attendee, office), 'meeting.arrange': office },
    routes: [...meetingRoutes, ...programmeRoutes, ...feedRoutes(settings.publicUrl)],
    events: meetingEvents,
    subscribers: [gatherChanges],
    jobs: [tellChanges],
    notificationKinds: Object.values(arrangementNotices),
    liveTopics: [{ prefix: 'meeting', mayFollow: followsMeeting }],
  };
}

const meetingRoutes: readonly BoundRoute[] = [
  bind(routes.listMeetings, { read: (tx, { query }) => listMeetings(tx, query) }),
  bind(routes.readMeeting, { read: (tx, { params }) => readMeeting(tx, params.meetingId) }),
  bind(routes.saveMeeting, { write: (tx, { params, body }) => saveMeeting(tx, params.meetingId, body) }),
  bind(routes.advanceMeeting, { write: (tx, { params, body }) => advanceMeeting(tx, params.meetingId, body) }),
  bind(routes.cloneMeeting, { write: (tx, { params, body }) => cloneMeeting(tx, params.meetingId, body) }),
  bind(routes.listChanges, { read: (tx, { params, query }) => listChanges(tx, params.meetingId, query) }),
];

const programmeRoutes: readonly BoundRoute[] = [
  bind(routes.saveSitting, { write: (tx, { params, body }) => saveSitting(tx, params, body) }),
  bind(routes.addGroupSittings, { write: (tx, { params, body }) => addGroupSittings(tx, params.meetingId, body) }),
  bind(routes.cancelSitting, { write: (tx, { params, body }) => cancelSitting(tx, params, body) }),
  bind(routes.restoreSitting, { write: (tx, { params }) => restoreSitting(tx, params) }),
  bind(routes.beginSitting, { write: (tx, { params }) => beginSitting(tx, params) }),
  bind(routes.readAgenda, { read: (tx, { params }) => readAgenda(tx, params.meetingId) }),
  bind(routes.saveAgenda, { write: (tx, { params, body }) => saveAgenda(tx, params, body) }),
  bind(routes.moveAgenda, { write: (tx, { params, body }) => moveAgenda(tx, params, body) }),
  bind(routes.programmeDocument, {
    raw: async (call) => {
      const { programmeDocument } = await import('./programme-document.ts');
      const made = await call.database.read(call.actor, (tx) => programmeDocument(tx, call.params.meetingId), {
        requestId: call.request.id,
      });
      return await deliver(call, docx, made);
    },
  }),
  bind(routes.printProgramme, {
    raw: async (call) => {
      const { meetingId } = call.params;
      const read = (tx: Tx) => readSheet(tx, meetingId, call.query.sittingId);
      return await deliver(
        call,
        'application/pdf',
        await printSheet(await call.database.read(call.actor, read, { requestId: call.request.id })),
      );
    },
  }),
];

const feedRoutes = (publicUrl: string): readonly BoundRoute[] => [
  bind(routes.readOwnFeed, { read: (tx, { params }) => readOwnFeed(tx, params.meetingId, publicUrl) }),
  bind(routes.renewOwnFeed, { write: (tx, { params }) => renewOwnFeed(tx, params.meetingId, publicUrl) }),
  bind(routes.readFeed, { raw: (call) => serveFeed(call) }),
];

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Sends a document for saving, under its Chinese name (RFC 5987). */
async function deliver(
  { reply }: Pick<RawCall<never>, 'reply'>,
  type: string,
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<unknown> {
  return await reply
    .type(type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .send(bytes);
}
