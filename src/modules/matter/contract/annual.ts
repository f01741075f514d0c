import { z } from 'zod';
import { day, instant } from '#platform/contract/instant.ts';
import { defineRoute } from '#platform/contract/route.ts';
import { kindName, unitLine } from './views.ts';

/** The year's account (年度办理情况报告): 代表法 (2025) §51, 浙江建议办理规定 §29; for a CPPCC the report to its plenary or standing committee. */

/** What a section may show below its words. */
export const sectionTables = {
  overview: '主要数字',
  state: '现在的状态',
  session: '提出时间',
  field: '类别',
  class: '办理结果',
  rating: '评价',
  unit: '承办单位',
  delegation: '来源',
  speed: '答复用时',
  promise: '承诺事项',
  definitions: '统计口径',
} as const;
export type SectionTable = keyof typeof sectionTables;

/** One section as the office composes it. `{建议.提出}` and its like in `words` are filled from the figures of the year. */
export const section = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  heading: z.string().trim().min(1, '请写标题').max(40, '标题请不超过 40 字'),
  words: z.string().max(6_000, '一节请不超过 6000 字'),
  kind: kindName.nullable().describe('表和图说的是哪一类事项'),
  table: z.enum(Object.keys(sectionTables) as [SectionTable, ...SectionTable[]]).nullable(),
  chart: z.boolean(),
});
export type Section = z.infer<typeof section>;

export const composition = z.object({
  title: z.string().trim().min(4, '请写报告的标题').max(80, '标题请不超过 80 字'),
  sections: z
    .array(section)
    .min(1, '至少要有一节')
    .max(40, '最多 40 节')
    .refine((all) => new Set(all.map((one) => one.id)).size === all.length, '节的编号不能重复'),
});
export type Composition = z.infer<typeof composition>;

const period = z.object({ from: day, to: day });
const counts = z.record(z.string(), z.number().int());
/** One group of a dimension: its figures now and in the same days of the year before. */
const figureRow = z.object({ key: z.string(), label: z.string(), now: counts, before: counts });
export type FigureRow = z.infer<typeof figureRow>;
const hours = z.object({ median: z.number().nullable(), ninetieth: z.number().nullable() }).describe('小时');

export const kindAccount = z.object({
  kind: kindName,
  name: z.string(),
  full: z.string(),
  counter: z.string(),
  all: figureRow,
  hours: z.object({ now: hours, before: hours }),
  dimensions: z.record(z.string(), z.array(figureRow)),
  promises: z.array(figureRow).nullable(),
});
export type KindAccount = z.infer<typeof kindAccount>;

const filledSection = section.extend({ text: z.string() });

/** Everything that a report says, figures and text: what a frozen version keeps. */
export const annualContent = z.object({
  year: z.number().int(),
  bodyName: z.string(),
  bodyKind: z.enum(['congress', 'cppcc']),
  title: z.string(),
  period,
  before: period,
  reckonedAt: instant,
  sections: z.array(filledSection),
  kinds: z.array(kindAccount),
});
export type AnnualContent = z.infer<typeof annualContent>;

const versionLine = z.object({
  version: z.number().int(),
  asOf: day,
  note: z.string(),
  fixedBy: z.string(),
  fixedAt: instant,
});
const year = z.coerce.number().int().min(1990).max(2199);
const yearParams = z.object({ year });
const to = day.optional().describe('统计到哪一天；不写为今天，往年为年底');

export const listAnnual = defineRoute({
  id: 'matter.list-annual',
  method: 'GET',
  path: '/api/annual',
  permission: 'matter.annual',
  summary: '有事项的年份，和各年定稿',
  answer: z.object({
    years: z.array(
      z.object({ year: z.number().int(), raised: z.number().int(), preparedAt: instant.nullable(), versions: z.array(versionLine) }),
    ),
  }),
});

export const readAnnual = defineRoute({
  id: 'matter.read-annual',
  method: 'GET',
  path: '/api/annual/:year',
  permission: 'matter.annual',
  summary: '一年的办理情况报告，按现在的数字',
  params: yearParams,
  query: z.object({ to }),
  answer: z.object({
    content: annualContent,
    composition,
    /** Where the composition comes from: the product, the office's template, or changed for this year. */
    origin: z.enum(['product', 'template', 'year']),
    revision: z.number().int(),
    templateRevision: z.number().int(),
    versions: z.array(versionLine),
    fillings: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
});

export const readAnnualVersion = defineRoute({
  id: 'matter.read-annual-version',
  method: 'GET',
  path: '/api/annual/:year/versions/:version',
  permission: 'matter.annual',
  summary: '一年报告的一份定稿',
  params: yearParams.extend({ version: z.coerce.number().int().min(1).max(9_999) }),
  answer: z.object({ content: annualContent, version: versionLine, fingerprint: z.string() }),
});

export const annualDocument = defineRoute({
  id: 'matter.annual-document',
  method: 'GET',
  path: '/api/annual/:year/document',
  permission: 'matter.annual',
  summary: '一年的办理情况报告（docx）',
  carries: 'bytes',
  params: yearParams,
  query: z.object({ to, version: z.coerce.number().int().min(1).max(9_999).optional() }),
  answer: z.unknown(),
});

const saved = z.object({ revision: z.number().int() });

export const composeAnnual = defineRoute({
  id: 'matter.compose-annual',
  method: 'PUT',
  path: '/api/annual/:year/composition',
  permission: 'matter.compose-annual',
  summary: '改这一年报告的章节和文字',
  params: yearParams,
  body: z.object({ revision: z.number().int().min(0), composition }),
  answer: saved,
});

export const keepAnnualTemplate = defineRoute({
  id: 'matter.keep-annual-template',
  method: 'PUT',
  path: '/api/annual-template',
  permission: 'matter.compose-annual',
  summary: '把章节和文字存为以后各年的模板',
  body: z.object({ revision: z.number().int().min(0), composition }),
  answer: saved,
});

export const fixAnnual = defineRoute({
  id: 'matter.fix-annual',
  method: 'POST',
  path: '/api/annual/:year/versions',
  permission: 'matter.compose-annual',
  summary: '定稿：按统计日存下数字和文字',
  params: yearParams,
  body: z.object({ to: day, note: z.string().trim().max(200, '说明请不超过 200 字') }),
  answer: versionLine,
});

const interval = z.object({ low: z.number(), high: z.number() });

/** Units side by side, only with those that carry about as much: docs stand in server/annual/comparison-rules.ts. */
export const compareUnits = defineRoute({
  id: 'matter.compare-units',
  method: 'GET',
  path: '/api/board/units',
  permission: 'matter.annual',
  summary: '承办单位比较：件数相近的放在一起，连同难易',
  query: z.object({ kind: kindName.optional(), from: day.optional(), to: day.optional() }),
  answer: z.object({
    at: instant,
    period,
    bodyName: z.string(),
    bodyKind: z.enum(['congress', 'cppcc']),
    overall: z.object({ due: z.number().int(), late: z.number().int() }),
    groups: z.array(
      z.object({
        label: z.string(),
        ranked: z.boolean(),
        units: z.array(
          z.object({
            unit: unitLine,
            shares: z.number().int(),
            due: z.number().int(),
            late: z.number().int(),
            /** Late as many as units of the whole body would be with the same cases. */
            expected: z.number(),
            share: interval.extend({ middle: z.number() }),
            verdict: z.enum(['better', 'alike', 'worse', 'few']),
            place: z.number().int().nullable(),
            joint: z.number().int(),
            key: z.number().int(),
            again: z.number().int(),
            days: z
              .object({
                count: z.number().int(),
                least: z.number(),
                lower: z.number(),
                middle: z.number(),
                upper: z.number(),
                most: z.number(),
              })
              .nullable(),
          }),
        ),
      }),
    ),
  }),
});

/** What is due, late, red and promised, a line a kind. Sums hold: open = running + soon + overdue + veryOverdue + waiting. */
export const readSupervision = defineRoute({
  id: 'matter.read-supervision',
  method: 'GET',
  path: '/api/board/kinds',
  permission: 'matter.board',
  summary: '各类事项的期限、三色牌和承诺',
  answer: z.object({
    at: instant,
    bodyName: z.string(),
    bodyKind: z.enum(['congress', 'cppcc']),
    kinds: z.array(
      z.object({
        kind: kindName,
        name: z.string(),
        full: z.string(),
        counter: z.string(),
        open: z.number().int(),
        running: z.number().int(),
        soon: z.number().int(),
        overdue: z.number().int(),
        veryOverdue: z.number().int(),
        waiting: z.number().int(),
        cards: z.object({ blue: z.number().int(), yellow: z.number().int(), red: z.number().int() }),
        promises: z
          .object({ open: z.number().int(), overdue: z.number().int(), kept: z.number().int(), keptLate: z.number().int() })
          .nullable(),
      }),
    ),
  }),
});
