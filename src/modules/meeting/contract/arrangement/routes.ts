import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { page, pageQuery } from '#platform/contract/paging.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { ofMeeting, ofSitting } from '../addresses.ts';
import { attendeeCategory, meetingKind, meetingLine, meetingState, quorum, sittingKind } from '../meeting.ts';
import { meetingView } from './meeting-view.ts';

/** The meetings that the actor may see, the latest opening first: all of its body for the office, one's own for everybody else. */
export const listMeetings = defineRoute({
  id: 'meeting.list-meetings',
  method: 'GET',
  path: '/api/meetings',
  permission: 'meeting.read',
  summary: '会议列表',
  query: z.object({
    ...pageQuery,
    kind: meetingKind.optional(),
    state: meetingState.optional(),
    year: z.coerce.number().int().min(1990).max(2199).optional(),
    words: z.string().trim().max(60).optional(),
  }),
  answer: page(meetingLine.extend({ people: z.number().int(), sittings: z.number().int() })),
});

/** One meeting with its programme and groups. Hidden entries are left out for everybody but its office. */
export const readMeeting = defineRoute({
  id: 'meeting.read-meeting',
  method: 'GET',
  path: '/api/meetings/:meetingId',
  permission: 'meeting.read',
  summary: '一次会议',
  params: ofMeeting,
  answer: meetingView,
});

const title = (what: string, most = 80) => z.string().trim().min(2, `请填写${what}`).max(most, `${what}不超过 ${most} 字`);
const place = z.string().trim().max(80, '地点不超过 80 字').default('');
const revision = z.object({ revision: z.number().int() });

export const meetingDraft = z
  .object({
    kind: meetingKind,
    title: title('会议名称'),
    place,
    opensOn: day,
    closesOn: day,
    /** The session of the term (次会议) that a plenary session is. */
    sessionId: uuid.nullable().default(null),
    /** When papers to be returned leave the devices; null: when the meeting ends. */
    papersUntil: instant.nullable().default(null),
    /** Of the meeting as it was read; null for a new one. */
    revision: z.number().int().nullable().default(null),
  })
  .refine((value) => value.closesOn >= value.opensOn, { message: '结束日期不能早于开始日期', path: ['closesOn'] })
  .refine((value) => Date.parse(value.closesOn) - Date.parse(value.opensOn) <= 60 * 86_400_000, {
    message: '一次会议最长六十天',
    path: ['closesOn'],
  });

/** Makes a meeting under an id that the client made, or changes it. */
export const saveMeeting = defineRoute({
  id: 'meeting.save-meeting',
  method: 'PUT',
  path: '/api/meetings/:meetingId',
  permission: 'meeting.arrange',
  summary: '新建或修改会议',
  params: ofMeeting,
  body: meetingDraft,
  answer: revision,
});

/** Announces, begins or ends a meeting, one step at a time. Announcing later than the notice period wants a reason (DOMAIN §6.1). */
export const advanceMeeting = defineRoute({
  id: 'meeting.advance-meeting',
  method: 'POST',
  path: '/api/meetings/:meetingId/advance',
  permission: 'meeting.arrange',
  summary: '发出会议通知、开会或结束会议',
  params: ofMeeting,
  body: z.object({
    to: z.enum(['announced', 'running', 'ended']),
    revision: z.number().int(),
    lateReason: z.string().trim().max(300).default(''),
  }),
  answer: revision,
});

/** What may go along when a meeting is taken as a template. */
export const cloneParts = {
  programme: '日程（日期顺延）',
  agenda: '议程',
  groups: '代表团（界别）、召集人和会场',
  people: '参会人员',
  seating: '会场座位图',
  coaches: '车辆和班次',
  papers: '文件目录（不带正文）',
  checkLists: '签到、用餐等签到名单',
} as const;
export type ClonePart = keyof typeof cloneParts;

/** Makes a new draft meeting out of another one: day 1 becomes the new day 1. */
export const cloneMeeting = defineRoute({
  id: 'meeting.clone-meeting',
  method: 'POST',
  path: '/api/meetings/:meetingId/clone',
  permission: 'meeting.arrange',
  summary: '以一次会议为模板筹备新会议',
  params: ofMeeting,
  body: z.object({
    id: uuid,
    title: title('会议名称'),
    opensOn: day,
    sessionId: uuid.nullable().default(null),
    parts: z.array(z.enum(Object.keys(cloneParts) as [ClonePart, ...ClonePart[]])).min(1, '请至少选一项'),
  }),
  answer: z.object({ id: uuid }),
});

export const sittingDraft = z
  .object({
    kind: sittingKind,
    title: title('日程名称'),
    startsAt: instant,
    endsAt: instant,
    place,
    quorum: quorum.default('none'),
    dueCategories: z.array(attendeeCategory).min(1, '请选择谁应到').default(['member']),
    dueGroups: z.array(uuid).max(200).default([]),
    hidden: z.boolean().default(false),
    revision: z.number().int().nullable().default(null),
  })
  .refine((value) => value.endsAt > value.startsAt, { message: '结束时间应晚于开始时间', path: ['endsAt'] })
  .refine((value) => Date.parse(value.endsAt) - Date.parse(value.startsAt) <= 24 * 3_600_000, {
    message: '一项日程不超过二十四小时',
    path: ['endsAt'],
  });

/** Adds an entry of the programme under an id that the client made, or changes it. */
export const saveSitting = defineRoute({
  id: 'meeting.save-sitting',
  method: 'PUT',
  path: '/api/meetings/:meetingId/sittings/:sittingId',
  permission: 'meeting.arrange',
  summary: '新增或修改日程',
  params: ofSitting,
  body: sittingDraft,
  answer: revision,
});

/** Adds one sitting for each of the groups at the same time, each in its own place. */
export const addGroupSittings = defineRoute({
  id: 'meeting.add-group-sittings',
  method: 'POST',
  path: '/api/meetings/:meetingId/group-sittings',
  permission: 'meeting.arrange',
  summary: '为各代表团（界别）同时安排分组会议',
  params: ofMeeting,
  body: z
    .object({
      kind: z.enum(['delegation', 'group']),
      title: title('日程名称'),
      startsAt: instant,
      endsAt: instant,
      groupIds: z.array(uuid).min(1, '请至少选一个组').max(200),
    })
    .refine((value) => value.endsAt > value.startsAt, { message: '结束时间应晚于开始时间', path: ['endsAt'] }),
  answer: z.object({ added: z.number().int() }),
});

/** Cancels an announced entry, which stays in the programme with its reason; a draft's entry is taken out. */
export const cancelSitting = defineRoute({
  id: 'meeting.cancel-sitting',
  method: 'POST',
  path: '/api/meetings/:meetingId/sittings/:sittingId/cancel',
  permission: 'meeting.arrange',
  summary: '取消日程',
  params: ofSitting,
  body: z.object({ reason: z.string().trim().max(200, '原因不超过 200 字').default('') }),
  answer: done,
});

/** Begins an entry of the programme; closing one settles attendance and is part of presence. */
export const beginSitting = defineRoute({
  id: 'meeting.begin-sitting',
  method: 'POST',
  path: '/api/meetings/:meetingId/sittings/:sittingId/begin',
  permission: 'meeting.arrange',
  summary: '宣布开会',
  params: ofSitting,
  answer: done,
});

/** A point of the agenda as its reader may know it. `number` is reckoned from its place: 一、（一）1.; hidden ones have none. */
export const agendaItem = z.object({
  id: uuid,
  sittingId: uuid.nullable(),
  parentId: uuid.nullable(),
  number: z.string(),
  depth: z.number().int(),
  title: z.string(),
  note: z.string(),
  presenter: z.string(),
  minutes: z.number().int().nullable(),
  hidden: z.boolean(),
  state: z.enum(['pending', 'now', 'done', 'skipped']),
  beganAt: instant.nullable(),
  endedAt: instant.nullable(),
});
export type AgendaItem = z.infer<typeof agendaItem>;

export const readAgenda = defineRoute({
  id: 'meeting.read-agenda',
  method: 'GET',
  path: '/api/meetings/:meetingId/agenda',
  permission: 'meeting.read',
  summary: '会议议程',
  params: ofMeeting,
  answer: z.object({ items: z.array(agendaItem) }),
});

export const agendaDraft = z.object({
  id: uuid,
  /** One of the items before it in the list. */
  parentId: uuid.nullable(),
  title: z.string().trim().min(1, '请填写议程').max(200, '议程不超过 200 字'),
  note: z.string().trim().max(1_000).default(''),
  presenter: z.string().trim().max(60).default(''),
  minutes: z.number().int().min(1).max(600).nullable().default(null),
  hidden: z.boolean().default(false),
});
export type AgendaDraft = z.infer<typeof agendaDraft>;

/** Replaces the agenda of a sitting as a whole; what an item has been through (began, ended) stays with its id. */
export const saveAgenda = defineRoute({
  id: 'meeting.save-agenda',
  method: 'PUT',
  path: '/api/meetings/:meetingId/sittings/:sittingId/agenda',
  permission: 'meeting.arrange',
  summary: '编排一场会议的议程',
  params: ofSitting,
  body: z.object({ revision: z.number().int(), items: z.array(agendaDraft).max(200, '议程最多 200 项') }),
  answer: revision,
});

/** Says where the sitting stands: `now` ends the item before; `pending` takes it back. */
export const moveAgenda = defineRoute({
  id: 'meeting.move-agenda',
  method: 'POST',
  path: '/api/meetings/:meetingId/agenda/:itemId/state',
  permission: 'meeting.arrange',
  summary: '议程进行到哪一项',
  params: z.object({ meetingId: uuid, itemId: uuid }),
  body: z.object({ state: z.enum(['pending', 'now', 'done', 'skipped']) }),
  answer: done,
});

export const meetingChange = z.object({
  id: uuid,
  at: instant,
  byName: z.string(),
  subjectKind: z.string(),
  subjectId: uuid,
  words: z.string(),
});
export type MeetingChange = z.infer<typeof meetingChange>;

/** What changed since the meeting was announced, the latest first. */
export const listChanges = defineRoute({
  id: 'meeting.list-changes',
  method: 'GET',
  path: '/api/meetings/:meetingId/changes',
  permission: 'meeting.read',
  summary: '会议安排的变动',
  params: ofMeeting,
  query: z.object(pageQuery),
  answer: page(meetingChange),
});

/** Puts a cancelled entry back: the undo of a cancellation. */
export const restoreSitting = defineRoute({
  id: 'meeting.restore-sitting',
  method: 'POST',
  path: '/api/meetings/:meetingId/sittings/:sittingId/restore',
  permission: 'meeting.arrange',
  summary: '恢复已取消的日程',
  params: ofSitting,
  answer: done,
});

/** The programme with its agendas as a document in the official form. */
export const programmeDocument = defineRoute({
  id: 'meeting.programme-document',
  method: 'GET',
  path: '/api/meetings/:meetingId/programme/document',
  permission: 'meeting.read',
  summary: '日程和议程文档',
  params: ofMeeting,
  answer: z.any(),
  carries: 'bytes',
});

/** The programme with its agendas, or the agenda of one sitting, ready for the printer (PDF, A4). */
export const printProgramme = defineRoute({
  id: 'meeting.print-programme',
  method: 'GET',
  path: '/api/meetings/:meetingId/programme/print',
  permission: 'meeting.read',
  summary: '打印日程或一次会议的议程',
  params: ofMeeting,
  query: z.object({ sittingId: uuid.optional() }),
  answer: z.any(),
  carries: 'bytes',
});

const feed = z.object({ address: z.string() });

/** The address of one's own calendar feed at a meeting; whoever has it reads one's programme. */
export const readOwnFeed = defineRoute({
  id: 'meeting.read-own-feed',
  method: 'GET',
  path: '/api/meetings/:meetingId/feed',
  permission: 'meeting.read',
  summary: '我的日历订阅地址',
  params: ofMeeting,
  answer: feed,
});

/** Gives one a new feed address; the old one stops answering. */
export const renewOwnFeed = defineRoute({
  id: 'meeting.renew-own-feed',
  method: 'POST',
  path: '/api/meetings/:meetingId/feed/renew',
  permission: 'meeting.read',
  summary: '更换我的日历订阅地址',
  params: ofMeeting,
  answer: feed,
});

/** One person's programme as an iCalendar file, for calendar programs: the secret in the address is all that it takes. */
export const readFeed = defineRoute({
  id: 'meeting.read-feed',
  method: 'GET',
  path: '/api/meetings/feeds/:file',
  permission: 'public',
  summary: '日历订阅（iCalendar）',
  params: z.object({ file: z.string().regex(/^[\w-]{20,64}\.ics$/, '订阅地址不对，请在手机上重新复制') }),
  answer: z.any(),
  carries: 'bytes',
});
