import type { WallPage } from '#platform/web/screen/wall-page.ts';
import { matterWallPages } from '#modules/matter/web/screen/index.ts';
import { meetingWallPages } from '#modules/meeting/web/screen/index.ts';

/** Every page of the wall, from the modules that have some. The first one is shown. */
export const wallPages: readonly WallPage[] = [...matterWallPages, ...meetingWallPages];
