import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';

/** What the address of a route names: a meeting, or something of it that several parts speak of. */
export const ofMeeting = z.object({ meetingId: uuid });
export const ofSitting = z.object({ meetingId: uuid, sittingId: uuid });
