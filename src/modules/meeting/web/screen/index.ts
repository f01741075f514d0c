import type { WallPage } from '#platform/web/screen/wall-page.ts';

/** The wall's pages of the meeting module. */
export const meetingWallPages: readonly WallPage[] = [];
