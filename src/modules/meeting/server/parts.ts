import type { FileRoom } from '#platform/server/files/file-room.ts';
import type { Settings } from '#platform/server/settings.ts';

/** What the parts of the module get from the process that they are composed into. */
export interface MeetingParts {
  readonly settings: Pick<Settings, 'publicUrl' | 'secret' | 'officeConverter'>;
  readonly files: FileRoom;
}
