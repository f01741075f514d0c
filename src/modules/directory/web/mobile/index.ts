import type { TerminalPage } from '#platform/web/shared/page.ts';

/** Pages of the directory on the phone. */
export const directoryPages: readonly TerminalPage[] = [{ path: '/me', title: '我的', load: () => import('./me-page.tsx') }];

export { SizeQuestion } from './size-question.tsx';
