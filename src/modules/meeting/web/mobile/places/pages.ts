import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The phone's pages of this part. */
export const placesPages: readonly TerminalPage[] = [
  { path: '/meeting/$meetingId/seat', title: '我的座位', permission: 'meeting.own', load: () => import('./seat-page.tsx') },
  { path: '/meeting/$meetingId/ride', title: '我的乘车、住宿和用餐', permission: 'meeting.own', load: () => import('./ride-page.tsx') },
  { path: '/meeting/$meetingId/coach/$tripId', title: '乘车点名', permission: 'meeting.own', load: () => import('./coach-page.tsx') },
];
