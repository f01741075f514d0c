import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { MeetingRow } from '../../core/find.ts';
import type { PlacesTables } from '../../places/tables.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);

/** The hall's map and the rules of its seating as a first draft that nobody sits in yet. */
export async function cloneSeating(tx: Tx, from: MeetingRow, to: string, sittings: ReadonlyMap<string, string>): Promise<void> {
  const last = await db(tx)
    .selectFrom('seating')
    .selectAll()
    .where('body_id', '=', from.body_id)
    .where('meeting_id', '=', from.id)
    .where('state', '<>', 'superseded')
    .orderBy('number', 'desc')
    .executeTakeFirst();
  if (!last) return;
  await db(tx)
    .insertInto('seating')
    .values({
      body_id: last.body_id,
      id: newId(),
      meeting_id: to,
      seat_map_id: last.seat_map_id,
      name: last.name,
      number: 1,
      state: 'draft',
      plan: JSON.stringify(last.plan),
      // An order of groups that was drawn by lot named the groups of the meeting before.
      rules: JSON.stringify({ ...last.rules, groupOrder: [] }),
      sitting_ids: last.sitting_ids.flatMap((id) => sittings.get(id) ?? []),
      changed_at: tx.now,
      changed_by: tx.actor.name,
    })
    .execute();
}

/** Coaches and their rides, moved to the new days; who sits in them is arranged anew. */
export async function cloneCoaches(
  tx: Tx,
  from: MeetingRow,
  to: string,
  { sittings, moment }: { sittings: ReadonlyMap<string, string>; moment: (at: Date) => Date },
): Promise<void> {
  const of = { body: from.body_id, meeting: from.id };
  const coaches = await db(tx)
    .selectFrom('coach')
    .selectAll()
    .where('body_id', '=', of.body)
    .where('meeting_id', '=', of.meeting)
    .execute();
  if (coaches.length === 0) return;
  const became = new Map(coaches.map((coach) => [coach.id, newId()]));
  await db(tx)
    .insertInto('coach')
    .values(coaches.map((coach) => ({ ...coach, id: became.get(coach.id)!, meeting_id: to, liaison_id: null })))
    .execute();
  const trips = await db(tx)
    .selectFrom('coach_trip')
    .select(['id', 'coach_id', 'sitting_id', 'title', 'stops', 'departs_at'])
    .where('body_id', '=', of.body)
    .where('meeting_id', '=', of.meeting)
    .where('state', '<>', 'cancelled')
    .execute();
  if (trips.length === 0) return;
  await db(tx)
    .insertInto('coach_trip')
    .values(
      trips.map((trip) => ({
        body_id: of.body,
        id: newId(),
        meeting_id: to,
        coach_id: became.get(trip.coach_id)!,
        sitting_id: trip.sitting_id && (sittings.get(trip.sitting_id) ?? null),
        title: trip.title,
        stops: JSON.stringify(trip.stops.map((stop) => ({ ...stop, at: moment(new Date(stop.at)).toISOString() }))),
        departs_at: moment(trip.departs_at),
      })),
    )
    .execute();
}
