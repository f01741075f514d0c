import type { Tx } from '#platform/server/database.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import type { Chance } from '#platform/server/chance.ts';
import { seedArrangement } from '../arrangement/demo.ts';
import { seedPapers } from '../papers/demo.ts';
import { seedPeople } from '../people/demo.ts';
import { seedPresence } from '../presence/demo.ts';
import { seedPlaces } from '../places/demo.ts';
import { seedWords } from '../words/demo.ts';
import type { DemoMeeting } from './demo-meeting.ts';

/** What a part of the module adds to a meeting of the demo. Parts later in the list stand on earlier ones. */
export type DemoPart = (tx: Tx, demo: DemoMeeting, chance: Chance, around: { readonly files: FileRoom }) => Promise<void>;

export const demoParts: readonly DemoPart[] = [seedArrangement, seedPeople, seedPresence, seedPlaces, seedPapers, seedWords];
