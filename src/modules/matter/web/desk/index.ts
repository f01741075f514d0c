import type { TerminalPage } from '#platform/web/shared/page.ts';
import { useAssignmentCount, useDutyCount, useScreeningCount, useTaskCount } from './badges.ts';

/** The desk's pages of the matter module. */
export const matterPages: readonly TerminalPage[] = [
  {
    path: '/tasks',
    title: '待办',
    permission: 'matter.read',
    navigation: { order: 10, badge: useTaskCount },
    load: () => import('./tasks-page.tsx'),
  },
  {
    path: '/screening',
    title: '审核',
    permission: 'matter.screen',
    navigation: { order: 20, badge: useScreeningCount },
    load: () => import('./screening-page.tsx'),
  },
  {
    path: '/assignment',
    title: '交办',
    permission: 'matter.screen',
    navigation: { order: 21, badge: useAssignmentCount },
    load: () => import('./assignment-page.tsx'),
  },
  {
    path: '/duty',
    title: '督事',
    permission: 'matter.report.dispatch',
    navigation: { order: 22, badge: useDutyCount },
    load: () => import('./duty-page.tsx'),
  },
  { path: '/matters', title: '事项', permission: 'matter.read', navigation: { order: 30 }, load: () => import('./matters-page.tsx') },
  {
    path: '/commitments',
    title: '承诺事项',
    permission: 'matter.read',
    navigation: { order: 31 },
    load: () => import('./commitments-page.tsx'),
  },
  { path: '/board', title: '督办', permission: 'matter.board', navigation: { order: 32 }, load: () => import('./board-page.tsx') },
  { path: '/matters/$bodyId/$matterId', title: '事项', permission: 'matter.read', load: () => import('./case-page.tsx') },
  {
    path: '/matters/$bodyId/$matterId/reply/$handlingId',
    title: '写答复',
    permission: 'matter.read',
    load: () => import('./reply-page.tsx'),
  },
];
