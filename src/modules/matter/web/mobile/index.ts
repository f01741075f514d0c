import type { TerminalPage } from '#platform/web/shared/page.ts';

/** Pages of matters on the phone. */
export const matterPages: readonly TerminalPage[] = [
  { path: '/matters', title: '办事', load: () => import('./matters-page.tsx'), permission: 'matter.read' },
  { path: '/tasks', title: '等我办', load: () => import('./tasks-page.tsx'), permission: 'matter.read' },
  { path: '/commitments', title: '承诺事项', load: () => import('./commitments-page.tsx'), permission: 'matter.read' },
  { path: '/report', title: '督事', load: () => import('./report/report-page.tsx'), permission: 'matter.report.raise' },
  { path: '/raise/$kind', title: '提出', load: () => import('./raise/new-page.tsx'), permission: 'matter.raise' },
  { path: '/raise/$kind/$matterId', title: '提出', load: () => import('./raise/raise-page.tsx'), permission: 'matter.raise' },
  { path: '/matters/$bodyId/$matterId', title: '事项', load: () => import('./case/case-page.tsx'), permission: 'matter.read' },
  { path: '/matters/$bodyId/$matterId/act/$act', title: '办理', load: () => import('./act/act-page.tsx'), permission: 'matter.read' },
];
