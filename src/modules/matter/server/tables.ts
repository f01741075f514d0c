import type { AnnualContent, Composition } from '../contract/annual.ts';
import type { Reckoning } from '#modules/profile/contract/deadline.ts';
import type { ColumnType, Generated, Selectable } from 'kysely';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;
type MaybeTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type Json<T> = ColumnType<T, string, string>;
type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
type Defaulted<T> = ColumnType<T, T | undefined, T>;

/** A unit that has a case in hand, as a line of a list names it. */
export interface UnitInLine {
  readonly unit_id: string;
  readonly unit_short_name: string;
  readonly role: string;
}

export interface Objection {
  readonly reason: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly at: string;
}
export interface Extension {
  readonly until: string;
  readonly reason: string;
  readonly state: 'asked' | 'granted' | 'refused';
  readonly at: string;
}
export interface SignoffStep {
  readonly step: string;
  readonly label: string;
  readonly personId: string;
  readonly personName: string;
  readonly state: 'waiting' | 'agreed' | 'sentBack';
  readonly words: string | null;
  readonly at: string | null;
}
export interface PromiseRow {
  readonly words: string;
  readonly dueOn: string;
}
export interface CommitmentReport {
  readonly words: string;
  readonly at: string;
  readonly files: string[];
}

/** What the proposer found of a promise that was reported as kept. Every judgement stays. */
export interface CommitmentJudgement {
  readonly verdict: PromiseVerdict;
  readonly words: string | null;
  readonly at: string;
  /** The judge's name. */
  readonly by: string;
}

export type PromiseVerdict = 'kept' | 'keptLate' | 'notKept';

/** One field of a kept form, as it reads. */
export interface RecordedField {
  readonly name: string;
  readonly label: string;
  readonly input: string;
  readonly value: unknown;
}

/** The module's tables; db/migrations/0005_matter.sql says what each row means. */
export interface MatterTables {
  matter: {
    body_id: string;
    id: string;
    kind: string;
    state: string;
    stage: string;
    title: string;
    form: Json<Record<string, unknown>>;
    version: Defaulted<number>;
    frozen: Defaulted<boolean>;
    revision: Defaulted<number>;
    author_id: Maybe<string>;
    author_name: Defaulted<string>;
    author_title: Defaulted<string>;
    delegation_id: Maybe<string>;
    signer_count: Defaulted<number>;
    term_id: Maybe<string>;
    session_id: Maybe<string>;
    in_session: Defaulted<boolean>;
    series: Maybe<string>;
    number: Maybe<number>;
    number_text: Maybe<string>;
    number_short: Maybe<string>;
    field: Maybe<string>;
    category: Maybe<string>;
    nature: Maybe<string>;
    openness: Defaulted<string>;
    visibility: Defaulted<'parties' | 'body'>;
    address: Maybe<string>;
    lon: Maybe<number>;
    lat: Maybe<number>;
    region_code: Maybe<string>;
    grid_id: Maybe<string>;
    voice_id: Maybe<string>;
    is_key: Defaulted<boolean>;
    key_leader_id: Maybe<string>;
    key_committee: Maybe<string>;
    key_reason: Maybe<string>;
    answer_class: Maybe<string>;
    rating: Maybe<string>;
    round: Defaulted<number>;
    due_at: MaybeTimestamp;
    units: MaybeJson<UnitInLine[]>;
    merged_into: Maybe<string>;
    converted_into: Maybe<string>;
    stop_label: Maybe<string>;
    committee: Maybe<string>;
    origin_id: Maybe<string>;
    collective: Maybe<string>;
    honours: Generated<string[]>;
    source: Defaulted<string>;
    source_key: Maybe<string>;
    created_at: Timestamp;
    changed_at: Timestamp;
    submitted_at: MaybeTimestamp;
    accepted_at: MaybeTimestamp;
    assigned_at: MaybeTimestamp;
    replied_at: MaybeTimestamp;
    closed_at: MaybeTimestamp;
    published_at: MaybeTimestamp;
    search: ColumnType<string, string | undefined, string>;
  };
  matter_text: {
    body_id: string;
    matter_id: string;
    version: number;
    title: string;
    form: Json<Record<string, unknown>>;
    fingerprint: Buffer;
    frozen_at: Timestamp;
  };
  matter_party: {
    body_id: string;
    matter_id: string;
    person_id: string;
    name: string;
    title: Defaulted<string>;
    role: 'lead' | 'signer' | 'follower';
    state: 'invited' | 'confirmed' | 'declined' | 'stale';
    version: Maybe<number>;
    words: Maybe<string>;
    position: Defaulted<number>;
    invited_at: Timestamp;
    answered_at: MaybeTimestamp;
    withdrew_at: MaybeTimestamp;
  };
  handling: {
    body_id: string;
    id: string;
    matter_id: string;
    unit_id: string;
    unit_name: string;
    unit_short_name: string;
    role: string;
    state: string;
    round: Defaulted<number>;
    division: Maybe<string>;
    officer_id: Maybe<string>;
    officer_name: Maybe<string>;
    worker_id: Maybe<string>;
    worker_name: Maybe<string>;
    assigned_at: Timestamp;
    received_at: MaybeTimestamp;
    replied_at: MaybeTimestamp;
    ended_at: MaybeTimestamp;
    objection: MaybeJson<Objection>;
    extension: MaybeJson<Extension>;
    extension_count: Defaulted<number>;
  };
  matter_clock: {
    body_id: string;
    id: string;
    matter_id: string;
    kind: string;
    handling_id: Maybe<string>;
    commitment_id: Maybe<string>;
    clock: string;
    holder_kind: 'person' | 'body' | 'unit';
    holder_id: string;
    holder_name: string;
    holder_role: Maybe<string>;
    person_id: Maybe<string>;
    principal: Defaulted<boolean>;
    is_right: Defaulted<boolean>;
    started_on: ColumnType<string, string, string>;
    due_on: Maybe<string>;
    due_at: MaybeTimestamp;
    period: MaybeJson<unknown>;
    explanation: MaybeJson<Reckoning>;
    profile_version_id: Maybe<string>;
    provisional: Defaulted<boolean>;
    state: string;
    card: Defaulted<string>;
    next_turn_at: MaybeTimestamp;
    next_reminder_at: MaybeTimestamp;
    pauses: ColumnType<{ from: string; to: string | null }[], string | undefined, string>;
    opened_at: Timestamp;
    ended_at: MaybeTimestamp;
    outcome: Maybe<'metOnTime' | 'metLate' | 'void'>;
  };
  matter_contact: {
    body_id: string;
    id: string;
    matter_id: string;
    handling_id: string;
    unit_id: string;
    unit_name: string;
    manner: string;
    at: Timestamp;
    place: Maybe<string>;
    people: Maybe<string>;
    words: string;
    recorded_by: Maybe<string>;
    recorded_at: Timestamp;
  };
  co_opinion: {
    body_id: string;
    id: string;
    matter_id: string;
    handling_id: string;
    unit_id: string;
    round: number;
    words: string;
    given_by: Maybe<string>;
    given_at: Timestamp;
  };
  reply: {
    body_id: string;
    id: string;
    matter_id: string;
    handling_id: string;
    unit_id: string;
    unit_name: string;
    round: number;
    state: 'draft' | 'signing' | 'signed' | 'issued';
    words: string;
    answer_class: Maybe<string>;
    answer_letter: Maybe<string>;
    answer_label: Maybe<string>;
    missing_opinions: Maybe<string>;
    contact_name: Maybe<string>;
    promises: Json<PromiseRow[]>;
    document_number: Maybe<string>;
    steps: Json<SignoffStep[]>;
    drafted_by: Maybe<string>;
    saved_at: Timestamp;
    issued_at: MaybeTimestamp;
  };
  rating: {
    body_id: string;
    id: string;
    matter_id: string;
    handling_id: string;
    reply_id: string;
    round: number;
    person_id: string;
    person_name: string;
    overall: string;
    attitude: Maybe<string>;
    result: Maybe<string>;
    reason: Maybe<string>;
    words: Maybe<string>;
    at: Timestamp;
    side: Defaulted<'proposer' | 'handler'>;
    score: Maybe<number>;
    scores: MaybeJson<Record<string, number>>;
    unit_id: Maybe<string>;
    opened_at: MaybeTimestamp;
  };
  commitment: {
    body_id: string;
    id: string;
    matter_id: string;
    handling_id: string;
    unit_id: string;
    unit_name: string;
    reply_id: Maybe<string>;
    words: string;
    due_on: string;
    first_due_on: string;
    state: 'open' | 'reported' | 'judged' | 'broken';
    verdict: Maybe<'kept' | 'keptLate' | 'notKept'>;
    reports: Json<CommitmentReport[]>;
    judgements: Json<CommitmentJudgement[]>;
    reported_at: MaybeTimestamp;
    judged_at: MaybeTimestamp;
    made_at: Timestamp;
  };
  matter_history: {
    body_id: string;
    id: string;
    matter_id: string;
    revision: number;
    at: Timestamp;
    act: string;
    label: string;
    line: string;
    actor_id: Maybe<string>;
    actor_name: string;
    organisation_id: Maybe<string>;
    organisation_name: Maybe<string>;
    audience: 'all' | 'handlers' | 'unit' | 'office';
    handling_id: Maybe<string>;
    files: Generated<string[]>;
  };
  matter_record: {
    body_id: string;
    id: string;
    matter_id: string;
    handling_id: Maybe<string>;
    revision: number;
    act: string;
    label: string;
    at: Timestamp;
    content: Json<RecordedField[]>;
    files: Generated<string[]>;
    organisation_id: Maybe<string>;
    organisation_name: Maybe<string>;
    recorded_by: Maybe<string>;
    recorded_by_name: string;
    recorded_at: Timestamp;
    audience: 'all' | 'handlers' | 'unit' | 'office';
  };
  matter_edition: {
    body_id: string;
    matter_id: string;
    revision: number;
    title: string;
    words: string;
    edited_by: Maybe<string>;
    edited_by_name: string;
    edited_at: Timestamp;
  };
  bulletin: {
    body_id: string;
    id: string;
    year: number;
    series: string;
    number: Maybe<number>;
    form: 'single' | 'compiled' | 'original';
    title: string;
    words: string;
    addressees: Generated<string[]>;
    state: 'draft' | 'issued';
    signer: Maybe<string>;
    made_by: Maybe<string>;
    made_by_name: string;
    made_at: Timestamp;
    changed_at: Timestamp;
    revision: Defaulted<number>;
    issued_at: MaybeTimestamp;
  };
  bulletin_item: { body_id: string; bulletin_id: string; matter_id: string; position: number };
  selection: {
    body_id: string;
    id: string;
    kind: string;
    purpose: 'key' | 'excellent';
    year: number;
    title: string;
    state: 'nominating' | 'shortlisted' | 'deliberating' | 'published' | 'dropped';
    quota_share: Maybe<number>;
    quota: Maybe<number>;
    made_by: Maybe<string>;
    made_at: Timestamp;
    changed_at: Timestamp;
    revision: Defaulted<number>;
    published_at: MaybeTimestamp;
  };
  selection_entry: {
    body_id: string;
    selection_id: string;
    matter_id: string;
    stage: 'nominated' | 'shortlisted' | 'chosen' | 'dropped';
    grounds: Generated<string[]>;
    nominated_by: Defaulted<string>;
    score: Maybe<number>;
    words: Maybe<string>;
    leader_id: Maybe<string>;
    leader_name: Maybe<string>;
    committee: Maybe<string>;
    position: Defaulted<number>;
  };
  matter_note: {
    body_id: string;
    id: string;
    matter_id: string;
    organisation_id: string;
    person_id: Maybe<string>;
    person_name: string;
    words: string;
    at: Timestamp;
  };
  publication: {
    body_id: string;
    matter_id: string;
    content: Json<Record<string, unknown>>;
    search: ColumnType<string, string, string>;
    published_at: Timestamp;
    published_by: Maybe<string>;
    withdrawn_at: MaybeTimestamp;
    // Written by triggers alone, from the copy and its ledger; see db/migrations/0011_citizens.sql.
    kind: Generated<string>;
    field: Generated<string>;
    year: Generated<number>;
    units: Generated<string[]>;
    answer: Generated<string>;
    promises: Generated<number>;
    promises_kept: Generated<number>;
    promises_broken: Generated<number>;
    promises_due_on: Generated<string | null>;
    changed_at: Generated<Date>;
  };
  publication_follow: {
    body_id: string;
    matter_id: string;
    id: string;
    endpoint: string;
    keys: Json<{ p256dh: string; auth: string }>;
    made_at: Timestamp;
    told_event: Maybe<string>;
  };
  number_series: { body_id: string; series: string; last: number };
  matter_tally: { body_id: string; kind: string; dimension: string; key: string; count: number };
  matter_counted: { body_id: string; matter_id: string; facts: Json<Record<string, string[]>> };
  saved_filter: {
    body_id: string;
    id: string;
    person_id: string;
    list: string;
    label: string;
    query: Json<Record<string, string>>;
    position: number;
  };
  case_presence: { body_id: string; matter_id: string; person_id: string; person_name: string; seen_at: Timestamp };
  bulk_batch: {
    body_id: string;
    id: string;
    person_id: string;
    kind: string;
    act: string;
    input: Json<Record<string, unknown>>;
    actor: Json<unknown>;
    state: 'waiting' | 'running' | 'done' | 'undone';
    undo_until: Timestamp;
    made_at: Timestamp;
  };
  bulk_target: {
    body_id: string;
    batch_id: string;
    matter_body_id: string;
    matter_id: string;
    target_id: Maybe<string>;
    input: MaybeJson<Record<string, unknown>>;
    state: 'waiting' | 'done' | 'failed';
    error: Maybe<string>;
  };
  annual_template: AnnualComposition;
  annual_draft: AnnualComposition & { year: number; prepared_at: ColumnType<Date, Date, never> };
  annual_report: {
    body_id: string;
    year: number;
    version: number;
    id: string;
    as_of: string;
    content: Json<AnnualContent>;
    fingerprint: Buffer;
    note: string;
    fixed_by: Maybe<string>;
    fixed_by_name: string;
    fixed_at: Timestamp;
  };
}

interface AnnualComposition {
  body_id: string;
  composition: Json<Composition>;
  revision: number;
  changed_by: Maybe<string>;
  changed_by_name: string;
  changed_at: Timestamp;
}

export type MatterRow = Selectable<MatterTables['matter']>;
export type PartyRow = Selectable<MatterTables['matter_party']>;
export type HandlingRow = Selectable<MatterTables['handling']>;
export type ClockRow = Selectable<MatterTables['matter_clock']>;
export type ReplyRow = Selectable<MatterTables['reply']>;
export type AnnualReportRow = Selectable<MatterTables['annual_report']>;
export type RatingRow = Selectable<MatterTables['rating']>;
export type CommitmentRow = Selectable<MatterTables['commitment']>;
export type RecordRow = Selectable<MatterTables['matter_record']>;
export type OpinionRow = Selectable<MatterTables['co_opinion']>;
export type TextRow = Selectable<MatterTables['matter_text']>;
export type HistoryRow = Selectable<MatterTables['matter_history']>;
