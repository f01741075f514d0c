import type { Hall, Seat } from './hall.ts';
import { stageOutline } from './hall.ts';
import type { HallDoor } from './seat-map.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The way from a door to a seat: corners of a line that goes through no seat, and its length. */
export interface Way {
  readonly door: HallDoor;
  readonly points: readonly Point[];
  readonly length: number;
}

const cell = 5;
/** Walking between two rows is slower than in an aisle, because others have to stand up. */
const besideSeats = 6;

/** The ways of one hall: the floor and how far every place is from every door are reckoned once, at the first question. */
export interface Ways {
  /** The shortest way to `seat` from any of the doors; `stepless` leaves out doors with steps. Null where the map has no door or none leads there. */
  readonly to: (seat: Seat, options?: { stepless?: boolean }) => Way | null;
  /** The door of that way alone. */
  readonly doorOf: (seat: Seat) => HallDoor | null;
}

export function waysIn(hall: Hall): Ways {
  const { doors } = hall.plan;
  const floor = floorOf(hall, doors);
  const spreads = new Map<string, Spread>();
  const from = (door: HallDoor) => {
    const known = spreads.get(door.id) ?? spread(floor, floor.at(door));
    spreads.set(door.id, known);
    return known;
  };
  const best = (seat: Seat, stepless: boolean) => {
    const foot = standingPlaces(floor, seat);
    const ways = doors
      .filter((door) => !stepless || door.stepless)
      .flatMap((door) => foot.map((end) => ({ door, end, cost: from(door).cost[end]! })))
      .filter((way) => way.cost !== Number.POSITIVE_INFINITY);
    return ways.toSorted((one, other) => one.cost - other.cost)[0] ?? null;
  };
  return {
    to: (seat, { stepless = false } = {}) => {
      const way = best(seat, stepless);
      return way && wayAlong(floor, from(way.door), way, seat);
    },
    doorOf: (seat) => best(seat, false)?.door ?? null,
  };
}

function wayAlong(floor: Floor, { before }: Spread, { door, end }: { door: HallDoor; end: number }, seat: Seat): Way {
  const cells = [end];
  for (let here = end; before[here]! >= 0; here = before[here]!) cells.push(before[here]!);
  const points = [{ x: door.x, y: door.y }, ...corners(cells.toReversed().map((at) => floor.point(at))), { x: seat.x, y: seat.y }];
  return { door, points, length: lengthOf(points) };
}

/** Where one stands before sitting down: the first free cells right before and behind the seat. */
function standingPlaces(floor: Floor, seat: Point): number[] {
  const at = floor.at(seat);
  return [-1, 1].flatMap((way) => {
    const free = [1, 2, 3, 4]
      .map((steps) => at + way * steps * floor.wide)
      .find((index) => (floor.cost[index] ?? Infinity) !== Number.POSITIVE_INFINITY);
    return free === undefined ? [] : [free];
  });
}

/** The hall's floor as cells: what it costs to cross one, and `Infinity` where a seat or the stage stands. */
interface Floor {
  readonly wide: number;
  readonly high: number;
  readonly cost: Float32Array;
  readonly at: (point: Point) => number;
  readonly point: (cellIndex: number) => Point;
}

function floorOf(hall: Hall, doors: readonly Point[]): Floor {
  const inset = 20;
  const xs = [0, hall.plan.width, ...doors.map((door) => door.x)];
  const ys = [0, hall.plan.height, ...doors.map((door) => door.y)];
  const left = Math.min(...xs) - inset;
  const top = Math.min(...ys) - inset;
  const wide = Math.ceil((Math.max(...xs) + inset - left) / cell) + 1;
  const high = Math.ceil((Math.max(...ys) + inset - top) / cell) + 1;
  const cost = new Float32Array(wide * high).fill(1);
  const at = ({ x, y }: Point) => Math.round((y - top) / cell) * wide + Math.round((x - left) / cell);
  const point = (index: number) => ({ x: (index % wide) * cell + left, y: Math.floor(index / wide) * cell + top });
  const floor = { wide, high, cost, at, point };
  standStage(floor, hall);
  const pitches = new Map(hall.plan.blocks.map((block) => [block.id, block]));
  for (const seat of hall.seats)
    fill(floor, seat, pitches.get(seat.block)!.pitch / 2 + 2, pitches.get(seat.block)!.rowPitch / 2 + 2, besideSeats, Math.max);
  for (const seat of hall.seats) fill(floor, seat, pitches.get(seat.block)!.pitch / 2, 5, Number.POSITIVE_INFINITY, Math.max);
  return floor;
}

/** One walks onto the stage only where one sits there: it costs much, so that nobody is led across it. */
function standStage(floor: Floor, hall: Hall): void {
  const outline = stageOutline(hall);
  if (!outline) return;
  const [left, right] = [outline[3]!.x, outline[2]!.x];
  const [top, bottom] = [outline[0]!.y, outline[2]!.y];
  fill(floor, { x: (left + right) / 2, y: (top + bottom) / 2 }, (right - left) / 2, (bottom - top) / 2, 4, Math.max);
}

function fill(
  floor: Floor,
  middle: Point,
  across: number,
  along: number,
  value: number,
  keep: (one: number, other: number) => number,
): void {
  const from = floor.at({ x: middle.x - across, y: middle.y - along });
  const columns = Math.max(1, Math.round((2 * across) / cell));
  const rows = Math.max(1, Math.round((2 * along) / cell));
  for (let row = 0; row <= rows; row += 1)
    for (let column = 0; column <= columns; column += 1) {
      const index = from + row * floor.wide + column;
      if (index >= 0 && index < floor.cost.length) floor.cost[index] = keep(floor.cost[index]!, value);
    }
}

interface Spread {
  readonly cost: Float64Array;
  /** The cell before each on the cheapest way from the start; -1 at the start and where none leads. */
  readonly before: Int32Array;
}

/** The cheapest way from `start` to every cell (Dijkstra in four directions). */
function spread(floor: Floor, start: number): Spread {
  const cost = new Float64Array(floor.cost.length).fill(Number.POSITIVE_INFINITY);
  const before = new Int32Array(floor.cost.length).fill(-1);
  const heap: [number, number][] = [[0, start]];
  cost[start] = 0;
  while (heap.length > 0) {
    const [soFar, here] = pop(heap);
    if (soFar > cost[here]!) continue;
    for (const next of around(floor, here)) {
      const reached = soFar + floor.cost[next]!;
      if (reached >= cost[next]!) continue;
      cost[next] = reached;
      before[next] = here;
      push(heap, [reached, next]);
    }
  }
  return { cost, before };
}

function around(floor: Floor, here: number): number[] {
  const column = here % floor.wide;
  const list: number[] = [];
  if (here >= floor.wide) list.push(here - floor.wide);
  if (here + floor.wide < floor.cost.length) list.push(here + floor.wide);
  if (column > 0) list.push(here - 1);
  if (column < floor.wide - 1) list.push(here + 1);
  return list;
}

/** Where the way turns; small steps along an arc become one slanting line. */
function corners(points: readonly Point[]): Point[] {
  if (points.length < 3) return [...points];
  return thin(points, 0, points.length - 1, 11);
}

/** Ramer, Douglas, Peucker: the fewest corners that stay within `tolerance` of the way. */
function thin(points: readonly Point[], from: number, to: number, tolerance: number): Point[] {
  let worst = 0;
  let at = -1;
  for (let index = from + 1; index < to; index += 1) {
    const off = distanceTo(points[index]!, points[from]!, points[to]!);
    if (off > worst) [worst, at] = [off, index];
  }
  if (at < 0 || worst <= tolerance) return [points[from]!, points[to]!];
  return [...thin(points, from, at, tolerance).slice(0, -1), ...thin(points, at, to, tolerance)];
}

function distanceTo(point: Point, one: Point, other: Point): number {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const length = Math.hypot(dx, dy);
  return length === 0 ? Math.hypot(point.x - one.x, point.y - one.y) : Math.abs(dy * (point.x - one.x) - dx * (point.y - one.y)) / length;
}

function lengthOf(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, point, index) => sum + Math.hypot(point.x - points[index]!.x, point.y - points[index]!.y), 0);
}

function push(heap: [number, number][], entry: [number, number]): void {
  let at = heap.push(entry) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]![0] <= entry[0]) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = entry;
}

function pop(heap: [number, number][]): [number, number] {
  const top = heap[0]!;
  const last = heap.pop()!;
  if (heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = at * 2 + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]![0] < heap[child]![0]) child += 1;
    if (heap[child]![0] >= last[0]) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = last;
  return top;
}
