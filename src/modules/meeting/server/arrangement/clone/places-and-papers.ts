import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { MeetingRow } from '../../core/find.ts';
import type { PapersTables } from '../../papers/tables.ts';
import type { PlacesTables } from '../../places/tables.ts';
import type { Became } from './became.ts';

const db = (tx: Tx) => tables<PlacesTables & PapersTables>(tx);

interface Context {
  readonly sittings: Became;
  readonly moment: (at: Date) => Date;
}

/** The hall of each published seating as a draft without people: the map as it stood, the rules of seating, and the sittings that it holds for. */
export async function cloneSeatings(tx: Tx, from: MeetingRow, to: string, sittings: Became): Promise<void> {
  const rows = await db(tx)
    .selectFrom('seating')
    .selectAll()
    .where('body_id', '=', from.body_id)
    .where('meeting_id', '=', from.id)
    .where('state', '=', 'published')
    .orderBy('number')
    .execute();
  if (rows.length === 0) return;
  await db(tx)
    .insertInto('seating')
    .values(
      rows.map((row, index) => ({
        body_id: row.body_id,
        id: newId(),
        meeting_id: to,
        seat_map_id: row.seat_map_id,
        name: row.name,
        number: index + 1,
        state: 'draft' as const,
        plan: JSON.stringify(row.plan),
        // An order of groups that was drawn by lot named the groups of the meeting before.
        rules: JSON.stringify({ ...row.rules, groupOrder: [] }),
        sitting_ids: row.sitting_ids.flatMap((id) => sittings.get(id) ?? []),
        changed_at: tx.now,
        changed_by: tx.actor.name,
      })),
    )
    .execute();
}

/** Coaches and their trips, moved by the shift; who rides where is arranged anew. Drivers and plates are asked for each year. */
export async function cloneCoaches(
  tx: Tx,
  from: MeetingRow,
  to: string,
  { sittings, people, moment }: Context & { readonly people: Became },
): Promise<void> {
  const of = { body_id: from.body_id, meeting_id: to };
  const coaches = await db(tx)
    .selectFrom('coach')
    .selectAll()
    .where('body_id', '=', from.body_id)
    .where('meeting_id', '=', from.id)
    .execute();
  if (coaches.length === 0) return;
  const became: Became = new Map(coaches.map((row) => [row.id, newId()]));
  await db(tx)
    .insertInto('coach')
    .values(
      coaches.map((row) => ({
        ...of,
        id: became.get(row.id)!,
        number: row.number,
        places: row.places,
        liaison_id: row.liaison_id && (people.get(row.liaison_id) ?? null),
      })),
    )
    .execute();
  const trips = await db(tx)
    .selectFrom('coach_trip')
    .selectAll()
    .where('body_id', '=', from.body_id)
    .where('meeting_id', '=', from.id)
    .where('state', '<>', 'cancelled')
    .execute();
  if (trips.length === 0) return;
  await db(tx)
    .insertInto('coach_trip')
    .values(
      trips.map((row) => ({
        ...of,
        id: newId(),
        coach_id: became.get(row.coach_id)!,
        sitting_id: row.sitting_id && (sittings.get(row.sitting_id) ?? null),
        title: row.title,
        stops: JSON.stringify(row.stops.map((stop) => ({ ...stop, at: moment(new Date(stop.at)).toISOString() }))),
        departs_at: moment(row.departs_at),
      })),
    )
    .execute();
}

/** Titles, classes and readers of papers as drafts without a file. */
export async function clonePapers(
  tx: Tx,
  from: MeetingRow,
  to: string,
  { sittings, items, groups }: { readonly sittings: Became; readonly items: Became; readonly groups: Became },
): Promise<void> {
  const rows = await db(tx)
    .selectFrom('paper')
    .selectAll()
    .where('body_id', '=', from.body_id)
    .where('meeting_id', '=', from.id)
    .where('state', '<>', 'withdrawn')
    .execute();
  // A paper of some groups alone would be everybody's without them.
  const kept = rows.filter((row) => row.group_ids.every((id) => groups.has(id)));
  if (kept.length === 0) return;
  await db(tx)
    .insertInto('paper')
    .values(
      kept.map((row) => ({
        body_id: row.body_id,
        id: newId(),
        meeting_id: to,
        title: row.title,
        class: row.class,
        agenda_item_id: row.agenda_item_id && (items.get(row.agenda_item_id) ?? null),
        sitting_id: row.sitting_id && (sittings.get(row.sitting_id) ?? null),
        group_ids: row.group_ids.map((id) => groups.get(id)!),
        categories: row.categories,
        state: 'draft' as const,
        position: row.position,
        changed_at: tx.now,
      })),
    )
    .execute();
}

/** Check lists with their times moved: those of sittings that go along, and those of no sitting (报到、材料、通行). Coaches' lists follow the coaches. */
export async function cloneCheckLists(
  tx: Tx,
  from: MeetingRow,
  to: string,
  { sittings, groups, moment }: Context & { readonly groups: Became },
): Promise<void> {
  const rows = await db(tx)
    .selectFrom('check_list')
    .selectAll()
    .where('body_id', '=', from.body_id)
    .where('meeting_id', '=', from.id)
    .where('coach_id', 'is', null)
    .execute();
  const kept = rows.filter(
    (row) => (row.sitting_id === null || sittings.has(row.sitting_id)) && row.due_groups.every((id) => groups.has(id)),
  );
  if (kept.length === 0) return;
  await db(tx)
    .insertInto('check_list')
    .values(
      kept.map((row) => ({
        body_id: row.body_id,
        id: newId(),
        meeting_id: to,
        kind: row.kind,
        sitting_id: row.sitting_id && sittings.get(row.sitting_id)!,
        title: row.title,
        opens_at: row.opens_at && moment(row.opens_at),
        closes_at: row.closes_at && moment(row.closes_at),
        due_categories: row.due_categories,
        due_groups: row.due_groups.map((id) => groups.get(id)!),
      })),
    )
    .execute();
}
