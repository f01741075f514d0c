import type { ServerModule } from '#platform/server/module.ts';
import { hallEvents } from '../../contract/hall/events.ts';
import { hallPermissions } from '../../contract/hall/permissions.ts';
import type { MeetingParts } from '../parts.ts';
import { any, leader, office, screen } from '../policy.ts';
import { hallRoutes } from './routes.ts';

/** Hall screens, the secretariat's board and the statistics of a meeting. It keeps nothing but what screens show; the rest is added up from the other parts. */
export function meetingHallModule({ settings, raised }: MeetingParts): ServerModule {
  return {
    name: 'meeting-hall',
    permissions: hallPermissions,
    policies: { 'meeting.board': any(office, leader), 'meeting.hall': office, 'meeting.scene': screen },
    routes: hallRoutes({ publicUrl: settings.publicUrl }, raised),
    events: hallEvents,
  };
}
