import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of notices, speeches and briefs, inside a meeting's workspace. */
export const wordsPages: readonly TerminalPage[] = [
  { path: '/meetings/$meetingId/notices', title: '会议通知', permission: 'meeting.notices', load: () => import('./notices-page.tsx') },
  { path: '/meetings/$meetingId/speeches', title: '发言', permission: 'meeting.speeches', load: () => import('./speeches-page.tsx') },
  {
    path: '/meetings/$meetingId/speeches/floor/$sittingId',
    title: '主持发言',
    permission: 'meeting.speeches',
    load: () => import('./floor-page.tsx'),
  },
  { path: '/meetings/$meetingId/briefs', title: '简报', permission: 'meeting.briefs', load: () => import('./briefs-page.tsx') },
];
