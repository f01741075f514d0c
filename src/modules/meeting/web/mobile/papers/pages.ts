import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The phone's pages of this part. */
export const papersPages: readonly TerminalPage[] = [
  { path: '/meeting/$meetingId/papers', title: '会议文件', load: () => import('./papers-page.tsx'), permission: 'meeting.read-papers' },
  {
    path: '/meeting/$meetingId/papers/$paperId',
    title: '阅读文件',
    load: () => import('./reader-page.tsx'),
    permission: 'meeting.read-papers',
  },
];
