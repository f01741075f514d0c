import type { BoundRoute, RawCall } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import type { Tx } from '#platform/server/database.ts';
import type { ServerModule } from '#platform/server/module.ts';
import { placesEvents } from '../../contract/places/events.ts';
import { placesPermissions } from '../../contract/places/permissions.ts';
import * as contract from '../../contract/places/routes.ts';
import { meetingProblem } from '../../contract/problems.ts';
import { meetingOf, ownAttendance } from '../core/find.ts';
import type { MeetingParts } from '../parts.ts';
import { office } from '../policy.ts';
import {
  arrangeSeats,
  createSeating,
  deleteSeating,
  drawLots,
  lockSeats,
  moveSeats,
  redoMove,
  setSeatingRules,
  undoMove,
} from './change-seating.ts';
import { assignCoaches, deleteCoach, listCoaches, readCoachPeople, saveCoach, setCoachPeople } from './coaches.ts';
import { deleteHall, listHalls, readHall, saveHall } from './halls.ts';
import { assignRooms, assignTables, listLodging, saveLodging } from './lodging.ts';
import { ownPlaces } from './own-places.ts';
import { publishSeating } from './publish-seating.ts';
import { listSeatings, readHallSeats, readOwnSeat, readSeating } from './read-seating.ts';
import { placesNotices, placesSubscribers } from './subscribers.ts';
import { deleteTrip, readTrip, saveTrip, setTripState } from './trips.ts';

/** See README.md for what this part keeps. */
export function meetingPlacesModule(_parts: MeetingParts): ServerModule {
  return {
    name: 'meeting-places',
    permissions: placesPermissions,
    policies: { 'meeting.places': office },
    routes,
    events: placesEvents,
    subscribers: placesSubscribers,
    notificationKinds: Object.values(placesNotices),
  };
}

const pdf = 'application/pdf';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Reads in a transaction of the caller, makes the file outside of it, and sends it for saving under its Chinese name (RFC 5987). */
async function deliver<Data>(
  call: RawCall<never>,
  mediaType: string,
  read: (tx: Tx) => Promise<Data>,
  make: (data: Data) => Promise<{ name: string; bytes: Buffer }>,
): Promise<unknown> {
  const data = await call.database.read(call.actor, read, { requestId: call.request.id });
  const { name, bytes } = await make(data);
  return await call.reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('x-content-type-options', 'nosniff')
    .send(bytes);
}

const routes: readonly BoundRoute[] = [
  bind(contract.listHalls, { read: (tx) => listHalls(tx) }),
  bind(contract.readHall, { read: (tx, { params }) => readHall(tx, params.hallId) }),
  bind(contract.saveHall, { write: (tx, { params, body }) => saveHall(tx, params.hallId, body) }),
  bind(contract.deleteHall, { write: (tx, { params }) => deleteHall(tx, params.hallId) }),
  bind(contract.listSeatings, { read: (tx, { params }) => listSeatings(tx, params.meetingId) }),
  bind(contract.readSeating, { read: (tx, { params }) => readSeating(tx, params.meetingId, params.seatingId) }),
  bind(contract.createSeating, { write: (tx, { params, body }) => createSeating(tx, params.meetingId, params.seatingId, body) }),
  bind(contract.deleteSeating, { write: (tx, { params }) => deleteSeating(tx, params.meetingId, params.seatingId) }),
  bind(contract.setSeatingRules, { write: (tx, { params, body }) => setSeatingRules(tx, params.meetingId, params.seatingId, body) }),
  bind(contract.drawLots, { write: (tx, { params }) => drawLots(tx, params.meetingId, params.seatingId) }),
  bind(contract.arrangeSeats, { write: (tx, { params, body }) => arrangeSeats(tx, params.meetingId, params.seatingId, body.only) }),
  bind(contract.moveSeats, { write: (tx, { params, body }) => moveSeats(tx, params.meetingId, params.seatingId, body) }),
  bind(contract.undoMove, { write: (tx, { params }) => undoMove(tx, params.meetingId, params.seatingId) }),
  bind(contract.redoMove, { write: (tx, { params }) => redoMove(tx, params.meetingId, params.seatingId) }),
  bind(contract.lockSeats, { write: (tx, { params, body }) => lockSeats(tx, params.meetingId, params.seatingId, body) }),
  bind(contract.publishSeating, { write: (tx, { params }) => publishSeating(tx, params.meetingId, params.seatingId) }),
  bind(contract.readHallSeats, { read: (tx, { params, query }) => readHallSeats(tx, params.meetingId, query.sittingId) }),
  bind(contract.readOwnSeat, { read: (tx, { params }) => readOwnSeat(tx, params.meetingId, params.seatingId) }),
  bind(contract.readOwnPlaces, { read: (tx, { params }) => readOwnPlaces(tx, params.meetingId) }),
  bind(contract.listCoaches, { read: (tx, { params, query }) => listCoaches(tx, params.meetingId, query.day) }),
  bind(contract.saveCoach, { write: (tx, { params, body }) => saveCoach(tx, params.meetingId, params.coachId, body) }),
  bind(contract.deleteCoach, { write: (tx, { params }) => deleteCoach(tx, params.meetingId, params.coachId) }),
  bind(contract.readCoachPeople, { read: (tx, { params }) => readCoachPeople(tx, params.meetingId, params.coachId) }),
  bind(contract.setCoachPeople, { write: (tx, { params, body }) => setCoachPeople(tx, params.meetingId, params.coachId, body) }),
  bind(contract.assignCoaches, { write: (tx, { params, body }) => assignCoaches(tx, params.meetingId, body) }),
  bind(contract.saveTrip, { write: (tx, { params, body }) => saveTrip(tx, params.meetingId, params.tripId, body) }),
  bind(contract.deleteTrip, { write: (tx, { params }) => deleteTrip(tx, params.meetingId, params.tripId) }),
  bind(contract.readTrip, { read: (tx, { params }) => readTrip(tx, params.meetingId, params.tripId) }),
  bind(contract.setTripState, { write: (tx, { params, body }) => setTripState(tx, params.meetingId, params.tripId, body) }),
  bind(contract.listLodging, { read: (tx, { params }) => listLodging(tx, params.meetingId) }),
  bind(contract.saveLodging, { write: (tx, { params, body }) => saveLodging(tx, params.meetingId, body) }),
  bind(contract.assignRooms, { write: (tx, { params, body }) => assignRooms(tx, params.meetingId, body) }),
  bind(contract.assignTables, { write: (tx, { params, body }) => assignTables(tx, params.meetingId, body) }),
  bind(contract.printPlaces, {
    raw: async (call) => {
      const { readPrint, makePrint } = await import('./prints/prints.ts');
      return await deliver(call, pdf, (tx) => readPrint(tx, call.params.meetingId, call.params.kind, call.query), makePrint);
    },
  }),
  bind(contract.placesSheet, {
    raw: async (call) => {
      const { readSheet, makeSheet } = await import('./prints/sheets.ts');
      return await deliver(call, xlsx, (tx) => readSheet(tx, call.params.meetingId, call.params.kind, call.query.seatingId), makeSheet);
    },
  }),
];

async function readOwnPlaces(tx: Tx, meetingId: string) {
  const meeting = await meetingOf(tx, meetingId);
  const own = await ownAttendance(tx, meeting);
  if (!own) throw meetingProblem('meeting.attendee-not-found');
  return await ownPlaces(tx, own);
}
