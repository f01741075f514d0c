/** Who may: server/people/policy.ts. */
export const peoplePermissions = {
  'meeting.people': '管理参会人员、编组和报到',
  'meeting.decide-leave': '审批和登记请假',
  'meeting.own': '办理本人参会事项，召集人办理本组事项',
} as const;
