/** The pages of one meeting's workspace in the order in which a secretariat works, each with the permission that opens it. */
export const workspaceTabs = [
  { part: 'board', label: '会议日', path: '', permission: 'meeting.board' },
  { part: 'programme', label: '日程', path: '/programme', permission: 'meeting.arrange' },
  { part: 'people', label: '人员', path: '/people', permission: 'meeting.people' },
  { part: 'leave', label: '请假', path: '/leave', permission: 'meeting.decide-leave' },
  { part: 'presence', label: '签到', path: '/presence', permission: 'meeting.presence' },
  { part: 'seating', label: '座次', path: '/seating', permission: 'meeting.places' },
  { part: 'coaches', label: '车辆', path: '/coaches', permission: 'meeting.places' },
  { part: 'rooms', label: '住宿用餐', path: '/rooms', permission: 'meeting.places' },
  { part: 'papers', label: '文件', path: '/papers', permission: 'meeting.papers' },
  { part: 'notices', label: '通知', path: '/notices', permission: 'meeting.notices' },
  { part: 'speeches', label: '发言', path: '/speeches', permission: 'meeting.speeches' },
  { part: 'briefs', label: '简报', path: '/briefs', permission: 'meeting.briefs' },
  { part: 'screens', label: '大屏', path: '/screens', permission: 'meeting.hall' },
  { part: 'report', label: '报告', path: '/report', permission: 'meeting.board' },
] as const;

export type WorkspacePart = (typeof workspaceTabs)[number]['part'];
