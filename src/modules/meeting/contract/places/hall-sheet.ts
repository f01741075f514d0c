import { hallOf, keyOfSeat, rowsOfHall } from './hall.ts';
import type { HallDoor, HallPlan, SeatBlock, ZoneKind } from './seat-map.ts';
import { hallPlan } from './seat-map.ts';

/**
 * A hall as a sheet: every cell is a place, the stage at the top. What stands in a cell says what is there: 主 a seat on the stage, × a blocked one,
 * 轮 room for a wheelchair, 列 旁 记 工 宾 留 a seat of that zone
 * (宾× is a blocked one of it), anything with 门 a door of that name, any other text a seat, nothing a floor.
 */
const zoneLetters: Readonly<Record<ZoneKind, string>> = {
  nonVoting: '列',
  observer: '旁',
  press: '记',
  staff: '工',
  guest: '宾',
  reserve: '留',
};
const letterZones = new Map(Object.entries(zoneLetters).map(([kind, letter]) => [letter, kind as ZoneKind]));
const pitch = 20;
const rowPitch = 28;
const edge = 60;

type Cells = readonly (readonly string[])[];

/** The plan that a sheet draws. Columns and rows without any seat are aisles; seats between aisles are a block. Throws where there is no seat. */
export function planOfCells(cells: Cells): HallPlan {
  const seatRows = cells.map((row, index) => ({ index, seats: row.flatMap((cell, column) => (isSeat(cell) ? [column] : [])) }));
  if (seatRows.every((row) => row.seats.length === 0)) throw new Error('表里没有座位。每个有文字的格子是一个座位，空格是过道。');
  const stageRows = new Set(
    seatRows
      .filter((row) => row.seats.length > 0 && row.seats.every((column) => isStage(cells[row.index]![column]!)))
      .map((row) => row.index),
  );
  const marks = { missing: [] as string[], blocked: [] as string[], accessible: [] as string[], zones: new Map<ZoneKind, string[]>() };
  const numbers = rowNumbers(seatRows, stageRows);
  const stage = blocksOf(cells, [...stageRows], numbers, 'stage', marks);
  const floor = partsOfRows(seatRows.filter((row) => row.seats.length > 0 && !stageRows.has(row.index)).map((row) => row.index)).flatMap(
    (rows) => blocksOf(cells, rows, numbers, 'floor', marks),
  );
  const blocks = [...stage, ...floor].map((block, index) => ({ ...block, id: blockId(block, index, stage.length) }));
  const renamed = new Map([...stage, ...floor].map((block, index) => [block.id, blocks[index]!.id]));
  const key = (old: string) => old.replace(/^[^:]+/, (id) => renamed.get(id)!);
  const columns = Math.max(...cells.map((row) => row.length));
  return hallPlan.parse({
    width: columns * pitch + 2 * edge,
    height: cells.length * rowPitch + 2 * edge,
    stage: stage.length > 0 ? stageAround(stage) : null,
    blocks,
    doors: doorsOf(cells),
    missing: marks.missing.map(key),
    blocked: marks.blocked.map(key),
    accessible: marks.accessible.map(key),
    zones: [...marks.zones].map(([kind, seats]) => ({ kind, seats: seats.map(key) })),
  });
}

/** The sheet that a plan draws, so that it can be changed in Excel and read again. Arcs and distances are drawn as whole cells. */
export function cellsOfPlan(plan: HallPlan): string[][] {
  const hall = hallOf({ ...plan, blocks: plan.blocks.map((block) => ({ ...block, radius: 0 })) });
  if (hall.seats.length === 0) return [];
  const left = Math.min(...hall.seats.map((seat) => seat.x), ...plan.doors.map((door) => door.x));
  const columnOf = (x: number) => Math.round((x - left) / pitch);
  const levels = levelsOf(hall.seats);
  const cells: string[][] = Array.from({ length: Math.max(...levels.values()) + 1 }, () => []);
  for (const row of rowsOfHall(hall)) {
    const line = cells[levels.get(levelKey(row[0]!))!]!;
    const from = columnOf(row[0]!.x);
    for (const seat of row) line[from + seat.place - row[0]!.place] = wordOf(seat);
  }
  for (const door of plan.doors) {
    const nearest = hall.seats.reduce((best, seat) => (Math.abs(seat.y - door.y) < Math.abs(best.y - door.y) ? seat : best));
    const line = cells[levels.get(levelKey(nearest))!]!;
    let column = columnOf(door.x);
    while (line[column]) column += 1;
    line[column] = door.name.includes('门') ? door.name : `${door.name}门`;
  }
  const columns = Math.max(...cells.map((row) => row.length));
  return cells.map((row) => Array.from({ length: columns }, (_, column) => row[column] ?? ''));
}

const levelKey = (seat: { part: string; row: number }) => `${seat.part} ${String(seat.row)}`;

/** Which line of the sheet each row of a part gets: by its distance from the stage's back wall, with an empty line where one can walk across. */
function levelsOf(seats: readonly { part: string; row: number; y: number }[]): Map<string, number> {
  const tops = new Map<string, number>();
  for (const seat of seats) tops.set(levelKey(seat), Math.min(tops.get(levelKey(seat)) ?? Number.POSITIVE_INFINITY, seat.y));
  const levels = new Map<string, number>();
  let level = -1;
  let above: { key: string; y: number } | null = null;
  for (const [key, y] of [...tops].toSorted(([, one], [, other]) => one - other)) {
    const apart = above !== null && (y - above.y > rowPitch * 1.6 || key.split(' ')[0] !== above.key.split(' ')[0]);
    level += apart ? 2 : 1;
    levels.set(key, level);
    above = { key, y };
  }
  return levels;
}

const isDoor = (cell: string) => cell.includes('门');
const isSeat = (cell: string | undefined): cell is string =>
  cell !== undefined && cell !== '' && !isDoor(cell) && !/^(主席台|台|舞台)$/.test(cell);
const isStage = (cell: string) => cell.startsWith('主');

function wordOf(seat: { part: string; blocked: boolean; accessible: boolean; zone: ZoneKind | null; number: number }): string {
  if (seat.part === 'stage') return '主';
  const marks = `${seat.zone ? zoneLetters[seat.zone] : ''}${seat.blocked ? '×' : ''}${seat.accessible ? '轮' : ''}`;
  return marks || String(seat.number);
}

/** Rows of the hall and of the stage are counted apart, from the stage. */
function rowNumbers(rows: readonly { index: number; seats: readonly number[] }[], stageRows: ReadonlySet<number>): Map<number, number> {
  const numbers = new Map<number, number>();
  let floor = 0;
  let stage = 0;
  for (const row of rows) {
    if (row.seats.length === 0) continue;
    if (stageRows.has(row.index)) stage += 1;
    else floor += 1;
    numbers.set(row.index, stageRows.has(row.index) ? stage : floor);
  }
  // The row of the stage that is nearest to the hall is its first.
  for (const index of stageRows) numbers.set(index, stage + 1 - numbers.get(index)!);
  return numbers;
}

/** Rows that follow each other without an empty one between them. */
function partsOfRows(rows: readonly number[]): number[][] {
  const parts: number[][] = [];
  for (const row of rows) {
    const last = parts.at(-1);
    if (last && row === last.at(-1)! + 1) last.push(row);
    else parts.push([row]);
  }
  return parts;
}

type Marks = { missing: string[]; blocked: string[]; accessible: string[]; zones: Map<ZoneKind, string[]> };

function blocksOf(
  cells: Cells,
  rows: readonly number[],
  numbers: ReadonlyMap<number, number>,
  part: 'stage' | 'floor',
  marks: Marks,
): SeatBlock[] {
  const used = new Set(rows.flatMap((row) => cells[row]!.flatMap((cell, column) => (isSeat(cell) ? [column] : []))));
  return spansOf([...used].sort((one, other) => one - other)).map(([from, until], nth) => {
    const id = `${part === 'stage' ? 'S' : 'F'}${String(rows[0])}x${String(nth)}`.slice(0, 6);
    const own = rows.flatMap((row) => rowOfBlock(cells[row]!, { id, number: numbers.get(row)!, from, until }, marks));
    const first = rows.find((row) => cells[row]!.slice(from, until + 1).some(isSeat))!;
    return {
      id,
      name: part === 'stage' ? '主席台' : '区',
      part,
      x: edge + from * pitch,
      y: edge + first * rowPitch,
      pitch,
      rowPitch,
      radius: 0,
      numbering: 'across',
      walls: [],
      rows: own,
    };
  });
}

function spansOf(columns: readonly number[]): [number, number][] {
  const spans: [number, number][] = [];
  for (const column of columns) {
    const last = spans.at(-1);
    if (last && column === last[1] + 1) last[1] = column;
    else spans.push([column, column]);
  }
  return spans;
}

function rowOfBlock(
  cells: readonly string[],
  block: { id: string; number: number; from: number; until: number },
  marks: Marks,
): SeatBlock['rows'] {
  const columns = Array.from({ length: block.until - block.from + 1 }, (_, index) => block.from + index);
  const seats = columns.filter((column) => isSeat(cells[column]));
  if (seats.length === 0) return [];
  const [first, last] = [seats[0]!, seats.at(-1)!];
  for (let column = first; column <= last; column += 1) {
    const key = keyOfSeat(block.id, block.number, column - first);
    const cell = cells[column];
    if (!isSeat(cell)) marks.missing.push(key);
    else {
      if (/[×xX✕禁]/.test(cell)) marks.blocked.push(key);
      if (/[轮残]/.test(cell)) marks.accessible.push(key);
    }
    const zone = cell === undefined ? undefined : letterZones.get(cell.slice(0, 1));
    if (zone) marks.zones.set(zone, [...(marks.zones.get(zone) ?? []), key]);
  }
  return [{ number: block.number, from: first - block.from, seats: last - first + 1 }];
}

function blockId(block: SeatBlock, index: number, onStage: number): string {
  if (block.part === 'stage') return `S${index === 0 ? '' : String(index)}`;
  const place = index - onStage;
  return place < 26 ? String.fromCharCode(65 + place) : `B${String(place)}`;
}

function stageAround(blocks: readonly SeatBlock[]): HallPlan['stage'] {
  const left = Math.min(...blocks.map((block) => block.x));
  const right = Math.max(...blocks.flatMap((block) => block.rows.map((row) => block.x + (row.from + row.seats) * block.pitch)));
  const top = Math.min(...blocks.map((block) => block.y));
  const rows = Math.max(...blocks.map((block) => block.rows.length));
  return { x: left - 60, y: top - 24, width: right - left + 100, depth: rows * rowPitch + 34 };
}

function doorsOf(cells: Cells): HallDoor[] {
  let nth = 0;
  return cells.flatMap((row, index) =>
    row.flatMap((cell, column) => {
      if (!isDoor(cell)) return [];
      nth += 1;
      return [
        {
          id: `d${String(nth)}`,
          name: cell.slice(0, 20),
          x: edge + column * pitch,
          y: edge + index * rowPitch,
          stepless: cell.includes('无障碍'),
          note: '',
        },
      ];
    }),
  );
}
