import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { scanOutcome } from './scanning.ts';

/** When somebody's name was tapped, by the device's own clock; `offsetMs`: how far that is ahead of the server's, where it was measured. */
const tapped = {
  deviceAt: instant,
  offsetMs: z.number().int().min(-2_000_000_000).max(2_000_000_000).nullable().default(null),
  /** The device had no network then, and hands it over now. */
  offline: z.boolean().default(false),
};
const params = z.object({ meetingId: uuid, tripId: uuid, attendeeId: uuid });

/** Somebody got on, as the coach's liaison sees it: a scan like any other, with the name in the place of a code. */
export const boardPassenger = defineRoute({
  id: 'meeting.board-passenger',
  method: 'POST',
  path: '/api/meetings/:meetingId/coach-trips/:tripId/passengers/:attendeeId/boarding',
  permission: 'meeting.own',
  summary: '按名字点名上车（会务人员和这辆车的联络员）',
  params,
  body: z.object({ nonce: uuid, ...tapped }),
  answer: scanOutcome,
});

/** Takes it back. What somebody scanned or tapped after this moment stands. */
export const unboardPassenger = defineRoute({
  id: 'meeting.unboard-passenger',
  method: 'POST',
  path: '/api/meetings/:meetingId/coach-trips/:tripId/passengers/:attendeeId/unboarding',
  permission: 'meeting.own',
  summary: '撤销一个人的上车记录（会务人员和这辆车的联络员）',
  params,
  body: z.object(tapped),
  answer: done,
});
