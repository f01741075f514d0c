import { bind } from '#platform/server/http/bind.ts';
import type { ServerModule } from '#platform/server/module.ts';
import * as contract from '../../contract/papers/routes.ts';
import { papersEvents } from '../../contract/papers/events.ts';
import { papersPermissions } from '../../contract/papers/permissions.ts';
import type { MeetingParts } from '../parts.ts';
import { attendee, office } from '../policy.ts';
import { converterOf } from './convert-document.ts';
import { changePaper, discardPaper, issuePapers, orderPapers, remindUnread, withdrawPaper } from './change-papers.ts';
import { downloadPaper } from './download-paper.ts';
import { papersDb } from './find-paper.ts';
import { countReaders, listPapers } from './list-papers.ts';
import { listReaders } from './list-readers.ts';
import { listPaperNotes, writePaperNotes } from './notes.ts';
import { paperNotices, paperSubscribers } from './notices.ts';
import { listOwnPapers, readPaper, readPaperTexts, reportReadings } from './readings.ts';
import { addPaper, addVersion, compareVersion } from './take-in.ts';

/** See README.md for what this part keeps. */
export function meetingPapersModule({ files, settings }: MeetingParts): ServerModule {
  const room = { files, converter: converterOf(settings.officeConverter) };
  return {
    name: 'meeting-papers',
    permissions: papersPermissions,
    policies: { 'meeting.papers': office, 'meeting.read-papers': attendee },
    events: papersEvents,
    subscribers: paperSubscribers,
    notificationKinds: Object.values(paperNotices),
    fileSubjects: [
      {
        kind: 'paper',
        // A paper is taken by its own route, which looks at class and time of return and writes who took it into the file; this door is the office's, for
        // public ones.
        mayRead: async (tx, paperId, { bodyId }) =>
          tx.actor.scope === 'office' &&
          tx.actor.bodyId === bodyId &&
          (await papersDb(tx)
            .selectFrom('paper')
            .select('id')
            .where('body_id', '=', bodyId)
            .where('id', '=', paperId)
            .where('class', '=', 'public')
            .executeTakeFirst()) !== undefined,
      },
    ],
    routes: [
      bind(contract.listPapers, { read: (tx, { params }) => listPapers(tx, params.meetingId, room.converter !== null) }),
      bind(contract.addPaper, { raw: (call) => addPaper(room, call) }),
      bind(contract.changePaper, { write: (tx, { params, body }) => changePaper(tx, params, body) }),
      bind(contract.orderPapers, { write: (tx, { params, body }) => orderPapers(tx, params.meetingId, body.ids) }),
      bind(contract.issuePapers, { write: (tx, { params, body }) => issuePapers(tx, params.meetingId, body.ids) }),
      bind(contract.withdrawPaper, { write: (tx, { params, body }) => withdrawPaper(tx, params, body.words) }),
      bind(contract.discardPaper, { write: (tx, { params }) => discardPaper(tx, params) }),
      bind(contract.compareVersion, { raw: (call) => compareVersion(room, call) }),
      bind(contract.addVersion, { raw: (call) => addVersion(room, call) }),
      bind(contract.listReaders, { read: (tx, { params, query }) => listReaders(tx, params, query) }),
      bind(contract.countReaders, { read: (tx, { params }) => countReaders(tx, params) }),
      bind(contract.remindUnread, { write: (tx, { params, body }) => remindUnread(tx, params, body.groupId ?? null) }),
      bind(contract.listOwnPapers, { read: (tx, { params }) => listOwnPapers(tx, params.meetingId) }),
      bind(contract.readPaper, { read: (tx, { params }) => readPaper(tx, params) }),
      bind(contract.readPaperTexts, { read: (tx, { params }) => readPaperTexts(tx, params) }),
      bind(contract.downloadPaper, { raw: (call) => downloadPaper(files, call) }),
      bind(contract.reportReadings, { write: (tx, { params, body }) => reportReadings(tx, params.meetingId, body.readings) }),
      bind(contract.listPaperNotes, { read: (tx, { params, query }) => listPaperNotes(tx, params.meetingId, query) }),
      bind(contract.writePaperNotes, { write: (tx, { params, body }) => writePaperNotes(tx, params.meetingId, body.notes) }),
    ],
  };
}
