import type { ColumnType } from 'kysely';
import type {
  AttendeeCategory,
  AttendeePost,
  MeetingGroupKind,
  MeetingKind,
  MeetingState,
  Quorum,
  SittingKind,
  SittingState,
} from '../contract/meeting.ts';

export type Timestamp = ColumnType<Date, Date | string, Date | string>;
export type MaybeTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
export type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;
export type Defaulted<T> = ColumnType<T, T | undefined, T>;
export type Json<T> = ColumnType<T, string, string>;
export type DefaultedJson<T> = ColumnType<T, string | undefined, string>;
export type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;

/** The tables that every part of the module knows; db/migrations/0040_meeting.sql says what each row means. A part's own stand in its `tables.ts`. */
export interface MeetingTables {
  meeting: {
    body_id: string;
    id: string;
    kind: MeetingKind;
    title: string;
    session_id: Maybe<string>;
    place: Defaulted<string>;
    /** A calendar day, `2026-11-23`. */
    opens_on: string;
    closes_on: string;
    state: MeetingState;
    announced_at: MaybeTimestamp;
    ended_at: MaybeTimestamp;
    papers_until: MaybeTimestamp;
    rules: DefaultedJson<Record<string, unknown>>;
    rules_version: Maybe<string>;
    cloned_from: Maybe<string>;
    revision: Defaulted<number>;
    made_by: Maybe<string>;
    made_at: Timestamp;
    changed_at: Timestamp;
  };
  meeting_group: {
    body_id: string;
    id: string;
    meeting_id: string;
    kind: MeetingGroupKind;
    name: string;
    position: number;
    member_group_id: Maybe<string>;
    place: Defaulted<string>;
  };
  sitting: {
    body_id: string;
    id: string;
    meeting_id: string;
    kind: SittingKind;
    title: string;
    starts_at: Timestamp;
    ends_at: Timestamp;
    place: Defaulted<string>;
    due_categories: Defaulted<AttendeeCategory[]>;
    due_groups: Defaulted<string[]>;
    quorum: Defaulted<Quorum>;
    state: Defaulted<SittingState>;
    check_in_from: MaybeTimestamp;
    check_in_until: MaybeTimestamp;
    opened_at: MaybeTimestamp;
    closed_at: MaybeTimestamp;
    outcome: MaybeJson<SittingOutcome>;
    hidden: Defaulted<boolean>;
    revision: Defaulted<number>;
  };
  agenda_item: {
    body_id: string;
    id: string;
    meeting_id: string;
    sitting_id: Maybe<string>;
    parent_id: Maybe<string>;
    position: number;
    title: string;
    note: Defaulted<string>;
    presenter: Defaulted<string>;
    minutes: Maybe<number>;
    hidden: Defaulted<boolean>;
    state: Defaulted<'pending' | 'now' | 'done' | 'skipped'>;
    began_at: MaybeTimestamp;
    ended_at: MaybeTimestamp;
  };
  meeting_change: {
    body_id: string;
    id: string;
    meeting_id: string;
    at: Timestamp;
    by_name: string;
    subject_kind: string;
    subject_id: string;
    words: string;
  };
  attendee: {
    body_id: string;
    id: string;
    meeting_id: string;
    person_id: Maybe<string>;
    mandate_id: Maybe<string>;
    name: string;
    /** How the name is spelt, by directory's `spell`. */
    pinyin: Defaulted<string>;
    initials: Defaulted<string>;
    gender: Maybe<'male' | 'female'>;
    category: AttendeeCategory;
    group_id: Maybe<string>;
    title: Defaulted<string>;
    unit: Defaulted<string>;
    certificate_number: Defaulted<string>;
    position: Defaulted<number>;
    registered_at: MaybeTimestamp;
    pack_at: MaybeTimestamp;
    left_at: MaybeTimestamp;
  };
  attendee_private: {
    body_id: string;
    attendee_id: string;
    meeting_id: string;
    phone: Defaulted<string>;
    badge_code: string;
    pass_key: Buffer;
    feed_token: string;
    diet: Defaulted<string>;
    needs: Defaulted<string>;
    note: Defaulted<string>;
  };
  attendee_post: {
    body_id: string;
    group_id: string;
    attendee_id: string;
    meeting_id: string;
    post: AttendeePost;
    position: Defaulted<number>;
  };
}

/** What became of people, in figures. */
export interface OutcomeCount {
  readonly due: number;
  readonly present: number;
  readonly onLeave: number;
  readonly absent: number;
}

/** How presence stood when a sitting was closed: the sums of its rows of `attendance`, of the members and of whoever else was asked to be there. */
export interface SittingOutcome extends OutcomeCount {
  readonly groups: readonly (OutcomeCount & { readonly groupId: string | null })[];
  readonly others: OutcomeCount;
  /** What was settled at first, where it has been corrected since. */
  readonly first?: OutcomeCount;
}
