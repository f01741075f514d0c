import type { z } from 'zod';
import type { OutboxEvent, Subscriber } from '#platform/server/outbox/dispatcher.ts';
import { leaveChanged } from '../../contract/people/events.ts';
import { correctByLeave } from './correct.ts';

type Changed = OutboxEvent<z.infer<typeof leaveChanged.payload>>;

/** Leave that is granted, or taken back, after a sitting was settled corrects what was settled of the person. */
export const correctSettled: Subscriber = {
  name: 'meeting.correct-settled',
  listensTo: [leaveChanged.type],
  async handle(tx, events) {
    const byMeeting = Map.groupBy(events as Changed[], ({ payload }) => payload.meetingId);
    for (const [meetingId, of] of byMeeting) {
      const news = of.map(({ actor, payload }) => ({
        attendeeId: payload.attendeeId,
        byName: actor.name,
        granted: payload.state === 'granted',
      }));
      await correctByLeave(tx, of[0]!.bodyId, meetingId, news);
    }
  },
};
