import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';

/** What a meeting is. A plenary session (人代会、政协全会) has all parts; the others use as many as they need. */
export const meetingKinds = {
  plenarySession: '全体会议（大会）',
  standingCommittee: '常委会会议',
  chairs: '主任（主席）会议',
  committee: '专门委员会会议',
  inspection: '视察',
  study: '调研',
  training: '培训',
  reading: '读书活动',
  activity: '其他活动',
} as const;
export type MeetingKind = keyof typeof meetingKinds;
export const meetingKind = z.enum(Object.keys(meetingKinds) as [MeetingKind, ...MeetingKind[]]);

/** `draft`: only the office knows of it; `announced`: its people see it; `ended`: kept as it was. */
export const meetingStates = { draft: '筹备中', announced: '已通知', running: '正在召开', ended: '已结束' } as const;
export type MeetingState = keyof typeof meetingStates;
export const meetingState = z.enum(Object.keys(meetingStates) as [MeetingState, ...MeetingState[]]);

/** One entry of the programme (日程). */
export const sittingKinds = {
  registration: '报到',
  preparatory: '预备会议',
  plenary: '全体会议',
  delegation: '代表团会议',
  group: '小组会议',
  presidium: '主席团会议',
  committee: '委员会会议',
  activity: '活动',
  meal: '用餐',
  other: '其他安排',
} as const;
export type SittingKind = keyof typeof sittingKinds;
export const sittingKind = z.enum(Object.keys(sittingKinds) as [SittingKind, ...SittingKind[]]);

export const sittingStates = { planned: '未开始', running: '进行中', ended: '已结束', cancelled: '已取消' } as const;
export type SittingState = keyof typeof sittingStates;
export const sittingState = z.enum(Object.keys(sittingStates) as [SittingState, ...SittingState[]]);

/** Which share of the members due must be present before a sitting may begin (地方组织法 §14; DOMAIN §6.1, §6.3). */
export const quorums = { none: '不要求', moreThanHalf: '过半数', twoThirds: '三分之二以上' } as const;
export type Quorum = keyof typeof quorums;
export const quorum = z.enum(Object.keys(quorums) as [Quorum, ...Quorum[]]);

/** What somebody is at a meeting. Only members count for 应到 and quorum. */
export const attendeeCategories = {
  member: '正式人员',
  nonVoting: '列席人员',
  observer: '旁听人员',
  staff: '工作人员',
  press: '新闻记者',
  guest: '特邀来宾',
} as const;
export type AttendeeCategory = keyof typeof attendeeCategories;
export const attendeeCategory = z.enum(Object.keys(attendeeCategories) as [AttendeeCategory, ...AttendeeCategory[]]);

export const meetingGroupKinds = {
  delegation: '代表团',
  sector: '界别',
  group: '小组',
  presidium: '主席团',
  secretariat: '秘书处',
  committee: '委员会',
} as const;
export type MeetingGroupKind = keyof typeof meetingGroupKinds;
export const meetingGroupKind = z.enum(Object.keys(meetingGroupKinds) as [MeetingGroupKind, ...MeetingGroupKind[]]);

/** An office in a group. */
export const attendeePosts = {
  convenor: '团长（召集人）',
  deputyConvenor: '副团长（副召集人）',
  sessionChair: '执行主席',
  liaison: '联络员',
  member: '成员',
} as const;
export type AttendeePost = keyof typeof attendeePosts;
export const attendeePost = z.enum(Object.keys(attendeePosts) as [AttendeePost, ...AttendeePost[]]);

/** A meeting in a line. */
export const meetingLine = z.object({
  id: uuid,
  bodyId: uuid,
  kind: meetingKind,
  title: z.string(),
  place: z.string(),
  opensOn: day,
  closesOn: day,
  state: meetingState,
});
export type MeetingLine = z.infer<typeof meetingLine>;

/** An entry of the programme in a line. */
export const sittingLine = z.object({
  id: uuid,
  kind: sittingKind,
  title: z.string(),
  startsAt: instant,
  endsAt: instant,
  place: z.string(),
  state: sittingState,
  quorum,
  dueCategories: z.array(attendeeCategory),
  dueGroups: z.array(uuid),
  hidden: z.boolean(),
});
export type SittingLine = z.infer<typeof sittingLine>;

/** A person of a meeting in a line, as everybody of the meeting may know him. */
export const attendeeLine = z.object({
  id: uuid,
  personId: uuid.nullable(),
  name: z.string(),
  gender: z.enum(['male', 'female']).nullable(),
  category: attendeeCategory,
  groupId: uuid.nullable(),
  groupName: z.string(),
  title: z.string(),
  unit: z.string(),
});

/** The people due at a sitting, by what became of them. `due` is the sum of the other four while it runs; until it is closed a missing person is 未到, afterwards 缺席. */
export const presenceCount = z.object({
  due: z.number(),
  present: z.number(),
  onLeave: z.number(),
  missing: z.number(),
});
export type PresenceCount = z.infer<typeof presenceCount>;

/** What a closed sitting settles of somebody due: 到会、请假、缺席. */
export const settledOutcomes = { present: '到会', onLeave: '请假', absent: '缺席' } as const;
export const settledOutcome = z.enum(['present', 'onLeave', 'absent']);
export type SettledOutcome = z.infer<typeof settledOutcome>;
