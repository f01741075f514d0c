import { chinaDay, dayWords, daysBetween, timeWords } from '#platform/web/shared/dates.ts';
import type { CarriedList, CarriedRide } from '../../../contract/presence/scanning.ts';

/** Lists of a scanner that are chosen from together. */
interface ListChoices {
  readonly words: string;
  readonly lists: readonly CarriedList[];
  /** Not wanted now: shown when somebody opens it. */
  readonly folded: boolean;
}

type RideList = CarriedList & { readonly ride: CarriedRide };

const hour = 3_600_000;
/** A coach is boarded from so long before it leaves, and stragglers are scanned so long after. */
const boardingMilliseconds = 3 * hour;
const lateMilliseconds = 2 * hour;

/**
 * The lists in the order in which somebody at a door looks for them at `now` (an instant): what takes scans now, coaches that leave soon (those of one
 * direction together, by their numbers), what takes them at any time, what is to come, and last what is over. Groups that are empty are left out.
 */
export function choicesAt(now: string, lists: readonly CarriedList[]): ListChoices[] {
  const over = lists.filter((list) => isOver(list, now));
  const open = lists.filter((list) => !isOver(list, now));
  const rides = ridesTogether(open.filter(isRide), now);
  const doors = open.filter((list) => !isRide(list));
  const part = (words: string, some: readonly CarriedList[], folded = false): ListChoices => ({ words, lists: some, folded });
  const begun = doors.filter((list) => list.opensAt !== null && list.opensAt <= now).toSorted(early);
  const atAnyTime = doors.filter((list) => list.opensAt === null).toSorted(byTitle);
  const coming = doors.filter((list) => list.opensAt !== null && list.opensAt > now).toSorted(early);
  const choices = [
    part('现在签到', begun),
    ...rides.filter((one) => !one.folded),
    part('不限时段', atAnyTime),
    part('还没开始', coming),
    ...rides.filter((one) => one.folded),
    part(
      '已经结束',
      over.toSorted((one, other) => early(other, one)),
      true,
    ),
  ];
  return choices.filter((one) => one.lists.length > 0);
}

/** The lists that somebody means who types `words`: a coach's number or plate, its liaison, a place, a title. All of them where nothing is typed. */
export function listsMeant(lists: readonly CarriedList[], words: string): readonly CarriedList[] {
  const sought = words.trim().toUpperCase();
  if (!sought) return lists;
  if (/^\d{1,2}$/.test(sought)) {
    const numbered = lists.filter(({ ride }) => ride?.coach.replaceAll(/\D/g, '') === sought);
    if (numbered.length > 0) return numbered;
  }
  return lists.filter(({ title, ride }) =>
    [title, ...(ride ? [ride.coach, ride.plate, ride.liaison, ride.from, ride.to, ride.title] : [])].some((one) =>
      one.toUpperCase().includes(sought),
    ),
  );
}

/** Coaches to one place on one half day, whether each leaves some minutes before or after the others. */
function ridesTogether(lists: readonly RideList[], now: string): ListChoices[] {
  const groups = Map.groupBy(lists.toSorted(early), (list) => `${halfDayWords(list.ride.departsAt, now)} ${list.ride.title}`);
  return [...groups].map(([words, some]) => {
    const departs = some.map((list) => Date.parse(list.ride.departsAt));
    const first = Math.min(...departs);
    return {
      words: `${words}，${timeWords(new Date(first).toISOString())} 起发车`,
      lists: some.toSorted((one, other) => one.ride.coach.localeCompare(other.ride.coach, 'zh-CN', { numeric: true })),
      folded: first > Date.parse(now) + boardingMilliseconds,
    };
  });
}

function halfDayWords(instant: string, now: string): string {
  const day = chinaDay(instant);
  const near = { 0: '今天', 1: '明天' }[String(daysBetween(chinaDay(now), day))] ?? dayWords(day);
  return `${near}${timeWords(instant) < '12:00' ? '上午' : '下午'}`;
}

const isRide = (list: CarriedList): list is RideList => Boolean(list.ride);

function isOver(list: CarriedList, now: string): boolean {
  if (list.closedAt !== null || (list.closesAt !== null && list.closesAt < now)) return true;
  return isRide(list) && (list.ride.isOver || Date.parse(list.ride.departsAt) < Date.parse(now) - lateMilliseconds);
}

const beginOf = (list: CarriedList) => list.ride?.departsAt ?? list.opensAt ?? '';
const early = (one: CarriedList, other: CarriedList) => beginOf(one).localeCompare(beginOf(other)) || byTitle(one, other);
const byTitle = (one: CarriedList, other: CarriedList) => one.title.localeCompare(other.title, 'zh-CN', { numeric: true });
