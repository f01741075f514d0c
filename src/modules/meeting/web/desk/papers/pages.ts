import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of this part. */
export const papersPages: readonly TerminalPage[] = [
  { path: '/meetings/$meetingId/papers', title: '会议文件', load: () => import('./papers-page.tsx'), permission: 'meeting.papers' },
  {
    path: '/meetings/$meetingId/papers/$paperId',
    title: '阅读文件',
    load: () => import('./reader-page.tsx'),
    permission: 'meeting.read-papers',
  },
];
