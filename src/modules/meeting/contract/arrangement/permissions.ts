export const arrangementPermissions = {
  'meeting.read': '查看自己参加的会议',
  'meeting.arrange': '筹备会议：日程、议程、通知',
} as const;
