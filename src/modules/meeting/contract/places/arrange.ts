import type { Hall, Seat } from './hall.ts';
import { acrossAisles } from './hall.ts';
import type { Seated, SeatGroup, SeatingRules, SeatPerson } from './seating-rules.ts';
import { groupsInOrder, wantsAisle } from './seating-rules.ts';

/** What a seating is made of. `kept` stays as it is: locked seats, or everybody seated where only the rest is placed. */
export interface SeatingTask {
  readonly hall: Hall;
  readonly people: readonly SeatPerson[];
  readonly groups: readonly SeatGroup[];
  readonly rules: SeatingRules;
  readonly kept: Seated;
}

export interface Arrangement {
  readonly seats: Map<string, string>;
  /** Who found no seat that he may use. */
  readonly unseated: string[];
  /** Groups that no block had room for as a whole; where it can be, only an aisle parts them. */
  readonly split: string[];
}

/**
 * Seats everybody by the rules: the presidium on the stage in the order of position, delegations one after the other in connected parts of the
 * blocks from the front, in each the convenor first and then by surname, people with needs at an aisle, everybody else in his zone. Nobody gets
 * two seats, blocked seats and what is kept are not touched, and whoever may use one of the seats left gets one.
 */
export function arrange(task: SeatingTask): Arrangement {
  const seats = new Map([...task.kept].filter(([key]) => task.hall.byKey.has(key)));
  const settled = new Set(seats.values());
  const waiting = task.people.filter((person) => !settled.has(person.id));
  const belowStage = seatStage(task, waiting, seats);
  const [inZones, onFloor] = splitBy(belowStage, (person) => zoneSeats(task.hall, person).length > 0);
  const unseated = seatZones(task, inZones, seats);
  const floor = seatFloor(task, onFloor, seats);
  return { seats, unseated: [...unseated, ...floor.unseated], split: floor.split };
}

/** The seats that members may use. */
export const openSeats = (hall: Hall): Seat[] => hall.seats.filter((seat) => seat.part !== 'stage' && !seat.blocked && seat.zone === null);

/** The seats of the zone that is for such a person; none where the hall has no such zone, and for members. */
export function zoneSeats(hall: Hall, person: Pick<SeatPerson, 'category'>): Seat[] {
  return person.category === 'member' ? [] : hall.seats.filter((seat) => seat.zone === person.category && !seat.blocked);
}

/** By which people follow each other within a group: convenor, deputies, then the names. */
export function followsIn(rules: Pick<SeatingRules, 'orderWithin' | 'convenorFirst'>) {
  const rank = (person: SeatPerson) => (rules.convenorFirst ? person.rank : 2);
  return (one: SeatPerson, other: SeatPerson) =>
    rank(one) - rank(other) ||
    one[rules.orderWithin] - other[rules.orderWithin] ||
    one.strokes - other.strokes ||
    (one.id < other.id ? -1 : 1);
}

/** In which order seats are taken within a group: row by row from the stage, in a row by number. */
export const bySeat = (one: Seat, other: Seat): number => one.row - other.row || one.number - other.number || one.x - other.x;

/**
 * Puts people onto seats in order; whoever wants an aisle gets the aisle seat that is nearest to where his name would have put him, and the
 * others keep their order on the seats that are left. Surplus people are left out.
 */
export function lay(seats: readonly Seat[], people: readonly SeatPerson[], rules: SeatingRules): Map<string, string> {
  const places = seats.toSorted(bySeat);
  const order = people.toSorted(followsIn(rules)).slice(0, places.length);
  const taken = new Map<number, SeatPerson>();
  order.forEach((person, index) => {
    if (!wantsAisle(person, rules)) return;
    const place = nearestAisle(places, index, taken, person.rank === 0 && rules.convenorFirst);
    if (place !== null) taken.set(place, person);
  });
  const atAisle = new Set(taken.values());
  const rest = order.filter((person) => !atAisle.has(person));
  const laid = new Map<string, string>();
  let next = 0;
  for (const [index, seat] of places.slice(0, Math.max(order.length, ...[...taken.keys()].map((place) => place + 1))).entries()) {
    const person = taken.get(index) ?? rest[next++];
    if (person) laid.set(seat.key, person.id);
  }
  return laid;
}

function nearestAisle(places: readonly Seat[], ideal: number, taken: ReadonlyMap<number, SeatPerson>, firstRow: boolean): number | null {
  let best: number | null = null;
  for (const [index, seat] of places.entries()) {
    if (seat.fromAisle > 0 || taken.has(index) || (firstRow && seat.row !== places[0]!.row)) continue;
    if (best === null || Math.abs(index - ideal) < Math.abs(best - ideal)) best = index;
  }
  return best;
}

/** Seats the stage and answers with those who do not belong there or found no room there. */
function seatStage(task: SeatingTask, waiting: readonly SeatPerson[], seats: Map<string, string>): SeatPerson[] {
  const rows = Map.groupBy(
    task.hall.seats.filter((seat) => seat.part === 'stage' && !seat.blocked && !seats.has(seat.key)),
    (seat) => seat.row,
  );
  const [first, ...others] = [...rows].toSorted(([one], [other]) => one - other).map(([, row]) => row);
  const inOrder = (one: SeatPerson, other: SeatPerson) => one.stagePosition - other.stagePosition || one.strokes - other.strokes;
  const chairs = waiting.filter((person) => person.stage === 'chair').toSorted(inOrder);
  const presidium = waiting.filter((person) => person.stage === 'presidium').toSorted(inOrder);
  const room = others.reduce((sum, row) => sum + row.length, 0);
  // The first row is the chairs' own for as long as the others find room behind them.
  const forward = Math.max(0, chairs.length + presidium.length - room - chairs.length);
  const front = [...chairs, ...presidium.slice(0, forward)].slice(0, first?.length ?? 0);
  centreOut(first ?? [], front.length).forEach((seat, index) => seats.set(seat.key, front[index]!.id));
  const seatedInFront = new Set(front);
  const rest = [...chairs, ...presidium].filter((person) => !seatedInFront.has(person));
  const back = rowsFromMiddle(others, rest.length);
  rest.slice(0, back.length).forEach((person, index) => seats.set(back[index]!.key, person.id));
  const onStage = new Set([...front, ...rest.slice(0, back.length)]);
  return waiting.filter((person) => !onStage.has(person));
}

/** Seats for `count` people row after row from the left; the last row, where it is not full, is taken in its middle. */
function rowsFromMiddle(rows: readonly (readonly Seat[])[], count: number): Seat[] {
  let left = count;
  return rows.flatMap((row) => {
    const taken = Math.min(left, row.length);
    left -= taken;
    const start = Math.floor((row.length - taken) / 2);
    return row.toSorted((one, other) => one.x - other.x).slice(start, start + taken);
  });
}

/**
 * The middle `count` seats of a row on the stage in the order of position: the first in the middle, the second at his left hand (to the right as
 * the hall sees it), the third at his right hand, and so on; with an even number the first two share the middle (主席台座次, 左为上).
 */
export function centreOut(row: readonly Seat[], count: number): Seat[] {
  const fromLeft = row.toSorted((one, other) => one.x - other.x);
  const start = Math.floor((fromLeft.length - count) / 2);
  const used = fromLeft.slice(start, start + count);
  const middle = (count - 1) >> 1;
  return used.map((_, index) => {
    const step = Math.ceil(index / 2);
    return used[index % 2 === 1 ? middle + step : middle - step]!;
  });
}

function seatZones(task: SeatingTask, people: readonly SeatPerson[], seats: Map<string, string>): string[] {
  const unseated: string[] = [];
  const place = new Map(groupsInOrder(task.groups, task.rules).map((group, index) => [group.id, index]));
  const groupAt = (person: SeatPerson) => (person.groupId === null ? place.size : (place.get(person.groupId) ?? place.size));
  for (const [, some] of Map.groupBy(people, (person) => person.category)) {
    const free = zoneSeats(task.hall, some[0]!)
      .filter((seat) => !seats.has(seat.key))
      .toSorted(bySeat);
    const order = some.toSorted((one, other) => groupAt(one) - groupAt(other) || followsIn(task.rules)(one, other));
    order.forEach((person, index) => {
      const seat = free[index];
      if (seat) seats.set(seat.key, person.id);
      else unseated.push(person.id);
    });
  }
  return unseated;
}

/** A block's free seats in the order of a ploughman (each row where the last one ended), so that any run of them hangs together. */
interface Lane {
  readonly block: string;
  readonly seats: readonly Seat[];
  /** How many of them may be used; the rest stays empty. */
  readonly room: number;
}

interface Party {
  readonly id: string;
  readonly people: readonly SeatPerson[];
}

function seatFloor(task: SeatingTask, people: readonly SeatPerson[], seats: Map<string, string>): { unseated: string[]; split: string[] } {
  const parties = partiesOf(task, people);
  const lanes = lanesOf(task, seats, people.length);
  const { whole, rest } = shareOut(lanes, parties);
  const rows = new Map(lanes.map((lane) => [lane.block, parties.filter((party) => whole.get(lane.block)!.has(party.id)).map(partOf)]));
  const loose = rest.filter((party) => !weave(task.hall, lanes, rows, party));
  const places = new Map<string, Seat[]>();
  for (const lane of lanes) {
    let from = 0;
    for (const { party, size } of rows.get(lane.block)!) {
      places.set(party.id, [...(places.get(party.id) ?? []), ...lane.seats.slice(from, from + size)]);
      from += size;
    }
  }
  for (const party of parties) put(seats, lay(places.get(party.id) ?? [], party.people, task.rules));
  const unseated = loose.flatMap((party) => seatSplit(task, party, lanes, seats));
  return { unseated, split: rest.map((party) => party.id) };
}

/** As many seats of a block as one group takes there, in the block's own order. */
interface Part {
  readonly party: Party;
  readonly size: number;
}

const partOf = (party: Party): Part => ({ party, size: party.people.length });

/**
 * Parts a group that fits into no block between two that only an aisle lies between, as far back as both parts still meet at the aisle; the groups
 * behind it move back. False where two blocks have too little room, or meet nowhere.
 */
function weave(hall: Hall, lanes: readonly Lane[], rows: Map<string, Part[]>, party: Party): boolean {
  const aisles = acrossAisles(hall);
  const left = (lane: Lane) => lane.room - rows.get(lane.block)!.reduce((sum, part) => sum + part.size, 0);
  const pairs = lanes.flatMap((one) =>
    lanes
      .filter((other) => other !== one && left(one) + left(other) >= party.people.length && left(one) >= left(other))
      .map((other) => [one, other] as const),
  );
  for (const [one, other] of pairs) {
    const first = Math.min(left(one), party.people.length);
    const parts = [
      { party, size: first },
      { party, size: party.people.length - first },
    ] as const;
    const at = meeting(aisles, [one, rows.get(one.block)!, first], [other, rows.get(other.block)!, parts[1].size]);
    if (!at) continue;
    rows.get(one.block)!.splice(at[0], 0, parts[0]);
    rows.get(other.block)!.splice(at[1], 0, parts[1]);
    return true;
  }
  return false;
}

type Slot = readonly [lane: Lane, rows: readonly Part[], size: number];

/** After how many groups of each block both parts begin so that they meet at an aisle, as far back as possible; null where they never do. */
function meeting(aisles: readonly (readonly [string, string])[], one: Slot, other: Slot): [number, number] | null {
  const [here, there] = [one, other].map(runs) as [Set<string>[], Set<string>[]];
  let best: [number, number] | null = null;
  for (const [i, mine] of here.entries())
    for (const [j, theirs] of there.entries()) {
      const meets = aisles.some(([a, b]) => (mine.has(a) && theirs.has(b)) || (mine.has(b) && theirs.has(a)));
      if (meets && (!best || i + j >= best[0] + best[1])) best = [i, j];
    }
  return best;
}

/** The seats that a part would have, were it put before the first group of the block, after it, after the second, and so on. */
function runs([lane, rows, size]: Slot): Set<string>[] {
  let from = 0;
  return [0, ...rows.map((part) => part.size)].map((step) => {
    from += step;
    return new Set(lane.seats.slice(from, from + size).map((seat) => seat.key));
  });
}

function partiesOf(task: SeatingTask, people: readonly SeatPerson[]): Party[] {
  const byGroup = Map.groupBy(people, (person) => (person.category === 'member' ? (person.groupId ?? '') : `zone ${person.category}`));
  const known = groupsInOrder(task.groups, task.rules).map((group) => group.id);
  const others = [...byGroup.keys()].filter((id) => !known.includes(id)).toSorted();
  return [...known, ...others].flatMap((id) => (byGroup.has(id) ? [{ id, people: byGroup.get(id)! }] : []));
}

/** The blocks from the middle outwards, the floor before the balcony. Seats are only kept empty where everybody finds room beside them. */
function lanesOf(task: SeatingTask, seats: ReadonlyMap<string, string>, wanted: number): Lane[] {
  const free = Map.groupBy(
    openSeats(task.hall).filter((seat) => !seats.has(seat.key)),
    (seat) => seat.block,
  );
  const room = [...free.values()].reduce((sum, some) => sum + Math.max(0, some.length - task.rules.keepFree), 0);
  const kept = room >= wanted ? task.rules.keepFree : 0;
  const middle = task.hall.plan.width / 2;
  const aside = (some: readonly Seat[]) =>
    (some[0]!.part === 'balcony' ? 100_000 : 0) + Math.round(Math.abs(some.reduce((sum, seat) => sum + seat.x, 0) / some.length - middle));
  return [...free]
    .toSorted(([, one], [, other]) => aside(one) - aside(other) || one[0]!.x - other[0]!.x)
    .map(([block, some]) => ({ block, seats: ploughed(some), room: Math.max(0, some.length - kept) }));
}

function ploughed(seats: readonly Seat[]): Seat[] {
  const rows = [...Map.groupBy(seats, (seat) => seat.row)].toSorted(([one], [other]) => one - other);
  return rows.flatMap(([row, some]) => {
    const fromLeft = some.toSorted((one, other) => one.place - other.place);
    return row % 2 === 1 ? fromLeft : fromLeft.reverse();
  });
}

/** Which whole groups each block takes, filling all blocks evenly from the front; `rest` fits into no block as a whole. */
function shareOut(lanes: readonly Lane[], parties: readonly Party[]): { whole: Map<string, Set<string>>; rest: Party[] } {
  const tries = [parties, parties.toSorted((one, other) => other.people.length - one.people.length)].map((order) => pack(lanes, order));
  const tightest = packTightly(lanes, parties);
  const missing = (one: { rest: Party[] }) => one.rest.reduce((sum, party) => sum + party.people.length, 0);
  const best = [...tries, tightest].toSorted((one, other) => missing(one) - missing(other))[0]!;
  return { whole: best.whole, rest: parties.filter((party) => best.rest.includes(party)) };
}

/** Each in turn goes where the free seats begin furthest to the front. */
function pack(lanes: readonly Lane[], order: readonly Party[]): { whole: Map<string, Set<string>>; rest: Party[] } {
  return packBy(lanes, order, (lane, used) => lane.seats[used]?.row ?? Number.POSITIVE_INFINITY);
}

/** The largest first, each where the least is left over: for halls that are nearly full. */
function packTightly(lanes: readonly Lane[], parties: readonly Party[]): { whole: Map<string, Set<string>>; rest: Party[] } {
  const order = parties.toSorted((one, other) => other.people.length - one.people.length);
  return packBy(lanes, order, (lane, used) => lane.room - used);
}

function packBy(lanes: readonly Lane[], order: readonly Party[], cost: (lane: Lane, used: number) => number) {
  const used = new Map(lanes.map((lane) => [lane.block, 0]));
  const whole = new Map<string, Set<string>>(lanes.map((lane) => [lane.block, new Set()]));
  const rest: Party[] = [];
  for (const party of order) {
    const fits = lanes.filter((lane) => lane.room - used.get(lane.block)! >= party.people.length);
    const lane = fits.toSorted((one, other) => cost(one, used.get(one.block)!) - cost(other, used.get(other.block)!))[0];
    if (!lane) {
      rest.push(party);
      continue;
    }
    whole.get(lane.block)!.add(party.id);
    used.set(lane.block, used.get(lane.block)! + party.people.length);
  }
  return { whole, rest };
}

/**
 * A group that no block has room for takes what is left in the block with most room, then in the blocks nearest to it, there from the row on in
 * which it already sits, so that only the aisle parts it. Answers with whoever is left over.
 */
function seatSplit(task: SeatingTask, party: Party, lanes: readonly Lane[], seats: Map<string, string>): string[] {
  const middle = new Map(
    lanes.map((lane) => [lane.block, lane.seats.reduce((sum, seat) => sum + seat.x, 0) / Math.max(1, lane.seats.length)]),
  );
  const left = lanes.map((lane) => {
    const free = lane.seats.filter((seat) => !seats.has(seat.key));
    return { block: lane.block, free: free.slice(0, Math.max(0, free.length - (lane.seats.length - lane.room))) };
  });
  const first = left.toSorted((one, other) => other.free.length - one.free.length)[0];
  if (!first) return party.people.map((person) => person.id);
  const near = (block: string) => Math.abs(middle.get(block)! - middle.get(first.block)!);
  const order = left.toSorted((one, other) => near(one.block) - near(other.block));
  const row = first.free[0]?.row ?? 0;
  const chosen: Seat[] = [];
  for (const { free } of order) {
    const missing = party.people.length - chosen.length;
    const beside = free.findIndex((seat) => seat.row >= row);
    const from = beside >= 0 && free.length - beside >= missing ? beside : Math.max(0, free.length - missing);
    chosen.push(...free.slice(from, from + missing));
  }
  const people = party.people.toSorted(followsIn(task.rules));
  put(seats, lay(chosen, people.slice(0, chosen.length), task.rules));
  return people.slice(chosen.length).map((person) => person.id);
}

function put(seats: Map<string, string>, laid: ReadonlyMap<string, string>): void {
  for (const [seat, person] of laid) seats.set(seat, person);
}

function splitBy<T>(list: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter((one) => !test(one))];
}
