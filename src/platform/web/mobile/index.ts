import type { TerminalPage } from '../shared/page.ts';

/** Pages of the phone terminal that belong to no module. */
export const platformPages: readonly TerminalPage[] = [
  { path: '/messages', title: '消息', load: () => import('./messages-page.tsx') },
  { path: '/messages/choices', title: '消息提醒', load: () => import('./choices-page.tsx') },
  { path: '/outgoing', title: '待发送', load: () => import('./outgoing-page.tsx') },
];
