import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { OwnPaper } from '../../contract/papers/paper.ts';
import type { OwnPlaces } from '../../contract/places/own-places.ts';
import type { DayView } from '../../contract/words/day.ts';
import { wordsProblem } from '../../contract/words/problems.ts';
import { ownPapers } from '../papers/own-papers.ts';
import { ownPlaces } from '../places/own-places.ts';
import { bodyKindOf } from './body-kind.ts';
import type { DayRows } from './day-rows.ts';
import { dayRows } from './day-rows.ts';
import { entriesFor, tasksFor } from './day-rules.ts';
import type { OwnWords } from './own-words.ts';
import { ownWords } from './own-words.ts';

/**
 * Everything of one day of a meeting for the actor: programme, seat, coach, papers, tasks. Throws `meeting.not-found`, and `meeting.day-outside` for a day on
 * which it is not held.
 */
export async function readDay(tx: Tx, meetingId: string, day: string): Promise<DayView> {
  const rows = await dayRows(tx, meetingId, day);
  if (!rows) throw meetingProblem('meeting.not-found');
  const { meeting, me } = rows;
  if (day < meeting.opens_on || day > meeting.closes_on)
    throw wordsProblem('meeting.day-outside', { from: meeting.opens_on, until: meeting.closes_on });
  const [bodyKind, places, papers, words] = await Promise.all([bodyKindOf(tx, meeting.body_id), ...ownOf(tx, rows)]);
  const entries = entriesFor(rows, places.seats);
  const riding = new Map(rows.presence.filter((one) => one.trip_id !== null).map((one) => [one.trip_id!, new Date(one.at).toISOString()]));
  return {
    meeting: {
      id: meeting.id,
      bodyId: meeting.body_id,
      kind: meeting.kind,
      title: meeting.title,
      place: meeting.place,
      opensOn: meeting.opens_on,
      closesOn: meeting.closes_on,
      state: meeting.state,
    },
    bodyKind,
    day,
    days: daysOf(rows),
    me: me && {
      attendeeId: me.id,
      category: me.category,
      groupId: me.group_id,
      groupName: me.group_name ?? '',
      convenes: me.posts.some((post) => ['convenor', 'deputyConvenor', 'liaison'].includes(post.post)),
      registeredAt: me.registered_at ? new Date(me.registered_at).toISOString() : null,
    },
    entries,
    rides: places.trips
      .filter((trip) => dayOf(new Date(trip.at)) === day)
      .map((trip) => ({ ...trip, boardedAt: riding.get(trip.tripId) ?? null })),
    room: places.room,
    table: places.table,
    papers,
    toConfirm: words.toConfirm.map((one) => ({ ...one, sentAt: one.sentAt.toISOString() })),
    unreadNotices: words.unread,
    tasks: me ? tasksFor(meetingId, me, entries, papers, words, rows, tx.now) : [],
    changes: rows.changes.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
  };
}

const nothing = {
  places: { seat: null, seats: [], trips: [], room: null, table: null } satisfies OwnPlaces,
  words: { unread: 0, toConfirm: [], speeches: [], toSign: 0 } satisfies OwnWords,
};

/** What is the actor's own; nothing where he is none of the meeting's people. */
function ownOf(tx: Tx, { meeting, me }: DayRows): [Promise<OwnPlaces>, Promise<OwnPaper[]>, Promise<OwnWords>] {
  if (!me) return [Promise.resolve(nothing.places), Promise.resolve([]), Promise.resolve(nothing.words)];
  const attendee = { body_id: meeting.body_id, id: me.id, meeting_id: meeting.id };
  return [ownPlaces(tx, attendee), ownPapers(tx, attendee), ownWords(tx, attendee)];
}

/** Every day from the first to the last, also one on which nothing is planned. */
function daysOf({ meeting, days }: DayRows): DayView['days'] {
  const planned = new Map(days.map((one) => [one.day, one.entries]));
  const all: DayView['days'] = [];
  for (let day = meeting.opens_on; day <= meeting.closes_on && all.length < 62; day = addDays(day, 1))
    all.push({ day, entries: planned.get(day) ?? 0 });
  return all;
}
