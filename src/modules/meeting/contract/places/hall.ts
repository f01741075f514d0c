import type { HallPart, HallPlan, SeatBlock, ZoneKind } from './seat-map.ts';

/** One seat of a hall with everything that follows from the map. */
export interface Seat {
  readonly key: string;
  readonly block: string;
  readonly part: HallPart;
  readonly row: number;
  /** The number on the seat. */
  readonly number: number;
  /** Which seat of its row it is in its block, from the left, beginning with 0. */
  readonly place: number;
  /** Its middle, and by how much it is turned towards the stage (radians). */
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly blocked: boolean;
  readonly accessible: boolean;
  readonly zone: ZoneKind | null;
  /** How many seats one passes to reach the nearest aisle; 0 at the aisle. */
  readonly fromAisle: number;
}

export interface Hall {
  readonly plan: HallPlan;
  /** Every seat that is there, block after block, row after row from the stage, from the left. */
  readonly seats: readonly Seat[];
  readonly byKey: ReadonlyMap<string, Seat>;
}

export const keyOfSeat = (block: string, row: number, place: number): string => `${block}:${String(row)}:${String(place)}`;

/** The hall that a plan describes. Takes a few milliseconds for thousands of seats. */
export function hallOf(plan: HallPlan): Hall {
  const missing = new Set(plan.missing);
  const marks = { blocked: new Set(plan.blocked), accessible: new Set(plan.accessible), zones: zonesOf(plan) };
  const bare = plan.blocks.flatMap((block) => seatsOfBlock(block, plan, missing));
  const numbers = numbersOf(plan, bare);
  const seats = bare.map((seat) => ({
    ...seat,
    number: numbers.get(seat.key)!,
    blocked: marks.blocked.has(seat.key),
    accessible: marks.accessible.has(seat.key),
    zone: marks.zones.get(seat.key) ?? null,
  }));
  return { plan, seats, byKey: new Map(seats.map((seat) => [seat.key, seat])) };
}

/** `12排7座`; on the stage and upstairs with the part before it. */
export function seatName(seat: Pick<Seat, 'part' | 'row' | 'number'>): string {
  const where = seat.part === 'stage' ? '主席台' : seat.part === 'balcony' ? '楼上' : '';
  return `${where}${String(seat.row)}排${String(seat.number)}座`;
}

/** Names that two seats bear at once: such a map cannot be used. */
export function doubledNames(hall: Hall): string[] {
  const seen = new Map<string, number>();
  for (const seat of hall.seats) seen.set(seatName(seat), (seen.get(seatName(seat)) ?? 0) + 1);
  return [...seen].filter(([, times]) => times > 1).map(([name]) => name);
}

/** Half of a seat as it is drawn, with the air around it that a turned one needs. */
const seatReach = 11;
/** The strip in front of the stage's first row, on which its name stands. */
const stageApron = 26;

/**
 * The stage as it is drawn: a trapezium that is wider towards the hall, as large as the plan says and never so small that a seat on it stands over
 * its edge. Its corners from the top left in the sense of a clock; null where the hall has no stage.
 */
export function stageOutline({ plan, seats }: Hall): readonly { readonly x: number; readonly y: number }[] | null {
  if (!plan.stage) return null;
  const { x, y, width, depth } = plan.stage;
  const slope = Math.min(40, width / 8);
  const on = seats.filter((seat) => seat.part === 'stage');
  const top = Math.min(y, ...on.map((seat) => seat.y - seatReach));
  const bottom = Math.max(y + depth, ...on.map((seat) => seat.y + stageApron));
  // How far the slanting edge has come in at the height of the seat's upper corners.
  const inset = (seat: Seat) => (slope * (bottom - seat.y + seatReach)) / (bottom - top);
  const left = Math.min(x, ...on.map((seat) => seat.x - seatReach - inset(seat)));
  const right = Math.max(x + width, ...on.map((seat) => seat.x + seatReach + inset(seat)));
  return [
    { x: left + slope, y: top },
    { x: right - slope, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}

type BareSeat = Omit<Seat, 'number' | 'blocked' | 'accessible' | 'zone'>;

function seatsOfBlock(block: SeatBlock, plan: HallPlan, missing: ReadonlySet<string>): BareSeat[] {
  const [first, last] = [Math.min, Math.max].map((end) => end(...block.rows.map((row) => row.number))) as [number, number];
  return block.rows
    .toSorted((one, other) => one.number - other.number)
    .flatMap((row) => {
      const places = Array.from({ length: row.seats }, (_, place) => place).filter(
        (place) => !missing.has(keyOfSeat(block.id, row.number, place)),
      );
      return places.map((place) => ({
        key: keyOfSeat(block.id, row.number, place),
        block: block.id,
        part: block.part,
        row: row.number,
        place,
        // A row that the block does not have leaves its place empty, so that rows of neighbouring blocks stay level.
        // On the stage the row that faces the hall is the first.
        ...positionOf(block, plan, block.part === 'stage' ? last - row.number : row.number - first, row.from + place),
        fromAisle: fromAisle(block, row.seats, place),
      }));
    });
}

/** Where the seat `across` pitches from the block's left edge in its row `index` stands: on an arc about the middle of the hall, or straight. */
function positionOf(block: SeatBlock, plan: HallPlan, index: number, across: number): { x: number; y: number; turn: number } {
  const x = block.x + across * block.pitch;
  const straight = block.y + index * block.rowPitch;
  if (block.radius === 0) return { x, y: straight, turn: 0 };
  const radius = block.radius + index * block.rowPitch;
  const aside = Math.max(-radius, Math.min(radius, x - plan.width / 2));
  return { x, y: straight - (radius - Math.sqrt(radius * radius - aside * aside)), turn: -Math.asin(aside / radius) };
}

/** A hole in the row is no aisle: one cannot pass a pillar. */
function fromAisle(block: SeatBlock, seats: number, place: number): number {
  const left = block.walls.includes('left') ? Number.POSITIVE_INFINITY : place;
  const right = block.walls.includes('right') ? Number.POSITIVE_INFINITY : seats - 1 - place;
  return Math.min(left, right);
}

function zonesOf(plan: HallPlan): Map<string, ZoneKind> {
  return new Map(plan.zones.flatMap((zone) => zone.seats.map((key) => [key, zone.kind] as const)));
}

function numbersOf(plan: HallPlan, seats: readonly BareSeat[]): Map<string, number> {
  const numbering = new Map(plan.blocks.map((block) => [block.id, block.numbering]));
  const rows = new Map<string, BareSeat[]>();
  for (const seat of seats) {
    const way = numbering.get(seat.block)!;
    const alone = way === 'block' || way === 'blockBack';
    const row = `${seat.part} ${way} ${alone ? seat.block : ''} ${String(seat.row)}`;
    const known = rows.get(row);
    if (known) known.push(seat);
    else rows.set(row, [seat]);
  }
  const numbers = new Map<string, number>();
  for (const row of rows.values()) {
    row.sort((one, other) => one.x - other.x);
    numberRow(row, numbering.get(row[0]!.block)!, plan.width / 2, numbers);
  }
  return numbers;
}

function numberRow(row: readonly BareSeat[], way: string, middle: number, numbers: Map<string, number>): void {
  if (way === 'oddEven' || way === 'evenOdd') {
    const left = row.filter((seat) => seat.x < middle).toReversed();
    const right = row.filter((seat) => seat.x >= middle);
    const [odd, even] = way === 'oddEven' ? [left, right] : [right, left];
    odd.forEach((seat, index) => numbers.set(seat.key, index * 2 + 1));
    even.forEach((seat, index) => numbers.set(seat.key, index * 2 + 2));
    return;
  }
  const inOrder = way === 'blockBack' ? row.toReversed() : row;
  inOrder.forEach((seat, index) => numbers.set(seat.key, index + 1));
}

/**
 * Which seats are beside each other: next in the row (a pillar between them parts nobody), right before and behind, and the ends of two rows on
 * the same side, where one steps round.
 */
export function neighbours(hall: Hall): Map<string, readonly string[]> {
  const rows = rowsOfHall(hall);
  const near = new Map<string, string[]>(hall.seats.map((seat) => [seat.key, []]));
  for (const [index, row] of rows.entries()) {
    const pitch = hall.plan.blocks.find((block) => block.id === row[0]!.block)!.pitch;
    row.forEach((seat, place) => {
      const next = row[place + 1];
      if (next) join(near, seat.key, next.key);
    });
    const behind = rows[index + 1];
    if (!behind || behind[0]!.block !== row[0]!.block) continue;
    for (const seat of row) for (const other of behind) if (Math.abs(seat.x - other.x) < pitch) join(near, seat.key, other.key);
    join(near, row[0]!.key, behind[0]!.key);
    join(near, row.at(-1)!.key, behind.at(-1)!.key);
  }
  return near;
}

/** Pairs of seats that only an aisle lies between: ends of rows with the same number in blocks side by side. */
export function acrossAisles(hall: Hall): (readonly [string, string])[] {
  const ends = new Map<string, { left: Seat; right: Seat }[]>();
  for (const row of rowsOfHall(hall)) {
    const name = `${row[0]!.part} ${String(row[0]!.row)}`;
    const list = ends.get(name) ?? [];
    list.push({ left: row[0]!, right: row.at(-1)! });
    ends.set(name, list);
  }
  return [...ends.values()].flatMap((row) => {
    row.sort((one, other) => one.left.x - other.left.x);
    return row.slice(1).map((one, index) => [row[index]!.right.key, one.left.key] as const);
  });
}

/** The seats row by row: every entry is one row of one block, from the left. */
export function rowsOfHall(hall: Hall): Seat[][] {
  const rows: Seat[][] = [];
  for (const seat of hall.seats) {
    const last = rows.at(-1);
    if (last && last[0]!.block === seat.block && last[0]!.row === seat.row) last.push(seat);
    else rows.push([seat]);
  }
  return rows;
}

function join(near: Map<string, string[]>, one: string, other: string): void {
  near.get(one)!.push(other);
  near.get(other)!.push(one);
}
