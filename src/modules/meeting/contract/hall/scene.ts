import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { hallPlan } from '../places/seat-map.ts';
import { floorView } from '../words/floor.ts';
import { presenceCount, quorum, sittingKind, sittingState } from '../meeting.ts';

/** What a paired screen may show of a meeting, in the order in which the desk offers them. */
export const sceneNames = {
  welcome: '欢迎',
  seats: '找座位',
  presence: '到会人数',
  agenda: '议程',
  speech: '发言计时',
  notice: '通知',
  code: '签到码',
  blank: '黑屏',
} as const;
export type SceneName = keyof typeof sceneNames;
export const sceneName = z.enum(Object.keys(sceneNames) as [SceneName, ...SceneName[]]);

/** Scenes that tell of one sitting. */
export const scenesOfSitting: readonly SceneName[] = ['presence', 'agenda', 'speech', 'code'];

/** What the desk says of a scene beside its name. */
export const sceneOrder = z.object({
  scene: sceneName,
  sittingId: uuid.nullable().default(null),
  title: z.string().trim().max(60, '标题最多 60 个字').default(''),
  words: z.string().trim().max(400, '正文最多 400 个字').default(''),
});
export type SceneOrder = z.infer<typeof sceneOrder>;

/** One seat as it is drawn: its middle and turn on the hall's own ground, and how it stands. No names: the wall shows who sits where to nobody. */
export const hallSeat = z.object({
  seat: z.string(),
  x: z.number(),
  y: z.number(),
  turn: z.number(),
  /** How much room it has from one neighbour to the other: seats of the stage stand closer. */
  pitch: z.number(),
  state: z.enum(['present', 'onLeave', 'missing', 'other', 'free']),
});
export type HallSeat = z.infer<typeof hallSeat>;

/** A hall as the wall draws it: its seats, the names of its parts and the stage, in one system of coordinates. */
export const hallDrawing = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  seats: z.array(hallSeat),
  labels: z.array(z.object({ x: z.number(), y: z.number(), words: z.string() })),
});
export type HallDrawing = z.infer<typeof hallDrawing>;

export const agendaLine = z.object({
  id: uuid,
  number: z.string(),
  depth: z.number().int(),
  title: z.string(),
  presenter: z.string(),
  /** When it is expected to begin, reckoned from the minutes of those before it; null where these are not known. */
  at: instant.nullable(),
  state: z.enum(['pending', 'now', 'done', 'skipped']),
});
export type AgendaLine = z.infer<typeof agendaLine>;

/** Everybody due at a sitting by delegation or sector; the rows add up to the whole. */
export const presenceGroup = presenceCount.extend({ id: uuid.nullable(), name: z.string() });

/** Where somebody sits: `12排7座`, and by which door he comes nearest; with what he may be found by (spelling, number of his certificate). */
const seatLine = z.object({
  name: z.string(),
  pinyin: z.string(),
  initials: z.string(),
  certificate: z.string(),
  groupName: z.string(),
  seat: z.string(),
  place: z.string(),
  door: z.string(),
});
export type SeatLine = z.infer<typeof seatLine>;

const nextSitting = z.object({ title: z.string(), startsAt: instant, place: z.string() });

/** What is drawn, by scene. */
export const sceneView = z.discriminatedUnion('scene', [
  z.object({ scene: z.literal('welcome'), title: z.string(), words: z.string(), next: nextSitting.nullable() }),
  z.object({
    scene: z.literal('seats'),
    seating: z.string(),
    /** The page of the phone on which everybody sees his own seat; behind the sign-in. */
    address: z.string(),
    /** The map on which a found seat is shown; null before a seating is published. */
    plan: hallPlan.nullable(),
    people: z.array(seatLine),
  }),
  z.object({
    scene: z.literal('presence'),
    count: presenceCount,
    quorum,
    /** How many must be present; 0 where nothing is asked. */
    need: z.number().int(),
    /** Others who came: 列席 and the like; they count for no quorum. */
    others: z.number().int(),
    groups: z.array(presenceGroup),
    drawing: hallDrawing.nullable(),
    agenda: z.array(agendaLine),
  }),
  z.object({ scene: z.literal('agenda'), agenda: z.array(agendaLine), next: nextSitting.nullable() }),
  z.object({ scene: z.literal('speech'), floor: floorView }),
  z.object({ scene: z.literal('notice'), title: z.string(), words: z.string() }),
  z.object({ scene: z.literal('code'), checkListId: uuid.nullable(), count: presenceCount }),
  z.object({ scene: z.literal('blank') }),
]);
export type SceneView = z.infer<typeof sceneView>;
export type ViewOf<Name extends SceneName> = Extract<SceneView, { scene: Name }>;

/** A scene with what stands around it. */
export const hallScene = z.object({
  /** Goes up with every scene that is set; with `changedAt` it says which of two is newer. */
  revision: z.number().int(),
  changedAt: instant,
  bodyKind: z.enum(['congress', 'cppcc']),
  meeting: z.object({ id: uuid, title: z.string(), place: z.string(), opensOn: day, closesOn: day }),
  sitting: z
    .object({ id: uuid, kind: sittingKind, title: z.string(), startsAt: instant, endsAt: instant, place: z.string(), state: sittingState })
    .nullable(),
  view: sceneView,
});
export type HallScene = z.infer<typeof hallScene>;
