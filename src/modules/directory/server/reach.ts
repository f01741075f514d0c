import { sql } from 'kysely';
import type { z } from 'zod';
import type { EventContract } from '#platform/contract/event.ts';
import { emit, noBody, recordAct, tables, type Tx } from '#platform/server/database.ts';
import { directoryProblem } from '../contract/problems.ts';
import type { OrganisationKind } from '../contract/seat.ts';
import type { DirectoryTables } from './tables.ts';

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Whether the actor's organisation looks after `organisationId`: itself, or a unit in its region. */
export async function looksAfter(tx: Tx, organisationId: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean | null }>`select looks_after(${organisationId}) as yes`.execute(db(tx));
  return rows[0]?.yes ?? false;
}

/** Whether the actor's organisation decides over a person's data and account; see the function of that name in 0003_directory.sql. */
export async function decidesOver(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean | null }>`select decides_over(${personId}) as yes`.execute(db(tx));
  return rows[0]?.yes ?? false;
}

/** The organisation that the actor's organisation looks after. Throws `directory.organisation-not-found` for any other. */
export async function ownOrganisation(
  tx: Tx,
  id: string,
): Promise<{ id: string; kind: OrganisationKind; status: 'active' | 'closed'; version: number }> {
  const row = await db(tx).selectFrom('organisation').select(['id', 'kind', 'status', 'version']).where('id', '=', id).executeTakeFirst();
  if (!row || !(await looksAfter(tx, id))) throw directoryProblem('directory.organisation-not-found');
  return row;
}

/** The person, if there is one. Throws `directory.person-not-found` otherwise. */
export async function knownPerson(tx: Tx, id: string): Promise<{ id: string; name: string }> {
  const row = await db(tx).selectFrom('person').select(['id', 'name']).where('id', '=', id).executeTakeFirst();
  if (!row) throw directoryProblem('directory.person-not-found');
  return row;
}

/** Writes the audit entry of a change and tells subscribers; every write of directory ends with it. */
export function tell<Payload extends z.ZodType>(
  tx: Tx,
  event: EventContract<Payload>,
  act: string,
  about: { kind: string; id: string; payload: z.input<Payload>; detail?: Record<string, unknown>; personId?: string },
): void {
  const bodyId = tx.actor.bodyId ?? noBody;
  recordAct(tx, { bodyId, act, subjectKind: about.kind, subjectId: about.id, detail: about.detail ?? {} });
  emit(tx, event, { bodyId, subject: about.id, topics: about.personId ? [`person:${about.personId}`] : [], payload: about.payload });
}

/** Throws `directory.changed` where an update that named a version found no row. */
export function mustHaveChanged(outcome: { numUpdatedRows: bigint }): void {
  if (outcome.numUpdatedRows === 0n) throw directoryProblem('directory.changed');
}
