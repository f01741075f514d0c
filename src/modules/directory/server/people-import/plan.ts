import { sql } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { RefusedRow } from '#platform/server/list-import/read-list.ts';
import { peopleOfPhones, type PhoneVault } from '#modules/identity/server/index.ts';
import type { DirectoryTables } from '../tables.ts';
import type { SheetRow } from './sheet-rules.ts';

/** A row's person: known by phone, or to be added. */
export interface PlannedPerson {
  readonly id: string;
  readonly row: SheetRow;
}

export interface PlannedMandate {
  readonly id: string;
  readonly personId: string;
  readonly groupId: string;
  readonly electoralUnit: string;
  readonly positions: readonly string[];
  readonly certificateNumber: string | null;
  readonly from: string;
}

export interface PlannedPost {
  readonly id: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly inBody: boolean;
  readonly division: string;
  readonly title: string;
  readonly from: string;
}

/** What an import would do. Made without writing anything, so that a check and the import itself say the same. */
export interface ImportPlan {
  readonly people: readonly PlannedPerson[];
  readonly mandates: {
    readonly added: readonly PlannedMandate[];
    readonly changed: readonly PlannedMandate[];
    readonly termId: string | null;
  };
  readonly posts: { readonly added: readonly PlannedPost[]; readonly changed: readonly PlannedPost[] };
  readonly unchanged: number;
  readonly refused: readonly RefusedRow[];
}

/** Whom the phones of the rows mean: by phone, with the name under which they are known. */
export async function knownByPhone(
  tx: Tx,
  phones: PhoneVault,
  rows: readonly SheetRow[],
): Promise<Map<string, { id: string; name: string }>> {
  const holders = await peopleOfPhones(tx, phones, [...new Set(rows.map((row) => row.phone))]);
  if (holders.size === 0) return new Map();
  const people = await tables<DirectoryTables>(tx)
    .selectFrom('person')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${[...holders.values()]}::uuid[])`)
    .execute();
  const names = new Map(people.map((person) => [person.id, person.name]));
  return new Map(Array.from(holders, ([phone, id]) => [phone, { id, name: names.get(id) ?? '' }]));
}

/** The refusal of a row. */
export function refusal(row: SheetRow, ...reasons: string[]): RefusedRow {
  return { row: row.row, name: row.name, reasons };
}
