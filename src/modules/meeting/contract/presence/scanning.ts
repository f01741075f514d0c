import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { attendeeCategory } from '../meeting.ts';
import { checkListKind, scanMeans, scanStatus } from './words.ts';

/** At most so many scans in one hand-over. */
export const mostScansAtOnce = 200;

/** A person as a scanner carries him: whose code verifies under `key`, and whose badge has the hash `badge`. */
export const carriedPerson = z.object({
  id: uuid,
  name: z.string(),
  title: z.string(),
  group: z.string(),
  category: attendeeCategory,
  key: z.string().describe('Ed25519 公钥，base64url'),
  badge: z.string().describe('证件码的 SHA-256 前 16 字节，base64url'),
});
export type CarriedPerson = z.infer<typeof carriedPerson>;

/** The ride that a boarding list is of: what tells one coach from forty others at a kerb. */
export const carriedRide = z.object({
  coach: z.string(),
  plate: z.string(),
  title: z.string(),
  departsAt: instant,
  from: z.string(),
  to: z.string(),
  liaison: z.string(),
  isOver: z.boolean(),
});
export type CarriedRide = z.infer<typeof carriedRide>;

/** A list as a scanner carries it. `due` are the places in `people` of those who are right here, as bits in base64url. */
export const carriedList = z.object({
  id: uuid,
  kind: checkListKind,
  title: z.string(),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  closedAt: instant.nullable(),
  revision: z.number(),
  due: z.string(),
  dueCount: z.number(),
  ride: carriedRide.nullable(),
});
export type CarriedList = z.infer<typeof carriedList>;

/** Who is in at a list, by the device that asked: places in `people`, and when. */
export const carriedEntry = z.object({ person: z.number().int(), nonce: uuid, scannerId: uuid.nullable(), at: instant });
export type CarriedEntry = z.infer<typeof carriedEntry>;

/** All that a scanner needs to work by itself. */
export const scannerCopy = z.object({
  scannerId: uuid,
  scannerName: z.string(),
  meetingId: uuid,
  meetingTitle: z.string(),
  bodyKind: z.enum(['congress', 'cppcc']),
  /** Changes whenever `people` or who is due where changes. */
  revision: z.string(),
  people: z.array(carriedPerson),
  lists: z.array(carriedList),
  takenAt: instant,
});
export type ScannerCopy = z.infer<typeof scannerCopy>;

/** One attempt on its way from a device. `offline`: the device decided by itself; `force`: what it showed then was green, or somebody pressed 仍然放行. */
export const sentScan = z.object({
  nonce: uuid,
  listId: uuid,
  means: scanMeans.extract(['personal', 'badge', 'list']),
  /** The scanned text, or for `list` the attendee's id. */
  code: z.string().max(200),
  deviceAt: instant,
  offsetMs: z.number().int().min(-2_000_000_000).max(2_000_000_000).nullable(),
  force: z.boolean(),
  offline: z.boolean(),
});
export type SentScan = z.infer<typeof sentScan>;

/** What the server made of an attempt. `entry` is the scan that let the person in. */
export const scanOutcome = z.object({
  nonce: uuid,
  status: scanStatus,
  letsIn: z.boolean(),
  attendeeId: uuid.nullable(),
  entry: z.object({ nonce: uuid, scannerId: uuid.nullable(), at: instant }).nullable(),
});
export type ScanOutcome = z.infer<typeof scanOutcome>;

/** What a device says of itself with every call. */
export const scannerSays = z.object({
  offsetMs: z.number().int().min(-2_000_000_000).max(2_000_000_000).nullable().default(null),
  offsetWithinMs: z.number().int().min(0).max(2_000_000_000).nullable().default(null),
  queued: z.number().int().min(0).max(1_000_000).default(0),
  queuedSince: instant.nullable().default(null),
});
export type ScannerSays = z.infer<typeof scannerSays>;
