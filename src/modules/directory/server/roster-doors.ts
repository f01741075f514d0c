import { sql } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import type { DirectoryTables } from './tables.ts';

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Certificate numbers of mandates of a body, by mandate, as far as the actor may see them. */
export async function certificatesOf(tx: Tx, bodyId: string, mandateIds: readonly string[]): Promise<Map<string, string>> {
  if (mandateIds.length === 0) return new Map();
  const rows = await db(tx)
    .selectFrom('mandate_certificate')
    .select(['mandate_id', 'number'])
    .where('body_id', '=', bodyId)
    .where(sql<boolean>`mandate_id = any(${[...mandateIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.mandate_id, row.number]));
}

/** A mandate as its certificate names it. */
export interface CertifiedMember {
  readonly mandateId: string;
  readonly personId: string;
  readonly name: string;
}

/** Whose certificates of a body bear these numbers, by number; a mandate that has ended is nobody's any more. */
export async function certifiedMembers(tx: Tx, bodyId: string, numbers: readonly string[]): Promise<Map<string, CertifiedMember>> {
  if (numbers.length === 0) return new Map();
  const rows = await db(tx)
    .selectFrom('mandate_certificate as c')
    .innerJoin('mandate as m', (join) => join.onRef('m.body_id', '=', 'c.body_id').onRef('m.id', '=', 'c.mandate_id'))
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['c.number', 'c.mandate_id', 'm.person_id', 'p.name'])
    .where('c.body_id', '=', bodyId)
    .where('m.status', '=', 'active')
    .where(sql<boolean>`c.number = any(${[...numbers]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.number, { mandateId: row.mandate_id, personId: row.person_id, name: row.name }]));
}

/** Postal addresses of people, by person, as far as there are any and the actor may see them: the office and the person. */
export async function postalAddressesOf(tx: Tx, phones: PhoneVault, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await db(tx)
    .selectFrom('person_private')
    .select(['person_id', 'postal_address_sealed'])
    .where(sql<boolean>`person_id = any(${[...personIds]}::uuid[])`)
    .where('postal_address_sealed', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.person_id, phones.open(row.postal_address_sealed!)]));
}

/** Postal addresses of organisations, by organisation, where there are any. */
export async function addressesOfOrganisations(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db(tx)
    .selectFrom('organisation')
    .select(['id', 'postal_address'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('postal_address', '<>', '')
    .execute();
  return new Map(rows.map((row) => [row.id, row.postal_address]));
}

/** Contact phones of people, by person, as far as the actor may see them. */
export async function contactPhonesOf(tx: Tx, phones: PhoneVault, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await db(tx)
    .selectFrom('person_private')
    .select(['person_id', 'contact_phone_sealed'])
    .where(sql<boolean>`person_id = any(${[...personIds]}::uuid[])`)
    .where('contact_phone_sealed', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.person_id, phones.open(row.contact_phone_sealed!)]));
}
