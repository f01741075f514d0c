import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of this part. */
export const presencePages: readonly TerminalPage[] = [
  { path: '/meetings/$meetingId/presence', title: '签到', permission: 'meeting.presence', load: () => import('./presence-page.tsx') },
];
