import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { PaperClass, PaperState } from '../../contract/papers/paper.ts';
import type { Defaulted, DefaultedJson, Json, Maybe, MaybeTimestamp, MeetingTables, Timestamp } from '../tables.ts';

/** The tables of this part; db/migrations/0044_meeting-papers.sql says what each row means. */
export interface PapersTables extends MeetingTables {
  paper: {
    body_id: string;
    id: string;
    meeting_id: string;
    title: string;
    class: PaperClass;
    agenda_item_id: Maybe<string>;
    sitting_id: Maybe<string>;
    group_ids: Defaulted<string[]>;
    categories: Defaulted<AttendeeCategory[]>;
    state: PaperState;
    position: Defaulted<number>;
    version: Defaulted<number>;
    issued_at: MaybeTimestamp;
    withdrawn_words: Defaulted<string>;
    changed_at: Timestamp;
  };
  paper_version: {
    body_id: string;
    paper_id: string;
    version: number;
    meeting_id: string;
    file_id: string;
    media_type: string;
    bytes: number;
    pages: number;
    page_texts: DefaultedJson<string[]>;
    page_sizes: DefaultedJson<[number, number][]>;
    page_map: DefaultedJson<number[]>;
    change_words: Defaulted<string>;
    made_by: string;
    made_at: Timestamp;
  };
  paper_reading: {
    body_id: string;
    paper_id: string;
    attendee_id: string;
    meeting_id: string;
    version: number;
    downloaded_at: MaybeTimestamp;
    opened_at: MaybeTimestamp;
    last_read_at: MaybeTimestamp;
    page: Defaulted<number>;
    furthest_page: Defaulted<number>;
    returned_at: MaybeTimestamp;
  };
  paper_note: {
    body_id: string;
    id: string;
    paper_id: string;
    attendee_id: string;
    meeting_id: string;
    version: number;
    page: number;
    kind: 'bookmark' | 'text' | 'pen';
    content: Json<unknown>;
    changed_at: Timestamp;
    stored_at: Timestamp;
    deleted: Defaulted<boolean>;
  };
}
