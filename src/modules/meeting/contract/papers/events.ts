import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { defineEvent } from '#platform/contract/event.ts';

/** Papers were issued, or a new version of one replaced the old. Those whom they are for are told. */
export const papersIssued = defineEvent('meeting.papers-issued', z.object({ meetingId: uuid, paperIds: z.array(uuid), words: z.string() }));

/** A paper was withdrawn: notices about it vanish. */
export const paperWithdrawn = defineEvent('meeting.paper-withdrawn', z.object({ meetingId: uuid, paperId: uuid }));

/** The secretariat asks whoever has not read a paper to do so. `groupId`: only those of one group. */
export const unreadReminded = defineEvent(
  'meeting.unread-paper-reminded',
  z.object({ meetingId: uuid, paperId: uuid, groupId: uuid.nullable() }),
);

export const papersEvents = [papersIssued, paperWithdrawn, unreadReminded];
