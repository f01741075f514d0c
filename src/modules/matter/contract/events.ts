import { z } from 'zod';
import { defineEvent } from '#platform/contract/event.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import { kindName } from './views.ts';

/** An act was done to a case. Notifications, counts, index and live pages follow from it. */
export const matterActed = defineEvent(
  'matter.acted',
  z.object({
    kind: kindName,
    act: z.string(),
    from: z.string(),
    to: z.string(),
    historyId: uuid,
    handlingId: uuid.nullable(),
    commitmentId: uuid.nullable(),
    /** Fillings of the declared words: actor, unit, reason, due … all plain text. */
    words: z.record(z.string(), z.string()),
    /** People and organisations to tell, by the declared `to`. */
    people: z.record(z.string(), z.array(uuid)),
    organisations: z.record(z.string(), z.array(uuid)),
  }),
);

/** A clock reached the next mark: due soon, overdue, very overdue, or changed its card. */
export const clockTurned = defineEvent(
  'matter.clock-turned',
  z.object({
    kind: kindName,
    clockId: uuid,
    clock: z.string(),
    holderKind: z.enum(['person', 'body', 'unit']),
    holderId: uuid,
    from: z.string(),
    to: z.string(),
    card: z.string(),
  }),
);

/** Somebody asked for one act on many cases; it is carried out when the undo window is over. */
export const bulkAsked = defineEvent('matter.bulk-asked', z.object({ undoUntil: z.string(), count: z.number().int() }));

export const matterEvents = [matterActed, clockTurned, bulkAsked];
