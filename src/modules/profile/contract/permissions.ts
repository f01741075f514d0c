import type { PermissionTable } from '#platform/contract/route.ts';

/** What profile lets seats do; the rules stand in server/policy.ts. */
export const profilePermissions = {
  'profile.read': '查看本级办理规则和工作日历',
  'profile.edit': '起草规则改动、登记依据原文',
  'profile.publish': '发布新一版规则',
  'profile.edit-calendar': '登记本级放假和上班日',
  'profile.load-calendar': '载入本行政区域的年度放假安排',
} as const satisfies PermissionTable;
