import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, send, tables } from '#platform/server/database.ts';
import { sql, type Selectable } from 'kysely';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { CheckListKind } from '../../contract/presence/words.ts';
import type { MeetingRow } from '../core/find.ts';
import type { PresenceTables } from './tables.ts';

export type CheckListRow = Selectable<PresenceTables['check_list']>;

/** A list to scan for. Who is right there: the categories and groups, or for a ride whoever has a place on the coach. */
export interface NewList {
  readonly kind: CheckListKind;
  readonly title: string;
  readonly sittingId?: string | null;
  /** For boarding: the ride and the coach on which people have places. */
  readonly coach?: { readonly coachId: string; readonly tripId: string };
  /** Scans outside these moments are refused as `closed`; null: at any time while the list is open. */
  readonly opensAt?: Date | null;
  readonly closesAt?: Date | null;
  readonly dueCategories?: readonly AttendeeCategory[];
  readonly dueGroups?: readonly string[];
}

const db = (tx: Tx) => tables<PresenceTables>(tx);

/** Makes the check list of a sitting, a meal, a ride or a door; a sitting and a ride have one each, which is opened again if it was closed. */
export async function openList(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>, list: NewList): Promise<CheckListRow> {
  const known = await listFor(tx, meeting, list);
  if (known?.state === 'open') return known;
  if (known) return await setListState(tx, known, 'open');
  const row = await db(tx)
    .insertInto('check_list')
    .values({
      body_id: meeting.body_id,
      id: newId(),
      meeting_id: meeting.id,
      kind: list.kind,
      title: list.title,
      sitting_id: list.sittingId ?? null,
      coach_id: list.coach?.coachId ?? null,
      trip_id: list.coach?.tripId ?? null,
      opens_at: list.opensAt ?? null,
      closes_at: list.closesAt ?? null,
      due_categories: [...(list.dueCategories ?? ['member'])],
      due_groups: [...(list.dueGroups ?? [])],
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  note(tx, row, 'meeting.open-check-list', { kind: row.kind, title: row.title });
  return row;
}

/** Opens or closes a list. Closed, it refuses whatever was scanned later. */
export async function setListState(tx: Tx, list: CheckListRow, state: 'open' | 'closed'): Promise<CheckListRow> {
  const row = await db(tx)
    .updateTable('check_list')
    .set((of) => ({ state, closed_at: state === 'closed' ? tx.now : null, revision: of('revision', '+', 1) }))
    .where('body_id', '=', list.body_id)
    .where('id', '=', list.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  note(tx, row, state === 'open' ? 'meeting.open-check-list' : 'meeting.close-check-list', { title: row.title });
  return row;
}

/**
 * Stands in line for lists until the transaction ends: scans of one list, and whoever closes it, come one after the other. Statements sent
 * afterwards see everything that stood before.
 */
export function enterLines(tx: Tx, listIds: readonly string[]): void {
  const ids = listIds.toSorted();
  send(tx, sql`select pg_advisory_xact_lock(hashtextextended(id::text, 42)) from unnest(${ids}::uuid[]) as id`.execute(db(tx)));
}

async function listFor(tx: Tx, meeting: Pick<MeetingRow, 'body_id'>, list: NewList): Promise<CheckListRow | undefined> {
  const of = list.coach ? (['trip_id', list.coach.tripId] as const) : list.sittingId ? (['sitting_id', list.sittingId] as const) : null;
  if (!of) return undefined;
  return await db(tx)
    .selectFrom('check_list')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where(of[0], '=', of[1])
    .executeTakeFirst();
}

function note(tx: Tx, list: CheckListRow, act: string, detail: Record<string, unknown>): void {
  recordAct(tx, {
    bodyId: list.body_id,
    act,
    subjectKind: 'meeting',
    subjectId: list.meeting_id,
    detail: { checkListId: list.id, ...detail },
  });
}
