import type { TerminalPage } from '#platform/web/shared/page.ts';

/** The phone's pages of this part. */
export const peoplePages: readonly TerminalPage[] = [];
