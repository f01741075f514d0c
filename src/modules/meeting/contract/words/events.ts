import { z } from 'zod';
import { defineEvent } from '#platform/contract/event.ts';
import { uuid } from '#platform/contract/identifiers.ts';

/** A notice went out, or those who had not answered are told again. Subject: the notice. */
export const noticeSent = defineEvent('meeting.notice-sent', z.object({ meetingId: uuid, again: z.boolean() }));
/** A notice was taken back: it vanishes from phones. Subject: the notice. */
export const noticeWithdrawn = defineEvent('meeting.notice-withdrawn', z.object({ meetingId: uuid }));
/** The secretariat or a convenor did something with a registered speech that its author must know of. Subject: the speech. */
export const speechDecided = defineEvent('meeting.speech-decided', z.object({ meetingId: uuid, words: z.string() }));
/** A speech in the name of a sector waits for the signature of its convenor. Subject: the speech. */
export const signatureAsked = defineEvent('meeting.signature-asked', z.object({ meetingId: uuid }));
/** A brief was submitted, sent back, approved or issued. Subject: the brief. */
export const briefMoved = defineEvent(
  'meeting.brief-moved',
  z.object({ meetingId: uuid, state: z.enum(['submitted', 'sentBack', 'approved', 'issued']) }),
);

export const wordsEvents = [noticeSent, noticeWithdrawn, speechDecided, signatureAsked, briefMoved];
