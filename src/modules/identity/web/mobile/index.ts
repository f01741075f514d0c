import type { TerminalPage } from '#platform/web/shared/page.ts';

/** Pages of identity on the phone. The sign-in page itself is also shown in place of any page while nobody is signed in. */
export const identityPages: readonly TerminalPage[] = [
  { path: '/sign-in', title: '登录', load: () => import('./signed-in-already.tsx') },
  { path: '/me/account', title: '账号与安全', load: () => import('./account-page.tsx') },
  { path: '/me/password', title: '修改密码', load: () => import('./password-page.tsx') },
];
