import type { ServerModule } from '#platform/server/module.ts';
import { meetingArrangementModule } from './arrangement/module.ts';
import { meetingHallModule } from './hall/module.ts';
import { meetingPapersModule } from './papers/module.ts';
import type { MeetingParts } from './parts.ts';
import { meetingPeopleModule } from './people/module.ts';
import { meetingPlacesModule } from './places/module.ts';
import { meetingPresenceModule } from './presence/module.ts';
import { addSimulation } from './simulation/command.ts';
import { meetingWordsModule } from './words/module.ts';

/** All parts of the meeting module. Composed by the applications. */
export function meetingModules(parts: MeetingParts): ServerModule[] {
  return [
    meetingArrangementModule(parts),
    meetingPeopleModule(parts),
    meetingPresenceModule(parts),
    meetingPlacesModule(parts),
    meetingPapersModule(parts),
    meetingWordsModule(parts),
    meetingHallModule(parts),
    { name: 'meeting-simulation', permissions: {}, policies: {}, routes: [], commands: (program) => addSimulation(program) },
  ];
}

/** The demo's seed, loaded only where something is seeded. */
export const loadDemo = async () => await import('./seed.ts');
