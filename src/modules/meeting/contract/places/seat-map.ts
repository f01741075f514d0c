import { z } from 'zod';

/**
 * A hall's map as numbers: blocks of rows, what some seats are marked as, a stage, doors. Everything drawn or asked of a hall (positions, names,
 * aisles, the way from a door) follows from it by the functions of `hall.ts`. Lengths are in points of the drawing: two neighbouring seats stand
 * `pitch` apart (20 where nothing else is said), the stage is at the top and y grows away from it.
 */
const length = z.number().min(-20_000).max(20_000);

/** One row of a block: `from` is where its first seat stands, counted in pitches from the block's left edge; halves are allowed. */
const blockRow = z.object({
  number: z.number().int().min(1).max(200),
  from: z.number().min(0).max(200),
  seats: z.number().int().min(0).max(120),
});

/**
 * How seats of a row are numbered. `across`: from the left through all blocks of the part that have a row of this number; `block`: from the left in
 * each block; `blockBack`: from the right in each block; `oddEven`: from the middle of the whole row outwards, odd numbers on the one side and even
 * ones on the other (单号、双号), as most halls in China have it; `evenOdd`: the sides changed.
 */
export const numberings = {
  across: '整排从左到右',
  block: '本区从左到右',
  blockBack: '本区从右到左',
  oddEven: '左单右双',
  evenOdd: '左双右单',
} as const;
export type Numbering = keyof typeof numberings;

export const hallParts = { floor: '会场', stage: '主席台', balcony: '楼上' } as const;
export type HallPart = keyof typeof hallParts;

export const seatBlock = z.object({
  /** Short and without colons, since it leads the keys of its seats. */
  id: z.string().regex(/^[A-Za-z0-9]{1,6}$/, '区号只能是字母和数字，最多 6 位'),
  name: z.string().trim().min(1).max(20),
  part: z.enum(Object.keys(hallParts) as [HallPart, ...HallPart[]]),
  x: length,
  y: length,
  pitch: z.number().min(12).max(80).default(20),
  rowPitch: z.number().min(14).max(120).default(28),
  /** Radius of the first row's arc about the stage; 0 for straight rows. Each further row's is longer by `rowPitch`. */
  radius: z.number().min(0).max(20_000).default(0),
  numbering: z.enum(Object.keys(numberings) as [Numbering, ...Numbering[]]).default('across'),
  /** Sides of the block where no one can walk. */
  walls: z
    .array(z.enum(['left', 'right']))
    .max(2)
    .default([]),
  rows: z.array(blockRow).min(1).max(120),
});
export type SeatBlock = z.infer<typeof seatBlock>;

export const hallDoor = z.object({
  id: z.string().regex(/^[A-Za-z0-9]{1,6}$/),
  name: z.string().trim().min(1).max(20),
  x: length,
  y: length,
  /** No steps on the way in. */
  stepless: z.boolean().default(false),
  note: z.string().trim().max(40).default(''),
});
export type HallDoor = z.infer<typeof hallDoor>;

/** Whom a zone is for. Seats of no zone are the members'. `reserve` stays empty. */
export const zoneKinds = { nonVoting: '列席', observer: '旁听', staff: '工作人员', press: '记者', guest: '来宾', reserve: '预留' } as const;
export type ZoneKind = keyof typeof zoneKinds;

/** `block:row:place`: the block's id, the row's number and which seat of the row it is, from the left, beginning with 0. */
const seatKey = z.string().regex(/^[A-Za-z0-9]{1,6}:\d{1,3}:\d{1,3}$/);
const seatKeys = z.array(seatKey).max(12_000);

export const hallPlan = z.object({
  width: z.number().min(100).max(20_000),
  height: z.number().min(100).max(20_000),
  /** The raised part at the front, as a trapezium that is wider towards the hall. */
  stage: z.object({ x: length, y: length, width: z.number().min(20).max(20_000), depth: z.number().min(20).max(5_000) }).nullable(),
  blocks: z.array(seatBlock).max(60),
  doors: z.array(hallDoor).max(40),
  /** Pillars and steps: no seat there, and no aisle either. */
  missing: seatKeys.default([]),
  /** A seat stands there and nobody may sit on it. */
  blocked: seatKeys.default([]),
  /** Room for a wheelchair. */
  accessible: seatKeys.default([]),
  zones: z
    .array(z.object({ kind: z.enum(Object.keys(zoneKinds) as [ZoneKind, ...ZoneKind[]]), seats: seatKeys }))
    .max(20)
    .default([]),
});
export type HallPlan = z.infer<typeof hallPlan>;
