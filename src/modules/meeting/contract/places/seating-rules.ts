import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { attendeeCategory } from '../meeting.ts';

/** How people of one delegation or sector follow each other: 姓氏笔画 is the custom. */
export const orderings = { strokes: '姓氏笔画', pinyin: '姓名拼音', position: '名册顺序' } as const;
export type Ordering = keyof typeof orderings;

/** By what a seating is made and checked. */
export const seatingRules = z.object({
  orderWithin: z.enum(['strokes', 'pinyin', 'position']).default('strokes'),
  /** Groups in the order in which they are seated; those not named follow in their usual order. */
  groupOrder: z.array(uuid).max(200).default([]),
  /** When lots were drawn for that order, and who drew them; null for the usual order. */
  drawn: z.object({ at: instant, byName: z.string() }).nullable().default(null),
  /** How many aisles may part one group. */
  mostAisles: z.number().int().min(0).max(4).default(1),
  /** Seats that stay empty in each block, for whoever comes unannounced. */
  keepFree: z.number().int().min(0).max(40).default(4),
  /** Rows at the front in which no seat is empty. */
  fullRows: z.number().int().min(0).max(20).default(2),
  /** Who must be able to get up without disturbing others (监票人、计票人) besides those with needs. */
  atAisle: z.array(uuid).max(200).default([]),
  convenorFirst: z.boolean().default(true),
});
export type SeatingRules = z.infer<typeof seatingRules>;

/** Somebody to be seated, as the office sees him. */
export const seatPerson = z.object({
  id: uuid,
  name: z.string(),
  /** Of the name's spelling, to find people by. */
  initials: z.string(),
  gender: z.enum(['male', 'female']).nullable(),
  category: attendeeCategory,
  groupId: uuid.nullable(),
  title: z.string(),
  unit: z.string(),
  certificate: z.string(),
  /** On the stage: an executive chair (执行主席), or another member of the presidium; null for everybody else. */
  stage: z.enum(['chair', 'presidium']).nullable(),
  stagePosition: z.number(),
  /** 0 convenor, 1 deputy convenor, 2 everybody else. */
  rank: z.number().int().min(0).max(2),
  /** Places of the name among all names, by strokes and by pinyin; and in the list that the office keeps. */
  strokes: z.number(),
  pinyin: z.number(),
  position: z.number(),
  /** Strokes of the surname, as far as known. */
  surnameStrokes: z.number(),
  /** What he needs (腿伤、轮椅); such people sit at an aisle. */
  needs: z.string(),
});
export type SeatPerson = z.infer<typeof seatPerson>;

/** A group of the meeting that sits together. */
export const seatGroup = z.object({ id: uuid, name: z.string(), position: z.number() });
export type SeatGroup = z.infer<typeof seatGroup>;

/** Who sits where: the seat's key to the attendee's id. */
export type Seated = ReadonlyMap<string, string>;

/** The groups in the order in which they are seated. */
export function groupsInOrder(groups: readonly SeatGroup[], rules: Pick<SeatingRules, 'groupOrder'>): SeatGroup[] {
  const place = new Map(rules.groupOrder.map((id, index) => [id, index]));
  const at = (group: SeatGroup) => place.get(group.id) ?? rules.groupOrder.length + group.position;
  return groups.toSorted((one, other) => at(one) - at(other) || one.position - other.position);
}

/** True where what somebody needs is to walk little: of other needs (大字版文件、手语) the seat is no matter. */
export const isHardToMove = (needs: string): boolean => /过道|轮椅|拐|腿|脚|足|膝|腰|髋|骨|行动|术后|孕/.test(needs);

/** True for people who sit at an aisle. */
export const wantsAisle = (person: Pick<SeatPerson, 'id' | 'needs'>, rules: Pick<SeatingRules, 'atAisle'>): boolean =>
  isHardToMove(person.needs) || rules.atAisle.includes(person.id);
