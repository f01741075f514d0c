import type { ColumnType, Generated } from 'kysely';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type NullableTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** The platform's tables; see db/migrations/0001_platform.sql for what each row means. */
export interface PlatformTables {
  outbox: {
    body_id: string;
    id: string;
    txid: Generated<string>;
    at: Timestamp;
    type: string;
    subject: string;
    topics: string[];
    payload: unknown;
    actor: { personId: string | null; name: string; organisationId: string | null; seatId: string | null };
  };
  subscription: {
    name: string;
    txid: Generated<string>;
    event_id: Generated<string>;
    failures: Generated<number>;
    retry_at: NullableTimestamp;
    last_error: string | null;
    moved_at: ColumnType<Date, Date | undefined, Date>;
  };
  parked_event: { body_id: string; subscriber: string; event_id: string; error: string; parked_at: Timestamp };
  audit_entry: {
    body_id: string;
    id: string;
    txid: Generated<string>;
    at: Timestamp;
    account_id: string | null;
    person_id: string | null;
    actor_name: string;
    organisation_id: string | null;
    act: string;
    subject_kind: string;
    subject_id: string;
    detail: unknown;
    request_id: string;
  };
  audit_seal: { body_id: string; position: number; entry_id: string; previous_hash: Buffer; hash: Buffer };
  request_record: { account_id: string; key: string; route: string; fingerprint: Buffer; answer: unknown; at: Timestamp };
  notification: {
    body_id: string;
    id: string;
    person_id: string;
    kind: string;
    title: string;
    words: string;
    link: string;
    event_id: string;
    subject_id: string;
    channel: 'now' | 'digest' | 'app';
    urgent: Generated<boolean>;
    at: Timestamp;
    read_at: NullableTimestamp;
    withdrawn_at: NullableTimestamp;
    digested_at: NullableTimestamp;
    pushed_at: NullableTimestamp;
  };
  notification_choice: { person_id: string; kind: string; channel: 'now' | 'digest' | 'app' | 'off' };
  push_subscription: {
    person_id: string;
    id: string;
    endpoint: string;
    keys: unknown;
    device: string;
    made_at: Timestamp;
    failed_at: NullableTimestamp;
  };
  stored_file: {
    body_id: string;
    id: string;
    owner_person_id: string;
    owner_unit_id: string | null;
    name: string;
    media_type: string;
    size: number;
    sha256: Buffer;
    content_key: string;
    width: number | null;
    height: number | null;
    subject_kind: string | null;
    subject_id: string | null;
    stored_at: Timestamp;
    deleted_at: NullableTimestamp;
  };
  seed_run: { name: string; at: Timestamp };
  screen_code: {
    code: string;
    screen_id: string;
    token_hash: Buffer;
    device: string;
    address: string;
    asked_at: Timestamp;
    expires_at: Timestamp;
  };
  screen: {
    body_id: string;
    id: string;
    name: string;
    token_hash: Buffer;
    device: string;
    address: string;
    paired_by: string;
    paired_by_name: string;
    paired_at: Timestamp;
    last_seen_at: Timestamp;
    ended_at: NullableTimestamp;
  };
}
