import type { Tx } from '#platform/server/database.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';

export interface MeetingSeed {
  readonly files: FileRoom;
  /** Told how far it is. */
  readonly say: (words: string) => void;
}

/** Meetings of the demo city: last year's sessions, one that is on today in each of the two city bodies, and smaller meetings and activities. */
export async function seedMeetings(_tx: Tx, _seed: MeetingSeed): Promise<void> {}
