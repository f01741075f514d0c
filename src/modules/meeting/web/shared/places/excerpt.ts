import type { Hall, Seat } from '../../../contract/places/hall.ts';
import type { Point, Way } from '../../../contract/places/ways.ts';

/** A piece of the hall around one seat, in hall points. */
export interface Excerpt {
  readonly frame: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly seats: readonly Seat[];
  /** Numbers of the rows, each level with the row's first seat in the frame. */
  readonly rows: readonly { readonly row: number; readonly y: number; readonly mine: boolean }[];
  /** The last part of the way, from where it comes into the frame; null where none leads there. */
  readonly way: readonly Point[] | null;
  /** Where the way begins: at the door itself, or at the edge of the frame towards it. */
  readonly door: (Point & { readonly name: string }) | null;
  /** The stage lies above; someone who sits on it has the hall below. */
  readonly facing: 'stage' | 'hall';
}

const rowsAround = 2;
const margin = 24;

/** The rows around `seat`, `width` points wide: enough to know one's place among the neighbours, and from which side one comes. */
export function excerptOf(hall: Hall, seat: Seat, way: Way | null, width: number): Excerpt {
  const numbers = [...new Set(hall.seats.filter((one) => one.part === seat.part).map((one) => one.row))].sort((one, other) => one - other);
  const at = numbers.indexOf(seat.row);
  const first = Math.max(0, Math.min(at - rowsAround, numbers.length - (2 * rowsAround + 1)));
  const shown = new Set(numbers.slice(first, first + 2 * rowsAround + 1));
  const inRows = hall.seats.filter((one) => one.part === seat.part && shown.has(one.row));
  const x = leftEdge(inRows, seat, way, width);
  const seats = inRows.filter((one) => one.x >= x + 8 && one.x <= x + width - 8);
  const ys = seats.map((one) => one.y);
  const top = Math.min(...ys) - margin;
  const frame = { x, y: top, width, height: Math.max(...ys) + margin - top };
  const line = way && wayInto(way.points, frame);
  return {
    frame,
    seats,
    rows: [...Map.groupBy(seats, (one) => one.row)].map(([row, of]) => ({
      row,
      y: of.reduce((left, one) => (one.x < left.x ? one : left)).y,
      mine: row === seat.row,
    })),
    way: line,
    door: line && way ? { ...line[0]!, name: way.door.name } : null,
    facing: seat.part === 'stage' ? 'hall' : 'stage',
  };
}

/** The seat in the middle, unless the rows end before the frame does, or the aisle from which one comes would lie outside. */
function leftEdge(seats: readonly Seat[], seat: Seat, way: Way | null, width: number): number {
  const xs = seats.map((one) => one.x);
  const [from, until] = [Math.min(...xs) - margin, Math.max(...xs) + margin];
  const aisle = way?.points.at(-2);
  const towards = aisle ? Math.max(-width / 4, Math.min(width / 4, (aisle.x - seat.x) / 2)) : 0;
  const centred = seat.x + towards - width / 2;
  return until - from <= width ? (from + until - width) / 2 : Math.max(from, Math.min(centred, until - width));
}

/** The part of a line after it last came in over the edge. */
function wayInto(points: readonly Point[], { x, y, width, height }: Excerpt['frame']): Point[] {
  const inside = (point: Point) => point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
  const last = points.findLastIndex((point) => !inside(point));
  if (last < 0) return [...points];
  const [out, into] = [points[last]!, points[last + 1]];
  if (!into) return [];
  const steps = [
    out.x < x ? (x - out.x) / (into.x - out.x) : out.x > x + width ? (x + width - out.x) / (into.x - out.x) : 0,
    out.y < y ? (y - out.y) / (into.y - out.y) : out.y > y + height ? (y + height - out.y) / (into.y - out.y) : 0,
  ];
  const along = Math.max(...steps);
  return [{ x: out.x + (into.x - out.x) * along, y: out.y + (into.y - out.y) * along }, ...points.slice(last + 1)];
}
