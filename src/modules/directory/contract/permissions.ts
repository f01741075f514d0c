import type { PermissionTable } from '#platform/contract/route.ts';

/** What directory lets seats do; the rules stand in server/policy.ts. */
export const directoryPermissions = {
  'directory.self': '查看自己的身份',
  'directory.read-organisations': '查看机构、承办单位、基层单元、网格和区划',
  'directory.read-members': '查看本级代表（委员）名册',
  'directory.read-people': '查看本单位人员和联系方式',
  'directory.manage-people': '管理人员、代表（委员）资格和岗位',
  'directory.manage-organisations': '管理机构、代表团（界别）、届次和网格',
  'directory.grant-roles': '授予和收回岗位角色',
  'directory.import': '导入人员名册',
} as const satisfies PermissionTable;
