/** Colours and patterns of groups: twelve that are told apart in print without colour, then the same with another colour. */
export interface GroupLook {
  readonly colour: string;
  /** Draws the sign into a square of 14 whose ground and frame are there already. */
  readonly sign: Path2D | null;
  readonly path: string;
  readonly filled: boolean;
  readonly width: number;
}

interface Sign {
  readonly path: string;
  readonly filled?: boolean;
  readonly width?: number;
}

const signs: readonly Sign[] = [
  { path: 'M7 3l4 4-4 4-4-4Z', filled: true },
  { path: 'M1 1l12 12', width: 2.4 },
  { path: 'M1 7h12', width: 2.6 },
  { path: 'M7 1v12', width: 2.6 },
  { path: 'M7 4.4a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 1 0 0-5.2Z', filled: true },
  { path: 'M13 1L1 13', width: 2.4 },
  { path: 'M1 1l12 12M13 1L1 13', width: 1.6 },
  { path: 'M1 4.5h12M1 9.5h12', width: 1.6 },
  { path: 'M7 1v12M1 7h12', width: 1.8 },
  { path: 'M1 10l6-6 6 6', width: 2 },
  { path: 'M4 4h6v6h-6Z', width: 1.6 },
  { path: 'M7 2.5l4.5 8h-9Z', filled: true },
];

const colours = [
  '#2f6db3',
  '#b4552d',
  '#3f8a5f',
  '#8a5aa8',
  '#a8862a',
  '#2b8c97',
  '#b0476f',
  '#5d6b2f',
  '#6a5246',
  '#4b57a8',
  '#7d7d7d',
  '#3c4a3e',
];

const made = new Map<number, GroupLook>();

/** The look of the group that is the `index`-th of the meeting; people without a group have the look of -1. */
export function lookOf(index: number): GroupLook {
  const known = made.get(index);
  if (known) return known;
  const round = Math.floor(Math.max(0, index) / signs.length);
  const sign = signs[Math.max(0, index) % signs.length]!;
  const look: GroupLook = {
    colour: index < 0 ? '#5c6875' : colours[(index + round * 5) % colours.length]!,
    path: index < 0 ? '' : sign.path,
    sign: index < 0 || typeof Path2D === 'undefined' ? null : new Path2D(sign.path),
    filled: sign.filled ?? false,
    width: sign.width ?? 2,
  };
  made.set(index, look);
  return look;
}
