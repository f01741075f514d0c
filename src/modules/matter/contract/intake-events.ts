import { z } from 'zod';
import { defineEvent } from '#platform/contract/event.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import { day } from '#platform/contract/instant.ts';
import { kindName } from './views.ts';

/** The office entered an item on paper in somebody's name. */
export const paperEntered = defineEvent(
  'matter.paper-entered',
  z.object({
    kind: kindName,
    title: z.string(),
    authorId: uuid,
    author: z.string(),
    signers: z.array(uuid),
    enteredBy: z.string(),
    receivedOn: day,
  }),
);

/** The proposer says that an item entered for him is not his. */
export const paperObjected = defineEvent('matter.paper-objected', z.object({ title: z.string(), author: z.string(), words: z.string() }));

/** The office settled such an objection. */
export const paperSettled = defineEvent('matter.paper-settled', z.object({ authorId: uuid, words: z.string() }));

/** Somebody asked for the confirmed rows of a batch to be taken in. */
export const intakeAsked = defineEvent('matter.intake-asked', z.object({ waiting: z.number().int() }));

/** Rows of a batch changed. */
export const intakeChanged = defineEvent('matter.intake-changed', z.object({ rows: z.number().int() }));

export const intakeEvents = [paperEntered, paperObjected, paperSettled, intakeAsked, intakeChanged];
