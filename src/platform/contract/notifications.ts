import { z } from 'zod';
import { uuid } from './identifiers.ts';
import { instant } from './instant.ts';
import { page, pageQuery } from './paging.ts';
import { defineRoute, done } from './route.ts';

/** How a person is told: at once by push, once a day in one digest, in the app only, or not at all. */
export const channel = z.enum(['now', 'digest', 'app', 'off']);
export type Channel = z.infer<typeof channel>;

export const channelWords: Readonly<Record<Channel, string>> = { now: '立即推送', digest: '每日汇总', app: '只在应用内', off: '不提醒' };

export const notificationLine = z.object({
  id: uuid,
  kind: z.string(),
  title: z.string(),
  words: z.string(),
  link: z.string().describe('应用内的页面，如 /matters/…；各端自行加上前缀'),
  bodyId: uuid,
  subjectId: uuid,
  urgent: z.boolean(),
  at: instant,
  readAt: instant.nullable(),
});
export type NotificationLine = z.infer<typeof notificationLine>;

export const listNotifications = defineRoute({
  id: 'notification.list',
  method: 'GET',
  path: '/api/notifications',
  permission: 'notification.own',
  summary: '我的消息，新的在前',
  query: z.object({ ...pageQuery, unread: z.literal('1').optional().describe('只看未读'), kind: z.string().max(100).optional() }),
  answer: page(notificationLine),
});

export const countUnread = defineRoute({
  id: 'notification.count-unread',
  method: 'GET',
  path: '/api/notifications/unread',
  permission: 'notification.own',
  summary: '我有多少条未读消息（最多数到 100）',
  answer: z.object({ count: z.number().int() }),
});

export const markRead = defineRoute({
  id: 'notification.mark-read',
  method: 'POST',
  path: '/api/notifications/read',
  permission: 'notification.own',
  summary: '把几条消息标为已读',
  body: z.object({ ids: z.array(uuid).min(1).max(200) }),
  answer: done,
});

export const markAllRead = defineRoute({
  id: 'notification.mark-all-read',
  method: 'POST',
  path: '/api/notifications/read-all',
  permission: 'notification.own',
  summary: '全部标为已读',
  body: z.object({ upTo: uuid.optional().describe('只到这一条为止：之后才来的仍是未读') }),
  answer: done,
});

export const notificationChoice = z.object({
  kind: z.string(),
  label: z.string(),
  reminder: z.boolean().describe('催办提醒：只在工作时间推送'),
  defaultChannel: channel,
  channel,
});

export const listChoices = defineRoute({
  id: 'notification.list-choices',
  method: 'GET',
  path: '/api/notifications/choices',
  permission: 'notification.own',
  summary: '每类消息怎么通知我',
  answer: z.object({ choices: z.array(notificationChoice) }),
});

export const choose = defineRoute({
  id: 'notification.choose',
  method: 'PUT',
  path: '/api/notifications/choices',
  permission: 'notification.own',
  summary: '选择某类消息怎么通知我',
  body: z.object({ kind: z.string().max(100), channel }),
  answer: done,
});

export const pushDevice = z.object({ id: uuid, device: z.string(), madeAt: instant });

export const readPush = defineRoute({
  id: 'notification.read-push',
  method: 'GET',
  path: '/api/push',
  permission: 'notification.own',
  summary: '推送公钥和我已登记的设备',
  answer: z.object({ publicKey: z.string().nullable().describe('没有配置推送时为空'), devices: z.array(pushDevice) }),
});

export const registerPush = defineRoute({
  id: 'notification.register-push',
  method: 'POST',
  path: '/api/push',
  permission: 'notification.own',
  summary: '在这台设备上接收推送',
  body: z.object({
    endpoint: z.url({ protocol: /^https$/, error: '推送地址不对' }).max(1_000),
    keys: z.object({
      p256dh: z.string().regex(/^[\w-]{80,100}={0,2}$/, '推送密钥不对'),
      auth: z.string().regex(/^[\w-]{20,30}={0,2}$/, '推送密钥不对'),
    }),
    device: z.string().trim().min(1).max(60).describe('设备的叫法，如 iPhone · Safari'),
  }),
  answer: pushDevice,
});

export const removePush = defineRoute({
  id: 'notification.remove-push',
  method: 'DELETE',
  path: '/api/push/:id',
  permission: 'notification.own',
  summary: '不再在这台设备上接收推送',
  params: z.object({ id: uuid }),
  answer: done,
});

export const notificationPermissions = { 'notification.own': '查看自己的消息，选择怎么被通知' } as const;

export const notificationProblems = {
  'notification.kind': { status: 422, message: '没有这类消息，请刷新页面后重选。' },
  'notification.push-host': { status: 422, message: '这个浏览器的推送服务不受支持，请换用系统自带浏览器，或只在应用内查看消息。' },
  'notification.push-off': { status: 409, message: '系统没有开通推送，消息会显示在应用内。' },
  'notification.device': { status: 404, message: '没有找到这台设备，可能已经移除。' },
} as const;
