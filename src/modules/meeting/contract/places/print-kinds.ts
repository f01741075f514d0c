/** What can be printed, in words. */
export const printKinds = {
  badges: '证件',
  badgePages: '证件（单张）',
  tableCards: '桌签',
  seatLabels: '座位贴',
  byGroup: '座次名单（按团组）',
  bySeat: '座次名单（按座位）',
  rooms: '住宿名单',
  coaches: '乘车名单',
} as const;
export type PrintKind = keyof typeof printKinds;
