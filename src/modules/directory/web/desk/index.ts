import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of the directory module: members, people, organisations, terms and imports. */
export const directoryPages: readonly TerminalPage[] = [
  {
    path: '/members',
    title: '名册',
    permission: 'directory.read-members',
    navigation: { order: 70 },
    load: () => import('./members-page.tsx'),
  },
  {
    path: '/organisations',
    title: '机构',
    permission: 'directory.manage-organisations',
    navigation: { order: 80 },
    load: () => import('./organisations-page.tsx'),
  },
  {
    path: '/people',
    title: '人员',
    permission: 'directory.read-people',
    navigation: { order: 81 },
    load: () => import('./people-page.tsx'),
  },
  { path: '/people/$personId', title: '人员', permission: 'directory.read-people', load: () => import('./person-page.tsx') },
  {
    path: '/terms',
    title: '届次',
    permission: 'directory.manage-organisations',
    navigation: { order: 82 },
    load: () => import('./terms-page.tsx'),
  },
  { path: '/import/people', title: '导入名册', permission: 'directory.import', load: () => import('./import-page.tsx') },
];
