import type { WallPage } from '#platform/web/screen/wall-page.ts';
import { sceneCalls } from './scene-reading.ts';

/** The wall's pages of the meeting module. */
export const meetingWallPages: readonly WallPage[] = [{ name: 'hall', load: () => import('./hall-page.tsx'), onCall: sceneCalls }];
