import { bind } from '#platform/server/http/bind.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { boardPassenger, unboardPassenger } from '../../contract/presence/boarding.ts';
import * as routes from '../../contract/presence/routes.ts';
import { presencePermissions } from '../../contract/presence/permissions.ts';
import type { MeetingParts } from '../parts.ts';
import { any, attendee, office, screen } from '../policy.ts';
import { board, unboard } from './boarding.ts';
import { correctByOffice } from './correct.ts';
import { correctSettled } from './correct-settled.ts';
import { hallCodeOf } from './hall-screen.ts';
import { HallDoor, ownPassOf, ownPresenceOf } from './own-presence.ts';
import { checkListsOf, peopleOfList, presenceOf } from './read-presence.ts';
import { RedeemQueue } from './redeem-queue.ts';
import { handOver, readCopy, tellState } from './scanner-calls.ts';
import { ScannerCopies } from './scanner-copy.ts';
import { ScannerDoor } from './scanner-door.ts';
import { addOne, endOne, enrol, scannersOf } from './scanners.ts';
import { conflictsOf, scansOf, settleConflict } from './scan-log.ts';
import { settle } from './settle.ts';
import { changeOne, openOne, signIn, takeBack } from './staff-acts.ts';

/** Check lists, codes, scanners, scans and who is in. */
export function meetingPresenceModule({ settings }: MeetingParts): ServerModule {
  const queue = new RedeemQueue();
  const parts = { door: new ScannerDoor(), copies: new ScannerCopies(), queue };
  const hall = new HallDoor(settings.secret, queue);
  const secure = settings.publicUrl.startsWith('https:');
  return {
    name: 'meeting-presence',
    permissions: presencePermissions,
    policies: {
      'meeting.presence': office,
      'meeting.scan': attendee,
      'meeting.see-presence': any(attendee, screen),
      'meeting.hall-code': any(office, screen),
    },
    routes: [
      bind(routes.readPresence, { read: (tx, { params, query }) => presenceOf(tx, params.meetingId, query.sittingId) }),
      bind(routes.readOwnPass, { read: (tx, { params }) => ownPassOf(tx, params.meetingId) }),
      bind(routes.readOwnPresence, { read: (tx, { params }) => ownPresenceOf(tx, params.meetingId) }),
      bind(routes.signInByHallCode, { raw: (call) => hall.signIn(call) }),
      bind(boardPassenger, { raw: (call) => board(queue, call) }),
      bind(unboardPassenger, { write: (tx, { params, body }) => unboard(tx, params, body) }),
      bind(routes.readClock, { raw: async ({ database }) => ({ now: database.clock().toISOString() }) }),
      bind(routes.readHallCode, { read: (tx, { params }) => hallCodeOf(tx, settings.secret, params) }),
      bind(routes.listCheckLists, { read: (tx, { params }) => checkListsOf(tx, params.meetingId) }),
      bind(routes.openCheckList, { write: (tx, { params, body }) => openOne(tx, params.meetingId, body) }),
      bind(routes.changeCheckList, { write: (tx, { params, body }) => changeOne(tx, params.meetingId, params.checkListId, body) }),
      bind(routes.listPresentPeople, { read: (tx, { params }) => peopleOfList(tx, params.meetingId, params.checkListId) }),
      bind(routes.signInByStaff, { write: (tx, { params, body }) => signIn(tx, params, body) }),
      bind(routes.takeBackSignIn, { write: (tx, { params, body }) => takeBack(tx, params, body.reason) }),
      bind(routes.listScans, { read: (tx, { params, query }) => scansOf(tx, params.meetingId, query) }),
      bind(routes.listScanConflicts, { read: (tx, { params }) => conflictsOf(tx, params.meetingId) }),
      bind(routes.settleScanConflict, { write: (tx, { params, body }) => settleConflict(tx, params.meetingId, params.checkListId, body) }),
      bind(routes.settleSitting, { write: (tx, { params }) => settle(tx, params.meetingId, params.sittingId) }),
      bind(routes.correctAttendance, { write: (tx, { params, body }) => correctByOffice(tx, params, body) }),
      bind(routes.listScanners, { read: (tx, { params }) => scannersOf(tx, params.meetingId) }),
      bind(routes.addScanner, { write: (tx, { params, body }) => addOne(tx, params.meetingId, body, settings.publicUrl) }),
      bind(routes.endScanner, { write: (tx, { params }) => endOne(tx, params.meetingId, params.scannerId) }),
      bind(routes.enrolScanner, { raw: (call) => enrol(secure, call) }),
      bind(routes.readScannerCopy, { raw: (call) => readCopy(parts, call) }),
      bind(routes.handOverScans, { raw: (call) => handOver(parts, call) }),
      bind(routes.tellScannerState, { raw: (call) => tellState(parts, call) }),
    ],
    subscribers: [correctSettled],
  };
}
