import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { defineRoute } from '#platform/contract/route.ts';
import { attendeeCategory, meetingLine, settledOutcome, sittingKind, sittingState } from '../meeting.ts';
import { ownPaper } from '../papers/paper.ts';
import { ownPlaces, ownSeat, ownTrip } from '../places/own-places.ts';

/** One entry of the day's programme as it is for me. */
export const dayEntry = z.object({
  id: uuid,
  kind: sittingKind,
  title: z.string(),
  startsAt: instant,
  endsAt: instant,
  place: z.string(),
  state: sittingState,
  /** Whether I am due there; others are shown in grey. */
  due: z.boolean(),
  onLeave: z.boolean(),
  checkedInAt: instant.nullable(),
  /** What was settled of me when it was closed, as corrected since; null while it is open. */
  settled: settledOutcome.nullable(),
  checkInFrom: instant.nullable(),
  /** Points of the agenda in their order; without hidden ones. */
  agenda: z.array(z.object({ title: z.string(), presenter: z.string(), depth: z.number().int(), now: z.boolean() })),
  seat: ownSeat.nullable(),
  /** Whether one may ask to speak there now. */
  floorOpen: z.boolean(),
});
export type DayEntry = z.infer<typeof dayEntry>;

/** Something that waits for me. `link` is a page of the phone. */
export const dayTask = z.object({
  kind: z.enum(['confirm', 'signIn', 'speak', 'read', 'leave', 'sign', 'brief', 'notice']),
  title: z.string(),
  words: z.string(),
  link: z.string(),
});
export type DayTask = z.infer<typeof dayTask>;

/** Everything of one day of a meeting for one person. What is next is reckoned on the phone from the times, so that it stays true offline. */
export const dayView = z.object({
  meeting: meetingLine,
  bodyKind: z.enum(['congress', 'cppcc']),
  day,
  /** The days of the meeting, with how many entries each has. */
  days: z.array(z.object({ day, entries: z.number().int() })),
  me: z
    .object({
      attendeeId: uuid,
      category: attendeeCategory,
      groupId: uuid.nullable(),
      groupName: z.string(),
      convenes: z.boolean(),
      registeredAt: instant.nullable(),
    })
    .nullable(),
  entries: z.array(dayEntry),
  /** Rides of my coach on this day, with when I got on. */
  rides: z.array(ownTrip.extend({ boardedAt: instant.nullable() })),
  room: ownPlaces.shape.room,
  table: ownPlaces.shape.table,
  papers: z.array(ownPaper),
  /** Urgent notices that I have not confirmed: they stand on top. */
  toConfirm: z.array(z.object({ id: uuid, title: z.string(), words: z.string(), sentAt: instant })),
  unreadNotices: z.number().int(),
  tasks: z.array(dayTask),
  /** What changed last, newest first. */
  changes: z.array(z.object({ id: uuid, at: instant, words: z.string() })),
});
export type DayRide = DayView['rides'][number];
export type DayView = z.infer<typeof dayView>;

/** A meeting of mine in a line. */
const myMeeting = meetingLine.extend({ bodyName: z.string(), attends: z.boolean() });
export type MyMeeting = z.infer<typeof myMeeting>;

export const listMyMeetings = defineRoute({
  id: 'meeting.list-my-meetings',
  method: 'GET',
  path: '/api/my-meetings',
  permission: 'meeting.day',
  summary: '我今天的、接下来的和最近的会议',
  answer: z.object({ today: day, now: z.array(myMeeting), coming: z.array(myMeeting), past: z.array(myMeeting) }),
});

export const readDay = defineRoute({
  id: 'meeting.read-day',
  method: 'GET',
  path: '/api/meetings/:meetingId/days/:day',
  permission: 'meeting.day',
  summary: '会议一天的全部安排',
  params: z.object({ meetingId: uuid, day }),
  answer: dayView,
});
