import { randomInt } from 'node:crypto';
import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { arrange } from '../../contract/places/arrange.ts';
import { seatingDrafted } from '../../contract/places/events.ts';
import { hallOf, seatName } from '../../contract/places/hall.ts';
import type { SeatMove } from '../../contract/places/moves.ts';
import { changesBetween, fits, moved } from '../../contract/places/moves.ts';
import { placesProblem } from '../../contract/places/problems.ts';
import type { SeatingLine } from '../../contract/places/routes.ts';
import type * as routes from '../../contract/places/routes.ts';
import type { Seated } from '../../contract/places/seating-rules.ts';
import { groupsInOrder, seatingRules } from '../../contract/places/seating-rules.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import { ownMeeting, sittingOf } from '../core/find.ts';
import { readHall } from './halls.ts';
import type { SeatingRow } from './read-seating.ts';
import { assignmentsOf, lineOf, seatingOf } from './read-seating.ts';
import { seatingPeople } from './seating-people.ts';
import type { PlacesTables, SeatingMove } from './tables.ts';

const db = (tx: Tx) => tables<PlacesTables>(tx);

/** How many steps can be undone. */
const mostMoves = 60;

/** Makes a draft on a hall's map as it is now, with the people and rules of an earlier version where one is named. */
export async function createSeating(
  tx: Tx,
  meetingId: string,
  seatingId: string,
  told: BodyOf<typeof routes.createSeating>,
): Promise<SeatingLine> {
  const meeting = await ownMeeting(tx, meetingId);
  const hall = await readHall(tx, told.hallId);
  if (hall.seats === 0) throw placesProblem('meeting.hall-empty');
  for (const sittingId of told.sittingIds) await sittingOf(tx, meeting, sittingId);
  const from = told.from ? await seatingOf(tx, meeting, told.from) : null;
  const { number } = await db(tx)
    .selectFrom('seating')
    .select((of) => of.fn.coalesce(of.fn.max('number'), of.lit(0)).as('number'))
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirstOrThrow();
  const row = await db(tx)
    .insertInto('seating')
    .values({
      body_id: meeting.body_id,
      id: seatingId,
      meeting_id: meeting.id,
      seat_map_id: hall.id,
      name: told.name,
      number: number + 1,
      state: 'draft',
      plan: JSON.stringify(hall.plan),
      rules: JSON.stringify(from ? from.rules : seatingRules.parse({})),
      sitting_ids: told.sittingIds,
      changed_at: tx.now,
      changed_by: tx.actor.name,
    })
    .onConflict((on) => on.columns(['body_id', 'id']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) throw meetingProblem('meeting.changed-meanwhile');
  const seated = from ? await takeOver(tx, from, row) : 0;
  note(tx, row, 'meeting.create-seating', { number: row.number, from: told.from });
  return lineOf(row, seated);
}

/** Everybody keeps the seat that he had, as far as the map still has it. */
async function takeOver(tx: Tx, from: SeatingRow, to: SeatingRow): Promise<number> {
  const hall = hallOf(to.plan);
  const rows = (await assignmentsOf(tx, from)).filter((one) => hall.byKey.get(one.seat)?.blocked === false);
  await insertAssignments(tx, to, rows);
  return rows.length;
}

export async function deleteSeating(tx: Tx, meetingId: string, seatingId: string): Promise<{ done: true }> {
  const { draft } = await draftOf(tx, meetingId, seatingId);
  await db(tx).deleteFrom('seating').where('body_id', '=', draft.body_id).where('id', '=', draft.id).execute();
  note(tx, draft, 'meeting.delete-seating', { number: draft.number });
  return { done: true };
}

export async function setSeatingRules(
  tx: Tx,
  meetingId: string,
  seatingId: string,
  { rules }: BodyOf<typeof routes.setSeatingRules>,
): Promise<{ done: true }> {
  const { draft } = await draftOf(tx, meetingId, seatingId);
  await touch(tx, draft, { rules: JSON.stringify(rules) });
  note(tx, draft, 'meeting.set-seating-rules', {});
  return { done: true };
}

/** The order of the groups by lot: every order is as likely as any other, and who drew it and when is kept. */
export async function drawLots(tx: Tx, meetingId: string, seatingId: string): Promise<{ groupOrder: string[] }> {
  const { meeting, draft } = await draftOf(tx, meetingId, seatingId);
  const { groups } = await seatingPeople(tx, meeting, draft.sitting_ids);
  const rules = seatingRules.parse(draft.rules);
  const groupOrder = shuffled(groupsInOrder(groups, { groupOrder: [] }).map((group) => group.id));
  const drawn = { at: tx.now.toISOString(), byName: tx.actor.name };
  await touch(tx, draft, { rules: JSON.stringify({ ...rules, groupOrder, drawn }) });
  note(tx, draft, 'meeting.draw-lots', { groupOrder });
  return { groupOrder };
}

/** Fisher and Yates with the system's source of chance. */
function shuffled<T>(list: readonly T[]): T[] {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** Seats everybody by the rules; `unseated` moves nobody who sits. Stored as one step that can be undone. */
export async function arrangeSeats(tx: Tx, meetingId: string, seatingId: string, only: 'all' | 'unseated') {
  const { meeting, draft } = await draftOf(tx, meetingId, seatingId);
  const [{ people, groups }, before] = await Promise.all([seatingPeople(tx, meeting, draft.sitting_ids), assignmentsOf(tx, draft)]);
  const began = performance.now();
  const hall = hallOf(draft.plan);
  const known = new Set(people.map((person) => person.id));
  const stays = (one: (typeof before)[number]) =>
    known.has(one.personId) && hall.byKey.get(one.seat)?.blocked === false && (only === 'unseated' || one.locked);
  const kept: Seated = new Map(before.filter(stays).map((one) => [one.seat, one.personId]));
  const arranged = arrange({ hall, people, groups, rules: seatingRules.parse(draft.rules), kept });
  const milliseconds = Math.round(performance.now() - began);
  const moves = changesBetween(seatedIn(before), arranged.seats);
  if (moves.length > 0) await step(tx, draft, { words: only === 'all' ? '自动排座' : '排入还没座的人', moves, before });
  return { seated: arranged.seats.size, unseated: arranged.unseated.length, milliseconds };
}

/** Moves by hand. Throws `meeting.seating-moved` where somebody else changed one of the seats meanwhile. */
export async function moveSeats(
  tx: Tx,
  meetingId: string,
  seatingId: string,
  { words, moves }: BodyOf<typeof routes.moveSeats>,
): Promise<{ done: true }> {
  const { meeting, draft } = await draftOf(tx, meetingId, seatingId);
  const before = await assignmentsOf(tx, draft);
  if (!fits(seatedIn(before), moves)) throw placesProblem('meeting.seating-moved');
  checkSeats(draft, moves);
  await checkPeople(tx, meeting, moves);
  await step(tx, draft, { words, moves, before });
  return { done: true };
}

export async function undoMove(tx: Tx, meetingId: string, seatingId: string): Promise<{ words: string }> {
  const { draft } = await draftOf(tx, meetingId, seatingId);
  const last = draft.moves[draft.moves_done - 1];
  if (!last) throw placesProblem('meeting.seating-no-undo');
  await replay(tx, draft, last, { back: true });
  return { words: last.words };
}

export async function redoMove(tx: Tx, meetingId: string, seatingId: string): Promise<{ words: string }> {
  const { draft } = await draftOf(tx, meetingId, seatingId);
  const next = draft.moves[draft.moves_done];
  if (!next) throw placesProblem('meeting.seating-no-redo');
  await replay(tx, draft, next, { back: false });
  return { words: next.words };
}

/** Locked people stay where they are when seats are arranged or repaired. */
export async function lockSeats(
  tx: Tx,
  meetingId: string,
  seatingId: string,
  { personIds, locked }: BodyOf<typeof routes.lockSeats>,
): Promise<{ done: true }> {
  const { draft } = await draftOf(tx, meetingId, seatingId);
  await db(tx)
    .updateTable('seat_assignment')
    .set({ locked })
    .where('body_id', '=', draft.body_id)
    .where('seating_id', '=', draft.id)
    .where('attendee_id', 'in', personIds)
    .execute();
  await touch(tx, draft, {});
  note(tx, draft, 'meeting.lock-seats', { people: personIds.length, locked });
  return { done: true };
}

/** The draft, locked for a change, with its meeting. Throws `meeting.seating-fixed` where the version was published. */
export async function draftOf(tx: Tx, meetingId: string, seatingId: string): Promise<{ meeting: MeetingRow; draft: SeatingRow }> {
  const meeting = await ownMeeting(tx, meetingId);
  const draft = await seatingOf(tx, meeting, seatingId, { lock: true });
  if (draft.state !== 'draft') throw placesProblem('meeting.seating-fixed');
  return { meeting, draft };
}

type Assignments = Awaited<ReturnType<typeof assignmentsOf>>;

const seatedIn = (rows: Assignments): Seated => new Map(rows.map((row) => [row.seat, row.personId]));

/** Writes the moves and keeps them as a step; whatever had been undone before can no longer be done again. */
async function step(tx: Tx, draft: SeatingRow, told: { words: string; moves: readonly SeatMove[]; before: Assignments }): Promise<void> {
  await writeSeats(tx, draft, told.before, moved(seatedIn(told.before), told.moves), told.moves);
  const kept: SeatingMove = { at: tx.now.toISOString(), byName: tx.actor.name, words: told.words, seats: told.moves };
  const moves = [...draft.moves.slice(0, draft.moves_done), kept].slice(-mostMoves);
  await touch(tx, draft, { moves: JSON.stringify(moves), moves_done: moves.length });
  note(tx, draft, 'meeting.move-seats', { words: told.words, seats: told.moves.length });
}

async function replay(tx: Tx, draft: SeatingRow, one: SeatingMove, { back }: { back: boolean }): Promise<void> {
  const before = await assignmentsOf(tx, draft);
  const seated = seatedIn(before);
  if (!fits(seated, one.seats, { back })) throw placesProblem('meeting.seating-moved');
  await writeSeats(tx, draft, before, moved(seated, one.seats, { back }), one.seats);
  await touch(tx, draft, { moves_done: draft.moves_done + (back ? -1 : 1) });
  note(tx, draft, back ? 'meeting.undo-move' : 'meeting.redo-move', { words: one.words });
}

/** Empties the seats of the moves and fills them anew; locks go with the people. */
async function writeSeats(tx: Tx, draft: SeatingRow, before: Assignments, after: Seated, moves: readonly SeatMove[]): Promise<void> {
  const seats = moves.map((one) => one.seat);
  const locked = new Set(before.filter((one) => one.locked).map((one) => one.personId));
  await db(tx)
    .deleteFrom('seat_assignment')
    .where('body_id', '=', draft.body_id)
    .where('seating_id', '=', draft.id)
    .where('seat', 'in', seats)
    .execute();
  const rows = seats.flatMap((seat) => {
    const personId = after.get(seat);
    return personId ? [{ seat, personId, locked: locked.has(personId) }] : [];
  });
  await insertAssignments(tx, draft, rows);
}

export async function insertAssignments(
  tx: Tx,
  seating: Pick<SeatingRow, 'body_id' | 'id' | 'meeting_id'>,
  rows: Assignments,
): Promise<void> {
  for (let from = 0; from < rows.length; from += 1_000) {
    await db(tx)
      .insertInto('seat_assignment')
      .values(
        rows.slice(from, from + 1_000).map((row) => ({
          body_id: seating.body_id,
          seating_id: seating.id,
          meeting_id: seating.meeting_id,
          seat: row.seat,
          attendee_id: row.personId,
          locked: row.locked,
        })),
      )
      .execute();
  }
}

function checkSeats(draft: SeatingRow, moves: readonly SeatMove[]): void {
  const hall = hallOf(draft.plan);
  for (const { seat, now } of moves) {
    const found = hall.byKey.get(seat);
    if (now !== null && (!found || found.blocked)) throw placesProblem('meeting.seat-blocked', { name: found ? seatName(found) : seat });
  }
}

async function checkPeople(tx: Tx, meeting: MeetingRow, moves: readonly SeatMove[]): Promise<void> {
  const ids = [...new Set(moves.flatMap((one) => one.now ?? []))];
  if (ids.length === 0) return;
  const rows = await db(tx)
    .selectFrom('attendee')
    .select('id')
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('left_at', 'is', null)
    .where('id', 'in', ids)
    .execute();
  if (rows.length < ids.length) throw meetingProblem('meeting.attendee-not-found');
}

async function touch(tx: Tx, draft: SeatingRow, change: { rules?: string; moves?: string; moves_done?: number }): Promise<void> {
  await db(tx)
    .updateTable('seating')
    .set({ ...change, changed_at: tx.now, changed_by: tx.actor.name, revision: draft.revision + 1 })
    .where('body_id', '=', draft.body_id)
    .where('id', '=', draft.id)
    .execute();
  // The office's desks read it again; the people of the meeting know nothing of drafts.
  emit(tx, seatingDrafted, {
    bodyId: draft.body_id,
    subject: draft.meeting_id,
    topics: [`body:${draft.body_id}`],
    payload: { meetingId: draft.meeting_id, seatingId: draft.id },
  });
}

function note(tx: Tx, seating: Pick<SeatingRow, 'body_id' | 'id' | 'meeting_id'>, act: string, detail: Record<string, unknown>): void {
  recordAct(tx, {
    bodyId: seating.body_id,
    act,
    subjectKind: 'meeting',
    subjectId: seating.meeting_id,
    detail: { seatingId: seating.id, ...detail },
  });
}
