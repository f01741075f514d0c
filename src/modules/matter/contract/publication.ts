import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { registerPush } from '#platform/contract/notifications.ts';
import { page, pageQuery } from '#platform/contract/paging.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { kindName } from './views.ts';

// What citizens may ask, nobody being signed in: the checked copies that offices published, with their promises as they stand.

const matterParams = z.object({ bodyId: uuid, matterId: uuid });

/**
 * How a published promise stands, in words for citizens. `reported`: the unit says that it is done, the proposer has not said so yet;
 * `notKept`: the proposer says that it is not.
 */
export const promiseStanding = z.enum(['kept', 'keptLate', 'reported', 'running', 'overdue', 'notKept']);
export type PromiseStanding = z.infer<typeof promiseStanding>;

/** What happens to a promise on its way; what the proposer wrote to the unit is not told. */
export const promiseStep = z.enum(['made', 'reported', 'reportedDone', 'judgedKept', 'judgedNotKept']);
export type PromiseStep = z.infer<typeof promiseStep>;

/** How the promises of one matter stand together: `none` were made by a day, `overdue` at least one is late or was judged not kept. */
export const promiseState = z.enum(['running', 'overdue', 'kept', 'none']);
export type PromiseState = z.infer<typeof promiseState>;

/** Filters of every list of published matters: pages, feeds and figures speak of the same ones. */
export const publishedFilter = {
  body: uuid.optional(),
  kind: kindName.optional(),
  field: z.string().max(60).optional().describe('类别'),
  year: z.coerce.number().int().min(1949).max(2200).optional().describe('提出的年份'),
  unit: z.string().max(100).optional().describe('承办单位的名称'),
  answer: z.string().max(60).optional().describe('办理结果'),
  promise: promiseState.optional().describe('承诺事项的状态'),
  words: z.string().trim().max(100).optional().describe('要找的词，或编号'),
};

const publicBody = z.object({
  id: uuid,
  kind: z.enum(['congress', 'cppcc']),
  name: z.string(),
  shortName: z.string(),
  regionName: z.string(),
});
export type PublicBody = z.infer<typeof publicBody>;

const publicPromise = z.object({
  id: uuid,
  unit: z.string(),
  words: z.string(),
  madeOn: day.describe('答复里作出承诺的日期'),
  dueOn: day,
  firstDueOn: day.describe('最初答应的日期；改过期的与 dueOn 不同'),
  standing: promiseStanding,
  reportedOn: day.nullable().describe('单位报告做到的日期'),
  report: z.string().nullable().describe('单位最近一次报告'),
  judgedOn: day.nullable().describe('提出人评价兑现的日期'),
  steps: z
    .array(z.object({ on: day, step: promiseStep, words: z.string().nullable() }))
    .describe('经过，先发生的在前：答应、报告进展、报告做到、评价做到、评价没有做到'),
});

const publicPhoto = z.object({
  id: uuid,
  words: z.string().describe('照片是什么时候的'),
  on: day.nullable(),
  width: z.number().int(),
  height: z.number().int(),
});

const publicLine = z.object({
  bodyId: uuid,
  id: uuid,
  body: publicBody,
  kind: kindName,
  kindName: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  field: z.string().nullable(),
  stateLabel: z.enum(['办理中', '已答复', '已办结']),
  outcome: z.string().nullable().describe('没有单位答复的（如议案），公开时走到了哪一步'),
  publishedAt: instant,
  changedAt: instant.describe('公开内容最近一次变化'),
  author: z.string().nullable(),
});

export const publicMatter = publicLine.extend({
  submittedOn: day.nullable(),
  situation: z.string(),
  analysis: z.string().nullable(),
  measures: z.array(z.string()),
  parts: z.array(z.object({ label: z.string(), words: z.string() })).describe('本类事项特有的其他内容，如议案的案据、方案'),
  units: z.array(z.object({ name: z.string(), roleLabel: z.string() })),
  replies: z.array(z.object({ unit: z.string(), words: z.string(), answerClassLabel: z.string().nullable(), issuedOn: day })),
  photos: z.array(publicPhoto),
  commitments: z.array(publicPromise),
  acceptedOn: day.nullable(),
  assignedOn: day.nullable(),
  ratedOn: day.nullable(),
  closedOn: day.nullable(),
  ratingLabel: z.string().nullable(),
});

export const listPublished = defineRoute({
  id: 'matter.list-published',
  method: 'GET',
  path: '/api/public/matters',
  permission: 'public',
  summary: '已公开的事项',
  query: z.object({ ...publishedFilter, ...pageQuery }),
  answer: page(publicLine.extend({ promises: z.object({ total: z.number().int(), kept: z.number().int(), state: promiseState }) })),
});

export const readPublished = defineRoute({
  id: 'matter.read-published',
  method: 'GET',
  path: '/api/public/matters/:bodyId/:matterId',
  permission: 'public',
  summary: '一件已公开的事项',
  params: matterParams,
  answer: publicMatter,
});

/** The bodies that have something published, higher levels first, with how much of which year. */
export const listPublishingBodies = defineRoute({
  id: 'matter.list-publishing-bodies',
  method: 'GET',
  path: '/api/public/bodies',
  permission: 'public',
  summary: '有公开事项的人大、政协',
  answer: z.object({
    items: z.array(
      publicBody.extend({
        level: z.string(),
        published: z.number().int(),
        changedAt: instant,
        years: z.array(z.object({ year: z.number().int(), count: z.number().int() })).describe('近的年份在前'),
      }),
    ),
  }),
});

const counted = <Key extends string>(key: Key) =>
  z.array(z.object({ [key]: z.string(), count: z.number().int() } as Record<Key, z.ZodString> & { count: z.ZodNumber }));

/**
 * Figures over all published matters of a body, or of all bodies. Sums hold: kinds, fields, years, answers and promise states each add up to
 * `total`; a matter that several units handle counts for each, so units do not.
 */
export const readPublishedFigures = defineRoute({
  id: 'matter.read-published-figures',
  method: 'GET',
  path: '/api/public/figures',
  permission: 'public',
  summary: '已公开事项的数目',
  query: z.object({ body: uuid.optional() }),
  answer: z.object({
    at: instant,
    total: z.number().int(),
    promises: z.object({ total: z.number().int(), kept: z.number().int() }),
    promiseStates: z.object({ running: z.number().int(), overdue: z.number().int(), kept: z.number().int(), none: z.number().int() }),
    kinds: z.array(z.object({ kind: kindName, count: z.number().int() })),
    years: z.array(z.object({ year: z.number().int(), count: z.number().int() })),
    fields: counted('field'),
    answers: counted('answer'),
    units: counted('unit'),
  }),
});

/** A photo that the office chose when it published the matter; with `size=small` its small picture. */
export const readPublishedPhoto = defineRoute({
  id: 'matter.read-published-photo',
  method: 'GET',
  path: '/api/public/matters/:bodyId/:matterId/photos/:photoId',
  permission: 'public',
  summary: '公开事项的照片',
  carries: 'bytes',
  params: matterParams.extend({ photoId: uuid }),
  query: z.object({ size: z.enum(['small', 'whole']).default('whole') }),
  answer: z.unknown(),
});

/** The key with which a browser asks its push service for an address. */
export const readFollowKey = defineRoute({
  id: 'matter.read-follow-key',
  method: 'GET',
  path: '/api/public/push-key',
  permission: 'public',
  summary: '网页推送的公钥',
  answer: z.object({ publicKey: z.string().nullable().describe('没有开通推送时为空') }),
});

/** Tells this browser when the published matter changes. Kept is the browser's push address and nothing of a person. */
export const followPublished = defineRoute({
  id: 'matter.follow-published',
  method: 'POST',
  path: '/api/public/matters/:bodyId/:matterId/follow',
  permission: 'public',
  summary: '这件事有变化时提醒我（网页推送）',
  params: matterParams,
  body: registerPush.body.omit({ device: true }),
  answer: done,
});

export const unfollowPublished = defineRoute({
  id: 'matter.unfollow-published',
  method: 'POST',
  path: '/api/public/matters/:bodyId/:matterId/unfollow',
  permission: 'public',
  summary: '不再提醒',
  params: matterParams,
  body: registerPush.body.pick({ endpoint: true }),
  answer: done,
});

/** The tables of the open data, see contract/open-data.ts. */
export const openTable = z.enum(['matters', 'replies', 'promises']);
export type OpenTable = z.infer<typeof openTable>;

const openParams = z.object({ bodyId: uuid, year: z.coerce.number().int().min(1949).max(2200) });

/** Everything that a body has published of one year, as one JSON document; its members are those of the data dictionary at `/p/open`. */
export const readOpenJson = defineRoute({
  id: 'matter.read-open-json',
  method: 'GET',
  path: '/api/public/open/:bodyId/:year/matters.json',
  permission: 'public',
  summary: '开放数据：一个机构一年公开的事项（JSON，字段见 /p/open 的数据字典）',
  carries: 'bytes',
  params: openParams,
  answer: z.unknown(),
});

/** One table of the same as CSV (RFC 4180, UTF-8 with a byte order mark). Cells that a spreadsheet would take for a formula begin with '. */
export const readOpenCsv = defineRoute({
  id: 'matter.read-open-csv',
  method: 'GET',
  path: '/api/public/open/:bodyId/:year/csv/:table',
  permission: 'public',
  summary: '开放数据：事项表 matters、答复表 replies、承诺表 promises（CSV）',
  carries: 'bytes',
  params: openParams.extend({ table: openTable }),
  answer: z.unknown(),
});
