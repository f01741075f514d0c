import { directoryPages } from '#modules/directory/web/mobile/index.ts';
import { identityPages } from '#modules/identity/web/mobile/index.ts';
import { matterPages } from '#modules/matter/web/mobile/index.ts';
import { meetingPages } from '#modules/meeting/web/mobile/index.ts';
import { platformPages } from '#platform/web/mobile/index.ts';
import type { TerminalPage } from '#platform/web/shared/page.ts';

/** All pages of the phone terminal. */
export const pages: readonly TerminalPage[] = [
  { path: '/', title: '首页', load: () => import('./home-page.tsx') },
  ...platformPages,
  ...directoryPages,
  ...identityPages,
  ...matterPages,
  ...meetingPages,
];
