import type { PermissionTable } from '#platform/contract/route.ts';

/** What an attendee does in his own affairs (reads notices, registers a speech, asks for the floor) is `meeting.own` of the people part. */
export const wordsPermissions = {
  'meeting.notices': '发送和收回会议通知',
  'meeting.speeches': '遴选大会发言、主持发言',
  'meeting.briefs': '审定和印发简报',
  'meeting.day': '查看会议当天的安排',
  'meeting.floor': '查看发言情况',
} as const satisfies PermissionTable;
