import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of this part. */
export const arrangementPages: readonly TerminalPage[] = [
  { path: '/meetings', title: '会议', permission: 'meeting.arrange', navigation: { order: 40 }, load: () => import('./meetings-page.tsx') },
  { path: '/meetings/$meetingId/programme', title: '会议日程', permission: 'meeting.arrange', load: () => import('./programme-page.tsx') },
];
