import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { page, pageQuery } from '#platform/contract/paging.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { clockView, commitmentView, kindName, matterLine, personLine } from './views.ts';

/**
 * The choosing of key items (重点督办建议、重点提案; 代表法 §52, DOMAIN §1.8, §2.3) and of excellent proposals (优秀提案): candidates by rule, first round
 * (初评), deliberation (审议), publication (公布). How many may be chosen follows from the body's rules as they stood when it was opened.
 */
export const selectionPurposes = { key: '重点督办', excellent: '优秀提案' } as const;
export const selectionStates = {
  nominating: '提名',
  shortlisted: '初评',
  deliberating: '审议',
  published: '已公布',
  dropped: '已停止',
} as const;
export const entryStages = { nominated: '提名', shortlisted: '入围', chosen: '选定', dropped: '未入选' } as const;

/** Why a matter is put up. The first ones are reckoned from the case; `priority` is the office's own judgement. */
export const selectionGrounds = {
  many: '联名人数多',
  crossCutting: '涉及三个以上单位',
  hard: '曾评价不满意或重新办理',
  collective: '以集体名义提出',
  concern: '多件并案或多人跟进',
  quality: '提案质量得分优秀',
  adopted: '建议得到采纳（A 类）',
  delivered: '承诺已经兑现',
  priority: '属于年度重点工作',
} as const;
export type SelectionGround = keyof typeof selectionGrounds;

const purpose = z.enum(['key', 'excellent']);
const ground = z.enum(Object.keys(selectionGrounds) as [SelectionGround, ...SelectionGround[]]);
const selectionParams = z.object({ selectionId: uuid });
const entryParams = selectionParams.extend({ matterId: uuid });

export const selectionLine = z.object({
  id: uuid,
  kind: kindName,
  purpose,
  year: z.number().int(),
  title: z.string(),
  state: z.enum(['nominating', 'shortlisted', 'deliberating', 'published', 'dropped']),
  /** How many may be chosen at most, and what that follows from. */
  quota: z.number().int(),
  quotaWords: z.string(),
  entries: z.object({ nominated: z.number().int(), shortlisted: z.number().int(), chosen: z.number().int() }),
  revision: z.number().int(),
  changedAt: instant,
  publishedAt: instant.nullable(),
});
export type SelectionLine = z.infer<typeof selectionLine>;

export const selectionEntry = z.object({
  matter: matterLine,
  stage: z.enum(['nominated', 'shortlisted', 'chosen', 'dropped']),
  grounds: z.array(ground),
  nominatedBy: z.string(),
  score: z.number().int().nullable(),
  words: z.string().nullable(),
  leader: personLine.nullable(),
  committee: z.string().nullable(),
  collective: z.boolean(),
});
export type SelectionEntry = z.infer<typeof selectionEntry>;

export const listSelections = defineRoute({
  id: 'matter.list-selections',
  method: 'GET',
  path: '/api/selections',
  permission: 'matter.select',
  summary: '遴选和评选列表',
  query: z.object({ purpose: purpose.optional(), year: z.coerce.number().int().min(2000).max(2100).optional(), ...pageQuery }),
  answer: page(selectionLine),
});

export const readSelection = defineRoute({
  id: 'matter.read-selection',
  method: 'GET',
  path: '/api/selections/:selectionId',
  permission: 'matter.select',
  summary: '一次遴选或评选',
  params: selectionParams,
  answer: selectionLine.extend({ items: z.array(selectionEntry), committees: z.array(z.string()), leaders: z.array(personLine) }),
});

export const openSelection = defineRoute({
  id: 'matter.open-selection',
  method: 'PUT',
  path: '/api/selections/:selectionId',
  permission: 'matter.select',
  summary: '开始一次遴选或评选',
  params: selectionParams,
  body: z.object({
    kind: kindName,
    purpose,
    year: z.number().int().min(2000).max(2100),
    title: z.string().trim().min(4, '名称至少 4 个字').max(60, '名称最多 60 字'),
  }),
  answer: z.object({ revision: z.number().int() }),
});

/** Matters of the year that fit the rules, those with most grounds first. */
export const listCandidates = defineRoute({
  id: 'matter.list-candidates',
  method: 'GET',
  path: '/api/selections/:selectionId/candidates',
  permission: 'matter.select',
  summary: '按规则列出候选',
  params: selectionParams,
  query: z.object({ words: z.string().trim().max(60).optional(), ground: ground.optional(), ...pageQuery }),
  answer: page(z.object({ matter: matterLine, grounds: z.array(ground) })),
});

export const saveEntry = defineRoute({
  id: 'matter.save-entry',
  method: 'PUT',
  path: '/api/selections/:selectionId/entries/:matterId',
  permission: 'matter.select',
  summary: '提名、打分、确定去留',
  params: entryParams,
  body: z.object({
    stage: z.enum(['nominated', 'shortlisted', 'chosen', 'dropped']),
    grounds: z.array(ground).max(9),
    score: z.number().int().min(0).max(100).nullable(),
    words: z.string().trim().max(300, '评语最多 300 字').nullable(),
    leader: uuid.nullable(),
    committee: z.string().trim().max(60).nullable(),
  }),
  answer: done,
});

export const dropEntry = defineRoute({
  id: 'matter.drop-entry',
  method: 'DELETE',
  path: '/api/selections/:selectionId/entries/:matterId',
  permission: 'matter.select',
  summary: '取消提名',
  params: entryParams,
  answer: done,
});

export const advanceSelection = defineRoute({
  id: 'matter.advance-selection',
  method: 'POST',
  path: '/api/selections/:selectionId/advance',
  permission: 'matter.decide-selection',
  summary: '进入下一步：初评、审议、公布',
  params: selectionParams,
  body: z.object({
    revision: z.number().int().min(1),
    to: z.enum(['nominating', 'shortlisted', 'deliberating', 'published', 'dropped']),
  }),
  answer: selectionLine,
});

/** One key item as it goes: who leads and supervises, what was negotiated, what was promised, what is next. */
export const keyItem = z.object({
  matter: matterLine,
  leader: personLine.nullable(),
  committee: z.string().nullable(),
  reason: z.string().nullable(),
  meetings: z.array(
    z.object({
      id: uuid,
      at: instant,
      place: z.string().nullable(),
      people: z.string().nullable(),
      outcome: z.string(),
      by: z.string().nullable(),
    }),
  ),
  commitments: z.array(commitmentView),
  clock: clockView.nullable(),
  last: z.object({ at: instant, line: z.string() }).nullable(),
});
export type KeyItem = z.infer<typeof keyItem>;

export const listKeyItems = defineRoute({
  id: 'matter.list-key-items',
  method: 'GET',
  path: '/api/key-items',
  permission: 'matter.key-items',
  summary: '重点督办件的进展',
  query: z.object({ kind: kindName.optional(), from: day.optional(), ...pageQuery }),
  answer: page(keyItem),
});
