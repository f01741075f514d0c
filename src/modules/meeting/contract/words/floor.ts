import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { ofSitting } from '../addresses.ts';
import { speechForm, speechState } from './speeches.ts';

/** An ordinary turn, a remark put into somebody's speech, or a point of order; the last two come first. */
export const interventions = { turn: '发言', interposed: '插话', pointOfOrder: '程序问题' } as const;
export type Intervention = keyof typeof interventions;
export const intervention = z.enum(Object.keys(interventions) as [Intervention, ...Intervention[]]);

/** One turn on the floor of a sitting. */
export const floorTurn = z.object({
  id: uuid,
  attendeeId: uuid,
  name: z.string(),
  /** What he is, e.g. 慈水代表团 团长; empty where nothing is known. */
  groupName: z.string(),
  title: z.string(),
  unit: z.string(),
  topic: z.string(),
  form: speechForm,
  intervention,
  state: speechState,
  /** First or a later time in this sitting. */
  turn: z.number().int(),
  limitSeconds: z.number().int(),
  beganAt: instant.nullable(),
  /** Since when the clock runs; null while it stands. What has been spoken is `seconds` and the time since then. */
  runningSince: instant.nullable(),
  endedAt: instant.nullable(),
  /** Spoken before `runningSince`; all of it once the turn is over. */
  seconds: z.number(),
  paused: z.boolean(),
  mine: z.boolean(),
});
export type FloorTurn = z.infer<typeof floorTurn>;

/** How long the people of a group have spoken in this sitting. */
const balanceOfGroup = z.object({
  groupId: uuid.nullable(),
  name: z.string(),
  turns: z.number().int(),
  seconds: z.number(),
  people: z.number().int(),
});

/** The floor of a sitting as every screen shows it. Count on from `at`, the server's clock: a device's own may be wrong. */
export const floorView = z.object({
  meetingId: uuid,
  sittingId: uuid,
  sittingTitle: z.string(),
  at: instant,
  /** Whether requests to speak are taken. */
  open: z.boolean(),
  firstSeconds: z.number().int(),
  laterSeconds: z.number().int(),
  /** Who has the floor, the one who runs first; another one may be paused behind him. */
  current: floorTurn.nullable(),
  interrupted: floorTurn.nullable(),
  next: z.array(floorTurn),
  spoken: z.array(floorTurn),
  balance: z.array(balanceOfGroup),
  /** Whether the actor may ask for the floor here. */
  mayAsk: z.boolean(),
});
export type FloorView = z.infer<typeof floorView>;

const ofTurn = z.object({ meetingId: uuid, sittingId: uuid, speechId: uuid });

/** For phones, the chair's desk and hall screens. */
export const readFloor = defineRoute({
  id: 'meeting.read-floor',
  method: 'GET',
  path: '/api/meetings/:meetingId/sittings/:sittingId/floor',
  permission: 'meeting.floor',
  summary: '一场会议的发言情况',
  params: ofSitting,
  answer: floorView,
});

/** 举手. The id is made by the phone. */
export const askForFloor = defineRoute({
  id: 'meeting.ask-for-floor',
  method: 'PUT',
  path: '/api/meetings/:meetingId/sittings/:sittingId/floor/:speechId',
  permission: 'meeting.own',
  summary: '在会上要求发言',
  params: ofTurn,
  body: z.object({ intervention: intervention.default('turn'), topic: z.string().trim().max(60, '最多 60 字').default('') }),
  answer: done,
});

export const leaveFloor = defineRoute({
  id: 'meeting.leave-floor',
  method: 'POST',
  path: '/api/meetings/:meetingId/sittings/:sittingId/floor/:speechId/leave',
  permission: 'meeting.own',
  summary: '撤回发言要求',
  params: ofTurn,
  answer: done,
});

/** Opens or closes the floor and says how long one may speak. */
export const setFloor = defineRoute({
  id: 'meeting.set-floor',
  method: 'PUT',
  path: '/api/meetings/:meetingId/sittings/:sittingId/floor',
  permission: 'meeting.speeches',
  summary: '开放或关闭要求发言',
  params: ofSitting,
  body: z.object({
    open: z.boolean(),
    firstSeconds: z.number().int().min(30, '至少 30 秒').max(7_200, '最多 2 小时'),
    laterSeconds: z.number().int().min(30, '至少 30 秒').max(7_200, '最多 2 小时'),
  }),
  answer: done,
});

/** The chair puts somebody into the queue. */
export const addToFloor = defineRoute({
  id: 'meeting.add-to-floor',
  method: 'POST',
  path: '/api/meetings/:meetingId/sittings/:sittingId/floor/turns',
  permission: 'meeting.speeches',
  summary: '把人员加入发言队列',
  params: ofSitting,
  body: z.object({ attendeeId: uuid, intervention: intervention.default('turn'), topic: z.string().trim().max(60).default('') }),
  answer: done,
});

/** What the chair does with one turn. */
export const floorActs = { start: '开始发言', pause: '暂停', resume: '继续', end: '结束发言', skip: '跳过', restore: '放回队列' } as const;
export type FloorAct = keyof typeof floorActs;
export const floorAct = z.enum(Object.keys(floorActs) as [FloorAct, ...FloorAct[]]);

export const actOnFloor = defineRoute({
  id: 'meeting.act-on-floor',
  method: 'POST',
  path: '/api/meetings/:meetingId/sittings/:sittingId/floor/:speechId/acts',
  permission: 'meeting.speeches',
  summary: '主持发言：开始、暂停、结束、跳过',
  params: ofTurn,
  body: z.object({ act: floorAct }),
  answer: done,
});

/** Changes the order of those who wait, or gives the speaker another limit. */
export const orderFloor = defineRoute({
  id: 'meeting.order-floor',
  method: 'PUT',
  path: '/api/meetings/:meetingId/sittings/:sittingId/floor-order',
  permission: 'meeting.speeches',
  summary: '调整发言顺序',
  params: ofSitting,
  body: z.object({ speechIds: z.array(uuid).max(500) }),
  answer: done,
});

export const limitTurn = defineRoute({
  id: 'meeting.limit-turn',
  method: 'POST',
  path: '/api/meetings/:meetingId/sittings/:sittingId/floor/:speechId/limit',
  permission: 'meeting.speeches',
  summary: '给发言人另定时限',
  params: ofTurn,
  body: z.object({ limitSeconds: z.number().int().min(30, '至少 30 秒').max(7_200, '最多 2 小时') }),
  answer: done,
});
