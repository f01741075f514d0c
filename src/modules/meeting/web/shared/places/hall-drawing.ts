import type { Hall, Seat } from '../../../contract/places/hall.ts';
import { rowsOfHall, stageOutline } from '../../../contract/places/hall.ts';
import type { Point } from '../../../contract/places/ways.ts';
import { lookOf } from './patterns.ts';

/** Where the hall lies on the canvas: canvas pixel = hall point * scale + offset. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** What stands on the seats, beside the hall itself. All of it may be left out. */
export interface Layers {
  /** Which group sits there, as its index for {@link lookOf}; undefined for an empty seat. */
  readonly groupOf?: (seat: Seat) => number | undefined;
  /** A name below or in the seat, where there is room. */
  readonly nameOf?: ((seat: Seat) => string | undefined) | undefined;
  readonly isLocked?: (key: string) => boolean;
  /** Faulty seats with the number of the rule. */
  readonly faults?: ReadonlyMap<string, number>;
  /** Seats that are others than before: drawn with a thick frame. */
  readonly changed?: ReadonlySet<string>;
  readonly selected?: ReadonlySet<string>;
  readonly focus?: string | null;
  /** Marks one seat as one's own. */
  readonly mine?: string | null;
  readonly way?: readonly Point[] | null;
  /** Names of groups, each above its seats. */
  readonly labels?: readonly { readonly x: number; readonly y: number; readonly words: string; readonly colour: string }[];
  /** Only these groups keep their colour. */
  readonly only?: ReadonlySet<number> | null;
  /** A rectangle being drawn. */
  readonly frame?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
  readonly showZones?: boolean;
  /** Everything is drawn larger by this (elder size). */
  readonly zoomWords?: number;
}

const side = 14;
const ink = '#1d2129';
const font = "'PingFang SC','HarmonyOS Sans SC','MiSans','Microsoft YaHei','Noto Sans CJK SC',system-ui,sans-serif";
const zoneTints = {
  nonVoting: '#dbe8f7',
  observer: '#e6ead6',
  staff: '#e4e7e4',
  press: '#f3e8d3',
  guest: '#ece2f2',
  reserve: '#f0f1f3',
} as const;

/** Draws the whole hall; some milliseconds for thousands of seats. */
export function drawHall(
  context: CanvasRenderingContext2D,
  hall: Hall,
  view: View,
  size: { width: number; height: number; dense: number },
  layers: Layers,
): void {
  context.setTransform(size.dense, 0, 0, size.dense, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  context.setTransform(size.dense * view.scale, 0, 0, size.dense * view.scale, size.dense * view.x, size.dense * view.y);
  drawStage(context, hall, view);
  const inside = (seat: Seat) => {
    const [x, y] = [seat.x * view.scale + view.x, seat.y * view.scale + view.y];
    return x > -30 && y > -30 && x < size.width + 30 && y < size.height + 30;
  };
  for (const seat of hall.seats) if (inside(seat)) drawSeat(context, seat, layers, view);
  drawRowNumbers(context, hall, view);
  drawDoors(context, hall, view, size);
  if (layers.way) drawWay(context, layers.way, view);
  for (const label of layers.labels ?? []) drawLabel(context, label, view);
  drawFaults(context, hall, layers, view);
  drawMine(context, hall, layers, view);
  if (layers.frame) drawFrame(context, layers.frame, view);
}

function drawStage(context: CanvasRenderingContext2D, hall: Hall, view: View): void {
  const corners = stageOutline(hall);
  if (!corners) return;
  const [topLeft, topRight, bottomRight] = corners as [Point, Point, Point];
  context.beginPath();
  for (const [index, { x, y }] of corners.entries()) context[index === 0 ? 'moveTo' : 'lineTo'](x, y);
  context.closePath();
  context.fillStyle = '#faf7f1';
  context.fill();
  context.strokeStyle = '#d8cdb8';
  context.lineWidth = 1 / view.scale;
  context.stroke();
  const seats = hall.seats.filter((seat) => seat.part === 'stage').length;
  const words = seats > 0 ? `主席台 ${String(seats)} 座` : '主席台';
  say(context, words, (topLeft.x + topRight.x) / 2, bottomRight.y - 9, { size: 12, colour: '#6b5a2e', view, least: 10 });
}

function drawSeat(context: CanvasRenderingContext2D, seat: Seat, layers: Layers, view: View): void {
  const half = side / 2;
  context.save();
  context.translate(seat.x, seat.y);
  if (seat.turn !== 0) context.rotate(seat.turn * 0.6);
  const group = layers.groupOf?.(seat);
  if (layers.showZones && seat.zone && group === undefined) {
    context.fillStyle = zoneTints[seat.zone];
    context.fillRect(-half, -half, side, side);
  }
  if (group === undefined) drawEmpty(context, seat, view);
  else drawTaken(context, group, view, layers.only ? !layers.only.has(group) : false, seat.part === 'stage');
  if (seat.accessible && group === undefined) {
    context.beginPath();
    context.arc(0, 0, 3, 0, Math.PI * 2);
    context.strokeStyle = '#1557d6';
    context.lineWidth = 1.4;
    context.stroke();
  }
  if (layers.isLocked?.(seat.key)) drawLock(context);
  if (layers.changed?.has(seat.key)) outline(context, '#c25f00', 2.4, half + 1.5);
  if (layers.selected?.has(seat.key)) outline(context, '#1557d6', 2.2, half + 1.5);
  if (layers.focus === seat.key) {
    outline(context, '#ffffff', 3.6, half + 2);
    outline(context, '#8f0f15', 2.2, half + 2);
  }
  context.restore();
  const name = view.scale >= 1.7 ? layers.nameOf?.(seat) : undefined;
  if (name) say(context, name, seat.x, seat.y + half + 3.4, { size: 5.4, colour: ink, view, least: 9 });
}

/** From so near on the dashes of an empty seat can be told from a line; thousands of them would take longer than a frame. */
const closeUp = 0.8;

function drawEmpty(context: CanvasRenderingContext2D, seat: Seat, view: View): void {
  const half = side / 2;
  context.strokeStyle = seat.blocked ? '#8b95a3' : '#aab2bd';
  context.lineWidth = 1;
  if (!seat.blocked && view.scale >= closeUp) context.setLineDash([2, 2]);
  context.strokeRect(-half + 0.5, -half + 0.5, side - 1, side - 1);
  context.setLineDash([]);
  if (!seat.blocked) return;
  context.fillStyle = '#e5e6eb';
  context.fillRect(-half + 1, -half + 1, side - 2, side - 2);
  context.beginPath();
  context.moveTo(-3.5, -3.5);
  context.lineTo(3.5, 3.5);
  context.moveTo(3.5, -3.5);
  context.lineTo(-3.5, 3.5);
  context.strokeStyle = '#646c78';
  context.stroke();
}

function drawTaken(context: CanvasRenderingContext2D, group: number, view: View, pale: boolean, onStage: boolean): void {
  const half = side / 2;
  const look = onStage ? { ...lookOf(-1), colour: '#8a6a2a' } : lookOf(group);
  context.globalAlpha = pale ? 0.25 : 1;
  context.fillStyle = onStage ? '#f3e4c8' : '#ffffff';
  context.fillRect(-half, -half, side, side);
  if (!onStage) {
    context.fillStyle = `${look.colour}26`;
    context.fillRect(-half, -half, side, side);
  }
  context.strokeStyle = look.colour;
  context.lineWidth = onStage ? 1 : 1.5;
  context.strokeRect(-half + 0.75, -half + 0.75, side - 1.5, side - 1.5);
  if (look.sign && !onStage && view.scale > 0.35) {
    context.translate(-half, -half);
    if (look.filled) {
      context.fillStyle = look.colour;
      context.fill(look.sign);
    } else {
      context.lineWidth = look.width;
      context.stroke(look.sign);
    }
    context.translate(half, half);
  }
  context.globalAlpha = 1;
}

function drawLock(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#ffffff';
  context.fillRect(2, -8, 7, 7);
  context.fillStyle = ink;
  context.fillRect(3, -5, 5, 3.6);
  context.beginPath();
  context.arc(5.5, -5, 1.7, Math.PI, 0);
  context.strokeStyle = ink;
  context.lineWidth = 1;
  context.stroke();
}

function outline(context: CanvasRenderingContext2D, colour: string, width: number, reach: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.strokeRect(-reach, -reach, reach * 2, reach * 2);
}

/** The row's number beside both ends of each block that has an aisle there. */
function drawRowNumbers(context: CanvasRenderingContext2D, hall: Hall, view: View): void {
  if (view.scale < 0.45) return;
  const walls = new Map(hall.plan.blocks.map((block) => [block.id, block.walls]));
  const done = new Set<string>();
  for (const row of rowsOfHall(hall)) {
    const [first, last] = [row[0]!, row.at(-1)!];
    if (first.part === 'stage') continue;
    const pitch = hall.plan.blocks.find((block) => block.id === first.block)!.pitch;
    for (const [seat, way] of [
      [first, -1],
      [last, 1],
    ] as const) {
      if (walls.get(seat.block)!.includes(way < 0 ? 'left' : 'right')) continue;
      const x = seat.x + way * pitch * 0.95;
      // One number in an aisle that two blocks share.
      const place = `${String(seat.row)} ${String(Math.round((x + way * 5) / 34))}`;
      if (done.has(place)) continue;
      done.add(place);
      say(context, String(seat.row), x, seat.y, { size: 10, colour: '#5c6875', view, least: 8 });
    }
  }
}

function drawDoors(context: CanvasRenderingContext2D, hall: Hall, view: View, size: { width: number }): void {
  for (const door of hall.plan.doors) {
    context.fillStyle = door.stepless ? '#0a7f50' : '#4e5969';
    context.fillRect(door.x - 3, door.y - 9, 6, 18);
    const words = `${door.name}${door.note ? ` ${door.note}` : ''}`;
    const left = door.x * view.scale + view.x < size.width / 2;
    say(context, words, door.x + (left ? -3 : 3), door.y - 17, {
      size: 12,
      colour: '#4e5969',
      view,
      least: 10,
      align: left ? 'left' : 'right',
    });
  }
}

function drawWay(context: CanvasRenderingContext2D, points: readonly Point[], view: View): void {
  context.beginPath();
  points.forEach((point, index) => (index === 0 ? context.moveTo(point.x, point.y) : context.lineTo(point.x, point.y)));
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.strokeStyle = '#ffffff';
  context.lineWidth = Math.max(7, 5 / view.scale);
  context.stroke();
  context.strokeStyle = '#1557d6';
  context.lineWidth = Math.max(3.4, 2.6 / view.scale);
  context.setLineDash([8, 6]);
  context.stroke();
  context.setLineDash([]);
  const from = points[0]!;
  context.beginPath();
  context.arc(from.x, from.y, Math.max(6, 5 / view.scale), 0, Math.PI * 2);
  context.fillStyle = '#1557d6';
  context.fill();
}

function drawLabel(context: CanvasRenderingContext2D, label: { x: number; y: number; words: string; colour: string }, view: View): void {
  // From close by it grows no further, so that it does not lie over the seats.
  const size = Math.max(12, Math.min(11 * view.scale, 20)) / view.scale;
  context.font = `600 ${String(size)}px ${font}`;
  const width = context.measureText(label.words).width + size;
  const height = size * 1.5;
  context.beginPath();
  context.roundRect(label.x - width / 2, label.y - height / 2, width, height, 3);
  context.fillStyle = '#ffffffee';
  context.fill();
  context.strokeStyle = label.colour;
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = ink;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(label.words, label.x, label.y + size * 0.05);
}

function drawFaults(context: CanvasRenderingContext2D, hall: Hall, layers: Layers, view: View): void {
  for (const [key, rule] of layers.faults ?? []) {
    const seat = hall.byKey.get(key);
    if (!seat) continue;
    context.strokeStyle = '#cf1322';
    context.lineWidth = 2;
    context.setLineDash([3, 2]);
    context.strokeRect(seat.x - 10, seat.y - 10, 20, 20);
    context.setLineDash([]);
    const reach = Math.max(6.5, 6 / view.scale);
    context.beginPath();
    context.arc(seat.x + 10, seat.y - 10, reach, 0, Math.PI * 2);
    context.fillStyle = '#cf1322';
    context.fill();
    say(context, String(rule), seat.x + 10, seat.y - 10, { size: reach * 1.35, colour: '#ffffff', view, least: 0, bold: true });
  }
}

function drawMine(context: CanvasRenderingContext2D, hall: Hall, layers: Layers, view: View): void {
  const seat = layers.mine ? hall.byKey.get(layers.mine) : undefined;
  if (!seat) return;
  const reach = Math.max(12, 9 / view.scale);
  context.beginPath();
  context.arc(seat.x, seat.y, reach, 0, Math.PI * 2);
  context.fillStyle = '#1557d6';
  context.fill();
  context.lineWidth = reach / 4;
  context.strokeStyle = '#ffffff';
  context.stroke();
  say(context, '我', seat.x, seat.y, { size: reach * 1.15, colour: '#ffffff', view, least: 0, bold: true });
}

function drawFrame(context: CanvasRenderingContext2D, frame: { x: number; y: number; width: number; height: number }, view: View): void {
  context.fillStyle = '#1557d61a';
  context.fillRect(frame.x, frame.y, frame.width, frame.height);
  context.strokeStyle = '#1557d6';
  context.lineWidth = 1 / view.scale;
  context.strokeRect(frame.x, frame.y, frame.width, frame.height);
}

/** Words in the hall: as large as told in hall points, but never smaller than `least` pixels on the screen. */
function say(
  context: CanvasRenderingContext2D,
  words: string,
  x: number,
  y: number,
  {
    size,
    colour,
    view,
    least,
    align = 'center',
    bold = false,
  }: { size: number; colour: string; view: View; least: number; align?: CanvasTextAlign; bold?: boolean },
): void {
  context.font = `${bold ? '600 ' : ''}${String(Math.max(size, least / view.scale))}px ${font}`;
  context.fillStyle = colour;
  context.textAlign = align;
  context.textBaseline = 'middle';
  context.fillText(words, x, y);
}
