import type { LeaveGrounds, LeaveMoment, LeaveState, LeaveStepLine } from '../../contract/people/leave.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { Defaulted, Json, Maybe, MaybeTimestamp, MeetingTables, Timestamp } from '../tables.ts';

/** Tables of this part; db/migrations/0041_meeting-people.sql says what each row means. */
export interface PeopleTables extends MeetingTables {
  leave_request: {
    body_id: string;
    id: string;
    meeting_id: string;
    attendee_id: string;
    from_at: Timestamp;
    until_at: Timestamp;
    grounds: LeaveGrounds;
    words: string;
    moment: LeaveMoment;
    steps: Json<readonly LeaveStepLine[]>;
    state: LeaveState;
    asked_at: Timestamp;
    decided_at: MaybeTimestamp;
    group_id: Maybe<string>;
    revision: Defaulted<number>;
  };
  pack_stock: { body_id: string; meeting_id: string; category: AttendeeCategory; made: number };
}
