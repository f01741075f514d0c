import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The room 会议 of the phone: the day, notices, speeches, the floor and briefs. */
export const wordsPages: readonly TerminalPage[] = [
  { path: '/meeting', title: '会议', permission: 'meeting.day', load: () => import('./room-page.tsx') },
  { path: '/meeting/$meetingId', title: '会议', permission: 'meeting.day', load: () => import('./day-page.tsx') },
  { path: '/meeting/$meetingId/day/$day', title: '会议日', permission: 'meeting.day', load: () => import('./day-page.tsx') },
  { path: '/meeting/$meetingId/notices', title: '会议通知', permission: 'meeting.own', load: () => import('./notices-page.tsx') },
  { path: '/meeting/$meetingId/speech', title: '大会发言', permission: 'meeting.own', load: () => import('./speech-page.tsx') },
  {
    path: '/meeting/$meetingId/speech/$speechId',
    title: '写发言',
    permission: 'meeting.own',
    load: () => import('./speech-form-page.tsx'),
  },
  { path: '/meeting/$meetingId/floor/$sittingId', title: '会上发言', permission: 'meeting.own', load: () => import('./floor-page.tsx') },
  { path: '/meeting/$meetingId/briefs', title: '简报', permission: 'meeting.own', load: () => import('./briefs-page.tsx') },
  { path: '/meeting/$meetingId/briefs/$briefId', title: '简报', permission: 'meeting.own', load: () => import('./brief-page.tsx') },
];
