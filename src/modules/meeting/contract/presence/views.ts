import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { attendeeCategory, presenceCount, quorum, settledOutcome, sittingKind, sittingState } from '../meeting.ts';
import { checkListKind, scanMeans, scanStatus } from './words.ts';

/** A list with how many are in. `due` counts everybody who is right there, members or not. */
export const checkListLine = z.object({
  id: uuid,
  kind: checkListKind,
  title: z.string(),
  sittingId: uuid.nullable(),
  tripId: uuid.nullable(),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  state: z.enum(['open', 'closed']),
  due: z.number(),
  present: z.number(),
  /** Attempts that were refused. */
  refused: z.number(),
  lastAt: instant.nullable(),
});
export type CheckListLine = z.infer<typeof checkListLine>;

/** A sitting with its presence: 应到、实到、请假、未到 of the members, and whether it may begin. */
export const sittingPresence = z.object({
  sittingId: uuid,
  title: z.string(),
  kind: sittingKind,
  state: sittingState,
  startsAt: instant,
  endsAt: instant,
  place: z.string(),
  quorum,
  /** How many members must be present; 0 where nothing is asked. */
  needed: z.number(),
  count: presenceCount,
  others: presenceCount,
  groups: z.array(z.object({ groupId: uuid.nullable(), name: z.string(), count: presenceCount })),
  checkListId: uuid.nullable(),
  /** The moment that the figures are of. */
  at: instant,
  settled: z.boolean(),
  /** What was settled at first (原), where it has been corrected since; null: never corrected. */
  first: presenceCount.nullable(),
  /** People who are in by the list, but reached the server after the sitting was settled: a correction takes them over. */
  late: z.number(),
});
export type SittingPresenceView = z.infer<typeof sittingPresence>;

/** What was settled of somebody and what took its place: by a leave that was granted later, by what devices handed over, or by hand. */
export const attendanceCorrection = z.object({
  at: instant,
  byName: z.string(),
  was: settledOutcome,
  becomes: settledOutcome,
  by: z.enum(['leave', 'record', 'hand']),
  words: z.string(),
});
export type AttendanceCorrection = z.infer<typeof attendanceCorrection>;

/** Somebody who is right at a list and what became of him. Of a settled sitting: what was settled, with what was corrected since. */
export const presencePerson = z.object({
  attendeeId: uuid,
  name: z.string(),
  title: z.string(),
  category: attendeeCategory,
  groupId: uuid.nullable(),
  groupName: z.string(),
  phone: z.string(),
  state: z.enum(['present', 'onLeave', 'missing']),
  at: instant.nullable(),
  means: scanMeans.nullable(),
  grounds: z.string(),
  corrections: z.array(attendanceCorrection),
  /** What lists and leaves say now, where it is something else than what was settled. */
  differs: z.enum(['present', 'onLeave', 'missing']).nullable(),
});
export type PresencePerson = z.infer<typeof presencePerson>;

export const scannerLine = z.object({
  id: uuid,
  name: z.string(),
  device: z.string(),
  state: z.enum(['waiting', 'enrolled', 'ended']),
  codeUntil: instant.nullable(),
  madeBy: z.string(),
  enrolledAt: instant.nullable(),
  lastSeenAt: instant.nullable(),
  online: z.boolean(),
  offsetMs: z.number().nullable(),
  offsetWithinMs: z.number().nullable(),
  queued: z.number(),
  queuedSince: instant.nullable(),
  scans: z.number(),
});
export type ScannerLine = z.infer<typeof scannerLine>;

export const scanLine = z.object({
  checkListId: uuid,
  listTitle: z.string(),
  nonce: uuid,
  attendeeId: uuid.nullable(),
  name: z.string(),
  groupName: z.string(),
  scannerName: z.string(),
  means: scanMeans,
  status: scanStatus,
  forceSent: z.boolean(),
  forced: z.boolean(),
  offline: z.boolean(),
  deviceAt: instant,
  offsetMs: z.number().nullable(),
  serverAt: instant,
  byName: z.string(),
  words: z.string(),
});
export type ScanLine = z.infer<typeof scanLine>;

const conflictSide = z.object({
  nonce: uuid,
  scannerName: z.string(),
  at: instant,
  serverAt: instant,
  offline: z.boolean(),
  means: scanMeans,
});
export const conflictLine = z.object({
  checkListId: uuid,
  listTitle: z.string(),
  attendeeId: uuid,
  name: z.string(),
  groupName: z.string(),
  first: conflictSide,
  second: conflictSide,
  foundAt: instant,
  settledAt: instant.nullable(),
  settledBy: z.string(),
  words: z.string(),
});
export type ConflictLine = z.infer<typeof conflictLine>;

/** Everything that an attendee's phone needs to show his code without a network. The seed never leaves his own devices. */
export const ownPass = z.object({
  meetingId: uuid,
  meetingTitle: z.string(),
  attendeeId: uuid,
  name: z.string(),
  title: z.string(),
  groupName: z.string(),
  category: attendeeCategory,
  seed: z.string().describe('32 字节的 Ed25519 种子，base64url'),
  badgeCode: z.string(),
});
export type OwnPass = z.infer<typeof ownPass>;

/** Where the person himself stands: lists of today that he is due at, and those that he may sign in to on his own phone now. */
export const ownPresence = z.object({
  lists: z.array(
    z.object({
      checkListId: uuid,
      kind: checkListKind,
      title: z.string(),
      opensAt: instant.nullable(),
      closesAt: instant.nullable(),
      present: z.boolean(),
      at: instant.nullable(),
      means: scanMeans.nullable(),
      /** By the code on the hall's screen, in this moment. */
      canSignIn: z.boolean(),
    }),
  ),
  now: instant,
});
export type OwnPresence = z.infer<typeof ownPresence>;

/** What the hall's screen shows for half a minute. */
export const hallCode = z.object({
  checkListId: uuid,
  title: z.string(),
  code: z.string().describe('二维码内容'),
  figures: z.string().describe('手工输入用的 6 位数字'),
  validUntil: instant,
  /** The one after it, so that a short loss of the network shows no stale code. */
  next: z.object({ code: z.string(), figures: z.string(), validUntil: instant }),
  open: z.boolean(),
  now: instant,
});
