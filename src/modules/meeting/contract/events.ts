import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { defineEvent } from '#platform/contract/event.ts';
import { settledOutcome } from './meeting.ts';

/**
 * Something of a meeting changed that its people see: programme, agenda, place, papers, seats, notices. `parts` says which pages must be read again; `words` is
 * what is told, and empty where nobody needs to be told. Topic: `meeting:<id>`.
 */
export const meetingChanged = defineEvent(
  'meeting.changed',
  z.object({
    meetingId: uuid,
    parts: z.array(z.enum(['programme', 'people', 'papers', 'places', 'notices', 'speeches', 'hall'])),
    words: z.string(),
  }),
);

/** Presence of a list changed. Comes at most once a second and list, with the new sum; never names a person. Topic: `meeting:<id>`. */
export const presenceChanged = defineEvent(
  'meeting.presence-changed',
  z.object({ meetingId: uuid, checkListId: uuid, present: z.number() }),
);

/**
 * A sitting was closed: what became of everybody due. For the duty ledger (履职). One event a person; where what was settled is corrected later, one
 * more with `correction`, whose outcome takes the place of the one before.
 */
export const attendanceSettled = defineEvent(
  'meeting.attendance-settled',
  z.object({
    meetingId: uuid,
    meetingKind: z.string(),
    sittingId: uuid,
    sittingKind: z.string(),
    title: z.string(),
    startsAt: instant,
    personId: uuid,
    mandateId: uuid.nullable(),
    outcome: settledOutcome,
    grounds: z.string(),
    correction: z.object({ was: settledOutcome, at: instant, byName: z.string(), words: z.string() }).nullable(),
  }),
);

/** Somebody spoke or his written speech was taken into the record. For the duty ledger. */
export const speechGiven = defineEvent(
  'meeting.speech-given',
  z.object({
    meetingId: uuid,
    speechId: uuid,
    sittingId: uuid.nullable(),
    form: z.enum(['oral', 'written', 'floor']),
    title: z.string(),
    at: instant,
    personId: uuid,
    mandateId: uuid.nullable(),
    seconds: z.number().nullable(),
  }),
);

export const meetingEvents = [meetingChanged, presenceChanged, attendanceSettled, speechGiven];
