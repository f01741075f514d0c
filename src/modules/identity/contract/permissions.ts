import type { PermissionTable } from '#platform/contract/route.ts';

/** What identity lets accounts do; the rules stand in server/policy.ts. */
export const identityPermissions = {
  'identity.own': '管理自己的登录方式和登录设备',
  'identity.administer-accounts': '查看、停用、启用账号，重置密码，结束他人的登录',
} as const satisfies PermissionTable;
