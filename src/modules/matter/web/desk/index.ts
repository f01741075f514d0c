import type { TerminalPage } from '#platform/web/shared/page.ts';
import { useAssignmentCount, useDutyCount, useEditingCount, useScreeningCount, useTaskCount } from './badges.ts';

export { pagesByKind } from './office-kinds.ts';

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
  {
    path: '/intake',
    title: '接收',
    permission: 'matter.intake',
    navigation: { order: 19 },
    load: () => import('./intake/intake-page.tsx'),
  },
  { path: '/intake/paper', title: '录入书面件', permission: 'matter.intake', load: () => import('./intake/paper-page.tsx') },
  { path: '/intake/$intakeId', title: '接收的一批', permission: 'matter.intake', load: () => import('./intake/batch-page.tsx') },
  {
    path: '/letters',
    title: '公文',
    permission: 'matter.letters',
    navigation: { order: 33 },
    load: () => import('./intake/letters-page.tsx'),
  },
  { path: '/matters', title: '事项', permission: 'matter.read', navigation: { order: 30 }, load: () => import('./matters-page.tsx') },
  {
    path: '/key',
    title: '重点督办',
    permission: 'matter.key-items',
    navigation: { order: 34 },
    load: () => import('./selections/key-items-page.tsx'),
  },
  {
    path: '/selections',
    title: '遴选评选',
    permission: 'matter.select',
    navigation: { order: 35 },
    load: () => import('./selections/selections-page.tsx'),
  },
  {
    path: '/selections/$selectionId',
    title: '遴选评选',
    permission: 'matter.select',
    load: () => import('./selections/selection-page.tsx'),
  },
  {
    path: '/bulletins',
    title: '信息编辑',
    permission: 'matter.sentiment.edit',
    navigation: { order: 23, badge: useEditingCount },
    load: () => import('./bulletins/bulletins-page.tsx'),
  },
  {
    path: '/bulletins/$bulletinId',
    title: '信息专报',
    permission: 'matter.bulletins',
    load: () => import('./bulletins/bulletin-page.tsx'),
  },
  {
    path: '/matters/$bodyId/$matterId/edit',
    title: '编辑',
    permission: 'matter.bulletins',
    load: () => import('./bulletins/editing-page.tsx'),
  },
  {
    path: '/commitments',
    title: '承诺事项',
    permission: 'matter.read',
    navigation: { order: 31 },
    load: () => import('./commitments-page.tsx'),
  },
  { path: '/board', title: '督办', permission: 'matter.board', navigation: { order: 32 }, load: () => import('./board-page.tsx') },
  { path: '/board/units', title: '承办单位比较', permission: 'matter.annual', load: () => import('./supervision/comparison-page.tsx') },
  {
    path: '/annual',
    title: '年度报告',
    permission: 'matter.annual',
    navigation: { order: 33 },
    load: () => import('./annual/annual-page.tsx'),
  },
  { path: '/matters/$bodyId/$matterId', title: '事项', permission: 'matter.read', load: () => import('./case-page.tsx') },
  {
    path: '/matters/$bodyId/$matterId/reply/$handlingId',
    title: '写答复',
    permission: 'matter.read',
    load: () => import('./reply-page.tsx'),
  },
];
