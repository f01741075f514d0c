import type { DayView } from '../../contract/words/day.ts';
import type { Faults } from './faults.ts';
import type { SimulatedMeeting } from './lay-out-day.ts';
import type { Phone } from './phone.ts';
import type { Truth } from './truth.ts';

/** The day page that a phone has by hearing alone: programme and papers as they stand in the end, without having been asked to read again. */
export function compareHeard(phones: readonly Phone[], truth: Truth, faults: Faults): void {
  const behind = phones.filter((phone) => !phone.day || !isUpToDate(phone.day, phone, truth));
  faults.sameMembers(
    '没有跟上变动的手机',
    behind.map((phone) => phone.person.name),
    [],
  );
  for (const phone of phones) for (const refusal of phone.refusals) faults.add(`${phone.person.name} 的手机：${refusal}`);
}

/** True where the page shows the programme and the papers as they stand in the end. */
export function isUpToDate(day: DayView, { person }: Pick<Phone, 'person'>, truth: Truth): boolean {
  const shown = new Map(day.papers.map((paper) => [paper.id, paper]));
  const mine = [...truth.papers].filter(([, paper]) => paper.people.includes(person));
  const arePapersRight = mine.every(
    ([id, paper]) => shown.get(id)?.version === paper.version && shown.get(id)?.closed === (paper.class === 'returned'),
  );
  const areSittingsRight = day.entries.every((entry) => {
    const sitting = truth.sittings.get(entry.id);
    return !sitting || (sitting.place === entry.place && sitting.startsAt === entry.startsAt);
  });
  return arePapersRight && shown.size === mine.length && areSittingsRight;
}

/** The day page as the server tells it to each phone in the end: where its owner was, what he has read and what still waits for him. */
export async function compareDays(phones: readonly Phone[], meeting: SimulatedMeeting, truth: Truth, faults: Faults): Promise<void> {
  const told: string[] = [];
  const should: string[] = [];
  for (let from = 0; from < phones.length; from += 16) {
    await Promise.all(
      phones.slice(from, from + 16).map(async (phone) => {
        const [day, notices] = [await phone.readDayAnew(), await phone.noticesAnew()];
        told.push(JSON.stringify([phone.person.name, dayTold(day), notices.toSorted()]));
        const mine = truth.noticesOf(phone.person.id).map((notice) => notice.id);
        should.push(JSON.stringify([phone.person.name, dayTrue(phone, day, meeting, truth), mine.toSorted()]));
      }),
    );
  }
  faults.sameMembers('各人的当天页面', told, should);
}

interface DayFacts {
  readonly in: string[];
  readonly away: string[];
  readonly unread: string[];
  readonly unreadNotices: number;
  readonly toConfirm: string[];
}

function dayTold(day: DayView): DayFacts {
  const boarded = day.rides.filter((ride) => ride.boardedAt !== null).map((ride) => ride.tripId);
  const sittings = day.entries.filter((entry) => entry.checkedInAt !== null).map((entry) => entry.id);
  return {
    in: [...sittings, ...boarded].toSorted(),
    away: day.entries
      .filter((entry) => entry.onLeave)
      .map((entry) => entry.id)
      .toSorted(),
    unread: day.papers
      .filter((paper) => paper.reading?.version !== paper.version || paper.reading.openedAt === null)
      .map((paper) => paper.id)
      .toSorted(),
    unreadNotices: day.unreadNotices,
    toConfirm: day.toConfirm.map((notice) => notice.id).toSorted(),
  };
}

function dayTrue({ person }: Phone, day: DayView, meeting: SimulatedMeeting, truth: Truth): DayFacts {
  // Of a day that begins shortly before midnight, the page shows what lies before it or what lies after it.
  const shown = new Set([...day.entries.map((entry) => entry.id), ...day.rides.map((ride) => ride.tripId)]);
  const idOf = (list: SimulatedMeeting['lists'][number]) => list.sitting?.id ?? list.tripId ?? '';
  const lists = meeting.lists.filter((list) => shown.has(idOf(list)));
  const notices = truth.noticesOf(person.id);
  return {
    in: lists
      .filter((list) => truth.isIn(list, person))
      .map(idOf)
      .toSorted(),
    away: lists
      .filter((list) => truth.isOnLeave(list, person))
      .map(idOf)
      .toSorted(),
    unread: [...truth.papers]
      .filter(([, paper]) => paper.people.includes(person))
      .filter(([, paper]) => !isRead(paper.readings.get(person.id), paper.version))
      .map(([id]) => id)
      .toSorted(),
    unreadNotices: notices.filter((notice) => !notice.read).length,
    toConfirm: notices
      .filter((notice) => notice.urgent && !notice.confirmed)
      .map((notice) => notice.id)
      .toSorted(),
  };
}

function isRead(reading: { version: number; opened: boolean } | undefined, version: number): boolean {
  return reading !== undefined && reading.version === version && reading.opened;
}
