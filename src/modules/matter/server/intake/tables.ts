import type { ColumnType, Generated, Selectable } from 'kysely';
import type { RowContent, RowState } from '../../contract/intake.ts';
import type { Recognised } from './recognise.ts';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type MaybeTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;
type Json<T> = ColumnType<T, string, string>;

/** What the office enters for others; db/migrations/0013_intake.sql says what each row means. */
export interface IntakeTables {
  paper_entry: {
    body_id: string;
    matter_id: string;
    author_id: string;
    entered_by: string;
    entered_by_name: string;
    entered_at: Timestamp;
    received_on: ColumnType<string, string, string>;
    manner: 'hand' | 'mail' | 'session' | 'batch';
    signers_on_paper: Generated<number>;
    note: Maybe<string>;
    objection: Maybe<string>;
    objected_at: MaybeTimestamp;
    settlement: Maybe<string>;
    settled_at: MaybeTimestamp;
    settled_by_name: Maybe<string>;
  };
  intake_batch: {
    body_id: string;
    id: string;
    kind: string;
    source: 'excel' | 'docx';
    name: string;
    state: ColumnType<'open' | 'taking' | 'closed', 'open' | 'taking' | 'closed' | undefined, 'open' | 'taking' | 'closed'>;
    made_by: string;
    made_by_name: string;
    made_at: Timestamp;
    taken_for: ColumnType<unknown, string | null | undefined, string | null>;
  };
  intake_row: {
    body_id: string;
    id: string;
    batch_id: string;
    position: number;
    file_name: string;
    file_id: Maybe<string>;
    fingerprint: Buffer;
    original: Generated<string>;
    found: Json<Recognised>;
    content: Json<RowContent>;
    state: RowState;
    refusal: Maybe<string>;
    revision: Generated<number>;
    matter_id: string;
    confirmed_by: Maybe<string>;
    confirmed_by_name: Maybe<string>;
    confirmed_at: MaybeTimestamp;
    taken_at: MaybeTimestamp;
  };
  letter_template: {
    body_id: string;
    letter: string;
    version: number;
    content: Json<Record<string, string>>;
    made_by: string;
    made_by_name: string;
    made_at: Timestamp;
  };
}

export type IntakeRow = Selectable<IntakeTables['intake_row']>;
export type IntakeBatch = Selectable<IntakeTables['intake_batch']>;
export type PaperRow = Selectable<IntakeTables['paper_entry']>;
