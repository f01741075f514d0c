import type { TerminalPage } from '#platform/web/shared/page.ts';
import { directoryPages } from '#modules/directory/web/desk/index.ts';
import { identityPages } from '#modules/identity/web/desk/index.ts';
import { matterPages } from '#modules/matter/web/desk/index.ts';
import { meetingPages } from '#modules/meeting/web/desk/index.ts';
import { profilePages } from '#modules/profile/web/desk/index.ts';

/** Pages over what the platform itself keeps. */
const platformPages: readonly TerminalPage[] = [
  {
    path: '/screens',
    title: '大屏',
    permission: 'screen.pair',
    navigation: { order: 85 },
    load: () => import('./screens-page.tsx'),
  },
  {
    path: '/audit',
    title: '操作记录',
    permission: 'audit.read',
    navigation: { order: 90 },
    load: () => import('./audit-page.tsx'),
  },
];

/** Every page of the desk, from the modules that have some. The order of the rooms stands in each page's `navigation`. */
export const deskPages: readonly TerminalPage[] = [
  ...matterPages,
  ...meetingPages,
  ...directoryPages,
  ...profilePages,
  ...identityPages,
  ...platformPages,
];
