import type { Generated } from 'kysely';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { BriefState } from '../../contract/words/briefs.ts';
import type { Intervention } from '../../contract/words/floor.ts';
import type { ScreeningStep, SpeechForm, SpeechName, SpeechState } from '../../contract/words/speeches.ts';
import type { Defaulted, DefaultedJson, Maybe, MaybeTimestamp, MeetingTables, Timestamp } from '../tables.ts';

/** The tables of notices, speeches and briefs; db/migrations/0045_meeting-words.sql says what each row means. */
export interface WordsTables extends MeetingTables {
  meeting_notice: {
    body_id: string;
    id: string;
    meeting_id: string;
    title: string;
    words: string;
    urgent: Defaulted<boolean>;
    categories: Defaulted<AttendeeCategory[]>;
    group_ids: Defaulted<string[]>;
    attendee_ids: Defaulted<string[]>;
    state: 'sent' | 'withdrawn';
    sent_at: Timestamp;
    sent_by: string;
    reminded_at: MaybeTimestamp;
    withdrawn_at: MaybeTimestamp;
  };
  meeting_notice_receipt: {
    body_id: string;
    notice_id: string;
    attendee_id: string;
    meeting_id: string;
    read_at: MaybeTimestamp;
    confirmed_at: MaybeTimestamp;
  };
  speech: {
    body_id: string;
    id: string;
    meeting_id: string;
    sitting_id: Maybe<string>;
    attendee_id: string;
    group_id: Maybe<string>;
    form: SpeechForm;
    in_name_of: Defaulted<SpeechName>;
    party: Defaulted<string>;
    title: string;
    text: Defaulted<string>;
    state: SpeechState;
    signed_by: Maybe<string>;
    signed_at: MaybeTimestamp;
    screened: Defaulted<number>;
    screenings: DefaultedJson<readonly ScreeningStep[]>;
    position: Defaulted<number>;
    intervention: Defaulted<Intervention>;
    turn: Defaulted<number>;
    limit_seconds: Maybe<number>;
    began_at: MaybeTimestamp;
    running_since: MaybeTimestamp;
    ended_at: MaybeTimestamp;
    seconds: Maybe<number>;
    words: Defaulted<string>;
    registered_at: MaybeTimestamp;
    changed_at: Timestamp;
    revision: Defaulted<number>;
  };
  sitting_floor: {
    body_id: string;
    sitting_id: string;
    meeting_id: string;
    open: Generated<boolean>;
    first_seconds: number;
    later_seconds: number;
    changed_at: Timestamp;
  };
  session_brief: {
    body_id: string;
    id: string;
    meeting_id: string;
    group_id: Maybe<string>;
    sitting_id: Maybe<string>;
    number: Maybe<number>;
    title: string;
    text: string;
    state: BriefState;
    written_by: string;
    writer_id: Maybe<string>;
    approved_by: Maybe<string>;
    words: Defaulted<string>;
    issued_at: MaybeTimestamp;
    changed_at: Timestamp;
    revision: Defaulted<number>;
  };
}
