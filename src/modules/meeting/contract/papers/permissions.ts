import type { PermissionTable } from '#platform/contract/route.ts';

export const papersPermissions = {
  'meeting.papers': '收发会议文件，查看阅读情况',
  'meeting.read-papers': '阅读发给自己的会议文件，做笔记',
} as const satisfies PermissionTable;
