import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The phone's pages of this part. */
export const peoplePages: readonly TerminalPage[] = [
  { path: '/meeting/$meetingId/people', title: '参会人员', permission: 'meeting.own', load: () => import('./people-page.tsx') },
  { path: '/meeting/$meetingId/group', title: '我负责的组', permission: 'meeting.own', load: () => import('./group-page.tsx') },
  { path: '/meeting/$meetingId/leave', title: '请假', permission: 'meeting.own', load: () => import('./leave-page.tsx') },
  { path: '/meeting/$meetingId/leave/ask', title: '我要请假', permission: 'meeting.own', load: () => import('./ask-leave-page.tsx') },
];
