import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of this part. */
export const peoplePages: readonly TerminalPage[] = [
  {
    path: '/meetings/$meetingId/people',
    title: '参会人员',
    permission: 'meeting.people',
    load: () => import('./people-page.tsx'),
  },
  {
    path: '/meetings/$meetingId/people/import',
    title: '导入参会人员',
    permission: 'meeting.people',
    load: () => import('./import-page.tsx'),
  },
  {
    path: '/meetings/$meetingId/people/groups',
    title: '编组',
    permission: 'meeting.people',
    load: () => import('./groups-page.tsx'),
  },
  {
    path: '/meetings/$meetingId/leave',
    title: '请假',
    permission: 'meeting.decide-leave',
    load: () => import('./leave-page.tsx'),
  },
];
