import { z } from 'zod';
import { uuid } from './identifiers.ts';
import { defineRoute } from './route.ts';

/**
 * What live updates say of an event: that it happened, and to which of the listener's topics. No content: the listener fetches again what
 * it shows, with its own rights.
 */
export const liveMessage = z.object({ type: z.string(), subject: uuid, topics: z.array(z.string()) });
export type LiveMessage = z.infer<typeof liveMessage>;

/** Name of the event that says: updates were missed, fetch everything again. Its data is empty. */
export const resync = 'resync';

/**
 * Header of every answer of the interface to a reading: the place in the order of events that it surely contains all of. A stream that is
 * opened with `since` at that place tells everything that the reading may have missed.
 */
export const livePosition = 'x-live-position';

/**
 * The stream of one actor. Topics of one's own need not be named: `person:<id>` and, by seat, `body:<id>` with `public:<id>` (office),
 * `public:<id>` (member) or `unit:<id>`. Others (`matter:<id>`) are asked for and given where the actor may see the thing.
 *
 * Each message is an unnamed event whose id is `<txid>:<event id>`; a browser sends it back as `Last-Event-ID` and gets what it missed, or
 * one event `resync` where that is too much. Headers cannot be set on an EventSource: the seat goes into the query.
 */
export const followLive = defineRoute({
  id: 'live.follow',
  method: 'GET',
  path: '/api/live',
  permission: 'live.follow',
  summary: '实时更新（server-sent events）',
  carries: 'stream',
  query: z.object({
    topics: z.string().max(1_000).optional().describe('另外关注的主题，逗号分隔，最多 20 个，如 matter:…'),
    seat: uuid.optional().describe('工作身份'),
    since: z
      .string()
      .max(80)
      .optional()
      .describe('从哪里起补发：读取内容时回答的 x-live-position；断线重连时浏览器自己会带 Last-Event-ID，以它为准'),
  }),
  answer: z.string(),
});

export const livePermissions = { 'live.follow': '接收与本人有关的实时更新' } as const;
