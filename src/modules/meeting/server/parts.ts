import type { Tx } from '#platform/server/database.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import type { Settings } from '#platform/server/settings.ts';

/** What the parts of the module get from the process that they are composed into. */
export interface MeetingParts {
  readonly settings: Pick<Settings, 'publicUrl' | 'secret' | 'officeConverter'>;
  readonly files: FileRoom;
  readonly raised: RaisedMatters;
}

/** A suggestion, motion or proposal that a member of the body handed in. */
export interface RaisedMatter {
  readonly id: string;
  readonly kind: string;
  /** 建议, 议案, 提案 */
  readonly kindName: string;
  /** What the office's acceptance is called: 受理, 登记, 立案. */
  readonly acceptWord: string;
  readonly title: string;
  readonly number: string;
  readonly author: string;
  /** The proposer's delegation or sector of the directory. */
  readonly memberGroupId: string | null;
  readonly at: Date;
  readonly standing: 'accepted' | 'waiting' | 'ended';
  readonly state: string;
}

/** What was handed in from `from` until before `until`, told by whichever module keeps it: a meeting knows of none. */
export type RaisedMatters = (tx: Tx, of: { bodyId: string; from: Date; until: Date }) => Promise<readonly RaisedMatter[]>;
