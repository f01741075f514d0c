import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { defineEvent } from '#platform/contract/event.ts';
import { leaveState } from './leave.ts';

/**
 * A leave was asked for, went one step on, was decided or withdrawn. `waitsFor` is the step that it now waits for. Topics: the person, the
 * people of the convenor's step, and `body:<id>` for the office; never `meeting:<id>`, because leaves are nobody else's business.
 */
export const leaveChanged = defineEvent(
  'meeting.leave-changed',
  z.object({
    meetingId: uuid,
    leaveId: uuid,
    attendeeId: uuid,
    revision: z.number(),
    state: leaveState,
    waitsFor: z.enum(['chairs', 'convenor', 'secretariat', 'convener']).nullable(),
    words: z.string(),
  }),
);

export const peopleEvents = [leaveChanged];
