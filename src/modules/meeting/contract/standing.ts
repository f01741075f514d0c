import type { AttendeeCategory } from './meeting.ts';

/** What is somebody's at a meeting because of what he is there; what stands in no member of it is everybody's (README.md, 谁看什么). */
interface Standing {
  /** May ask for the floor: who attends without a vote speaks too (列席), who watches, reports or serves does not. */
  readonly speaks: boolean;
  /** Reads the issued briefs (简报), which the session writes for its own use. */
  readonly readsBriefs: boolean;
  /** Reads who else attends and how to reach him. */
  readonly knowsPeople: boolean;
  /** Is expected, and so asks for leave where he cannot come. */
  readonly asksLeave: boolean;
  /** May be given papers that are not public. */
  readonly readsInside: boolean;
}

/**
 * Sessions are held in the open, with spectators and press (DOMAIN §6.1, NPC rules §17): they see programme, notices and public papers. Briefs are
 * issued to the meeting (印发会议), so to everybody who works in it: members, non-voting people, who speak in its groups and are quoted there, and
 * staff. db/migrations/0043, 0044 and 0045 say the same to the database.
 */
export const standings: Readonly<Record<AttendeeCategory, Standing>> = {
  member: { speaks: true, readsBriefs: true, knowsPeople: true, asksLeave: true, readsInside: true },
  nonVoting: { speaks: true, readsBriefs: true, knowsPeople: true, asksLeave: true, readsInside: true },
  staff: { speaks: false, readsBriefs: true, knowsPeople: true, asksLeave: true, readsInside: true },
  guest: { speaks: false, readsBriefs: false, knowsPeople: true, asksLeave: false, readsInside: true },
  observer: { speaks: false, readsBriefs: false, knowsPeople: false, asksLeave: false, readsInside: false },
  press: { speaks: false, readsBriefs: false, knowsPeople: false, asksLeave: false, readsInside: false },
};
