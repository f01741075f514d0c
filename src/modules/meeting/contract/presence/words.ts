import { z } from 'zod';

/** Where codes are scanned. A sitting's list tells its attendance; registration and pack also mark the person's registration. */
export const checkListKinds = {
  sitting: '会议签到',
  registration: '报到',
  pack: '领取材料袋',
  meal: '用餐',
  coach: '乘车',
  door: '通行',
} as const;
export type CheckListKind = keyof typeof checkListKinds;
export const checkListKind = z.enum(Object.keys(checkListKinds) as [CheckListKind, ...CheckListKind[]]);

/** How somebody showed who he is: `list` is a scanner's own list of names, `staff` the desk. */
export const scanMeansWords = { personal: '动态码', badge: '证件码', hall: '会场码', staff: '补签', list: '名单点选' } as const;
export type ScanMeans = keyof typeof scanMeansWords;
export const scanMeans = z.enum(Object.keys(scanMeansWords) as [ScanMeans, ...ScanMeans[]]);

/** What became of an attempt (FIELD §2). `forced` let somebody in who would have been refused. */
export const scanStatuses = {
  accepted: '已签到',
  redeemed: '已签过',
  unknown: '无效码',
  product: '不在名单',
  expired: '码已过期',
  closed: '不在时段',
  forced: '放行',
} as const;
export type ScanStatus = keyof typeof scanStatuses;
export const scanStatus = z.enum(Object.keys(scanStatuses) as [ScanStatus, ...ScanStatus[]]);
