import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The phone's pages of this part. */
export const presencePages: readonly TerminalPage[] = [
  { path: '/meeting/$meetingId/code', title: '我的签到码', permission: 'meeting.scan', load: () => import('./code-page.tsx') },
  { path: '/meeting/$meetingId/sign-in', title: '扫会场码签到', permission: 'meeting.scan', load: () => import('./sign-in-page.tsx') },
  { path: '/scan', title: '扫码签到', withoutPerson: true, load: () => import('./scan-page.tsx') },
];
