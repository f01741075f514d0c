import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { ownDayInput, yearInput, yearReading, yearView } from './calendar-view.ts';
import { reckoning } from './deadline.ts';
import { parameterKey } from './parameters.ts';
import { periodUnits, type PeriodUnit } from './period.ts';
import { realDay } from './real-day.ts';
import { difference, draftInput, sheet, versionLine, versionList } from './sheet-view.ts';

const year = z.coerce.number().int().min(1990).max(2100);

// Rules.

/** All versions of the actor's body, oldest first, the draft last; and how far the calendar is known. */
export const listVersions = defineRoute({
  id: 'profile.list-versions',
  method: 'GET',
  path: '/api/profile/versions',
  permission: 'profile.read',
  summary: '本级规则的各个版本',
  answer: versionList,
});

/** The sheet of one version with sources, locks and differences; without `versionId` that of the draft or, without one, of the rules in force. */
export const readSheet = defineRoute({
  id: 'profile.read-sheet',
  method: 'GET',
  path: '/api/profile/sheet',
  permission: 'profile.read',
  summary: '一版规则的全部参数',
  query: z.object({ versionId: uuid.optional() }),
  answer: sheet,
});

export const compareVersions = defineRoute({
  id: 'profile.compare-versions',
  method: 'GET',
  path: '/api/profile/comparison',
  permission: 'profile.read',
  summary: '两版规则的不同',
  query: z.object({ one: uuid, other: uuid }),
  answer: z.object({ one: versionLine, other: versionLine, items: z.array(difference) }),
});

export const readParameterHistory = defineRoute({
  id: 'profile.read-parameter-history',
  method: 'GET',
  path: '/api/profile/parameters/:key/history',
  permission: 'profile.read',
  summary: '一项规则历次的值',
  params: z.object({ key: parameterKey }),
  answer: z.object({ items: z.array(z.object({ version: versionLine, value: z.json(), changed: z.boolean() })) }),
});

/** When a period ends in this body's calendar, with the whole reckoning. Saves nothing. */
export const tryPeriod = defineRoute({
  id: 'profile.try-period',
  method: 'GET',
  path: '/api/profile/trial',
  permission: 'profile.read',
  summary: '试算一个期限哪天到期',
  query: z.object({
    start: realDay,
    amount: z.coerce.number().int().min(0).max(400),
    unit: z.enum(Object.keys(periodUnits) as PeriodUnit[]),
  }),
  answer: reckoning,
});

/** Replaces the draft's content; the first save begins the draft. */
export const saveDraft = defineRoute({
  id: 'profile.save-draft',
  method: 'PUT',
  path: '/api/profile/draft',
  permission: 'profile.edit',
  summary: '保存规则草稿',
  body: draftInput,
  answer: z.object({ id: uuid, revision: z.int() }),
});

export const discardDraft = defineRoute({
  id: 'profile.discard-draft',
  method: 'POST',
  path: '/api/profile/draft/discard',
  permission: 'profile.edit',
  summary: '放弃规则草稿',
  body: z.object({ revision: z.int().min(1) }),
  answer: done,
});

export const publishDraft = defineRoute({
  id: 'profile.publish-draft',
  method: 'POST',
  path: '/api/profile/draft/publish',
  permission: 'profile.publish',
  summary: '发布规则草稿',
  body: z.object({ revision: z.int().min(1), validFrom: realDay }),
  answer: z.object({ id: uuid, label: z.string() }),
});

/** Says that somebody read the original text: the row is then no longer 原文待核. */
export const checkBasis = defineRoute({
  id: 'profile.check-basis',
  method: 'PUT',
  path: '/api/profile/parameters/:key/basis',
  permission: 'profile.edit',
  summary: '登记一项规则的依据原文',
  params: z.object({ key: parameterKey }),
  body: z.object({
    title: z.string().trim().min(2, '请写明文件名称').max(60, '文件名称请不超过 60 字'),
    article: z.string().trim().max(30, '条款请不超过 30 字'),
    excerpt: z.string().trim().min(4, '请抄录原文').max(1000, '原文请不超过 1000 字'),
    since: realDay.nullable(),
  }),
  answer: done,
});

// Calendar.

export const readYear = defineRoute({
  id: 'profile.read-year',
  method: 'GET',
  path: '/api/profile/calendar/:year',
  permission: 'profile.read',
  summary: '一年的工作日历',
  params: z.object({ year }),
  answer: yearView,
});

/** The arrangement of a year as the product's package has it, to be checked and then loaded. */
export const readOfferedYear = defineRoute({
  id: 'profile.read-offered-year',
  method: 'GET',
  path: '/api/profile/calendar/:year/offer',
  permission: 'profile.load-calendar',
  summary: '系统自带的年度放假安排',
  params: z.object({ year }),
  answer: yearReading,
});

/** Reads a JSON, CSV or xlsx file with the columns 日期, 休或班, 名称. Saves nothing. */
export const readYearFile = defineRoute({
  id: 'profile.read-year-file',
  method: 'POST',
  path: '/api/profile/calendar/file',
  permission: 'profile.load-calendar',
  summary: '读取放假安排文件',
  answer: yearReading,
  carries: 'form',
});

/** Loads a year for the region of the actor's body and all regions inside it. */
export const loadYear = defineRoute({
  id: 'profile.load-year',
  method: 'POST',
  path: '/api/profile/calendar/years',
  permission: 'profile.load-calendar',
  summary: '载入年度放假安排',
  body: yearInput,
  answer: done,
});

export const addOwnDay = defineRoute({
  id: 'profile.add-own-day',
  method: 'POST',
  path: '/api/profile/calendar/days',
  permission: 'profile.edit-calendar',
  summary: '登记本级放假或上班日',
  body: ownDayInput,
  answer: z.object({ id: uuid }),
});

export const removeOwnDay = defineRoute({
  id: 'profile.remove-own-day',
  method: 'DELETE',
  path: '/api/profile/calendar/days/:id',
  permission: 'profile.edit-calendar',
  summary: '删去本级放假或上班日',
  params: z.object({ id: uuid }),
  answer: done,
});
