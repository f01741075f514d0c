import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { ofMeeting } from '../addresses.ts';
import { attendeeCategory } from '../meeting.ts';
import { ownPlaces, tripState } from './own-places.ts';
import type { PrintKind } from './print-kinds.ts';
import { printKinds } from './print-kinds.ts';
import { hallPlan } from './seat-map.ts';
import { seatGroup, seatingRules, seatPerson } from './seating-rules.ts';

const bytes = z.unknown();

/* Halls: the body's seat maps, used by one meeting after the other. */

export const hallLine = z.object({ id: uuid, name: z.string(), seats: z.number(), revision: z.number(), changedAt: instant });
export type HallLine = z.infer<typeof hallLine>;

export const listHalls = defineRoute({
  id: 'meeting.list-halls',
  method: 'GET',
  path: '/api/meeting-halls',
  permission: 'meeting.places',
  summary: '列出本单位的会场座位图。',
  answer: z.object({ items: z.array(hallLine) }),
});

export const readHall = defineRoute({
  id: 'meeting.read-hall',
  method: 'GET',
  path: '/api/meeting-halls/:hallId',
  permission: 'meeting.places',
  summary: '查看一个会场的座位图。',
  params: z.object({ hallId: uuid }),
  answer: hallLine.extend({ plan: hallPlan }),
});

export const saveHall = defineRoute({
  id: 'meeting.save-hall',
  method: 'PUT',
  path: '/api/meeting-halls/:hallId',
  permission: 'meeting.places',
  summary: '新建或修改会场座位图；已经排好的座次不受影响。',
  params: z.object({ hallId: uuid }),
  body: z.object({ name: z.string().trim().min(1, '请填会场名称').max(40), revision: z.number().int().min(0), plan: hallPlan }),
  answer: hallLine,
});

export const deleteHall = defineRoute({
  id: 'meeting.delete-hall',
  method: 'DELETE',
  path: '/api/meeting-halls/:hallId',
  permission: 'meeting.places',
  summary: '删除没有用过的会场座位图。',
  params: z.object({ hallId: uuid }),
  answer: done,
});

/* Seatings. */

export const seatingStates = { draft: '草稿', published: '已发布', superseded: '已被新版取代' } as const;
const seatingState = z.enum(['draft', 'published', 'superseded']);

export const seatingLine = z.object({
  id: uuid,
  hallId: uuid,
  name: z.string(),
  number: z.number(),
  state: seatingState,
  sittingIds: z.array(uuid),
  seated: z.number(),
  publishedAt: instant.nullable(),
  publishedBy: z.string(),
  changedAt: instant,
  changedBy: z.string(),
});
export type SeatingLine = z.infer<typeof seatingLine>;

const ofSeating = z.object({ meetingId: uuid, seatingId: uuid });
const assignment = z.object({ seat: z.string(), personId: uuid, locked: z.boolean() });

export const seatingView = seatingLine.extend({
  revision: z.number(),
  plan: hallPlan,
  rules: seatingRules,
  seats: z.array(assignment),
  people: z.array(seatPerson),
  groups: z.array(seatGroup),
  /** What can be undone and done again, in words; null where there is nothing. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
  /** How many changes the draft has, in moves. */
  moves: z.number(),
});
export type SeatingView = z.infer<typeof seatingView>;

export const listSeatings = defineRoute({
  id: 'meeting.list-seatings',
  method: 'GET',
  path: '/api/meetings/:meetingId/seatings',
  permission: 'meeting.places',
  summary: '列出会议的各版座次。',
  params: ofMeeting,
  answer: z.object({ items: z.array(seatingLine) }),
});

export const readSeating = defineRoute({
  id: 'meeting.read-seating',
  method: 'GET',
  path: '/api/meetings/:meetingId/seatings/:seatingId',
  permission: 'meeting.places',
  summary: '查看一版座次：座位图、就座的人、规则。',
  params: ofSeating,
  answer: seatingView,
});

export const createSeating = defineRoute({
  id: 'meeting.create-seating',
  method: 'PUT',
  path: '/api/meetings/:meetingId/seatings/:seatingId',
  permission: 'meeting.places',
  summary: '新建一版座次草稿：从会场座位图，或从已发布的一版。',
  params: ofSeating,
  body: z.object({
    hallId: uuid,
    name: z.string().trim().min(1, '请填座次名称').max(40),
    sittingIds: z.array(uuid).max(60),
    /** The version whose people and rules are taken over. */
    from: uuid.nullable(),
  }),
  answer: seatingLine,
});

export const deleteSeating = defineRoute({
  id: 'meeting.delete-seating',
  method: 'DELETE',
  path: '/api/meetings/:meetingId/seatings/:seatingId',
  permission: 'meeting.places',
  summary: '删除座次草稿。',
  params: ofSeating,
  answer: done,
});

export const setSeatingRules = defineRoute({
  id: 'meeting.set-seating-rules',
  method: 'PUT',
  path: '/api/meetings/:meetingId/seatings/:seatingId/rules',
  permission: 'meeting.places',
  summary: '修改座次草稿的排座规则。',
  params: ofSeating,
  body: z.object({ rules: seatingRules }),
  answer: done,
});

export const drawLots = defineRoute({
  id: 'meeting.draw-lots',
  method: 'POST',
  path: '/api/meetings/:meetingId/seatings/:seatingId/lots',
  permission: 'meeting.places',
  summary: '抽签决定各团组的排座先后，记下时间和抽签人。',
  params: ofSeating,
  answer: z.object({ groupOrder: z.array(uuid) }),
});

export const arrangeSeats = defineRoute({
  id: 'meeting.arrange-seats',
  method: 'POST',
  path: '/api/meetings/:meetingId/seatings/:seatingId/arrangement',
  permission: 'meeting.places',
  summary: '按规则自动排座：全部重排（锁定的不动），或只排还没座的人。',
  params: ofSeating,
  body: z.object({ only: z.enum(['all', 'unseated']) }),
  answer: z.object({ seated: z.number(), unseated: z.number(), milliseconds: z.number() }),
});

const move = z.object({ seat: z.string().max(20), was: uuid.nullable(), now: uuid.nullable() });

export const moveSeats = defineRoute({
  id: 'meeting.move-seats',
  method: 'POST',
  path: '/api/meetings/:meetingId/seatings/:seatingId/moves',
  permission: 'meeting.places',
  summary: '手工调座：换座、对换、涂团组、清空；每一步都可以撤销。',
  params: ofSeating,
  body: z.object({ words: z.string().trim().min(1).max(100), moves: z.array(move).min(1).max(6_000) }),
  answer: done,
});

export const undoMove = defineRoute({
  id: 'meeting.undo-move',
  method: 'POST',
  path: '/api/meetings/:meetingId/seatings/:seatingId/undo',
  permission: 'meeting.places',
  summary: '撤销最近一步调座。',
  params: ofSeating,
  answer: z.object({ words: z.string() }),
});

export const redoMove = defineRoute({
  id: 'meeting.redo-move',
  method: 'POST',
  path: '/api/meetings/:meetingId/seatings/:seatingId/redo',
  permission: 'meeting.places',
  summary: '重做刚撤销的一步调座。',
  params: ofSeating,
  answer: z.object({ words: z.string() }),
});

export const lockSeats = defineRoute({
  id: 'meeting.lock-seats',
  method: 'POST',
  path: '/api/meetings/:meetingId/seatings/:seatingId/locks',
  permission: 'meeting.places',
  summary: '锁定或放开一些人的座位；锁定的人自动排座时不动。',
  params: ofSeating,
  body: z.object({ personIds: z.array(uuid).min(1).max(6_000), locked: z.boolean() }),
  answer: done,
});

export const publishSeating = defineRoute({
  id: 'meeting.publish-seating',
  method: 'POST',
  path: '/api/meetings/:meetingId/seatings/:seatingId/publication',
  permission: 'meeting.places',
  summary: '发布座次；只通知座位有变化的人。',
  params: ofSeating,
  answer: z.object({ told: z.number() }),
});

/** What everybody of the meeting sees of the published seating. */
export const readHallSeats = defineRoute({
  id: 'meeting.read-hall-seats',
  method: 'GET',
  path: '/api/meetings/:meetingId/hall-seats',
  permission: 'meeting.own',
  summary: '查看已发布的座次：座位图、各人的座位、自己的座位。',
  params: ofMeeting,
  query: z.object({ sittingId: uuid.optional() }),
  answer: z.object({
    seatingId: uuid,
    number: z.number(),
    name: z.string(),
    sittingIds: z.array(uuid),
    publishedAt: instant,
    plan: hallPlan,
    mine: z.string().nullable(),
    people: z.array(z.object({ seat: z.string(), name: z.string(), group: z.string(), groupAt: z.number() })),
  }),
});

/**
 * The map with one's own seat and without a name on it: small, and kept by a phone for good, since a published seating never changes. For the piece
 * of the map on the day page.
 */
export const readOwnSeat = defineRoute({
  id: 'meeting.read-own-seat',
  method: 'GET',
  path: '/api/meetings/:meetingId/seatings/:seatingId/own',
  permission: 'meeting.own',
  summary: '查看一版已发布座次里自己的座位和座位图（不含他人姓名）。',
  params: ofSeating,
  answer: z.object({ name: z.string(), number: z.number(), plan: hallPlan, seat: z.string() }),
});

export const readOwnPlaces = defineRoute({
  id: 'meeting.read-own-places',
  method: 'GET',
  path: '/api/meetings/:meetingId/own-places',
  permission: 'meeting.own',
  summary: '查看自己的座位、乘车、住宿和用餐安排。',
  params: ofMeeting,
  answer: ownPlaces,
});

/* Coaches. */

const stop = z.object({ place: z.string().trim().min(1, '请填站名').max(40), at: instant });
const personLine = z.object({
  id: uuid,
  name: z.string(),
  groupName: z.string(),
  category: attendeeCategory,
  stop: z.string(),
  phone: z.string(),
});

export const coachLine = z.object({
  id: uuid,
  number: z.string(),
  plate: z.string(),
  driver: z.string(),
  driverPhone: z.string(),
  places: z.number(),
  liaison: z.object({ id: uuid, name: z.string() }).nullable(),
  people: z.number(),
  /** Groups whose people ride in it, with how many. */
  groups: z.array(z.object({ name: z.string(), people: z.number() })),
});
export type CoachLine = z.infer<typeof coachLine>;

export const tripLine = z.object({
  id: uuid,
  coachId: uuid,
  coach: z.string(),
  plate: z.string(),
  title: z.string(),
  sittingId: uuid.nullable(),
  stops: z.array(stop),
  departsAt: instant,
  state: tripState,
  departedAt: instant.nullable(),
  arrivedAt: instant.nullable(),
  expectedAt: instant.nullable(),
  note: z.string(),
  people: z.number(),
  boarded: z.number(),
  liaison: z.string(),
});
export type TripLine = z.infer<typeof tripLine>;

export const listCoaches = defineRoute({
  id: 'meeting.list-coaches',
  method: 'GET',
  path: '/api/meetings/:meetingId/coaches',
  permission: 'meeting.places',
  summary: '列出会议的车辆和班次，含上车人数。',
  params: ofMeeting,
  query: z.object({ day: day.optional() }),
  answer: z.object({
    coaches: z.array(coachLine),
    trips: z.array(tripLine),
    /** Members with no place in a coach. */
    without: z.number(),
    days: z.array(day),
    sittings: z.array(z.object({ id: uuid, title: z.string(), startsAt: instant })),
  }),
});

const ofCoach = z.object({ meetingId: uuid, coachId: uuid });

export const saveCoach = defineRoute({
  id: 'meeting.save-coach',
  method: 'PUT',
  path: '/api/meetings/:meetingId/coaches/:coachId',
  permission: 'meeting.places',
  summary: '新建或修改一辆车。',
  params: ofCoach,
  body: z.object({
    number: z.string().trim().min(1, '请填车号').max(20),
    plate: z.string().trim().max(20),
    driver: z.string().trim().max(20),
    driverPhone: z.string().trim().max(20),
    places: z.number().int().min(1).max(200),
    liaisonId: uuid.nullable(),
  }),
  answer: done,
});

export const deleteCoach = defineRoute({
  id: 'meeting.delete-coach',
  method: 'DELETE',
  path: '/api/meetings/:meetingId/coaches/:coachId',
  permission: 'meeting.places',
  summary: '删除一辆车和它的班次。',
  params: ofCoach,
  answer: done,
});

export const readCoachPeople = defineRoute({
  id: 'meeting.read-coach-people',
  method: 'GET',
  path: '/api/meetings/:meetingId/coaches/:coachId/people',
  permission: 'meeting.places',
  summary: '查看一辆车的乘车人。',
  params: ofCoach,
  answer: z.object({ people: z.array(personLine) }),
});

export const setCoachPeople = defineRoute({
  id: 'meeting.set-coach-people',
  method: 'POST',
  path: '/api/meetings/:meetingId/coaches/:coachId/people',
  permission: 'meeting.places',
  summary: '把一些人安排到这辆车（原来的车自动让出），或让他们下车。',
  params: ofCoach,
  body: z.object({ add: z.array(uuid).max(500), remove: z.array(uuid).max(500), stop: z.string().trim().max(40) }),
  answer: done,
});

export const assignCoaches = defineRoute({
  id: 'meeting.assign-coaches',
  method: 'POST',
  path: '/api/meetings/:meetingId/coach-assignment',
  permission: 'meeting.places',
  summary: '按代表团（界别）或按住地自动分配车辆，同团尽量同车。',
  params: ofMeeting,
  body: z.object({ by: z.enum(['group', 'hotel']), only: z.enum(['all', 'without']) }),
  answer: z.object({ assigned: z.number(), without: z.number() }),
});

const ofTrip = z.object({ meetingId: uuid, tripId: uuid });

export const saveTrip = defineRoute({
  id: 'meeting.save-trip',
  method: 'PUT',
  path: '/api/meetings/:meetingId/coach-trips/:tripId',
  permission: 'meeting.places',
  summary: '新建或修改一趟车：站点和时间。',
  params: ofTrip,
  body: z.object({
    coachIds: z.array(uuid).min(1, '请选车辆').max(60),
    sittingId: uuid.nullable(),
    title: z.string().trim().min(1, '请填班次名称').max(40),
    stops: z.array(stop).min(1, '至少要有一个上车点').max(10),
  }),
  answer: done,
});

export const deleteTrip = defineRoute({
  id: 'meeting.delete-trip',
  method: 'DELETE',
  path: '/api/meetings/:meetingId/coach-trips/:tripId',
  permission: 'meeting.places',
  summary: '取消一趟车；已经有人上车的只能改为已取消，记录保留。',
  params: ofTrip,
  answer: done,
});

export const tripView = tripLine.extend({
  meetingTitle: z.string(),
  checkListId: uuid.nullable(),
  /** When the list takes scans; all null: at any time. */
  window: z.object({ opensAt: instant.nullable(), closesAt: instant.nullable(), closedAt: instant.nullable() }),
  passengers: z.array(personLine.extend({ boardedAt: instant.nullable() })),
});
export type TripView = z.infer<typeof tripView>;

export const readTrip = defineRoute({
  id: 'meeting.read-trip',
  method: 'GET',
  path: '/api/meetings/:meetingId/coach-trips/:tripId',
  permission: 'meeting.own',
  summary: '查看一趟车谁上了车、谁还没上（会务人员和这辆车的联络员）。',
  params: ofTrip,
  answer: tripView,
});

export const setTripState = defineRoute({
  id: 'meeting.set-trip-state',
  method: 'POST',
  path: '/api/meetings/:meetingId/coach-trips/:tripId/state',
  permission: 'meeting.own',
  summary: '开始上车、发车、到达，或说明晚点；晚点会告诉乘客（会务人员和这辆车的联络员）。',
  params: ofTrip,
  body: z.object({ state: tripState, expectedAt: instant.nullable(), note: z.string().trim().max(60) }),
  answer: done,
});

/* Rooms and tables. */

export const lodgingLine = z.object({
  attendeeId: uuid,
  name: z.string(),
  gender: z.enum(['male', 'female']).nullable(),
  category: attendeeCategory,
  groupName: z.string(),
  hotel: z.string(),
  room: z.string(),
  hall: z.string(),
  table: z.string(),
  diet: z.string(),
  needs: z.string(),
});
export type LodgingLine = z.infer<typeof lodgingLine>;

export const listLodging = defineRoute({
  id: 'meeting.list-lodging',
  method: 'GET',
  path: '/api/meetings/:meetingId/lodging',
  permission: 'meeting.places',
  summary: '列出参会人员的房间、餐桌和饮食要求。',
  params: ofMeeting,
  answer: z.object({ items: z.array(lodgingLine) }),
});

export const saveLodging = defineRoute({
  id: 'meeting.save-lodging',
  method: 'POST',
  path: '/api/meetings/:meetingId/lodging',
  permission: 'meeting.places',
  summary: '修改一些人的房间和餐桌；没有写的栏目不变。',
  params: ofMeeting,
  body: z.object({
    rows: z
      .array(
        z.object({
          attendeeId: uuid,
          hotel: z.string().trim().max(40).optional(),
          room: z.string().trim().max(20).optional(),
          hall: z.string().trim().max(40).optional(),
          table: z.string().trim().max(20).optional(),
        }),
      )
      .min(1)
      .max(6_000),
  }),
  answer: z.object({ changed: z.number() }),
});

export const assignRooms = defineRoute({
  id: 'meeting.assign-rooms',
  method: 'POST',
  path: '/api/meetings/:meetingId/room-assignment',
  permission: 'meeting.places',
  summary: '自动分房：同一代表团（界别）的同性别两人一间，行动不便者单独先排。',
  params: ofMeeting,
  body: z.object({
    hotel: z.string().trim().min(1, '请填酒店').max(40),
    /** Numbers of the rooms with how many sleep in each. */
    rooms: z
      .array(z.object({ number: z.string().trim().min(1).max(20), beds: z.number().int().min(1).max(4) }))
      .min(1, '请填房号')
      .max(2_000),
    /** Whose: only people of these groups; all without a room where none is named. */
    groupIds: z.array(uuid).max(200),
    categories: z.array(attendeeCategory).min(1),
  }),
  answer: z.object({ assigned: z.number(), without: z.number(), roomsLeft: z.number() }),
});

export const assignTables = defineRoute({
  id: 'meeting.assign-tables',
  method: 'POST',
  path: '/api/meetings/:meetingId/table-assignment',
  permission: 'meeting.places',
  summary: '自动分桌：同团同桌，清真等饮食要求的人单独成桌。',
  params: ofMeeting,
  body: z.object({
    hall: z.string().trim().min(1, '请填餐厅').max(40),
    seats: z.number().int().min(2).max(30),
    categories: z.array(attendeeCategory).min(1),
  }),
  answer: z.object({ assigned: z.number(), tables: z.number() }),
});

/* Prints and sheets. */

const printKind = z.enum(Object.keys(printKinds) as [PrintKind, ...PrintKind[]]);

export const printPlaces = defineRoute({
  id: 'meeting.print-places',
  method: 'GET',
  path: '/api/meetings/:meetingId/prints/:kind',
  permission: 'meeting.places',
  summary: '打印（PDF）：证件、桌签、座位贴和各种名单。',
  params: z.object({ meetingId: uuid, kind: printKind }),
  query: z.object({ seatingId: uuid.optional(), category: attendeeCategory.optional(), groupId: uuid.optional() }),
  answer: bytes,
  carries: 'bytes',
});

export const sheetKinds = { seats: '座次表', lodging: '住宿用餐表', coaches: '乘车表' } as const;
export type SheetKind = keyof typeof sheetKinds;

export const placesSheet = defineRoute({
  id: 'meeting.places-sheet',
  method: 'GET',
  path: '/api/meetings/:meetingId/place-sheets/:kind',
  permission: 'meeting.places',
  summary: '导出 Excel：座次、乘车、住宿用餐。',
  params: z.object({ meetingId: uuid, kind: z.enum(Object.keys(sheetKinds) as [SheetKind, ...SheetKind[]]) }),
  query: z.object({ seatingId: uuid.optional() }),
  answer: bytes,
  carries: 'bytes',
});
