import type { PermissionTable } from '#platform/contract/route.ts';
import { actPermission } from './act-routes.ts';
import { kinds } from './kinds/index.ts';

const ofActs = Object.values(kinds).flatMap((kind) => [
  [`matter.${kind.kind}.raise`, kind.words.raise] as const,
  ...Object.entries(kind.acts)
    .filter(([, act]) => !act.by.includes('system'))
    .map(([name, act]) => [actPermission(kind.kind, name), `${kind.words.name}：${act.label}`] as const),
]);

/** Permissions of the module: one for each act of each kind, and these for reading and office work. */
export const matterPermissions: PermissionTable = {
  'matter.read': '查看与自己有关的事项',
  'matter.raise': '提出事项',
  'matter.screen': '审核和交办',
  'matter.bulk': '批量办理',
  'matter.export': '导出列表',
  'matter.board': '督办看板',
  'matter.bulletins': '编辑社情民意信息专报',
  'matter.select': '遴选重点件、评选优秀提案',
  'matter.decide-selection': '决定遴选、评选结果',
  'matter.key-items': '查看重点督办件进展',
  'matter.annual': '查看年度办理情况报告',
  'matter.compose-annual': '编写年度办理情况报告并定稿',
  'matter.intake': '代录书面件和批量接收',
  'matter.letters': '成批公文和标签',
  ...Object.fromEntries(ofActs),
};
