import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of the identity module. Until somebody is signed in the shell itself shows the sign-in, at any address. */
export const identityPages: readonly TerminalPage[] = [
  { path: '/sign-in', title: '登录', load: () => import('./signed-in-already.tsx') },
  { path: '/account', title: '登录与安全', load: () => import('./account-page.tsx') },
];
