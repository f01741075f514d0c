import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of the profile module: the rules of the body and its working calendar. */
export const profilePages: readonly TerminalPage[] = [
  { path: '/rules', title: '规则', permission: 'profile.read', navigation: { order: 90 }, load: () => import('./rules-page.tsx') },
  { path: '/calendar', title: '工作日历', permission: 'profile.read', load: () => import('./calendar-page.tsx') },
];
