import type { Role } from '#modules/directory/contract/seat.ts';

/**
 * What somebody is to one case. Declarations name relations, never roles: who may is decided by what he is to this case. `roles` are the
 * seats that can ever stand in the relation; they make the permission of a route, the server then looks at the case itself.
 */
export const relations = {
  author: { label: '提出人', roles: ['deputy', 'member'] },
  invited: { label: '受邀联名的人', roles: ['deputy', 'member'] },
  signer: { label: '联名的人', roles: ['deputy', 'member'] },
  rater: { label: '评价人', roles: ['deputy', 'member'] },
  fellow: { label: '本级代表（委员）', roles: ['deputy', 'member'] },
  office: { label: '工作机构', roles: ['clerk', 'officeLeader'] },
  officeLeader: { label: '工作机构负责人', roles: ['officeLeader'] },
  supervisor: { label: '督办委员会', roles: ['committee'] },
  committee: { label: '专门委员会', roles: ['committee'] },
  leader: { label: '领办领导', roles: ['leader'] },
  handler: { label: '承办单位', roles: ['unitClerk', 'unitOfficer', 'unitHead'] },
  unitClerk: { label: '承办单位收发', roles: ['unitClerk', 'unitHead'] },
  unitOfficer: { label: '承办人', roles: ['unitOfficer', 'unitClerk', 'unitHead'] },
  unitHead: { label: '承办单位负责人', roles: ['unitHead'] },
  leadHandler: { label: '主办单位', roles: ['unitClerk', 'unitOfficer', 'unitHead'] },
  coHandler: { label: '会办单位', roles: ['unitClerk', 'unitOfficer', 'unitHead'] },
  dutyDesk: { label: '值班受理', roles: ['dutyDesk'] },
  gridWorker: { label: '网格员', roles: ['gridWorker'] },
  system: { label: '系统', roles: [] },
} as const satisfies Record<string, { label: string; roles: readonly Role[] }>;

export type Relation = keyof typeof relations;
