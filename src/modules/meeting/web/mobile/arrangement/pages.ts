import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The phone's pages of this part. */
export const arrangementPages: readonly TerminalPage[] = [
  { path: '/meeting/$meetingId/programme', title: '会议日程', permission: 'meeting.read', load: () => import('./programme-page.tsx') },
  { path: '/meeting/$meetingId/changes', title: '会议变动', permission: 'meeting.read', load: () => import('./changes-page.tsx') },
  { path: '/meeting/$meetingId/calendar', title: '订阅日历', permission: 'meeting.read', load: () => import('./calendar-page.tsx') },
];
