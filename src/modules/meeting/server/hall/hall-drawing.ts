import type { Selectable } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { hallOf, stageOutline, type Hall, type Seat } from '../../contract/places/hall.ts';
import type { HallDrawing, HallSeat } from '../../contract/hall/scene.ts';
import type { SittingPerson } from '../presence/counts.ts';
import { groupNames } from './group-names.ts';
import type { AllTables } from './tables.ts';

type Corner = { readonly x: number; readonly y: number };
type Seating = Selectable<AllTables['seating']>;

/**
 * The hall with every seat as it stands now: taken by somebody who is present, on leave or missing, by somebody who does not count, or by nobody. Names of
 * groups stand in the middle of where each sits.
 */
export async function drawingOf(tx: Tx, seating: Seating, people: readonly SittingPerson[]): Promise<HallDrawing> {
  const [rows, names] = await Promise.all([
    tables<AllTables>(tx)
      .selectFrom('seat_assignment as s')
      .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
      .select(['s.seat', 's.attendee_id', 'a.group_id'])
      .where('s.body_id', '=', seating.body_id)
      .where('s.seating_id', '=', seating.id)
      .execute(),
    groupNames(tx, { body_id: seating.body_id, id: seating.meeting_id }),
  ]);
  const hall = hallOf(seating.plan);
  const states = new Map(people.map((one) => [one.attendeeId, stateOf(one)]));
  const taken = new Map(rows.map((row) => [row.seat, row]));
  const pitches = new Map(seating.plan.blocks.map((block) => [block.id, Math.min(block.pitch, block.rowPitch)]));
  const seats = hall.seats
    .filter((seat) => !seat.blocked)
    .map((seat): HallSeat => {
      const by = taken.get(seat.key);
      const state = by ? (states.get(by.attendee_id) ?? 'free') : 'free';
      const place = { x: round(seat.x), y: round(seat.y), turn: round((seat.turn * 180) / Math.PI), pitch: pitches.get(seat.block)! };
      return { seat: seat.key, ...place, state };
    });
  const byGroup = Map.groupBy(
    hall.seats.filter((seat) => seat.part !== 'stage' && taken.get(seat.key)?.group_id),
    (seat) => taken.get(seat.key)!.group_id!,
  );
  const labels = byGroup.size > mostLabels ? [] : [...byGroup].map(([groupId, of]) => ({ ...middleOf(of), words: names.nameOf(groupId) }));
  return { ...edges(hall.seats), seats, labels: [...stageName(hall), ...labels] };
}

/** 主席台, on the strip between its seats and the hall. */
function stageName(hall: Hall): HallDrawing['labels'] {
  const corners = stageOutline(hall);
  const isTaken = hall.seats.some((seat) => seat.part === 'stage');
  if (!corners || !isTaken) return [];
  const [topLeft, topRight, bottomRight] = corners as [Corner, Corner, Corner];
  return [{ x: round((topLeft.x + topRight.x) / 2), y: round(bottomRight.y - 6), words: '主席台' }];
}

/** Members alone are counted, so they alone may look missing; of others only who came is drawn. */
function stateOf(one: SittingPerson): HallSeat['state'] {
  if (one.category === 'member') return one.state;
  return one.state === 'present' ? 'other' : 'free';
}

/** More names than these cover the seats; the sums beside the map tell them. */
const mostLabels = 14;

function middleOf(seats: readonly Seat[]): { x: number; y: number } {
  const mean = (of: (seat: Seat) => number) => round(seats.reduce((sum, seat) => sum + of(seat), 0) / seats.length);
  return { x: mean((seat) => seat.x), y: mean((seat) => seat.y) };
}

/** As much ground as the seats take, with a margin for the names. */
function edges(seats: readonly Seat[]): { x: number; y: number; width: number; height: number } {
  if (seats.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const [xs, ys] = [seats.map((seat) => seat.x), seats.map((seat) => seat.y)];
  const [x, y] = [Math.min(...xs) - 16, Math.min(...ys) - 16];
  return { x: round(x), y: round(y), width: round(Math.max(...xs) + 16 - x), height: round(Math.max(...ys) + 44 - y) };
}

const round = (value: number): number => Math.round(value * 10) / 10;
