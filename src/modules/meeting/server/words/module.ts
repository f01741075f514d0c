import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { bind, type BoundRoute, type RawCall } from '#platform/server/http/bind.ts';
import type { Policy, ServerModule } from '#platform/server/module.ts';
import * as briefs from '../../contract/words/briefs.ts';
import * as days from '../../contract/words/day.ts';
import { briefMoved, noticeSent, noticeWithdrawn, signatureAsked, speechDecided, wordsEvents } from '../../contract/words/events.ts';
import * as floor from '../../contract/words/floor.ts';
import * as notices from '../../contract/words/notices.ts';
import { wordsPermissions } from '../../contract/words/permissions.ts';
import * as speeches from '../../contract/words/speeches.ts';
import type { MeetingParts } from '../parts.ts';
import { any, attendee, office, screen } from '../policy.ts';
import { actOnBrief, dropBrief, listBriefs, readBrief, saveBrief } from './briefs.ts';
import { readFloor } from './floor.ts';
import { actOnFloor, addToFloor, askForFloor, leaveFloor, limitTurn, orderFloor, setFloor } from './floor-acts.ts';
import { listMyMeetings } from './list-my-meetings.ts';
import { wordsNoticeKinds } from './notice-kinds.ts';
import { countRecipients, listNotices, readNoticeReceipts, remindNotice, sendNotice, withdrawNotice } from './notices.ts';
import { confirmNotice, listOwnNotices, readOwnNotices } from './own-notices.ts';
import { listOwnSpeeches, registerSpeech, signSpeech, withdrawSpeech } from './own-speeches.ts';
import { readDay } from './read-day.ts';
import { closeSelection, listSpeeches, orderSpeeches, readSpeech, recordSeal, screenSpeeches } from './select-speeches.ts';
import type { WordsTables } from './tables.ts';
import { tellOfWords } from './tell-people.ts';

const policies: Readonly<Record<keyof typeof wordsPermissions, Policy>> = {
  'meeting.notices': office,
  'meeting.speeches': office,
  'meeting.briefs': office,
  'meeting.day': attendee,
  'meeting.floor': any(attendee, screen),
};

/** Notices, speeches, briefs and the day page. */
export function meetingWordsModule(_parts: MeetingParts): ServerModule {
  const told = [noticeSent, noticeWithdrawn, speechDecided, signatureAsked, briefMoved].map((event) => event.type);
  return {
    name: 'meeting-words',
    permissions: wordsPermissions,
    policies,
    routes: [...dayRoutes, ...noticeRoutes, ...speechRoutes, ...floorRoutes, ...briefRoutes],
    events: wordsEvents,
    subscribers: [{ name: 'meeting.tell-of-words', listensTo: told, handle: tellOfWords }],
    notificationKinds: Object.values(wordsNoticeKinds),
    liveTopics: [{ prefix: 'floor', mayFollow: followsFloor }],
  };
}

const dayRoutes: readonly BoundRoute[] = [
  bind(days.listMyMeetings, { read: (tx) => listMyMeetings(tx) }),
  bind(days.readDay, { read: (tx, { params }) => readDay(tx, params.meetingId, params.day) }),
];

const noticeRoutes: readonly BoundRoute[] = [
  bind(notices.listNotices, { read: (tx, { params }) => listNotices(tx, params.meetingId) }),
  bind(notices.readNoticeReceipts, { read: (tx, { params }) => readNoticeReceipts(tx, params.meetingId, params.noticeId) }),
  bind(notices.countRecipients, { read: (tx, { params, query }) => countRecipients(tx, params.meetingId, query) }),
  bind(notices.sendNotice, { write: (tx, { params, body }) => sendNotice(tx, params.meetingId, params.noticeId, body) }),
  bind(notices.remindNotice, { write: (tx, { params }) => remindNotice(tx, params.meetingId, params.noticeId) }),
  bind(notices.withdrawNotice, { write: (tx, { params }) => withdrawNotice(tx, params.meetingId, params.noticeId) }),
  bind(notices.listOwnNotices, { read: (tx, { params }) => listOwnNotices(tx, params.meetingId) }),
  bind(notices.readOwnNotices, { write: (tx, { params, body }) => readOwnNotices(tx, params.meetingId, body.ids) }),
  bind(notices.confirmNotice, { write: (tx, { params }) => confirmNotice(tx, params.meetingId, params.noticeId) }),
];

const speechRoutes: readonly BoundRoute[] = [
  bind(speeches.listOwnSpeeches, { read: (tx, { params }) => listOwnSpeeches(tx, params.meetingId) }),
  bind(speeches.registerSpeech, { write: (tx, { params, body }) => registerSpeech(tx, params.meetingId, params.speechId, body) }),
  bind(speeches.withdrawSpeech, { write: (tx, { params }) => withdrawSpeech(tx, params.meetingId, params.speechId) }),
  bind(speeches.signSpeech, { write: (tx, { params }) => signSpeech(tx, params.meetingId, params.speechId) }),
  bind(speeches.listSpeeches, { read: (tx, { params }) => listSpeeches(tx, params.meetingId) }),
  bind(speeches.readSpeech, { read: (tx, { params }) => readSpeech(tx, params.meetingId, params.speechId) }),
  bind(speeches.screenSpeeches, { write: (tx, { params, body }) => screenSpeeches(tx, params.meetingId, body) }),
  bind(speeches.recordSeal, { write: (tx, { params, body }) => recordSeal(tx, params.meetingId, params.speechId, body.signedBy) }),
  bind(speeches.orderSpeeches, { write: (tx, { params, body }) => orderSpeeches(tx, params.meetingId, params.sittingId, body.speechIds) }),
  bind(speeches.closeSelection, { write: (tx, { params }) => closeSelection(tx, params.meetingId) }),
  bind(speeches.readSpeechCollection, {
    raw: (call) => deliver(call, async (tx) => (await import('./speech-collection.ts')).speechCollection(tx, call.params.meetingId)),
  }),
];

const floorRoutes: readonly BoundRoute[] = [
  bind(floor.readFloor, { read: (tx, { params }) => readFloor(tx, params.meetingId, params.sittingId) }),
  bind(floor.askForFloor, { write: (tx, { params, body }) => askForFloor(tx, params, body) }),
  bind(floor.leaveFloor, { write: (tx, { params }) => leaveFloor(tx, params) }),
  bind(floor.setFloor, { write: (tx, { params, body }) => setFloor(tx, params.meetingId, params.sittingId, body) }),
  bind(floor.addToFloor, { write: (tx, { params, body }) => addToFloor(tx, params.meetingId, params.sittingId, body) }),
  bind(floor.actOnFloor, { write: (tx, { params, body }) => actOnFloor(tx, params, body.act) }),
  bind(floor.orderFloor, { write: (tx, { params, body }) => orderFloor(tx, params.meetingId, params.sittingId, body.speechIds) }),
  bind(floor.limitTurn, { write: (tx, { params, body }) => limitTurn(tx, params, body.limitSeconds) }),
];

const briefRoutes: readonly BoundRoute[] = [
  bind(briefs.listBriefs, { read: (tx, { params }) => listBriefs(tx, params.meetingId) }),
  bind(briefs.readBrief, { read: (tx, { params }) => readBrief(tx, params.meetingId, params.briefId) }),
  bind(briefs.saveBrief, { write: (tx, { params, body }) => saveBrief(tx, params.meetingId, params.briefId, body) }),
  bind(briefs.actOnBrief, { write: (tx, { params, body }) => actOnBrief(tx, params.meetingId, params.briefId, body) }),
  bind(briefs.dropBrief, { write: (tx, { params }) => dropBrief(tx, params.meetingId, params.briefId) }),
  bind(briefs.readBriefDocument, {
    raw: (call) =>
      deliver(call, async (tx) => (await import('./brief-document.ts')).briefDocument(tx, call.params.meetingId, call.params.briefId)),
  }),
];

/** Makes a document in a read transaction of the caller and sends it for saving, under its Chinese name (RFC 5987). */
async function deliver(
  call: Pick<RawCall<never>, 'actor' | 'database' | 'request' | 'reply'>,
  make: (tx: Tx) => Promise<{ name: string; bytes: Buffer }>,
): Promise<unknown> {
  const { name, bytes } = await call.database.read(call.actor, make, { requestId: call.request.id });
  return await call.reply
    .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .send(bytes);
}

/** Whoever sees the sitting may follow its floor. */
async function followsFloor(tx: Tx, sittingId: string): Promise<boolean> {
  const row = await tables<WordsTables>(tx).selectFrom('sitting').select('id').where('id', '=', sittingId).executeTakeFirst();
  return row !== undefined;
}
