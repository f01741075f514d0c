import type { HallPlan } from '../../contract/places/seat-map.ts';
import type { SeatingRules } from '../../contract/places/seating-rules.ts';
import type { TripState } from '../../contract/places/own-places.ts';
import type { PresenceTables } from '../presence/tables.ts';
import type { Defaulted, DefaultedJson, Json, Maybe, MaybeTimestamp, MeetingTables, Timestamp } from '../tables.ts';

/** One step of a seating that can be undone: which seats it changed, from whom to whom. */
export interface SeatingMove {
  readonly at: string;
  readonly byName: string;
  /** What was done, e.g. `对换 曾牧、闻蝉`. */
  readonly words: string;
  readonly seats: readonly { readonly seat: string; readonly was: string | null; readonly now: string | null }[];
}

export interface TripStop {
  readonly place: string;
  /** When the coach leaves there; at the last stop when it arrives. */
  readonly at: string;
}

/** Tables of the part and those it reads; db/migrations/0043_meeting-places.sql says what each row means. */
export interface PlacesTables extends MeetingTables, Pick<PresenceTables, 'check_list' | 'presence' | 'scan'> {
  seat_map: {
    body_id: string;
    id: string;
    name: string;
    plan: Json<HallPlan>;
    seats: number;
    revision: Defaulted<number>;
    made_at: Timestamp;
    changed_at: Timestamp;
  };
  seating: {
    body_id: string;
    id: string;
    meeting_id: string;
    seat_map_id: string;
    name: string;
    number: number;
    state: 'draft' | 'published' | 'superseded';
    plan: Json<HallPlan>;
    rules: DefaultedJson<SeatingRules>;
    sitting_ids: Defaulted<string[]>;
    moves: DefaultedJson<SeatingMove[]>;
    moves_done: Defaulted<number>;
    published_at: MaybeTimestamp;
    published_by: Defaulted<string>;
    changed_at: Timestamp;
    changed_by: Defaulted<string>;
    revision: Defaulted<number>;
  };
  seat_assignment: {
    body_id: string;
    seating_id: string;
    seat: string;
    attendee_id: string;
    meeting_id: string;
    locked: Defaulted<boolean>;
    label: Defaulted<string>;
    row_number: Maybe<number>;
    seat_number: Maybe<number>;
    block: Defaulted<string>;
    door: Defaulted<string>;
  };
  coach: {
    body_id: string;
    id: string;
    meeting_id: string;
    number: string;
    plate: Defaulted<string>;
    driver: Defaulted<string>;
    driver_phone: Defaulted<string>;
    places: Defaulted<number>;
    liaison_id: Maybe<string>;
  };
  coach_trip: {
    body_id: string;
    id: string;
    meeting_id: string;
    coach_id: string;
    sitting_id: Maybe<string>;
    title: string;
    stops: Json<TripStop[]>;
    departs_at: Timestamp;
    state: Defaulted<TripState>;
    departed_at: MaybeTimestamp;
    arrived_at: MaybeTimestamp;
    expected_at: MaybeTimestamp;
    note: Defaulted<string>;
  };
  coach_seat: { body_id: string; coach_id: string; attendee_id: string; meeting_id: string; stop: Defaulted<string> };
  lodging: {
    body_id: string;
    attendee_id: string;
    meeting_id: string;
    hotel: Defaulted<string>;
    room: Defaulted<string>;
    dining_table: Defaulted<string>;
    dining_hall: Defaulted<string>;
  };
}
