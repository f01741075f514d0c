import { addDays, endOfDay } from '#platform/contract/instant.ts';
import type { PaperClass } from '../../contract/papers/paper.ts';

/** What decides when papers leave the devices. */
export interface Returning {
  readonly state: string;
  readonly closes_on: string;
  readonly papers_until: Date | null;
  readonly ended_at: Date | null;
}

/**
 * When a paper of the class leaves the devices: what must be returned (会后收回) does so when the office said, else when the meeting ended, at the latest
 * with its last day. Null for what stays.
 */
export function leavesAt(paperClass: PaperClass, meeting: Returning): Date | null {
  if (paperClass !== 'returned') return null;
  if (meeting.papers_until) return meeting.papers_until;
  const last = endOfDay(meeting.closes_on);
  return meeting.ended_at && meeting.ended_at < last ? meeting.ended_at : last;
}

/** True where a paper that must be returned may no longer be opened. */
export function isClosed(paperClass: PaperClass, meeting: Returning, now: Date): boolean {
  const at = leavesAt(paperClass, meeting);
  return at !== null && now.getTime() >= at.getTime();
}

/** The last day on which papers should be with the people, `daysAhead` whole days before the meeting opens (DOMAIN §6.1). */
export function papersDueOn(opensOn: string, daysAhead: number): string {
  return addDays(opensOn, -daysAhead);
}
