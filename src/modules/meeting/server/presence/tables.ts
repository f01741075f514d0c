import type { CheckListKind, ScanMeans, ScanStatus } from '../../contract/presence/words.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { Defaulted, DefaultedJson, Maybe, MaybeTimestamp, MeetingTables, Timestamp } from '../tables.ts';
import type { AttendanceCorrection } from '../../contract/presence/views.ts';

/** The tables of this part beside those that every part knows; db/migrations/0042_meeting-presence.sql says what each row means. */
export interface PresenceTables extends MeetingTables {
  check_list: {
    body_id: string;
    id: string;
    meeting_id: string;
    kind: CheckListKind;
    sitting_id: Maybe<string>;
    coach_id: Maybe<string>;
    trip_id: Maybe<string>;
    title: string;
    opens_at: MaybeTimestamp;
    closes_at: MaybeTimestamp;
    due_categories: Defaulted<AttendeeCategory[]>;
    due_groups: Defaulted<string[]>;
    state: Defaulted<'open' | 'closed'>;
    closed_at: MaybeTimestamp;
    revision: Defaulted<number>;
  };
  scanner: {
    body_id: string;
    id: string;
    meeting_id: string;
    name: string;
    code_hash: Maybe<Buffer>;
    code_until: MaybeTimestamp;
    token_hash: Maybe<Buffer>;
    device: Defaulted<string>;
    check_list_ids: Defaulted<string[]>;
    made_by: string;
    made_at: Timestamp;
    enrolled_at: MaybeTimestamp;
    last_seen_at: MaybeTimestamp;
    offset_ms: Maybe<number>;
    offset_within_ms: Maybe<number>;
    queued: Defaulted<number>;
    queued_since: MaybeTimestamp;
    ended_at: MaybeTimestamp;
  };
  scan: {
    body_id: string;
    check_list_id: string;
    nonce: string;
    meeting_id: string;
    scanner_id: Maybe<string>;
    attendee_id: Maybe<string>;
    means: ScanMeans;
    code: Defaulted<string>;
    status: ScanStatus;
    force_sent: Defaulted<boolean>;
    forced: Defaulted<boolean>;
    offline: Defaulted<boolean>;
    device_at: Timestamp;
    offset_ms: Maybe<number>;
    server_at: Timestamp;
    by_name: Defaulted<string>;
    words: Defaulted<string>;
  };
  presence: {
    body_id: string;
    check_list_id: string;
    attendee_id: string;
    meeting_id: string;
    nonce: string;
    means: ScanMeans;
    at: Timestamp;
    taken_back_at: MaybeTimestamp;
  };
  scan_conflict: {
    body_id: string;
    check_list_id: string;
    first_nonce: string;
    second_nonce: string;
    meeting_id: string;
    attendee_id: string;
    found_at: Timestamp;
    settled_at: MaybeTimestamp;
    settled_by: Maybe<string>;
    words: Defaulted<string>;
  };
  attendance: {
    body_id: string;
    sitting_id: string;
    attendee_id: string;
    meeting_id: string;
    group_id: Maybe<string>;
    category: AttendeeCategory;
    outcome: 'present' | 'onLeave' | 'absent';
    at: MaybeTimestamp;
    means: Maybe<ScanMeans>;
    corrections: DefaultedJson<readonly AttendanceCorrection[]>;
  };
}
