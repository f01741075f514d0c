import type { DayEntry, DayRide } from '../../../contract/words/day.ts';

/** Where a day stands at a moment. Reckoned on the phone, so that it stays true without signal. */
export interface Standing {
  /** What the card shows: the sitting that runs, or the next one; null once the day is over. */
  readonly entry: DayEntry | null;
  readonly runs: boolean;
}

/** Meals and free time are no reason to hurry: they come to the front only where nothing else is left. Cancelled ones are not among the entries. */
export function standingAt(entries: readonly DayEntry[], now: number): Standing {
  const open = entries.filter((entry) => entry.state !== 'ended' && Date.parse(entry.endsAt) > now && !entry.onLeave);
  const mine = open.filter((entry) => entry.due);
  const from = mine.length > 0 ? mine : open;
  const serious = from.filter((entry) => entry.kind !== 'meal' && entry.kind !== 'other');
  const runs = (entry: DayEntry) => entry.state === 'running' || Date.parse(entry.startsAt) <= now;
  // A whole-day entry (报到) must not hide the sitting that begins meanwhile.
  const sitting = [...serious].sort((one, other) => rank(one, now) - rank(other, now) || (one.startsAt < other.startsAt ? -1 : 1))[0];
  const entry = sitting ?? from[0] ?? null;
  return { entry, runs: entry !== null && runs(entry) };
}

/** Registration that is done steps back behind everything. */
function rank(entry: DayEntry, now: number): number {
  if (entry.kind !== 'registration') return 0;
  return entry.checkedInAt === null && Date.parse(entry.startsAt) <= now ? -1 : 1;
}

/** The ride to take next: the first that has not left and that I am not yet off. */
export function rideAt(rides: readonly DayRide[], now: number): DayRide | null {
  return (
    rides.find((ride) => ride.state !== 'departed' && ride.state !== 'arrived' && Date.parse(leaves(ride)) > now - 15 * 60_000) ?? null
  );
}

/** When the coach leaves my stop, as last told. */
export function leaves(ride: Pick<DayRide, 'at' | 'expectedAt'>): string {
  return ride.expectedAt ?? ride.at;
}

/** `28 分钟后`, `1 小时 8 分后`; under a minute 马上. Only for the hours of one day. */
export function untilWords(from: number, to: number): string {
  const minutes = Math.ceil((to - from) / 60_000);
  if (minutes <= 0) return '马上';
  if (minutes < 60) return `${minutes} 分钟后`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} 小时后` : `${Math.floor(minutes / 60)} 小时 ${rest} 分后`;
}
