import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { OwnPaper } from '../../contract/papers/paper.ts';
import type { OwnPlaces, OwnTrip } from '../../contract/places/own-places.ts';
import type { DayView } from '../../contract/words/day.ts';
import { wordsProblem } from '../../contract/words/problems.ts';
import { isClosed, leavesAt } from '../papers/return-rules.ts';
import { bodyKindOf } from '../core/body-kind.ts';
import type { DayRows } from './day-rows.ts';
import { myDay, officeDay } from './day-rows.ts';
import { entriesFor, tasksFor, utc } from './day-rules.ts';
import type { OwnWords } from './own-words.ts';

/**
 * Everything of one day of a meeting for the actor: programme, seat, coach, papers, tasks. Throws `meeting.not-found`, and `meeting.day-outside` for a day on
 * which it is not held.
 */
export async function readDay(tx: Tx, meetingId: string, day: string): Promise<DayView> {
  const rows = (await myDay(tx, meetingId, day)) ?? (await officeDay(tx, meetingId, day));
  if (!rows) throw meetingProblem('meeting.not-found');
  const { meeting, me } = rows;
  if (day < meeting.opens_on || day > meeting.closes_on)
    throw wordsProblem('meeting.day-outside', { from: meeting.opens_on, until: meeting.closes_on });
  const bodyKind = await bodyKindOf(tx, meeting.body_id);
  const places = placesIn(rows);
  const papers = papersIn(rows, tx.now);
  const words = wordsIn(rows);
  const entries = entriesFor(rows, places.seats);
  const rides = new Map(rows.presence.flatMap((one) => (one.trip_id === null ? [] : [[one.trip_id, utc(one.at)]])));
  return {
    meeting: lineOf(meeting),
    bodyKind,
    day,
    days: daysOf(rows),
    me: me && meOf(me),
    entries,
    rides: places.trips
      .filter((trip) => dayOf(new Date(trip.at)) === day)
      .map((trip) => ({ ...trip, boardedAt: rides.get(trip.tripId) ?? null })),
    room: places.room,
    table: places.table,
    papers,
    toConfirm: words.toConfirm.map((one) => ({ ...one, sentAt: one.sentAt.toISOString() })),
    unreadNotices: words.unread,
    tasks: me ? tasksFor(meetingId, entries, papers, words, rows, tx.now) : [],
    changes: rows.changes.map((one) => ({ ...one, at: utc(one.at) })),
  };
}

function lineOf(meeting: DayRows['meeting']): DayView['meeting'] {
  const { id, kind, title, place, state } = meeting;
  return { id, bodyId: meeting.body_id, kind, title, place, opensOn: meeting.opens_on, closesOn: meeting.closes_on, state };
}

function meOf(me: NonNullable<DayRows['me']>): NonNullable<DayView['me']> {
  return {
    attendeeId: me.id,
    category: me.category,
    groupId: me.group_id,
    groupName: me.group_name ?? '',
    convenes: me.posts.some((post) => ['convenor', 'deputyConvenor', 'liaison'].includes(post.post)),
    registeredAt: me.registered_at ? utc(me.registered_at) : null,
  };
}

/** What `ownPlaces` tells of the attendee. */
export function placesIn({ seats, trips, lodging }: DayRows): OwnPlaces {
  const tripOf = (trip: OwnTrip): OwnTrip => {
    const { at, departsAt, expectedAt } = trip;
    return { ...trip, at: utc(at), departsAt: utc(departsAt), expectedAt: expectedAt && utc(expectedAt) };
  };
  return {
    seats: [...seats],
    seat: seats.find((seat) => seat.sittingIds.length === 0) ?? seats[0] ?? null,
    trips: trips.map(tripOf),
    room: lodging?.room ? { hotel: lodging.hotel, room: lodging.room } : null,
    table: lodging?.table || lodging?.hall ? { hall: lodging.hall, table: lodging.table } : null,
  };
}

/** What `ownPapers` tells of the attendee. */
export function papersIn({ meeting, papers }: DayRows, now: Date): OwnPaper[] {
  const moment = (text: string | null) => (text === null ? null : new Date(text));
  const returning = { ...meeting, papers_until: moment(meeting.papers_until), ended_at: moment(meeting.ended_at) };
  return papers.map((paper) => ({
    ...paper,
    issuedAt: utc(paper.issuedAt),
    reading: paper.reading && readingOf(paper.reading),
    until: leavesAt(paper.class, returning)?.toISOString() ?? null,
    closed: isClosed(paper.class, returning, now),
  }));
}

function readingOf(reading: NonNullable<OwnPaper['reading']>): OwnPaper['reading'] {
  const moment = (text: string | null) => text && utc(text);
  return {
    ...reading,
    downloadedAt: moment(reading.downloadedAt),
    openedAt: moment(reading.openedAt),
    lastReadAt: moment(reading.lastReadAt),
    returnedAt: moment(reading.returnedAt),
  };
}

/** What `ownWords` tells of the attendee. */
export function wordsIn({ notices, speeches, to_sign }: DayRows): OwnWords {
  const owed = notices.filter((notice) => notice.owed);
  return {
    unread: notices.filter((notice) => notice.unread).length,
    toConfirm: owed.map(({ id, title, words, sentAt }) => ({ id, title, words, sentAt: new Date(sentAt) })),
    speeches,
    toSign: to_sign,
  };
}

/** Every day from the first to the last, also one on which nothing is planned. */
function daysOf({ meeting, days }: DayRows): DayView['days'] {
  const planned = new Map(days.map((one) => [one.day, one.entries]));
  const all: DayView['days'] = [];
  for (let day = meeting.opens_on; day <= meeting.closes_on && all.length < 62; day = addDays(day, 1))
    all.push({ day, entries: planned.get(day) ?? 0 });
  return all;
}
