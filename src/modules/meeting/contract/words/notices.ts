import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { ofMeeting } from '../addresses.ts';
import { attendeeCategory } from '../meeting.ts';

/** Whom a notice is for: all named sorts together; nothing named means everybody of the meeting. */
const recipients = {
  categories: z.array(attendeeCategory).max(6).default([]),
  groupIds: z.array(uuid).max(200).default([]),
  attendeeIds: z.array(uuid).max(1_000, '一次最多点名 1000 人').default([]),
};

/** A notice in the office's list, with how it was answered. */
export const noticeLine = z.object({
  id: uuid,
  title: z.string(),
  words: z.string(),
  urgent: z.boolean(),
  state: z.enum(['sent', 'withdrawn']),
  /** 全体参会人员, or 慈水代表团、列席人员 等 3 个单位 */
  toWords: z.string(),
  sentAt: instant,
  sentBy: z.string(),
  remindedAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
  told: z.number().int(),
  read: z.number().int(),
  confirmed: z.number().int(),
});
export type NoticeLine = z.infer<typeof noticeLine>;

/** How one person answered. */
const receipt = z.object({
  attendeeId: uuid,
  name: z.string(),
  title: z.string(),
  readAt: instant.nullable(),
  confirmedAt: instant.nullable(),
});
export const noticeReceipts = z.object({
  notice: noticeLine,
  /** By delegation or sector; those who still owe an answer first. */
  groups: z.array(
    z.object({
      groupId: uuid.nullable(),
      name: z.string(),
      told: z.number().int(),
      read: z.number().int(),
      confirmed: z.number().int(),
      people: z.array(receipt),
    }),
  ),
});
export type NoticeReceipts = z.infer<typeof noticeReceipts>;

/** A notice as an attendee reads it. */
export const ownNotice = z.object({
  id: uuid,
  title: z.string(),
  words: z.string(),
  urgent: z.boolean(),
  sentAt: instant,
  sentBy: z.string(),
  readAt: instant.nullable(),
  confirmedAt: instant.nullable(),
});
export type OwnNotice = z.infer<typeof ownNotice>;

const ofNotice = z.object({ meetingId: uuid, noticeId: uuid });

export const listNotices = defineRoute({
  id: 'meeting.list-notices',
  method: 'GET',
  path: '/api/meetings/:meetingId/notices',
  permission: 'meeting.notices',
  summary: '会议通知和阅读情况',
  params: ofMeeting,
  answer: z.object({ items: z.array(noticeLine) }),
});

export const readNoticeReceipts = defineRoute({
  id: 'meeting.read-notice-receipts',
  method: 'GET',
  path: '/api/meetings/:meetingId/notices/:noticeId/receipts',
  permission: 'meeting.notices',
  summary: '一条通知的阅读和确认名单',
  params: ofNotice,
  answer: noticeReceipts,
});

/** Ids in an address, with commas between them. */
function idList(most: number) {
  const isId = (word: string) => uuid.safeParse(word).success;
  return z
    .string()
    .max(most)
    .default('')
    .refine((words) => words.split(',').every((word) => word === '' || isId(word)), '编号格式不对');
}

/** How many people a choice of recipients reaches, before it is sent. */
export const countRecipients = defineRoute({
  id: 'meeting.count-recipients',
  method: 'GET',
  path: '/api/meetings/:meetingId/notice-recipients',
  permission: 'meeting.notices',
  summary: '通知会发给多少人',
  params: ofMeeting,
  query: z.object({
    categories: z.string().max(200).default(''),
    groupIds: idList(8_000),
    attendeeIds: idList(38_000),
  }),
  answer: z.object({ people: z.number().int(), withoutAccount: z.number().int() }),
});

export const sendNotice = defineRoute({
  id: 'meeting.send-notice',
  method: 'PUT',
  path: '/api/meetings/:meetingId/notices/:noticeId',
  permission: 'meeting.notices',
  summary: '发送会议通知',
  params: ofNotice,
  body: z.object({
    title: z.string().trim().min(2, '标题至少 2 个字').max(60, '标题最多 60 字'),
    words: z.string().trim().min(2, '请写明通知内容').max(2_000, '通知最多 2000 字'),
    urgent: z.boolean().default(false),
    ...recipients,
  }),
  answer: z.object({ told: z.number().int() }),
});

export const remindNotice = defineRoute({
  id: 'meeting.remind-notice',
  method: 'POST',
  path: '/api/meetings/:meetingId/notices/:noticeId/remind',
  permission: 'meeting.notices',
  summary: '提醒还没有阅读或确认的人',
  params: ofNotice,
  answer: z.object({ reminded: z.number().int() }),
});

export const withdrawNotice = defineRoute({
  id: 'meeting.withdraw-notice',
  method: 'POST',
  path: '/api/meetings/:meetingId/notices/:noticeId/withdraw',
  permission: 'meeting.notices',
  summary: '收回会议通知',
  params: ofNotice,
  answer: done,
});

export const listOwnNotices = defineRoute({
  id: 'meeting.list-own-notices',
  method: 'GET',
  path: '/api/meetings/:meetingId/own-notices',
  permission: 'meeting.own',
  summary: '我收到的会议通知',
  params: ofMeeting,
  answer: z.object({ items: z.array(ownNotice) }),
});

/** Marks notices as read; one that is read already keeps its time. */
export const readOwnNotices = defineRoute({
  id: 'meeting.read-own-notices',
  method: 'POST',
  path: '/api/meetings/:meetingId/own-notices/read',
  permission: 'meeting.own',
  summary: '记为已读',
  params: ofMeeting,
  body: z.object({ ids: z.array(uuid).min(1).max(200) }),
  answer: done,
});

export const confirmNotice = defineRoute({
  id: 'meeting.confirm-notice',
  method: 'POST',
  path: '/api/meetings/:meetingId/own-notices/:noticeId/confirm',
  permission: 'meeting.own',
  summary: '确认收到紧急通知',
  params: ofNotice,
  answer: done,
});
