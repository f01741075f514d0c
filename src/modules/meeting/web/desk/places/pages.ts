import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of this part. */
export const placesPages: readonly TerminalPage[] = [
  { path: '/meetings/$meetingId/seating', title: '座次', permission: 'meeting.places', load: () => import('./seating-page.tsx') },
  { path: '/meetings/$meetingId/coaches', title: '车辆', permission: 'meeting.places', load: () => import('./coaches-page.tsx') },
  { path: '/meetings/$meetingId/rooms', title: '住宿用餐', permission: 'meeting.places', load: () => import('./rooms-page.tsx') },
  { path: '/halls', title: '会场', permission: 'meeting.places', load: () => import('./halls-page.tsx') },
  { path: '/halls/$hallId', title: '会场座位图', permission: 'meeting.places', load: () => import('./hall-page.tsx') },
];
