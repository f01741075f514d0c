import type { ColumnType } from 'kysely';
import type { Departures, Parameters } from '../contract/parameters.ts';
import type { CalendarDay } from './calendar-rules.ts';

type Timestamp = ColumnType<Date, Date, Date>;
type NullableTimestamp = ColumnType<Date | null, Date | null | undefined, Date | null>;
/** jsonb is written as text, since the driver would take an array for a PostgreSQL array. */
type Json<Value> = ColumnType<Value, string, string>;

/** The tables of profile; see db/migrations/0004_profile.sql for what each row means. */
export interface ProfileTables {
  profile_version: {
    body_id: string;
    id: string;
    state: 'draft' | 'published';
    label: string | null;
    valid_from: string;
    departures: Json<Departures>;
    resolved: ColumnType<Parameters | null, string | null | undefined, string | null>;
    note: string;
    revision: number;
    changed_at: Timestamp;
    changed_by: string | null;
    changed_by_name: string;
    published_at: NullableTimestamp;
    published_by: string | null;
    published_by_name: string | null;
  };
  profile_basis: {
    body_id: string;
    parameter_key: string;
    title: string;
    article: string;
    excerpt: string;
    since: string | null;
    checked_at: Timestamp;
    checked_by: string | null;
    checked_by_name: string;
  };
  calendar_year: {
    region_code: string;
    year: number;
    id: string;
    days: Json<CalendarDay[]>;
    source: string;
    loaded_at: Timestamp;
    loaded_by: string | null;
    loaded_by_name: string;
    loaded_by_body: string | null;
  };
  calendar_day: {
    body_id: string;
    id: string;
    day: string;
    kind: 'off' | 'work';
    name: string;
    reason: string;
    added_at: Timestamp;
    added_by: string | null;
    added_by_name: string;
  };
}
