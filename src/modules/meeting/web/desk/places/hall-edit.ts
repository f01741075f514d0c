import type { HallPlan, SeatBlock, ZoneKind } from '../../../contract/places/seat-map.ts';

/** What painting does to seats. */
export type Brush = 'blocked' | 'missing' | 'accessible' | 'plain' | ZoneKind;

export const brushes: Readonly<Record<Brush, string>> = {
  plain: '普通座位',
  blocked: '停用',
  missing: '拆除',
  accessible: '轮椅席',
  nonVoting: '列席区',
  observer: '旁听区',
  press: '记者区',
  staff: '工作人员区',
  guest: '来宾区',
  reserve: '预留',
};

export const emptyPlan: HallPlan = {
  width: 900,
  height: 720,
  stage: { x: 200, y: 30, width: 500, depth: 90 },
  blocks: [],
  doors: [],
  missing: [],
  blocked: [],
  accessible: [],
  zones: [],
};

/** The seats with what the brush says. A zone takes a seat out of every other one. */
export function painted(plan: HallPlan, brush: Brush, keys: readonly string[]): HallPlan {
  const some = new Set(keys);
  const without = (list: readonly string[]) => list.filter((key) => !some.has(key));
  const withThem = (list: readonly string[]) => [...without(list), ...keys];
  const zones = plan.zones.map((zone) => ({ ...zone, seats: without(zone.seats) })).filter((zone) => zone.seats.length > 0);
  switch (brush) {
    case 'blocked':
    case 'accessible':
    case 'missing':
      return { ...plan, [brush]: withThem(plan[brush]) };
    case 'plain':
      return { ...plan, blocked: without(plan.blocked), accessible: without(plan.accessible), zones };
    default: {
      const own = plan.zones.find((zone) => zone.kind === brush)?.seats ?? [];
      return { ...plan, zones: [...zones.filter((zone) => zone.kind !== brush), { kind: brush, seats: withThem(own) }] };
    }
  }
}

/** Rows from the seats that each is to have, standing against one side of the block or about its middle. */
export function rowsOf(seats: readonly number[], first: number, align: 'left' | 'middle' | 'right'): SeatBlock['rows'] {
  const most = Math.max(1, ...seats);
  const shift = { left: 0, middle: 0.5, right: 1 }[align];
  return seats.map((many, index) => ({ number: first + index, from: (most - many) * shift, seats: many }));
}

export function alignOf(block: SeatBlock): 'left' | 'middle' | 'right' {
  const most = Math.max(...block.rows.map((row) => row.seats));
  const short = block.rows.filter((row) => row.seats < most);
  if (short.every((row) => row.from === 0)) return 'left';
  return short.every((row) => Math.abs(row.from - (most - row.seats)) < 0.01) ? 'right' : 'middle';
}

/** The block in place of the one with its id; marks of seats that it no longer has are dropped. */
export function withBlock(plan: HallPlan, id: string, block: SeatBlock | null): HallPlan {
  const known = plan.blocks.some((one) => one.id === id);
  const blocks =
    block === null
      ? plan.blocks.filter((one) => one.id !== id)
      : known
        ? plan.blocks.map((one) => (one.id === id ? block : one))
        : [...plan.blocks, block];
  const stays = (key: string) => {
    const [of, row, place] = key.split(':') as [string, string, string];
    if (of !== id) return true;
    const found = block?.rows.find((one) => one.number === Number(row));
    return found !== undefined && Number(place) < found.seats;
  };
  return grown({
    ...plan,
    blocks,
    missing: plan.missing.filter(stays),
    blocked: plan.blocked.filter(stays),
    accessible: plan.accessible.filter(stays),
    zones: plan.zones.map((zone) => ({ ...zone, seats: zone.seats.filter(stays) })).filter((zone) => zone.seats.length > 0),
  });
}

/** The plan is at least as large as what stands in it. */
function grown(plan: HallPlan): HallPlan {
  const right = plan.blocks.flatMap((block) => block.rows.map((row) => block.x + (row.from + row.seats) * block.pitch + 40));
  const bottom = plan.blocks.map((block) => block.y + block.rows.length * block.rowPitch + 40);
  return { ...plan, width: Math.max(plan.width, ...right), height: Math.max(plan.height, ...bottom) };
}

/** A new block below or beside what is there. */
export function freshBlock(plan: HallPlan, part: SeatBlock['part']): SeatBlock {
  const ids = new Set(plan.blocks.map((block) => block.id));
  const id =
    [...(part === 'stage' ? ['S'] : []), ...Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))].find(
      (one) => !ids.has(one),
    ) ?? `N${String(ids.size)}`;
  const right = Math.max(
    60,
    ...plan.blocks
      .filter((block) => block.part !== 'stage')
      .flatMap((block) => block.rows.map((row) => block.x + (row.from + row.seats) * block.pitch + 34)),
  );
  const onStage = part === 'stage';
  return {
    id,
    name: onStage ? '主席台' : part === 'balcony' ? '楼上区' : `${id}区`,
    part,
    x: onStage ? plan.width / 2 - 160 : right,
    y: onStage ? (plan.stage?.y ?? 30) + 30 : 190,
    pitch: 20,
    rowPitch: onStage ? 22 : 28,
    radius: 0,
    numbering: 'across',
    walls: [],
    rows: rowsOf(
      Array.from({ length: onStage ? 2 : 12 }, () => (onStage ? 16 : 12)),
      1,
      'left',
    ),
  };
}
