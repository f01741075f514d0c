import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The desk's pages of this part. */
export const wordsPages: readonly TerminalPage[] = [];
