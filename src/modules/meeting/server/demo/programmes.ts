import type { AttendeeCategory, Quorum, SittingKind } from '../../contract/meeting.ts';

/** An entry of a demo meeting's programme. Minutes are counted from midnight of the day, days from the opening one. */
export interface PlannedSitting {
  readonly day: number;
  readonly from: number;
  readonly until: number;
  readonly kind: SittingKind;
  /** `{group}` stands for the group's name in sittings that every group holds for itself. */
  readonly title: string;
  readonly place: string;
  readonly categories: readonly AttendeeCategory[];
  readonly quorum: Quorum;
}

const at = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const all: readonly AttendeeCategory[] = ['member', 'nonVoting', 'staff'];

function entry(
  day: number,
  span: `${string}-${string}`,
  kind: SittingKind,
  title: string,
  place: string,
  more: { categories?: readonly AttendeeCategory[]; quorum?: Quorum } = {},
): PlannedSitting {
  const [from, until] = span.split('-') as [string, string];
  return {
    day,
    from: at(from),
    until: at(until),
    kind,
    title,
    place,
    categories: more.categories ?? ['member'],
    quorum: more.quorum ?? 'none',
  };
}

const meals = (day: number, lunch: `${string}-${string}` = '11:45-13:00', dinner: `${string}-${string}` = '17:30-18:45') => [
  entry(day, lunch, 'meal', '午餐', '明湖宾馆一、二号餐厅', { categories: all }),
  entry(day, dinner, 'meal', '晚餐', '明湖宾馆一、二号餐厅', { categories: all }),
];
const hall = '明州大会堂';
const attending: readonly AttendeeCategory[] = ['member', 'nonVoting', 'observer', 'press', 'guest'];

/** A city congress in plenary session (DOMAIN §6.1). */
export const congressProgramme: readonly PlannedSitting[] = [
  entry(0, '09:00-17:00', 'registration', '代表报到', '明湖宾馆大厅', { categories: all }),
  entry(0, '15:00-15:50', 'preparatory', '预备会议', hall, { quorum: 'twoThirds' }),
  entry(0, '16:10-17:00', 'presidium', '主席团第一次会议', '大会堂一号会议室'),
  ...meals(0),
  entry(1, '09:00-11:30', 'plenary', '第一次全体会议（开幕会）', hall, { categories: attending, quorum: 'twoThirds' }),
  entry(1, '14:30-17:00', 'delegation', '{group}审议政府工作报告', '各驻地会议室'),
  ...meals(1),
  entry(2, '09:00-11:00', 'plenary', '第二次全体会议', hall, { categories: attending, quorum: 'twoThirds' }),
  entry(2, '14:30-16:30', 'delegation', '{group}审议常委会和两院工作报告', '各驻地会议室'),
  entry(2, '16:40-17:20', 'presidium', '主席团第二次会议', '大会堂一号会议室'),
  ...meals(2),
  entry(3, '08:30-09:20', 'presidium', '主席团第三次会议', '大会堂一号会议室'),
  entry(3, '09:30-11:30', 'plenary', '第三次全体会议（闭幕会）', hall, { categories: attending, quorum: 'twoThirds' }),
  entry(3, '11:45-13:00', 'meal', '午餐', '明湖宾馆一、二号餐厅', { categories: all }),
];

/** A city CPPCC in plenary session (DOMAIN §6.3). `second` is when the second day's plenary is held. */
export const cppccProgramme = (second: `${string}-${string}` = '14:30-17:00'): readonly PlannedSitting[] => [
  entry(0, '09:00-12:00', 'registration', '委员报到', '明湖宾馆大厅', { categories: all }),
  entry(0, '15:00-17:00', 'plenary', '第一次全体会议（开幕会）', hall, { categories: attending, quorum: 'moreThanHalf' }),
  ...meals(0),
  entry(1, '09:00-11:30', 'group', '{group}小组讨论', '各驻地会议室'),
  entry(1, second, 'plenary', '第二次全体会议（大会发言）', hall, { categories: attending, quorum: 'moreThanHalf' }),
  ...meals(1, '11:45-13:00', dinnerBeside(second)),
  entry(2, '09:00-11:30', 'group', '{group}小组讨论政府工作报告', '各驻地会议室'),
  entry(2, '14:30-17:00', 'committee', '界别联组会议', '明湖宾馆国际会议厅'),
  entry(2, '19:30-21:00', 'activity', '委员之夜：明州新城市公共空间展', '明州美术馆', { categories: ['member', 'guest'] }),
  ...meals(2),
  entry(3, '09:00-11:30', 'plenary', '第三次全体会议（大会发言）', hall, { categories: attending, quorum: 'moreThanHalf' }),
  entry(3, '14:30-17:00', 'group', '{group}小组酝酿决议草案', '各驻地会议室'),
  ...meals(3),
  entry(4, '09:30-11:30', 'plenary', '第四次全体会议（闭幕会）', hall, { categories: attending, quorum: 'moreThanHalf' }),
  entry(4, '11:45-13:00', 'meal', '午餐', '明湖宾馆一、二号餐厅', { categories: all }),
];

/** Dinner on a day whose plenary is at another hour: after it, unless it begins later than dinner ends. */
function dinnerBeside(plenary: `${string}-${string}`): `${string}-${string}` {
  const [from, until] = plenary.split('-').map(at) as [number, number];
  if (until <= at('17:20') || from >= at('18:45')) return '17:30-18:45';
  return `${clockAt(until + 10)}-${clockAt(Math.min(until + 70, 1_439))}`;
}

/**
 * When the plenary of the demo's own day is held, so that whoever tries the demo finds one ahead or under way: in the afternoon as usual; later in
 * the day the next half hour that leaves time to get there; late in the evening one that has just begun. `now` in minutes of the day.
 */
export function plenaryOfToday(now: number): `${string}-${string}` {
  const half = (minutes: number) => Math.ceil(minutes / 30) * 30;
  if (now < at('13:30') || now > at('23:20')) return '14:30-17:00';
  const from = now <= at('20:15') ? half(now + 45) : half(now - 50);
  return `${clockAt(from)}-${clockAt(Math.min(from + 150, at('23:50')))}`;
}

function clockAt(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Two days on the road in two groups. */
export const inspectionProgramme: readonly PlannedSitting[] = [
  entry(0, '08:30-09:00', 'other', '集合乘车', '市人大机关北门'),
  entry(0, '09:30-11:40', 'activity', '视察云塘老旧小区改造和社区食堂', '云津区云塘街道'),
  entry(0, '12:00-13:00', 'meal', '午餐', '云塘街道食堂', { categories: ['member', 'staff'] }),
  entry(0, '14:00-17:00', 'activity', '视察临渚滨水公共空间二期', '临渚区滨水岸线'),
  entry(1, '09:00-11:30', 'group', '{group}座谈交流', '市人大机关 301 会议室'),
  entry(1, '14:30-16:30', 'other', '情况通报和意见反馈会', '市人大机关报告厅'),
];

/** One day in one room. */
export const standingProgramme: readonly PlannedSitting[] = [
  entry(0, '09:00-11:30', 'plenary', '第一次全体会议', '三楼会议厅', { categories: ['member', 'nonVoting'], quorum: 'moreThanHalf' }),
  entry(0, '11:45-13:00', 'meal', '午餐', '机关食堂', { categories: ['member', 'staff'] }),
  entry(0, '14:00-16:30', 'group', '{group}审议和交流', '各会议室'),
  entry(0, '16:40-17:30', 'plenary', '第二次全体会议', '三楼会议厅', { categories: ['member', 'nonVoting'], quorum: 'moreThanHalf' }),
];
