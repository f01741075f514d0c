import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of the matter module. */
export const matterPages: readonly TerminalPage[] = [
  { path: '/tasks', title: '待办', permission: 'matter.read', navigation: { order: 10 }, load: () => import('./tasks-page.tsx') },
  { path: '/matters/$bodyId/$matterId', title: '事项', permission: 'matter.read', load: () => import('./case-page.tsx') },
];
