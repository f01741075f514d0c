/**
 * Draws the map of the invented city 明州市 and writes it as data to src/modules/directory/server/demo/map/mingzhou.geojson.ts.
 * The same places always give the same map: nothing here is random without a seed.
 *
 *   node scripts/draw-demo-map.ts [--preview file.svg]
 *
 * Way of working: every pixel of a raster gets the number of its grid (warped outlines for counties, nearest warped seed for townships
 * and grids); the borders between different numbers are traced as arcs that end where three areas meet; each arc is smoothed once and
 * used by every area beside it. So areas of one level tile exactly and the levels share their vertices.
 */
import { writeFileSync } from 'node:fs';
import { places } from '../src/modules/matter/server/demo/places.ts';

type Point = [number, number];
type Ring = Point[];

const OUT = new URL('../src/modules/directory/server/demo/map/mingzhou.geojson.ts', import.meta.url);
const WEST = 121;
const NORTH = 29.9;
const STEP_LAT = 0.00075;
const STEP_LON = 0.000862;
const WIDTH = 1044;
const HEIGHT = 933;

// ---- seeded noise -------------------------------------------------------------------------------------------------------------------

function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(seed, 2246822519);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  h = Math.imul(h ^ (h >>> 16), 2654435761);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

/** Smooth value noise in -1..1 with features about `size` pixels wide. */
function noise(x: number, y: number, size: number, seed: number): number {
  const u = x / size;
  const v = y / size;
  const i = Math.floor(u);
  const j = Math.floor(v);
  const a = (u - i) ** 2 * (3 - 2 * (u - i));
  const b = (v - j) ** 2 * (3 - 2 * (v - j));
  const top = hash(i, j, seed) * (1 - a) + hash(i + 1, j, seed) * a;
  const low = hash(i, j + 1, seed) * (1 - a) + hash(i + 1, j + 1, seed) * a;
  return (top * (1 - b) + low * b) * 2 - 1;
}

/** A displaced point: several sizes of noise on top of each other. */
function warp(x: number, y: number, seed: number, sizes: number[], reaches: number[]): Point {
  let dx = 0;
  let dy = 0;
  sizes.forEach((size, layer) => {
    dx += noise(x, y, size, seed + layer * 2) * reaches[layer]!;
    dy += noise(x, y, size, seed + layer * 2 + 1) * reaches[layer]!;
  });
  return [x + dx, y + dy];
}

function inside(ring: Ring, x: number, y: number): boolean {
  let result = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) result = !result;
  }
  return result;
}

// ---- what is drawn by hand ----------------------------------------------------------------------------------------------------------

/** Points written as 'x,y x,y'. */
function line(text: string): Point[] {
  return text.split(' ').map((pair) => pair.split(',').map(Number) as Point);
}

/** Points with names, written as 'name x,y  name x,y'. */
function named(text: string): Record<string, Point> {
  return Object.fromEntries(
    text
      .trim()
      .split(/\s{2,}/)
      .map((entry) => [entry.split(' ')[0]!, line(entry.split(' ')[1]!)[0]!]),
  );
}

/** Corners of the counties on a sheet of 1000 x 894 (y to the south); a name used twice is the same corner. */
const corners = named(`
  northwest 62,196  nw2 150,150  nw3 228,92  nw4 330,74  nw5 408,36  top 496,52  n1 556,62  n2 610,104  n3 668,112  bay1 706,156
  bay2 752,150  n4 806,116  cape 880,138  e1 862,210  e2 884,268  e3 846,318  e4 866,372  border 842,416  s1 872,462  s2 858,520
  s3 902,566  s4 872,628  s5 886,690  s6 846,746  s7 790,772  s8 742,828  s9 676,812  south 606,790  l1 520,818  l2 436,794
  l3 360,806  southwest 300,792  h1 230,806  h2 176,762  h3 98,742  h4 70,660  h5 38,586  h6 52,508  west 34,432  w1 22,366
  w2 50,290  qw 470,196  qwy 490,306  qy 400,322  qyh 316,366  qh 178,420  wy 566,308  wys 626,352  ws 730,380  ys1 610,450
  ysl 606,560  yl 470,536  yhl 322,548  yh 340,452  ls 622,680  hl 316,672
`);

const countyOutlines: Record<string, string> = {
  青岚县: 'northwest nw2 nw3 nw4 nw5 top qw qwy qy qyh qh west w1 w2',
  望潮区: 'top n1 n2 n3 bay1 bay2 n4 cape e1 e2 e3 e4 border ws wys wy qwy qw',
  云津区: 'qwy wy wys ys1 ysl yl yhl yh qyh qy',
  禾溪区: 'west qh qyh yh yhl hl southwest h1 h2 h3 h4 h5 h6',
  临渚区: 'yhl yl ysl ls south l1 l2 l3 southwest hl',
  松屿县: 'wys ws border s1 s2 s3 s4 s5 s6 s7 s8 s9 south ls ysl ys1',
};

const countyCodes: Record<string, string> = { 云津区: 'YJ', 望潮区: 'WC', 临渚区: 'LZ', 禾溪区: 'HX', 青岚县: 'QL', 松屿县: 'SY' };

/** Where the seat of each township lies on the same sheet. */
const seats = named(`
  云塘街道 404,446  津桥街道 520,414  拾锦街道 500,494  北渡镇 450,356  听潮街道 598,246  东屿街道 770,330  望沙镇 610,158
  潮埠镇 790,214  渚南街道 482,706  鹭汀街道 440,596  芦湾镇 552,618  菱塘埭镇 368,716  溪城街道 260,518  禾丰街道 220,610
  穗田镇 232,714  柳陂镇 112,540  岚城街道 330,272  青坞镇 170,346  竹埠镇 410,148  茶岭乡 174,226  松城街道 682,506
  屿门镇 772,446  蚶滩镇 722,692  灯礁乡 822,620
`);

/** The small islands of 灯礁乡: middle and half widths. */
const islands: { name: string; at: Point; size: Point }[] = [
  { name: '北嘴岛', at: [942, 424], size: [15, 13] },
  { name: '灯礁岛', at: [938, 500], size: [21, 25] },
  { name: '石屋岛', at: [960, 584], size: [18, 17] },
  { name: '小龟岛', at: [938, 660], size: [19, 21] },
];
const islandTownship = '灯礁乡';
/** Roads of the island township that lie on islands. */
const islandRoads: Record<string, { island: string; loop: boolean }> = {
  环岛路: { island: '灯礁岛', loop: true },
  石屋路: { island: '石屋岛', loop: false },
};

/** Watercourses from spring to mouth; width is a drawing width. */
const waters: { name: string; width: number; course: Point[] }[] = [
  {
    name: '云津江',
    width: 5,
    course: line(
      '128,268 196,286 262,250 322,214 392,206 430,262 438,322 476,386 540,380 590,330 648,296 700,270 746,268 806,262 850,252 912,252',
    ),
  },
  { name: '禾溪', width: 3, course: line('74,616 130,590 186,566 240,548 300,500 358,480 424,474 470,440 486,398') },
  { name: '渚河', width: 3, course: line('400,780 418,720 410,660 452,634 470,580 462,530 480,470 500,436 506,392') },
  { name: '松溪', width: 2, course: line('628,640 668,610 700,562 752,540 806,520 846,508 908,512') },
  { name: '竹溪', width: 2, course: line('352,94 372,130 402,170 398,206') },
];

/** Outline corners between which the edge of the city is sea. */
const coastFrom = 'n1';
const coastTo = 's9';

const SHEET = 1.02;
const OFFSET: Point = [14, 8];
const toPixel = ([x, y]: Point): Point => [x * SHEET + OFFSET[0], y * SHEET + OFFSET[1]];
const round = (v: number) => Math.round(v * 1e4) / 1e4;
const toDegrees = ([x, y]: Point): Point => [round(WEST + x * STEP_LON), round(NORTH - y * STEP_LAT)];

// ---- numbers of the raster ----------------------------------------------------------------------------------------------------------

interface Area {
  county: number;
  township: number;
  grid: number;
}

const countyNames = Object.keys(countyOutlines);
const townshipList = places.flatMap((place) => place.townships.map((one, i) => ({ ...one, county: place.county, index: i + 1 })));
const outlines = countyNames.map((name) => countyOutlines[name]!.split(' ').map((corner) => toPixel(corners[corner]!)));

function index(x: number, y: number): number {
  return y * WIDTH + x;
}

/** Gives stray pieces of an area to a neighbour, so that each number is one piece (apart from islands, which come later). */
function joinPieces(labels: Int32Array, mayTake: (from: number, to: number) => boolean): void {
  for (let turn = 0; turn < 6; turn++) {
    const piece = new Int32Array(labels.length).fill(-1);
    const sizes: { label: number; size: number }[] = [];
    for (let start = 0; start < labels.length; start++) {
      if (piece[start] !== -1) continue;
      const label = labels[start]!;
      const id = sizes.length;
      const stack = [start];
      piece[start] = id;
      let size = 0;
      while (stack.length > 0) {
        const at = stack.pop()!;
        size++;
        const x = at % WIDTH;
        for (const next of [x > 0 ? at - 1 : -1, x < WIDTH - 1 ? at + 1 : -1, at - WIDTH, at + WIDTH]) {
          if (next < 0 || next >= labels.length || piece[next] !== -1 || labels[next] !== label) continue;
          piece[next] = id;
          stack.push(next);
        }
      }
      sizes.push({ label, size });
    }
    const largest = new Map<number, number>();
    sizes.forEach(({ label, size }, id) => {
      const best = largest.get(label);
      if (best === undefined || sizes[best]!.size < size) largest.set(label, id);
    });
    let changed = 0;
    const before = labels.slice();
    for (let at = 0; at < labels.length; at++) {
      const label = before[at]!;
      if (largest.get(label) === piece[at]) continue;
      const x = at % WIDTH;
      for (const next of [x > 0 ? at - 1 : -1, x < WIDTH - 1 ? at + 1 : -1, at - WIDTH, at + WIDTH]) {
        if (next < 0 || next >= before.length) continue;
        const other = before[next]!;
        if (other !== label && largest.get(other) === piece[next] && mayTake(label, other)) {
          labels[at] = other;
          changed++;
          break;
        }
      }
    }
    if (changed === 0) return;
  }
}

/** Removes corners where an area touches itself only diagonally. */
function removePinches(labels: Int32Array, mayTake: (from: number, to: number) => boolean): void {
  for (let turn = 0; turn < 20; turn++) {
    let changed = 0;
    for (let y = 1; y < HEIGHT; y++) {
      for (let x = 1; x < WIDTH; x++) {
        const a = labels[index(x - 1, y - 1)]!;
        const b = labels[index(x, y - 1)]!;
        const c = labels[index(x - 1, y)]!;
        const d = labels[index(x, y)]!;
        if (a === d && a !== b && a !== c) {
          if (mayTake(b, a)) labels[index(x, y - 1)] = a;
          else if (mayTake(a, b)) labels[index(x, y)] = b;
          changed++;
        } else if (b === c && b !== a && b !== d) {
          if (mayTake(a, b)) labels[index(x - 1, y - 1)] = b;
          else if (mayTake(b, a)) labels[index(x, y - 1)] = a;
          changed++;
        }
      }
    }
    if (changed === 0) return;
  }
}

function nearest(x: number, y: number, seeds: Point[]): number {
  let best = 0;
  let least = Infinity;
  seeds.forEach(([sx, sy], i) => {
    const d = (sx - x) ** 2 + (sy - y) ** 2;
    if (d < least) {
      least = d;
      best = i;
    }
  });
  return best;
}

// Counties: warped outlines.
const county = new Int32Array(WIDTH * HEIGHT).fill(-1);
for (let y = 0; y < HEIGHT; y++) {
  for (let x = 0; x < WIDTH; x++) {
    // The east, where the sea is, is more broken than the borders inland.
    const sea = 1 + 0.9 * Math.min(1, Math.max(0, (x - 760) / 120));
    const [wx, wy] = warp(x + 0.5, y + 0.5, 11, [120, 46, 19, 8], [16, 9 * sea, 5 * sea, 2.4]);
    county[index(x, y)] = outlines.findIndex((ring) => inside(ring, wx, wy));
  }
}
joinPieces(county, () => true);

// Townships: nearest seat of the county, warped.
const township = new Int32Array(WIDTH * HEIGHT).fill(-1);
const townshipsOf = countyNames.map((name) => townshipList.flatMap((one, i) => (one.county === name ? [i] : [])));
const seatPixels = townshipList.map((one) => toPixel(seats[one.name]!));
for (let y = 0; y < HEIGHT; y++) {
  for (let x = 0; x < WIDTH; x++) {
    const c = county[index(x, y)]!;
    if (c < 0) continue;
    const [wx, wy] = warp(x + 0.5, y + 0.5, 37, [90, 36, 15, 7], [20, 9, 4, 1.5]);
    const own = townshipsOf[c]!;
    township[index(x, y)] =
      own[
        nearest(
          wx,
          wy,
          own.map((i) => seatPixels[i]!),
        )
      ]!;
  }
}
joinPieces(township, (from, to) => from >= 0 && to >= 0 && townshipList[from]!.county === townshipList[to]!.county);

// Grids: evenly spread seeds in each township, nearest one, slightly warped.
const grid = new Int32Array(WIDTH * HEIGHT).fill(-1);
const areas: Area[] = [];
const gridsOf: number[][] = townshipList.map(() => []);
townshipList.forEach((one, t) => {
  const pixels: Point[] = [];
  for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) if (township[index(x, y)] === t) pixels.push([x + 0.5, y + 0.5]);
  const units = one.communities.length + one.villages.length;
  let count = Math.min(12, Math.max(8, units + 1 + Math.floor(hash(t, 5, 3) * 4)));
  if (one.name === islandTownship) count = Math.min(count, 12 - islands.length);
  let seeds = Array.from({ length: count }, (_, k) => pixels[Math.floor(hash(t, k, 77) * pixels.length)]!);
  for (let turn = 0; turn < 40; turn++) {
    const sums = seeds.map(() => [0, 0, 0] as [number, number, number]);
    for (let p = turn % 7; p < pixels.length; p += 7) {
      const [x, y] = pixels[p]!;
      const sum = sums[nearest(x, y, seeds)]!;
      sum[0] += x;
      sum[1] += y;
      sum[2]++;
    }
    seeds = sums.map(([x, y, n], k) => (n > 0 ? [x / n, y / n] : seeds[k]!));
  }
  const [cx, cy] = seatPixels[t]!;
  seeds.sort((a, b) => (a[0] - cx) ** 2 + (a[1] - cy) ** 2 - ((b[0] - cx) ** 2 + (b[1] - cy) ** 2));
  const first = areas.length;
  seeds.forEach((_, k) => {
    gridsOf[t]!.push(areas.length);
    areas.push({ county: countyNames.indexOf(one.county), township: t, grid: k + 1 });
  });
  for (const [x, y] of pixels) {
    const [wx, wy] = warp(x, y, 53 + t, [30, 12], [7, 3]);
    grid[index(Math.floor(x), Math.floor(y))] = first + nearest(wx, wy, seeds);
  }
});
const sameTownship = (from: number, to: number) => from >= 0 && to >= 0 && areas[from]!.township === areas[to]!.township;
joinPieces(grid, sameTownship);
removePinches(grid, (from, to) => from >= 0 && to >= 0);
joinPieces(grid, (from, to) => from >= 0 && to >= 0);

// Islands: one grid each.
const islandGrid = new Map<string, number>();
const islandPixels = islands.map((island) => toPixel(island.at));
islands.forEach((island, n) => {
  const t = townshipList.findIndex((one) => one.name === islandTownship);
  const id = areas.length;
  areas.push({ county: countyNames.indexOf('松屿县'), township: t, grid: gridsOf[t]!.length + 1 });
  gridsOf[t]!.push(id);
  islandGrid.set(island.name, id);
  const [cx, cy] = islandPixels[n]!;
  for (let y = Math.floor(cy - 60); y < cy + 60; y++) {
    for (let x = Math.floor(cx - 60); x < Math.min(cx + 60, WIDTH - 1); x++) {
      const [wx, wy] = warp(x + 0.5, y + 0.5, 91 + n, [26, 11, 6], [10, 6, 2]);
      if (((wx - cx) / island.size[0]) ** 2 + ((wy - cy) / island.size[1]) ** 2 < 1 && grid[index(x, y)] === -1) grid[index(x, y)] = id;
    }
  }
});
joinPieces(grid, (from, to) => from >= 0 && to === -1);
removePinches(grid, () => true);
grid.forEach((id, at) => {
  township[at] = id < 0 ? -1 : areas[id]!.township;
  county[at] = id < 0 ? -1 : areas[id]!.county;
});

// ---- arcs ---------------------------------------------------------------------------------------------------------------------------

interface Arc {
  /** Ends as corner numbers; equal for a closed arc. */
  from: number;
  to: number;
  /** Numbers on the two sides. */
  left: number;
  right: number;
  points: Ring;
}

const CORNERS = WIDTH + 1;
const at = (x: number, y: number): number => (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT ? -1 : grid[index(x, y)]!);
const steps: Point[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
];

/** Numbers left and right of the step from corner (x, y) in a direction; y runs downwards. */
function sides(x: number, y: number, direction: number): [number, number] {
  if (direction === 0) return [at(x, y - 1), at(x, y)];
  if (direction === 1) return [at(x, y), at(x - 1, y)];
  if (direction === 2) return [at(x - 1, y), at(x - 1, y - 1)];
  return [at(x - 1, y - 1), at(x, y - 1)];
}

function traceArcs(): Arc[] {
  const arcs: Arc[] = [];
  const used = new Set<number>();
  const exits = (x: number, y: number) => [0, 1, 2, 3].filter((d) => sides(x, y, d)[0] !== sides(x, y, d)[1]);
  const walk = (x0: number, y0: number, d0: number) => {
    let x = x0;
    let y = y0;
    let d = d0;
    const [left, right] = sides(x, y, d);
    const points: Ring = [[x, y]];
    for (;;) {
      used.add((y * CORNERS + x) * 4 + d);
      x += steps[d]![0];
      y += steps[d]![1];
      used.add((y * CORNERS + x) * 4 + ((d + 2) % 4));
      points.push([x, y]);
      const open = exits(x, y);
      if (open.length !== 2 || (x === x0 && y === y0)) break;
      d = open.find((one) => one !== (d + 2) % 4)!;
    }
    arcs.push({ from: y0 * CORNERS + x0, to: y * CORNERS + x, left, right, points });
  };
  for (let pass = 0; pass < 2; pass++) {
    for (let y = 0; y <= HEIGHT; y++) {
      for (let x = 0; x <= WIDTH; x++) {
        const open = exits(x, y);
        if (open.length === 0 || (pass === 0 && open.length === 2)) continue;
        for (const d of open) if (!used.has((y * CORNERS + x) * 4 + d)) walk(x, y, d);
      }
    }
  }
  return arcs;
}

/** Rounds the stairs of the raster; the ends stay where they are. */
function smooth(points: Ring, closed: boolean, passes: number): Ring {
  let now = points;
  for (let pass = 0; pass < passes; pass++) {
    now = now.map((point, i): Point => {
      if (!closed && (i === 0 || i === now.length - 1)) return point;
      const last = now.length - 1;
      const before = now[i === 0 ? last - 1 : i - 1]!;
      const after = now[i === last ? 1 : i + 1]!;
      return [(before[0] + point[0] * 2 + after[0]) / 4, (before[1] + point[1] * 2 + after[1]) / 4];
    });
  }
  return now;
}

/** Douglas-Peucker. */
function simplify(points: Ring, reach: number): Ring {
  if (points.length < 3) return points;
  const [ax, ay] = points[0]!;
  const [bx, by] = points[points.length - 1]!;
  const length = Math.hypot(bx - ax, by - ay);
  let far = 0;
  let split = -1;
  for (let i = 1; i < points.length - 1; i++) {
    const [x, y] = points[i]!;
    const d = length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
    if (d > far) {
      far = d;
      split = i;
    }
  }
  if (far <= reach) return [points[0]!, points[points.length - 1]!];
  return [...simplify(points.slice(0, split + 1), reach).slice(0, -1), ...simplify(points.slice(split), reach)];
}

type Level = keyof Area;
const numberOf = (id: number, level: Level): number => (id < 0 ? -1 : level === 'grid' ? id : areas[id]![level]);
const arcs = traceArcs().map((arc) => {
  const closed = arc.from === arc.to;
  const level: Level =
    numberOf(arc.left, 'county') !== numberOf(arc.right, 'county')
      ? 'county'
      : numberOf(arc.left, 'township') !== numberOf(arc.right, 'township')
        ? 'township'
        : 'grid';
  const soft = smooth(arc.points, closed, level === 'grid' ? 8 : 4);
  const points = simplify(soft, level === 'county' ? 0.5 : level === 'township' ? 0.6 : 1);
  return { ...arc, level, degrees: points.map(toDegrees) };
});

/** Rings round one area of a level, stitched from arcs; the area lies to the right, so outer rings run clockwise on the raster. */
function ringsOf(level: Level, wanted: number): Ring[] {
  const own = arcs.flatMap((arc) => {
    const left = numberOf(arc.left, level);
    const right = numberOf(arc.right, level);
    if (left === right || (left !== wanted && right !== wanted)) return [];
    return left === wanted
      ? [{ from: arc.from, to: arc.to, points: arc.degrees }]
      : [{ from: arc.to, to: arc.from, points: arc.degrees.toReversed() }];
  });
  const rings: Ring[] = [];
  const open = new Set(own);
  for (const first of own) {
    if (!open.delete(first)) continue;
    const ring = [...first.points];
    let end = first.to;
    while (end !== first.from) {
      const next = [...open].find((one) => one.from === end);
      if (!next) throw new Error(`open ring at ${level} ${wanted}`);
      open.delete(next);
      ring.push(...next.points.slice(1));
      end = next.to;
    }
    rings.push(ring);
  }
  return rings.sort((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)));
}

function areaOf(ring: Ring): number {
  let sum = 0;
  for (let i = 0; i < ring.length - 1; i++) sum += ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1];
  return sum / 2;
}

// ---- features -----------------------------------------------------------------------------------------------------------------------

interface Feature {
  id: string;
  bbox: number[];
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: unknown };
}

function boxOf(points: Point[]): [number, number, number, number] {
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Steps of each pixel to the nearest pixel outside its area (city-block). */
function depth(labels: Int32Array): Int32Array {
  const far = new Int32Array(labels.length);
  const limit = (x: number, y: number, dx: number, dy: number) => {
    const nx = x + dx;
    const ny = y + dy;
    if (nx < 0 || ny < 0 || nx >= WIDTH || ny >= HEIGHT || labels[index(nx, ny)] !== labels[index(x, y)]) return 0;
    return far[index(nx, ny)]!;
  };
  for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) far[index(x, y)] = 1 + Math.min(limit(x, y, -1, 0), limit(x, y, 0, -1));
  for (let y = HEIGHT - 1; y >= 0; y--)
    for (let x = WIDTH - 1; x >= 0; x--) far[index(x, y)] = Math.min(far[index(x, y)]!, 1 + Math.min(limit(x, y, 1, 0), limit(x, y, 0, 1)));
  return far;
}

/** The pixel of each area that lies deepest inside it. */
function middles(labels: Int32Array): Map<number, Point> {
  const far = depth(labels);
  const best = new Map<number, number>();
  labels.forEach((label, i) => {
    if (label >= 0 && (best.get(label) === undefined || far[best.get(label)!]! < far[i]!)) best.set(label, i);
  });
  return new Map([...best].map(([label, i]) => [label, [(i % WIDTH) + 0.5, Math.floor(i / WIDTH) + 0.5]]));
}

function areaFeature(id: string, rings: Ring[], properties: Record<string, unknown>): Feature {
  const outer = rings.map((ring) => (areaOf(ring) < 0 ? ring.toReversed() : ring));
  return {
    id,
    bbox: boxOf(outer.flat()),
    properties,
    geometry:
      outer.length === 1 ? { type: 'Polygon', coordinates: outer } : { type: 'MultiPolygon', coordinates: outer.map((ring) => [ring]) },
  };
}

const lineFeature = (id: string, points: Point[], properties: Record<string, unknown>): Feature => ({
  id,
  bbox: boxOf(points),
  properties,
  geometry: { type: 'LineString', coordinates: points },
});

const townshipCode = (t: number) => `${countyCodes[townshipList[t]!.county]}-${String(townshipList[t]!.index).padStart(2, '0')}`;
const gridCode = (id: number) => `${townshipCode(areas[id]!.township)}-${String(areas[id]!.grid).padStart(2, '0')}`;

const countyMiddles = middles(county);
const townshipMiddles = middles(township);
const gridMiddles = middles(grid);

const counties = countyNames.map((name, c) =>
  areaFeature(countyCodes[name]!, ringsOf('county', c), { name, centre: toDegrees(countyMiddles.get(c)!) }),
);
counties.sort((a, b) => Object.values(countyCodes).indexOf(a.id) - Object.values(countyCodes).indexOf(b.id));
const townships = townshipList.map((one, t) =>
  areaFeature(townshipCode(t), ringsOf('township', t), {
    name: one.name,
    county: one.county,
    kind: one.kind,
    centre: toDegrees(townshipMiddles.get(t)!),
  }),
);

/** Which community or village a grid belongs to: communities near the seat, villages further out, neighbours share. */
function unitsOf(t: number): string[] {
  const one = townshipList[t]!;
  const ids = gridsOf[t]!;
  const isles = one.name === islandTownship ? islands.length : 0;
  const names = [...one.communities, ...one.villages];
  const result: string[] = [];
  const land = ids.length - isles;
  for (let k = 0; k < land; k++) result.push(k < names.length ? names[k]! : '');
  for (let k = names.length; k < land; k++) {
    const [x, y] = gridMiddles.get(ids[k]!)!;
    const near = nearest(
      x,
      y,
      ids.slice(0, names.length).map((id) => gridMiddles.get(id)!),
    );
    result[k] = names[near]!;
  }
  const isleUnits: Record<string, string> = { 北嘴岛: '北嘴村', 灯礁岛: '灯礁村', 石屋岛: '石屋村', 小龟岛: '小龟岙村' };
  for (let k = 0; k < isles; k++) result.push(isleUnits[islands[k]!.name]!);
  return result;
}

const grids = townshipList.flatMap((one, t) => {
  const units = unitsOf(t);
  return gridsOf[t]!.map((id, k) =>
    areaFeature(gridCode(id), ringsOf('grid', id), {
      name: `第${areas[id]!.grid}网格`,
      township: townshipCode(t),
      county: one.county,
      unit: units[k]!,
      centre: toDegrees(gridMiddles.get(id)!),
    }),
  );
});

// ---- roads --------------------------------------------------------------------------------------------------------------------------

type Weighted = [cost: number, pixel: number];

/** A heap with the cheapest pixel on top. */
class Heap {
  private readonly items: Weighted[] = [];

  get size(): number {
    return this.items.length;
  }

  push(item: Weighted): void {
    const { items } = this;
    items.push(item);
    let i = items.length - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (items[up]![0] <= items[i]![0]) break;
      [items[up], items[i]] = [items[i]!, items[up]!];
      i = up;
    }
  }

  pop(): Weighted {
    const { items } = this;
    const top = items[0]!;
    const end = items.pop()!;
    if (items.length === 0) return top;
    items[0] = end;
    let i = 0;
    for (;;) {
      let least = i;
      for (const child of [i * 2 + 1, i * 2 + 2]) if (child < items.length && items[child]![0] < items[least]![0]) least = child;
      if (least === i) return top;
      [items[least], items[i]] = [items[i]!, items[least]!];
      i = least;
    }
  }
}

/** Cheapest way between two pixels inside one township; noise makes it bend, borders and coasts are dear. */
function way(from: Point, to: Point, t: number, far: Int32Array): Ring | undefined {
  const start = index(Math.floor(from[0]), Math.floor(from[1]));
  const goal = index(Math.floor(to[0]), Math.floor(to[1]));
  const [gx, gy] = [goal % WIDTH, Math.floor(goal / WIDTH)];
  const cost = new Map<number, number>([[start, 0]]);
  const parent = new Map<number, number>();
  const open = new Heap();
  open.push([0, start]);
  const done = new Set<number>();
  while (open.size > 0) {
    const [, now] = open.pop();
    if (now === goal) {
      const path: Ring = [];
      for (let i: number | undefined = goal; i !== undefined; i = parent.get(i))
        path.push([(i % WIDTH) + 0.5, Math.floor(i / WIDTH) + 0.5]);
      return path.toReversed();
    }
    if (done.has(now)) continue;
    done.add(now);
    const x = now % WIDTH;
    const y = Math.floor(now / WIDTH);
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const nx = x + dx;
        const ny = y + dy;
        if ((dx === 0 && dy === 0) || nx < 0 || ny < 0 || nx >= WIDTH || ny >= HEIGHT) continue;
        const next = index(nx, ny);
        if (township[next] !== t) continue;
        const near = Math.hypot(nx - gx, ny - gy) < 14 || Math.hypot(nx - from[0], ny - from[1]) < 14;
        const rough = 1 + 0.9 * (noise(nx, ny, 52, 201) + 1) + 0.5 * (noise(nx, ny, 17, 202) + 1) + (!near && far[next]! < 8 ? 3 : 0);
        const total = cost.get(now)! + Math.hypot(dx, dy) * rough;
        if (total < (cost.get(next) ?? Infinity)) {
          cost.set(next, total);
          parent.set(next, now);
          open.push([total + Math.hypot(nx - gx, ny - gy), next]);
        }
      }
    }
  }
  return undefined;
}

const far = depth(township);
const roads: Feature[] = [];

/** Seats moved onto their own land. */
const hubs = townshipList.map((_, t): Point => {
  const [x, y] = seatPixels[t]!;
  const [mx, my] = townshipMiddles.get(t)!;
  for (let step = 0; step <= 1; step += 0.1) {
    const p: Point = [x + (mx - x) * step, y + (my - y) * step];
    const i = index(Math.floor(p[0]), Math.floor(p[1]));
    if (township[i] === t && far[i]! > 12) return p;
  }
  return [mx, my];
});

// Which neighbours are joined by a road: those with no third seat clearly between them.
const crossings = new Map<string, { a: number; b: number; at: Point }>();
{
  const shared = new Map<string, Point[]>();
  for (let y = 1; y < HEIGHT - 1; y++) {
    for (let x = 1; x < WIDTH - 1; x++) {
      const a = township[index(x, y)]!;
      if (a < 0) continue;
      for (const b of [township[index(x + 1, y)]!, township[index(x, y + 1)]!]) {
        if (b < 0 || b === a) continue;
        const key = [Math.min(a, b), Math.max(a, b)].join(' ');
        if (!shared.has(key)) shared.set(key, []);
        shared.get(key)!.push([x + 0.5, y + 0.5]);
      }
    }
  }
  for (const [key, points] of shared) {
    const [a, b] = key.split(' ').map(Number) as [number, number];
    if (points.length < 24) continue;
    const [ha, hb] = [hubs[a]!, hubs[b]!];
    const middle: Point = [(ha[0] + hb[0]) / 2, (ha[1] + hb[1]) / 2];
    const reach = Math.hypot(ha[0] - hb[0], ha[1] - hb[1]) / 2;
    if (hubs.some((h, t) => t !== a && t !== b && Math.hypot(h[0] - middle[0], h[1] - middle[1]) < reach * 0.92)) continue;
    const detour = (p: Point) => Math.hypot(p[0] - ha[0], p[1] - ha[1]) + Math.hypot(p[0] - hb[0], p[1] - hb[1]);
    const best = points.reduce((one, p) => (detour(p) < detour(one) ? p : one));
    crossings.set(key, { a, b, at: [best[0] + 0.5, best[1] + 0.5] });
  }
}

/** A path softened and set swinging, with its ends where they were. */
function bend(path: Ring): Ring {
  const soft = smooth(path, false, 90);
  const last = soft.length - 1;
  return soft.map(([x, y], i): Point => {
    const hold = Math.min(1, i / 20, (last - i) / 20);
    return [x + noise(x, y, 48, 211) * 7 * hold, y + noise(x, y, 48, 212) * 7 * hold];
  });
}

function shape(path: Ring): Point[] {
  return simplify(path, 0.5).map(toDegrees);
}

interface Leg {
  path: Ring;
  angle: number;
}

/** Roads from the seat to each joined neighbour, ended at the border. */
function legsOf(t: number): Leg[] {
  const hub = hubs[t]!;
  return [...crossings.values()]
    .filter((crossing) => crossing.a === t || crossing.b === t)
    .flatMap((crossing) => {
      const [x, y] = crossing.at;
      const end = [0, 1, 2, 3].flatMap((r) => around(x, y, r)).find(([px, py]) => landAt(px, py) === t);
      const path = end && way(hub, end, t, far);
      return path ? [{ path: bend([...path, crossing.at]), angle: Math.atan2(end[1] - hub[1], end[0] - hub[0]) }] : [];
    });
}

/** Points at a distance of r steps round a point, row by row. */
function around(x: number, y: number, r: number): Point[] {
  const side = Array.from({ length: r * 2 + 1 }, (_, i) => i - r);
  return side.flatMap((dy) => side.map((dx): Point => [x + dx, y + dy]));
}

/** The straightest pair of legs becomes one road, then the next pair; an odd leg is a road by itself. */
function trunksOf(legs: Leg[], most: number): Ring[] {
  const found: Ring[] = [];
  let rest = legs;
  while (rest.length >= 2 && found.length < most) {
    let best: [number, number, number] = [0, 1, Infinity];
    for (let i = 0; i < rest.length; i++) {
      for (let j = i + 1; j < rest.length; j++) {
        const turn = Math.abs(Math.PI - Math.abs(rest[i]!.angle - rest[j]!.angle));
        if (turn < best[2]) best = [i, j, turn];
      }
    }
    found.push([...rest[best[0]]!.path.toReversed(), ...rest[best[1]]!.path.slice(1)]);
    rest = rest.filter((_, i) => i !== best[0] && i !== best[1]);
  }
  if (rest.length === 1 && found.length < most) found.push(rest[0]!.path);
  return found;
}

/** Short streets round the seat, crossing each other. */
function streetsOf(t: number, base: number, wanted: number): Ring[] {
  const hub = hubs[t]!;
  const found: Ring[] = [];
  for (let k = 0; found.length < wanted; k++) {
    const angle = base + 0.5 + (k % 2) * (Math.PI / 2) + (hash(t, k, 61) - 0.5) * 0.4;
    const aside = (k % 2 === 0 ? 1 : -1) * (10 + 9 * Math.floor(k / 2)) + (hash(t, k, 62) - 0.5) * 6;
    const mid: Point = [hub[0] - Math.sin(angle) * aside, hub[1] + Math.cos(angle) * aside];
    const arm = (sign: number): Ring => {
      const points: Ring = [];
      for (let s = 1; s < 16 + hash(t, k, 63) * 22 + (k < 2 ? 8 : 0); s++) {
        const swing = 0.02 * s * s * (hash(t, k, 64) - 0.5) * sign;
        const p: Point = [
          mid[0] + sign * (Math.cos(angle) * s - Math.sin(angle) * swing),
          mid[1] + sign * (Math.sin(angle) * s + Math.cos(angle) * swing),
        ];
        if (landAt(p[0], p[1]) !== t || far[index(Math.floor(p[0]), Math.floor(p[1]))]! < 4) break;
        points.push(p);
      }
      return points;
    };
    const path = landAt(mid[0], mid[1]) === t ? [...arm(-1).toReversed(), mid, ...arm(1)] : [];
    if (path.length >= 12) found.push(path);
    else if (k > 30) throw new Error(`no room for the streets of ${townshipList[t]!.name}`);
  }
  return found;
}

townshipList.forEach((one, t) => {
  const add = (name: string, points: Point[], kind: string) =>
    roads.push(
      lineFeature(`${townshipCode(t)}-R${one.roads.indexOf(name) + 1}`, points, {
        name,
        township: townshipCode(t),
        county: one.county,
        kind,
      }),
    );
  const names = one.roads.filter((name) => !(name in islandRoads));
  const legs = legsOf(t);
  const trunks = trunksOf(legs, names.length);
  const streets = streetsOf(t, legs[0]?.angle ?? 0.4, names.length - trunks.length);
  names.forEach((name, k) => add(name, shape((trunks[k] ?? streets[k - trunks.length])!), k < trunks.length ? 'trunk' : 'street'));
  for (const name of one.roads.filter((road) => road in islandRoads)) {
    const { island, loop } = islandRoads[name]!;
    const id = islandGrid.get(island)!;
    const [cx, cy] = toDegrees(gridMiddles.get(id)!);
    const inner = ringsOf('grid', id)[0]!.map(([x, y]): Point => [round(cx + (x - cx) * 0.72), round(cy + (y - cy) * 0.72)]);
    add(name, loop ? inner : inner.slice(0, Math.ceil(inner.length / 2)), 'street');
  }
});

function landAt(x: number, y: number): number {
  return x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT ? -1 : township[index(Math.floor(x), Math.floor(y))]!;
}

// ---- water --------------------------------------------------------------------------------------------------------------------------

/** A soft line through the given points (Catmull-Rom) with small bends. */
function course(points: Point[], seed: number): Point[] {
  const soft: Ring = [];
  for (let i = 0; i < points.length - 1; i++) {
    const [p0, p1, p2, p3] = [points[Math.max(0, i - 1)]!, points[i]!, points[i + 1]!, points[Math.min(points.length - 1, i + 2)]!];
    for (let k = 0; k < 24; k++) {
      const u = k / 24;
      const between = (a: number, b: number, c: number, d: number) =>
        0.5 * (2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * u * u + (3 * b - a - 3 * c + d) * u ** 3);
      soft.push([between(p0[0], p1[0], p2[0], p3[0]), between(p0[1], p1[1], p2[1], p3[1])]);
    }
  }
  soft.push(points[points.length - 1]!);
  const bent = smooth(
    soft.map(([x, y]) => warp(x, y, seed, [40, 16], [7, 3])),
    false,
    3,
  );
  const sea = bent.findIndex(([x, y]) => landAt(x, y) === -1);
  return simplify(sea < 0 ? bent : bent.slice(0, sea + 1), 0.5).map(toDegrees);
}

const rivers = waters.map((water, i) =>
  lineFeature(`RV-${i + 1}`, course(water.course.map(toPixel), 301), { name: water.name, width: water.width }),
);

// The edge of the land as one chain of arcs, cut to the part that faces the sea; islands are closed lines.
const coast: Feature[] = [];
{
  const edge = arcs.filter((arc) => (arc.left < 0 || arc.right < 0) && arc.from !== arc.to);
  const chain: Point[] = [];
  const left = new Set(edge);
  let arc = edge[0]!;
  left.delete(arc);
  chain.push(...(arc.left < 0 ? arc.degrees.toReversed() : arc.degrees));
  let end = arc.left < 0 ? arc.from : arc.to;
  for (;;) {
    const next = [...left].find((one) => (one.left < 0 ? one.to : one.from) === end);
    if (!next) break;
    arc = next;
    left.delete(arc);
    chain.push(...(arc.left < 0 ? arc.degrees.toReversed() : arc.degrees).slice(1));
    end = arc.left < 0 ? arc.from : arc.to;
  }
  const closest = (corner: string) => {
    const [x, y] = toDegrees(toPixel(corners[corner]!));
    return chain.reduce(
      (best, p, i) => (Math.hypot(p[0] - x, p[1] - y) < Math.hypot(chain[best]![0] - x, chain[best]![1] - y) ? i : best),
      0,
    );
  };
  const [from, to] = [closest(coastFrom), closest(coastTo)];
  const one = from < to ? chain.slice(from, to + 1) : [...chain.slice(from), ...chain.slice(1, to + 1)];
  const other = to < from ? chain.slice(to, from + 1) : [...chain.slice(to), ...chain.slice(1, from + 1)];
  const eastOf = (points: Point[]) => Math.max(...points.map((p) => p[0]));
  coast.push(lineFeature('CO-1', eastOf(one) > eastOf(other) ? one : other, { name: '明州海岸' }));
  islands.forEach((island, i) => {
    const ring = ringsOf('grid', islandGrid.get(island.name)!)[0]!;
    coast.push(lineFeature(`CO-${i + 2}`, ring, { name: island.name }));
  });
}

// ---- writing ------------------------------------------------------------------------------------------------------------------------

function quote(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(quote).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${key}: ${quote(one)}`)
      .join(', ')} }`;
  }
  return String(value);
}

const show = (feature: Feature) =>
  `  { type: 'Feature', id: '${feature.id}', bbox: ${quote(feature.bbox)}, properties: ${quote(feature.properties)}, geometry: ${quote(feature.geometry)} },`;
const collection = (name: string, type: string, words: string, features: Feature[]) =>
  `/** ${words} */\n// oxfmt-ignore\nexport const ${name}: ${type} = { type: 'FeatureCollection', features: [\n${features.map(show).join('\n')}\n] };\n`;
const places24 = (name: string, words: string, rows: string[]) =>
  `/** ${words} */\n// oxfmt-ignore\nexport const ${name}: AreaIndex[] = [\n${rows.join('\n')}\n];\n`;
const row = (feature: Feature, parent: string) =>
  `  { id: '${feature.id}', parent: '${parent}', name: '${String(feature.properties['name'])}', bbox: ${quote(feature.bbox)}, centre: ${quote(feature.properties['centre'])} },`;

const city = boxOf(counties.flatMap((one) => [[one.bbox[0]!, one.bbox[1]!] as Point, [one.bbox[2]!, one.bbox[3]!] as Point]));
const text = `/**
 * Drawn map of the invented city 明州市. The city does not exist: these are drawing coordinates on a made-up sheet, not places on the earth.
 * Written by scripts/draw-demo-map.ts; do not edit by hand.
 *
 * Counties, townships and grids tile exactly and share their vertices; rings are closed and run counter-clockwise. bbox is
 * [west, south, east, north]; centre is a point well inside the area. To find where a point lies, try the boxes of gridIndex first,
 * then the polygons of the same id in grids.
 */
export type Position = [lon: number, lat: number];
export type Box = [west: number, south: number, east: number, north: number];
export interface Polygon {
  type: 'Polygon';
  coordinates: Position[][];
}
export interface MultiPolygon {
  type: 'MultiPolygon';
  coordinates: Position[][][];
}
export interface LineString {
  type: 'LineString';
  coordinates: Position[];
}
export interface Feature<Geometry, Properties> {
  type: 'Feature';
  id: string;
  bbox: Box;
  properties: Properties;
  geometry: Geometry;
}
export interface FeatureCollection<Geometry, Properties> {
  type: 'FeatureCollection';
  features: Feature<Geometry, Properties>[];
}
export interface CountyProperties {
  name: string;
  centre: Position;
}
export interface TownshipProperties {
  name: string;
  county: string;
  kind: '街道' | '镇' | '乡';
  centre: Position;
}
export interface GridProperties {
  name: string;
  /** Id of the township. */
  township: string;
  county: string;
  /** Community or village whose grid it is. */
  unit: string;
  centre: Position;
}
export interface RoadProperties {
  name: string;
  /** Id of the township in which the road lies; a road is named only there. */
  township: string;
  county: string;
  kind: 'trunk' | 'street';
}
export interface AreaIndex {
  id: string;
  /** Id of the area one level up ('' at the top). */
  parent: string;
  name: string;
  bbox: Box;
  centre: Position;
}

/** Box of the whole city with its islands. */
export const cityBox: Box = [${city.join(', ')}];

${places24(
  'countyIndex',
  'Counties in the order of places.ts.',
  counties.map((one) => row(one, '')),
)}
${places24(
  'townshipIndex',
  'Townships; parent is the county id.',
  townships.map((one) => row(one, one.id.slice(0, 2))),
)}
${places24(
  'gridIndex',
  'Grids; parent is the township id.',
  grids.map((one) => row(one, one.id.slice(0, 5))),
)}
${collection('counties', 'FeatureCollection<Polygon | MultiPolygon, CountyProperties>', 'Six counties and districts; 松屿县 has four islands.', counties)}
${collection('townships', 'FeatureCollection<Polygon | MultiPolygon, TownshipProperties>', 'Twenty-four townships and streets.', townships)}
${collection('grids', 'FeatureCollection<Polygon, GridProperties>', 'Grids of the grassroots platform; each island of 灯礁乡 is one grid.', grids)}
${collection('roads', 'FeatureCollection<LineString, RoadProperties>', 'Every road of places.ts as one line inside its township.', roads)}
${collection('rivers', 'FeatureCollection<LineString, { name: string; width: number }>', 'Watercourses from spring to mouth; width is a drawing width.', rivers)}
${collection('coast', 'FeatureCollection<LineString, { name: string }>', 'The shore of the mainland and of each island.', coast)}`;
writeFileSync(OUT, text);
console.log(
  `${counties.length} counties, ${townships.length} townships, ${grids.length} grids, ${roads.length} roads, ${rivers.length} rivers, ${coast.length} shores, ${Math.round(text.length / 1024)} k characters`,
);

// ---- preview ------------------------------------------------------------------------------------------------------------------------

const previewAt = process.argv.indexOf('--preview');
if (previewAt > 0) {
  const [w, s, e, n] = [120.99, 29.2, 121.91, 29.91];
  const scale = 1600 / (e - w);
  const px = ([lon, lat]: Point) => `${((lon - w) * scale).toFixed(1)} ${(((n - lat) * scale) / 0.87).toFixed(1)}`;
  const d = (lines: Point[][], close: boolean) => lines.map((points) => `M${points.map(px).join('L')}${close ? 'Z' : ''}`).join('');
  const rings = (f: Feature) =>
    f.geometry.type === 'Polygon' ? (f.geometry.coordinates as Point[][]) : (f.geometry.coordinates as Point[][][]).flat();
  const fills = ['#14305f', '#1c4079', '#285397', '#1c4079', '#285397', '#1c4079'];
  const tall = ((n - s) * scale) / 0.87;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 ${tall.toFixed(0)}" font-family="Noto Sans CJK SC, WenQuanYi Zen Hei, sans-serif"><rect width="1600" height="${tall.toFixed(0)}" fill="#0f2142"/>`,
    ...counties.map((f, i) => `<path d="${d(rings(f), true)}" fill="${fills[i]}"/>`),
    ...grids.map((f) => `<path d="${d(rings(f), true)}" fill="none" stroke="#6f9be0" stroke-opacity=".25" stroke-width=".8"/>`),
    ...rivers.map(
      (f) =>
        `<path d="${d([f.geometry.coordinates as Point[]], false)}" fill="none" stroke="#5f8fd0" stroke-width="${Number(f.properties['width'])}" stroke-linecap="round"/>`,
    ),
    ...roads.map(
      (f) =>
        `<path d="${d([f.geometry.coordinates as Point[]], false)}" fill="none" stroke="${f.properties['kind'] === 'trunk' ? '#e0c37a' : '#9fb4d6'}" stroke-width="${f.properties['kind'] === 'trunk' ? 1.6 : 1}"/>`,
    ),
    ...townships.map((f) => `<path d="${d(rings(f), true)}" fill="none" stroke="#9fb4d6" stroke-width="1.2" stroke-opacity=".7"/>`),
    ...counties.map((f) => `<path d="${d(rings(f), true)}" fill="none" stroke="#081426" stroke-width="4"/>`),
    ...coast.map((f) => `<path d="${d([f.geometry.coordinates as Point[]], false)}" fill="none" stroke="#eaf1ff" stroke-width="2"/>`),
    ...townships.map(
      (f) =>
        `<text x="${px(f.properties['centre'] as Point).split(' ')[0]}" y="${px(f.properties['centre'] as Point).split(' ')[1]}" font-size="17" fill="#eaf1ff" text-anchor="middle">${String(f.properties['name'])}</text>`,
    ),
    ...counties.map(
      (f) =>
        `<text x="${px(f.properties['centre'] as Point).split(' ')[0]}" y="${Number(px(f.properties['centre'] as Point).split(' ')[1]) - 26}" font-size="28" fill="#e8b04b" text-anchor="middle">${String(f.properties['name'])}</text>`,
    ),
    '</svg>',
  ];
  writeFileSync(process.argv[previewAt + 1]!, parts.join('\n'));
}
