import { sql } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import { openAccounts, type PhoneVault } from '#modules/identity/server/index.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { Gender } from '../../contract/person.ts';
import { spell } from '../names.ts';
import type { DirectoryTables } from '../tables.ts';
import type { PlannedMandate, PlannedPost } from './plan.ts';

/** A person to be added with an account. */
export interface NewPerson {
  readonly id: string;
  readonly accountId?: string;
  readonly name: string;
  readonly gender: Gender;
  readonly birthYear: number | null;
  readonly phone: string;
  readonly postalAddress?: string | null;
  /** Gets a mandate in the same breath; saves the database from marking each by itself. */
  readonly publicFigure?: boolean;
}

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Adds many people with their accounts in three statements. `addedBy` is the organisation that looks after them until they have a seat. */
export async function writePeople(tx: Tx, phones: PhoneVault, people: readonly NewPerson[], addedBy: string | null): Promise<void> {
  if (people.length === 0) return;
  const rows = people.map((one) => ({
    id: one.id,
    name: one.name,
    ...spell(one.name),
    gender: one.gender,
    public: one.publicFigure ?? false,
  }));
  await sql`insert into person (id, name, pinyin, initials, gender, public_figure, added_by) select id, name, pinyin, initials, gender, public, ${addedBy}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id uuid, name text, pinyin text, initials text, gender text, public boolean)`.execute(
    db(tx),
  );
  await sql`insert into person_private (person_id, contact_phone_sealed, postal_address_sealed, birth_year) select * from unnest(${people.map((one) => one.id)}::uuid[],
    ${people.map((one) => phones.seal(one.phone))}::bytea[], ${people.map((one) => (one.postalAddress ? phones.seal(one.postalAddress) : null))}::bytea[],
    ${people.map((one) => one.birthYear)}::int[])`.execute(db(tx));
  await openAccounts(
    tx,
    phones,
    people.map((one) => ({ id: one.accountId ?? newId(tx.now.getTime()), personId: one.id, phone: one.phone })),
  );
}

/** Adds many mandates of one body and term. */
export async function writeMandates(
  tx: Tx,
  bodyId: string,
  termId: string,
  mandates: readonly (PlannedMandate & { to?: string | null })[],
): Promise<void> {
  if (mandates.length === 0) return;
  const rows = JSON.stringify(mandates);
  await sql`insert into mandate (body_id, id, person_id, term_id, group_id, electoral_unit, positions, from_day, to_day, status, end_reason)
    select ${bodyId}, id, "personId", ${termId}, "groupId", "electoralUnit", array(select jsonb_array_elements_text(positions)), "from", "to",
      case when "to" is null then 'active' else 'ended' end, case when "to" is null then null else '任期届满' end
    from jsonb_to_recordset(${rows}::jsonb) as t(id uuid, "personId" uuid, "groupId" uuid, "electoralUnit" text, positions jsonb, "from" date, "to" date)`.execute(
    db(tx),
  );
  await sql`insert into mandate_certificate (body_id, mandate_id, number) select ${bodyId}, id, "certificateNumber"
    from jsonb_to_recordset(${rows}::jsonb) as t(id uuid, "certificateNumber" text) where "certificateNumber" is not null`.execute(db(tx));
}

/** Writes what changed of many mandates of one body. */
export async function changeMandates(tx: Tx, bodyId: string, mandates: readonly PlannedMandate[]): Promise<void> {
  if (mandates.length === 0) return;
  const rows = JSON.stringify(mandates);
  await sql`update mandate m set group_id = t."groupId", electoral_unit = t."electoralUnit", positions = array(select jsonb_array_elements_text(t.positions)), version = version + 1
    from jsonb_to_recordset(${rows}::jsonb) as t(id uuid, "groupId" uuid, "electoralUnit" text, positions jsonb)
    where m.body_id = ${bodyId} and m.id = t.id`.execute(db(tx));
  await sql`delete from mandate_certificate c using jsonb_to_recordset(${rows}::jsonb) as t(id uuid) where c.body_id = ${bodyId} and c.mandate_id = t.id`.execute(
    db(tx),
  );
  await sql`insert into mandate_certificate (body_id, mandate_id, number) select ${bodyId}, id, "certificateNumber"
    from jsonb_to_recordset(${rows}::jsonb) as t(id uuid, "certificateNumber" text) where "certificateNumber" is not null`.execute(db(tx));
}

/** Adds many posts; they carry `roles` only where a seed gives them. */
export async function writePosts(tx: Tx, posts: readonly (PlannedPost & { roles?: readonly string[] })[]): Promise<void> {
  if (posts.length === 0) return;
  await sql`insert into post (organisation_id, id, person_id, in_body, roles, division, title, from_day)
    select "organisationId", id, "personId", "inBody", array(select jsonb_array_elements_text(coalesce(roles, '[]'))), division, title, "from"
    from jsonb_to_recordset(${JSON.stringify(posts)}::jsonb)
      as t(id uuid, "personId" uuid, "organisationId" uuid, "inBody" boolean, roles jsonb, division text, title text, "from" date)`.execute(
    db(tx),
  );
}

export async function changePosts(tx: Tx, posts: readonly PlannedPost[]): Promise<void> {
  if (posts.length === 0) return;
  await sql`update post p set division = t.division, title = t.title, version = version + 1
    from jsonb_to_recordset(${JSON.stringify(posts)}::jsonb) as t(id uuid, "organisationId" uuid, division text, title text)
    where p.organisation_id = t."organisationId" and p.id = t.id`.execute(db(tx));
}
