import type { MaybeTimestamp, MeetingTables } from '../tables.ts';

/** The tables of this part; db/migrations/0040_meeting.sql and 0046_meeting-feed.sql say what each row means. */
export interface ArrangementTables extends Omit<MeetingTables, 'meeting_change'> {
  meeting_change: MeetingTables['meeting_change'] & { told_at: MaybeTimestamp };
}
