import type { PermissionTable } from '#platform/contract/route.ts';

/** Permissions of this part. Scanners act without a person: their routes are public and ask for the device's own proof. */
export const presencePermissions = {
  'meeting.presence': '管理签到清单、扫码设备和签到记录',
  'meeting.scan': '出示本人签到码、在会场签到',
  'meeting.see-presence': '查看出席情况',
  'meeting.hall-code': '在会场屏幕上显示会场码',
} as const satisfies PermissionTable;
