import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { page, pageQuery } from '#platform/contract/paging.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { matterLine } from './views.ts';

/**
 * The editor's desk (DOMAIN §2.5): numbered bulletins (信息专报) that use one report alone, weave several into one text, or forward an original. A
 * bulletin is the office's own until it is issued; issuing does the kind's own act to each of its matters, so that every author sees the step.
 */
export const bulletinForms = { single: '单篇', compiled: '综合', original: '原稿转送' } as const;
export type BulletinForm = keyof typeof bulletinForms;
export const bulletinForm = z.enum(Object.keys(bulletinForms) as [BulletinForm, ...BulletinForm[]]);

/** A matter as it was worded last beside what its author wrote. */
export const editionView = z.object({
  revision: z.number().int(),
  title: z.string(),
  words: z.string(),
  editedBy: z.string(),
  editedAt: instant,
});

export const bulletinLine = z.object({
  id: uuid,
  number: z.number().int().nullable(),
  year: z.number().int(),
  /** 明州政协信息 2026 年第 8 期, or 未编号 */
  name: z.string(),
  form: bulletinForm,
  title: z.string(),
  state: z.enum(['draft', 'issued']),
  items: z.number().int(),
  madeBy: z.string(),
  changedAt: instant,
  issuedAt: instant.nullable(),
});
export type BulletinLine = z.infer<typeof bulletinLine>;

export const bulletinView = bulletinLine.extend({
  words: z.string(),
  addressees: z.array(z.string()),
  signer: z.string().nullable(),
  revision: z.number().int(),
  matters: z.array(
    z.object({
      line: matterLine,
      /** What the author wrote, as one text. */
      original: z.object({ title: z.string(), words: z.string() }),
      edition: editionView.nullable(),
      /** What came of it above: adoptions and instructions, newest last. */
      results: z.array(z.object({ label: z.string(), line: z.string(), at: instant })),
    }),
  ),
});
export type BulletinView = z.infer<typeof bulletinView>;

const written = {
  form: bulletinForm,
  title: z.string().trim().min(4, '标题至少 4 个字').max(80, '标题最多 80 字'),
  words: z.string().trim().max(20_000, '正文最多 2 万字'),
  addressees: z.array(z.string().trim().min(1).max(60)).max(12, '最多报送 12 处'),
  matters: z.array(uuid).min(1, '请至少选一篇').max(20, '一期最多 20 篇'),
};
const bulletinParams = z.object({ bulletinId: uuid });

export const listBulletins = defineRoute({
  id: 'matter.list-bulletins',
  method: 'GET',
  path: '/api/bulletins',
  permission: 'matter.bulletins',
  summary: '信息专报列表',
  query: z.object({
    state: z.enum(['draft', 'issued']).optional(),
    year: z.coerce.number().int().min(2000).max(2100).optional(),
    ...pageQuery,
  }),
  answer: page(bulletinLine),
});

export const readBulletin = defineRoute({
  id: 'matter.read-bulletin',
  method: 'GET',
  path: '/api/bulletins/:bulletinId',
  permission: 'matter.bulletins',
  summary: '一期信息专报',
  params: bulletinParams,
  answer: bulletinView,
});

/** The id is made by the client: what was typed is stored once, however often it is sent. */
export const saveBulletin = defineRoute({
  id: 'matter.save-bulletin',
  method: 'PUT',
  path: '/api/bulletins/:bulletinId',
  permission: 'matter.bulletins',
  summary: '保存信息专报',
  params: bulletinParams,
  body: z.object({ revision: z.number().int().min(0), ...written }),
  answer: z.object({ revision: z.number().int() }),
});

export const dropBulletin = defineRoute({
  id: 'matter.drop-bulletin',
  method: 'DELETE',
  path: '/api/bulletins/:bulletinId',
  permission: 'matter.bulletins',
  summary: '删除没有编发的信息专报',
  params: bulletinParams,
  answer: done,
});

export const issueBulletin = defineRoute({
  id: 'matter.issue-bulletin',
  method: 'POST',
  path: '/api/bulletins/:bulletinId/issue',
  permission: 'matter.bulletins',
  summary: '编号编发',
  params: bulletinParams,
  body: z.object({ revision: z.number().int().min(1), signer: z.string().trim().min(2, '请写明签发人').max(40, '签发人最多 40 字') }),
  answer: z.object({ number: z.number().int(), name: z.string() }),
});

export const readBulletinDocument = defineRoute({
  id: 'matter.read-bulletin-document',
  method: 'GET',
  path: '/api/bulletins/:bulletinId/document.docx',
  permission: 'matter.bulletins',
  summary: '信息专报（docx）',
  carries: 'bytes',
  params: bulletinParams,
  answer: z.unknown(),
});

export const listEditions = defineRoute({
  id: 'matter.list-editions',
  method: 'GET',
  path: '/api/matters/:bodyId/:matterId/editions',
  permission: 'matter.bulletins',
  summary: '编辑稿的各稿',
  params: z.object({ bodyId: uuid, matterId: uuid }),
  answer: z.object({ items: z.array(editionView) }),
});

/** One author's year: what was submitted, used, adopted above and instructed on (DOMAIN §2.5, year-end bulletin). */
export const yearLine = z.object({
  authorId: uuid,
  author: z.string(),
  group: z.string(),
  submitted: z.number().int(),
  single: z.number().int(),
  compiled: z.number().int(),
  original: z.number().int(),
  adopted: z.number().int(),
  instructed: z.number().int(),
});

export const readBulletinYear = defineRoute({
  id: 'matter.read-bulletin-year',
  method: 'GET',
  path: '/api/bulletin-years/:year',
  permission: 'matter.bulletins',
  summary: '年度报送和采用情况',
  params: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  answer: z.object({ year: z.number().int(), items: z.array(yearLine), issued: z.number().int() }),
});

export const exportBulletinYear = defineRoute({
  id: 'matter.export-bulletin-year',
  method: 'GET',
  path: '/api/bulletin-years/:year/list.xlsx',
  permission: 'matter.bulletins',
  summary: '年度通报导出为 Excel',
  carries: 'bytes',
  params: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  answer: z.unknown(),
});
