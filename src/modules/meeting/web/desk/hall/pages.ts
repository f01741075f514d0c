import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of this part. */
export const hallPages: readonly TerminalPage[] = [
  { path: '/meetings/$meetingId', title: '会议日', permission: 'meeting.board', load: () => import('./board-page.tsx') },
  { path: '/meetings/$meetingId/screens', title: '大屏', permission: 'meeting.hall', load: () => import('./screens-page.tsx') },
  { path: '/meetings/$meetingId/report', title: '会议统计', permission: 'meeting.board', load: () => import('./report-page.tsx') },
];
