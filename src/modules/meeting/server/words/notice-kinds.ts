import type { NotificationKind } from '#platform/server/notifications/notifications.ts';

/** What people can be told in words of a meeting. An urgent notice of a day on which the meeting runs is no reminder: it is pushed at any hour. */
export const wordsNoticeKinds = {
  notice: { kind: 'meeting.notice', label: '会议通知', defaultChannel: 'now', reminder: true },
  urgent: { kind: 'meeting.urgent-notice', label: '会议当天的紧急通知', defaultChannel: 'now' },
  speech: { kind: 'meeting.speech', label: '我报名的发言有进展', defaultChannel: 'now' },
  sign: { kind: 'meeting.sign-speech', label: '发言等我签署', defaultChannel: 'now' },
  brief: { kind: 'meeting.brief', label: '简报的送审和印发', defaultChannel: 'digest' },
} as const satisfies Record<string, NotificationKind>;
