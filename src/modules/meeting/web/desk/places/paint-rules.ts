import { lay } from '../../../contract/places/arrange.ts';
import type { SeatMove } from '../../../contract/places/moves.ts';
import { changesBetween } from '../../../contract/places/moves.ts';
import type { SeatingState } from '../../../contract/places/checks.ts';

/**
 * Gives the painted seats to a group: people of it without a seat first, then those who sit furthest from what was painted, who change places with
 * whoever sat there. Everybody of the groups concerned then sits in order again. Locked people and blocked seats stay untouched.
 */
export function paint(state: SeatingState, groupId: string | null, painted: readonly string[]): SeatMove[] {
  const byId = new Map(state.people.map((person) => [person.id, person]));
  const mine = (id: string | undefined) => id !== undefined && byId.get(id)?.category === 'member' && byId.get(id)?.groupId === groupId;
  const usable = painted.filter((key) => {
    const seat = state.hall.byKey.get(key);
    return seat && !seat.blocked && seat.part !== 'stage' && !state.locked.has(state.seated.get(key) ?? '');
  });
  const wanted = usable.filter((key) => !mine(state.seated.get(key)));
  const seats = new Map(state.seated);
  const seatedIds = new Set(seats.values());
  const waiting = state.people.filter((person) => mine(person.id) && !seatedIds.has(person.id) && person.stage === null);
  const target = new Set(usable);
  const outside = [...seats]
    .filter(([key, id]) => mine(id) && !target.has(key) && !state.locked.has(id) && state.hall.byKey.get(key)!.part !== 'stage')
    .map(([key]) => key);
  const middle = middleOf(state, usable);
  outside.sort((one, other) => away(state, other, middle) - away(state, one, middle));
  const touched = new Set<string | null>([groupId]);
  for (const key of wanted) {
    const there = seats.get(key);
    const person = there === undefined ? waiting.shift() : undefined;
    if (person) {
      seats.set(key, person.id);
      continue;
    }
    const from = outside.shift();
    if (from === undefined) break;
    const own = seats.get(from)!;
    seats.delete(from);
    if (there !== undefined) {
      seats.set(from, there);
      touched.add(byId.get(there)?.groupId ?? null);
    }
    seats.set(key, own);
  }
  return changesBetween(state.seated, inOrder(state, seats, touched));
}

/** The people of the groups on their seats once more, in the order of the rules. */
export function inOrder(state: SeatingState, seats: ReadonlyMap<string, string>, groups: ReadonlySet<string | null>): Map<string, string> {
  const after = new Map(seats);
  const byId = new Map(state.people.map((person) => [person.id, person]));
  for (const groupId of groups) {
    const own = [...after].filter(([key, id]) => {
      const person = byId.get(id);
      return (
        person?.category === 'member' && person.groupId === groupId && !state.locked.has(id) && state.hall.byKey.get(key)?.part !== 'stage'
      );
    });
    const places = own.map(([key]) => state.hall.byKey.get(key)!);
    for (const [key] of own) after.delete(key);
    for (const [key, id] of lay(
      places,
      own.map(([, one]) => byId.get(one)!),
      state.rules,
    ))
      after.set(key, id);
  }
  return after;
}

function middleOf(state: SeatingState, keys: readonly string[]) {
  const seats = keys.map((key) => state.hall.byKey.get(key)!);
  const sum = seats.reduce((all, seat) => ({ x: all.x + seat.x, y: all.y + seat.y }), { x: 0, y: 0 });
  return { x: sum.x / Math.max(1, seats.length), y: sum.y / Math.max(1, seats.length) };
}

function away(state: SeatingState, key: string, from: { x: number; y: number }): number {
  const seat = state.hall.byKey.get(key)!;
  return Math.hypot(seat.x - from.x, seat.y - from.y);
}
