import { z } from 'zod';
import { defineEvent } from '#platform/contract/event.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import { day } from '#platform/contract/instant.ts';
import { parameterKey } from './parameters.ts';

/** A body has new rules from `validFrom` on. Deadlines that began before keep the version that they name. */
export const versionPublished = defineEvent(
  'profile.version-published',
  z.object({
    versionId: uuid,
    label: z.string(),
    validFrom: day,
    changedKeys: z.array(parameterKey),
  }),
);

/**
 * Days between `from` and `to` are worked or not otherwise than before. With `bodyId` it concerns that body alone, else every body whose
 * region is `regionCode` or lies in it. Who keeps open deadlines reckons those again that `isTouchedBy` the range.
 */
export const calendarChanged = defineEvent(
  'profile.calendar-changed',
  z.object({
    bodyId: uuid.nullable(),
    regionCode: z.string().nullable(),
    from: day,
    to: day,
  }),
);

export const profileEvents = [versionPublished, calendarChanged];
