import type { PermissionTable } from '#platform/contract/route.ts';

/** Permissions of the hall's screens, the secretariat's board and the session's statistics. */
export const hallPermissions = {
  'meeting.board': '查看大会秘书处工作台和会议统计',
  'meeting.hall': '决定大屏显示哪个会议画面',
  'meeting.scene': '在大屏上显示会议画面',
} as const satisfies PermissionTable;
