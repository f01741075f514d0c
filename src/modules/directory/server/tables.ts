import type { ColumnType, Generated } from 'kysely';
import type { Gender } from '../contract/person.ts';
import type { Position } from '../contract/organisation.ts';
import type { Level, OrganisationKind, Role } from '../contract/seat.ts';

/** A column that the application gives as JSON text and gets parsed. */
type Json<T> = ColumnType<T, string, string>;

/** The tables of directory; see db/migrations/0003_directory.sql for what each row means and who may touch it. */
export interface DirectoryTables {
  region: { code: string; name: string; level: Level; parent_code: string | null };
  organisation: {
    id: string;
    kind: OrganisationKind;
    name: string;
    short_name: string;
    initials: string;
    level: Level;
    region_code: string;
    parent_id: string | null;
    duties: Generated<string>;
    keywords: Generated<string[]>;
    divisions: Generated<string[]>;
    postal_address: Generated<string>;
    status: Generated<'active' | 'closed'>;
    version: Generated<number>;
  };
  person: {
    id: string;
    name: string;
    pinyin: string;
    initials: string;
    gender: Gender;
    public_figure: Generated<boolean>;
    added_by: string | null;
    version: Generated<number>;
  };
  person_private: {
    person_id: string;
    contact_phone_sealed: Buffer | null;
    postal_address_sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
    birth_year: number | null;
  };
  term: { body_id: string; id: string; number: number; from_day: string; to_day: string | null };
  term_session: {
    body_id: string;
    id: string;
    term_id: string;
    number: number;
    opens_on: string;
    closes_on: string;
    /** When the session stops taking motions; null: until the end of its closing day. */
    motions_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  member_group: {
    body_id: string;
    id: string;
    kind: 'delegation' | 'sector';
    name: string;
    place: Generated<number>;
    status: Generated<'active' | 'closed'>;
  };
  mandate: {
    body_id: string;
    id: string;
    person_id: string;
    term_id: string;
    group_id: string;
    electoral_unit: Generated<string>;
    positions: Generated<string[]>;
    from_day: string;
    to_day: string | null;
    status: Generated<'active' | 'ended'>;
    end_reason: string | null;
    version: Generated<number>;
  };
  mandate_certificate: { body_id: string; mandate_id: string; number: string };
  post: {
    organisation_id: string;
    id: string;
    person_id: string;
    in_body: boolean;
    roles: Generated<Role[]>;
    division: Generated<string>;
    title: string;
    from_day: string;
    to_day: string | null;
    status: Generated<'active' | 'ended'>;
    end_reason: string | null;
    version: Generated<number>;
  };
  grid: {
    organisation_id: string;
    id: string;
    code: string;
    name: string;
    ring: Json<Position[]>;
    area: ColumnType<never, string, string>;
  };
  grid_duty: { organisation_id: string; grid_id: string; post_id: string };
}
