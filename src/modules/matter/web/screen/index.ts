import type { WallPage } from '#platform/web/screen/wall-page.ts';

/** Pages of the wall about matters. */
export const matterWallPages: readonly WallPage[] = [
  { name: 'today', load: () => import('./today-page.tsx') },
  { name: 'supervision', load: () => import('./supervision-page.tsx') },
];
