import { calendarChanged } from '#modules/profile/contract/events.ts';
import { bulkAsked, clockTurned, matterActed } from '../contract/events.ts';
import type { Subscriber } from '#platform/server/outbox/dispatcher.ts';
import { enqueue } from '#platform/server/jobs/jobs.ts';
import { countMatters } from './reactions/count-matters.ts';
import { numberMatters } from './reactions/number-matters.ts';
import { reckonClocksAgain } from './reactions/reckon-clocks-again.ts';
import { tellPeople } from './reactions/tell-people.ts';
import { runBulk } from './jobs.ts';

/** What happens by itself after somebody acted. Each keeps its own place in the outbox, so one that is slow holds up no other. */
export const matterSubscribers: readonly Subscriber[] = [
  { name: 'matter.tell-people', listensTo: [matterActed.type], handle: tellPeople },
  { name: 'matter.number-matters', listensTo: [matterActed.type], handle: numberMatters },
  { name: 'matter.count-matters', listensTo: [matterActed.type, clockTurned.type], handle: countMatters },
  { name: 'matter.reckon-clocks-again', listensTo: [calendarChanged.type], handle: reckonClocksAgain },
  {
    name: 'matter.schedule-bulk',
    listensTo: [bulkAsked.type],
    handle: async (tx, events) => {
      for (const event of events) {
        const { undoUntil } = bulkAsked.payload.parse(event.payload);
        await enqueue(tx, runBulk, { bodyId: event.bodyId, batchId: event.subject }, { after: new Date(undoUntil), key: event.subject });
      }
    },
  },
];
