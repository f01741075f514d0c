import { z } from 'zod';
import { defineEvent } from '#platform/contract/event.ts';
import { uuid } from '#platform/contract/identifiers.ts';

/** A seating was published: `people` are those whose seat is not the one they had. */
export const seatsPublished = defineEvent(
  'meeting.seats-published',
  z.object({ meetingId: uuid, seatingId: uuid, number: z.number(), first: z.boolean(), people: z.array(uuid) }),
);

/** A coach is late, leaves earlier or does not go: its passengers are told. */
export const tripChanged = defineEvent(
  'meeting.trip-changed',
  z.object({ meetingId: uuid, tripId: uuid, words: z.string(), people: z.array(uuid) }),
);

/** A draft of a seating changed; for the office's desks alone. */
export const seatingDrafted = defineEvent('meeting.seating-drafted', z.object({ meetingId: uuid, seatingId: uuid }));

export const placesEvents = [seatsPublished, tripChanged, seatingDrafted];
