import type { NotificationKind } from '#platform/server/notifications/notifications.ts';
import { notify } from '#platform/server/notifications/notifications.ts';
import type { Subscriber } from '#platform/server/outbox/dispatcher.ts';
import { seatsPublished, tripChanged } from '../../contract/places/events.ts';

export const placesNotices = {
  seat: { kind: 'meeting.seat', label: '我的会议座位', defaultChannel: 'now' },
  coach: { kind: 'meeting.coach', label: '我的会议车辆', defaultChannel: 'now' },
} as const satisfies Record<string, NotificationKind>;

/** Tells people of their seats and coaches: only those for whom something changed. */
export const placesSubscribers: readonly Subscriber[] = [
  {
    name: 'meeting.tell-places',
    listensTo: [seatsPublished.type, tripChanged.type],
    handle: async (tx, events) => {
      for (const event of events) {
        const about = { bodyId: event.bodyId, eventId: event.id, subjectId: event.subject };
        if (event.type === seatsPublished.type) {
          const { meetingId, first, people } = seatsPublished.payload.parse(event.payload);
          const title = first ? '座位已安排' : '您的座位有变化';
          const words = first ? '打开可看您的排号、座号和该走的门。' : '座次重新发布，打开可看您的新座位。';
          await notify(tx, { ...about, kind: placesNotices.seat, personIds: people, title, words, link: `/meeting/${meetingId}/seat` });
        } else {
          const { meetingId, words, people } = tripChanged.payload.parse(event.payload);
          await notify(tx, {
            ...about,
            kind: placesNotices.coach,
            personIds: people,
            title: '您乘的车有变化',
            words,
            link: `/meeting/${meetingId}/ride`,
            urgent: true,
          });
        }
      }
    },
  },
];
