import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import { doubledNames, hallOf } from '../../contract/places/hall.ts';
import { placesProblem } from '../../contract/places/problems.ts';
import type * as routes from '../../contract/places/routes.ts';
import type { HallPlan } from '../../contract/places/seat-map.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { PlacesTables } from './tables.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);
const lineColumns = ['id', 'name', 'seats', 'revision', 'changed_at'] as const;

type Line = AnswerOf<typeof routes.listHalls>['items'][number];

/** The halls of the actor's body, by name. */
export async function listHalls(tx: Tx): Promise<{ items: Line[] }> {
  const rows = await db(tx)
    .selectFrom('seat_map')
    .select(lineColumns)
    .where('body_id', '=', tx.actor.bodyId!)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return { items: rows.map(lineOf) };
}

export async function readHall(tx: Tx, hallId: string): Promise<AnswerOf<typeof routes.readHall>> {
  const row = await db(tx)
    .selectFrom('seat_map')
    .selectAll()
    .where('body_id', '=', tx.actor.bodyId!)
    .where('id', '=', hallId)
    .executeTakeFirst();
  if (!row) throw placesProblem('meeting.hall-not-found');
  return { ...lineOf(row), plan: row.plan };
}

/** Keeps a hall; `revision` is the one that was read, 0 for a new one. Seatings that were made on it keep the map as it was. */
export async function saveHall(tx: Tx, hallId: string, { name, plan, revision }: BodyOf<typeof routes.saveHall>): Promise<Line> {
  const seats = countSeats(plan);
  const row =
    revision === 0 ? await insertHall(tx, { hallId, name, plan, seats }) : await updateHall(tx, { hallId, name, plan, seats, revision });
  recordAct(tx, {
    bodyId: tx.actor.bodyId!,
    act: 'meeting.save-hall',
    subjectKind: 'seat-map',
    subjectId: hallId,
    detail: { name, seats },
  });
  return lineOf(row);
}

interface Told {
  readonly hallId: string;
  readonly name: string;
  readonly plan: HallPlan;
  readonly seats: number;
}

async function insertHall(tx: Tx, { hallId, name, plan, seats }: Told) {
  const row = await db(tx)
    .insertInto('seat_map')
    .values({ body_id: tx.actor.bodyId!, id: hallId, name, plan: JSON.stringify(plan), seats, made_at: tx.now, changed_at: tx.now })
    .onConflict((on) => on.columns(['body_id', 'id']).doNothing())
    .returning(lineColumns)
    .executeTakeFirst();
  if (!row) throw meetingProblem('meeting.changed-meanwhile');
  return row;
}

async function updateHall(tx: Tx, { hallId, name, plan, seats, revision }: Told & { revision: number }) {
  const row = await db(tx)
    .updateTable('seat_map')
    .set({ name, plan: JSON.stringify(plan), seats, changed_at: tx.now, revision: sql`revision + 1` })
    .where('body_id', '=', tx.actor.bodyId!)
    .where('id', '=', hallId)
    .where('revision', '=', revision)
    .returning(lineColumns)
    .executeTakeFirst();
  if (row) return row;
  await readHall(tx, hallId);
  throw meetingProblem('meeting.changed-meanwhile');
}

/** Removes a hall that no seating was made on. */
export async function deleteHall(tx: Tx, hallId: string): Promise<{ done: true }> {
  const used = await db(tx)
    .selectFrom('seating')
    .select('id')
    .where('body_id', '=', tx.actor.bodyId!)
    .where('seat_map_id', '=', hallId)
    .executeTakeFirst();
  if (used) throw placesProblem('meeting.hall-in-use');
  const row = await db(tx)
    .deleteFrom('seat_map')
    .where('body_id', '=', tx.actor.bodyId!)
    .where('id', '=', hallId)
    .returning('id')
    .executeTakeFirst();
  if (!row) throw placesProblem('meeting.hall-not-found');
  recordAct(tx, { bodyId: tx.actor.bodyId!, act: 'meeting.delete-hall', subjectKind: 'seat-map', subjectId: hallId, detail: {} });
  return { done: true };
}

/** How many seats may be sat on. Throws `meeting.hall-doubled` where two would bear one name. */
export function countSeats(plan: HallPlan): number {
  const hall = hallOf(plan);
  const [name] = doubledNames(hall);
  if (name) throw placesProblem('meeting.hall-doubled', { name });
  return hall.seats.filter((seat) => !seat.blocked).length;
}

function lineOf(row: { id: string; name: string; seats: number; revision: number; changed_at: Date }): Line {
  return { id: row.id, name: row.name, seats: row.seats, revision: row.revision, changedAt: row.changed_at.toISOString() };
}
