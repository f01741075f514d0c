import type { ServerModule } from '#platform/server/module.ts';
import type { MeetingParts } from '../parts.ts';

/** See README.md for what this part keeps. */
export function meetingHallModule(_parts: MeetingParts): ServerModule {
  return { name: 'meeting-hall', permissions: {}, policies: {}, routes: [] };
}
