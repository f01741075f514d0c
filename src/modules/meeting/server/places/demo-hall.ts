import { hallOf } from '../../contract/places/hall.ts';
import type { HallPlan, ZoneKind } from '../../contract/places/seat-map.ts';
import { hallPlan } from '../../contract/places/seat-map.ts';

/** How many seats each row of a wing has: the wings grow from the stage and shrink towards the back doors. */
const wing = [5, 6, 7, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 7, 6];
const middleRows = 20;
const middleSeats = 16;

/** 明州大会堂: three blocks on arcs about a stage of three rows, 613 seats below it, four doors, zones at the back. */
export function demoHall(): HallPlan {
  const bare = hallPlan.parse({
    width: 900,
    height: 770,
    stage: { x: 130, y: 20, width: 640, depth: 118 },
    blocks: [
      { id: 'S', name: '主席台', part: 'stage', x: 450 - 11.5 * 16, y: 50, pitch: 16, rowPitch: 20, numbering: 'oddEven', rows: stageRows },
      floor(
        'A',
        '左区',
        70,
        wing.map((seats, index) => row(index + 1, 9 - seats, seats)),
      ),
      floor(
        'B',
        '中区',
        300,
        Array.from({ length: middleRows }, (_, index) => row(index + 1, 0, middleSeats)),
      ),
      floor(
        'C',
        '右区',
        670,
        wing.map((seats, index) => row(index + 1, 0, seats)),
      ),
    ],
    doors: [
      { id: 'd1', name: '1号门', x: 12, y: 190 },
      { id: 'd2', name: '2号门', x: 888, y: 190 },
      { id: 'd3', name: '3号门', x: 12, y: 690, stepless: true, note: '无障碍' },
      { id: 'd4', name: '4号门', x: 888, y: 690, note: '列席、旁听' },
    ],
  });
  return withMarks(bare);
}

/** Two seats make room for the cameras; wheelchairs at the back on the left, zones at the back. */
function withMarks(bare: HallPlan): HallPlan {
  const rowsOf = (block: string, from: number, until: number) =>
    hallOf(bare).seats.filter((seat) => seat.block === block && seat.row >= from && seat.row <= until);
  const zone = (kind: ZoneKind, block: string, from: number, until: number) => ({
    kind,
    seats: rowsOf(block, from, until).map((seat) => seat.key),
  });
  const atAisle = rowsOf('A', 16, 18).filter((seat) => seat.fromAisle === 0);
  return {
    ...bare,
    blocked: ['B:20:7', 'B:20:8'],
    accessible: atAisle.map((seat) => seat.key),
    zones: [zone('nonVoting', 'C', 12, 17), zone('observer', 'C', 18, 18), zone('press', 'A', 18, 18), zone('guest', 'B', 20, 20)],
  };
}

const stageRows = [row(1, 3.5, 17), row(2, 1, 22), row(3, 1, 22)];

function floor(id: string, name: string, x: number, rows: readonly object[]) {
  return { id, name, part: 'floor', x, y: 190, radius: 1_500, numbering: 'across', rows };
}

function row(number: number, from: number, seats: number) {
  return { number, from, seats };
}
