import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';

/** Where one attendee sits, rides, sleeps and eats; for the day page, the personal code and the finder. */
export const ownSeat = z.object({
  seatingId: uuid,
  /** The sittings that it holds for; none named: all plenary ones. */
  sittingIds: z.array(uuid),
  hall: z.string(),
  /** `12排7座`. */
  name: z.string(),
  row: z.number(),
  number: z.number(),
  block: z.string(),
  /** The door that is the shortest way, and null where the map has none. */
  door: z.string().nullable(),
});
export type OwnSeat = z.infer<typeof ownSeat>;

export const tripStates = { planned: '未开始', boarding: '正在上车', departed: '已发车', arrived: '已到达', cancelled: '已取消' } as const;
export type TripState = keyof typeof tripStates;
export const tripState = z.enum(Object.keys(tripStates) as [TripState, ...TripState[]]);

export const ownTrip = z.object({
  tripId: uuid,
  coach: z.string(),
  plate: z.string(),
  title: z.string(),
  sittingId: uuid.nullable(),
  /** Where the attendee gets on, and when the coach leaves there. */
  stop: z.string(),
  at: instant,
  departsAt: instant,
  state: tripState,
  /** When it is expected where it is late. */
  expectedAt: instant.nullable(),
  note: z.string(),
  liaison: z.string(),
  /** The attendee himself is the liaison and has the list. */
  mine: z.boolean(),
});
export type OwnTrip = z.infer<typeof ownTrip>;

export const ownPlaces = z.object({
  /** The seat of the plenary sittings; null where none is published for him. */
  seat: ownSeat.nullable(),
  /** All seats, where sittings have different ones. */
  seats: z.array(ownSeat),
  /** Trips of his coach, the earliest first. */
  trips: z.array(ownTrip),
  room: z.object({ hotel: z.string(), room: z.string() }).nullable(),
  table: z.object({ hall: z.string(), table: z.string() }).nullable(),
});
export type OwnPlaces = z.infer<typeof ownPlaces>;
