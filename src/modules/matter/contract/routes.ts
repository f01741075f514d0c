import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { page, pageQuery } from '#platform/contract/paging.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { assignmentRow, checkedRow, mostAssignmentRows } from './assignment-sheet.ts';
import { caseView, clockState, commitmentView, fieldView, kindName, matterLine, taskLine, unitLine } from './views.ts';

const caseParams = z.object({ bodyId: uuid, matterId: uuid });
const several = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : value.split(',')).filter(Boolean))
  .optional();
const flag = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .optional();

/** Filters of every list of matters; also what a saved filter keeps and an export repeats. */
export const matterFilter = {
  /** `mine`: raised or signed by me; `drafts`: my drafts; `invitations`: waiting for my signature; `unit`: handled by my unit; `body`: all of the body that I may see; `followed`. */
  view: z.enum(['mine', 'drafts', 'invitations', 'unit', 'body', 'followed']).default('body'),
  kind: kindName.optional(),
  stage: several,
  state: several,
  field: several,
  unit: uuid.optional(),
  author: uuid.optional(),
  delegation: uuid.optional(),
  region: z.string().max(12).optional(),
  /** Words, a number (87、闭14) or a name. */
  words: z.string().trim().max(100).optional(),
  answerClass: several,
  rating: several,
  clock: several,
  mark: several,
  key: flag,
  published: flag,
  /** Figures of the year's account that the list shall hold, all of them at once: contract/annual-figures.ts. For offices. */
  figure: several,
  session: uuid.optional(),
  from: day.optional(),
  to: day.optional(),
  order: z.enum(['changed', 'submitted', 'due', 'number', 'relevance']).default('changed'),
};

export const listMatters = defineRoute({
  id: 'matter.list',
  method: 'GET',
  path: '/api/matters',
  permission: 'matter.read',
  summary: '事项列表',
  query: z.object({ ...matterFilter, points: flag.describe('每件带上所在位置的坐标，画地图用'), ...pageQuery }),
  answer: page(matterLine),
});

export const exportMatters = defineRoute({
  id: 'matter.export',
  method: 'GET',
  path: '/api/matters.xlsx',
  permission: 'matter.export',
  summary: '列表导出为 Excel',
  carries: 'bytes',
  query: z.object(matterFilter),
  answer: z.unknown(),
});

export const readCase = defineRoute({
  id: 'matter.read-case',
  method: 'GET',
  path: '/api/matters/:bodyId/:matterId',
  permission: 'matter.read',
  summary: '一件事项的全部内容',
  params: caseParams,
  answer: caseView,
});

export const readDraft = defineRoute({
  id: 'matter.read-draft',
  method: 'GET',
  path: '/api/drafts/:matterId',
  permission: 'matter.raise',
  summary: '我的草稿',
  params: z.object({ matterId: uuid }),
  answer: z.object({ kind: kindName, form: z.record(z.string(), z.unknown()), savedAt: instant, revision: z.number().int() }),
});

export const deleteDraft = defineRoute({
  id: 'matter.delete-draft',
  method: 'DELETE',
  path: '/api/drafts/:matterId',
  permission: 'matter.raise',
  summary: '删除草稿',
  params: z.object({ matterId: uuid }),
  answer: done,
});

/** The form of a kind for the seat in use: fields with their choices, and what the rules say about it in a few lines. */
export const readForm = defineRoute({
  id: 'matter.read-form',
  method: 'GET',
  path: '/api/forms/:kind',
  permission: 'matter.raise',
  summary: '填写某类事项要用的表单',
  params: z.object({ kind: kindName }),
  answer: z.object({
    kind: kindName,
    name: z.string(),
    full: z.string(),
    fields: z.array(fieldView),
    notes: z.array(z.string()),
    inSession: z.boolean(),
    signersNeeded: z.number().int().describe('至少几人联名，连提出人在内'),
    takenUntil: instant.nullable().describe('本次会议的截止时间；null 为不设或者已过'),
    answerBy: day.nullable(),
    /** Where categories differ in how soon they are answered: the day by category. */
    answerByCategory: z.record(z.string(), day),
  }),
});

export const listTasks = defineRoute({
  id: 'matter.list-tasks',
  method: 'GET',
  path: '/api/tasks',
  permission: 'matter.read',
  summary: '等我办的事，先到期的在前',
  query: z.object({
    kind: kindName.optional(),
    clock: several,
    mark: several,
    role: several,
    officer: z.enum(['me', 'none', 'any']).default('any'),
    source: z.enum(['congress', 'cppcc']).optional(),
    words: z.string().trim().max(100).optional(),
    ...pageQuery,
  }),
  answer: page(taskLine),
});

/** Figures over the same tasks; they add up: total = overdue + soon + running + waiting. */
export const readTaskSummary = defineRoute({
  id: 'matter.read-task-summary',
  method: 'GET',
  path: '/api/tasks/summary',
  permission: 'matter.read',
  summary: '等我办的事有多少、哪天到期',
  query: z.object({ kind: kindName.optional() }),
  answer: z.object({
    total: z.number().int(),
    overdue: z.number().int(),
    soon: z.number().int(),
    running: z.number().int(),
    waiting: z.number().int(),
    byClock: z.array(z.object({ clock: z.string(), label: z.string(), kind: kindName, count: z.number().int() })),
    byDay: z.array(z.object({ day, workingDay: z.boolean(), count: z.number().int() })),
  }),
});

/** My matters in figures, for the phone's day page. */
export const readMyFigures = defineRoute({
  id: 'matter.read-my-figures',
  method: 'GET',
  path: '/api/matters/mine/figures',
  permission: 'matter.raise',
  summary: '我提的事项在哪一步',
  answer: z.object({
    total: z.number().int(),
    done: z.number().int(),
    running: z.number().int(),
    toRate: z.number().int(),
    other: z.number().int(),
  }),
});

/** Earlier reports near a point or at a place, to follow instead of reporting twice. */
export const listNearby = defineRoute({
  id: 'matter.list-nearby',
  method: 'GET',
  path: '/api/nearby',
  permission: 'matter.raise',
  summary: '附近是不是有人反映过',
  query: z.object({
    lon: z.coerce.number().min(-180).max(180),
    lat: z.coerce.number().min(-90).max(90),
    category: z.string().max(60).optional(),
    words: z.string().max(1000).optional(),
  }),
  answer: z.object({ items: z.array(z.object({ matter: matterLine, metres: z.number().int() })) }),
});

/** The category that the typed words point to, most likely first. */
export const suggestCategory = defineRoute({
  id: 'matter.suggest-category',
  method: 'GET',
  path: '/api/categories',
  permission: 'matter.raise',
  summary: '按内容推荐类别',
  query: z.object({ words: z.string().max(1000) }),
  answer: z.object({ items: z.array(z.object({ key: z.string(), label: z.string(), group: z.string(), matched: z.array(z.string()) })) }),
});

/** Units proposed for a case from the duties of units and from how earlier similar cases were assigned; always with the reason. */
export const readUnitProposal = defineRoute({
  id: 'matter.read-unit-proposal',
  method: 'GET',
  path: '/api/matters/:bodyId/:matterId/unit-proposal',
  permission: 'matter.screen',
  summary: '拟交办单位和理由',
  params: caseParams,
  answer: z.object({
    items: z.array(z.object({ unit: unitLine, role: z.enum(['lead', 'co']), certainty: z.number().min(0).max(1), reason: z.string() })),
  }),
});

/**
 * The screening queue at a glance: how many cases of a kind stand in each state, and which waiting ones share words (同类). The words are
 * shown with each group, so that anybody can judge for himself.
 */
export const readScreening = defineRoute({
  id: 'matter.read-screening',
  method: 'GET',
  path: '/api/screening',
  permission: 'matter.screen',
  summary: '审核队列：各状态件数、同类件',
  query: z.object({ kind: kindName }),
  answer: z.object({
    states: z.array(z.object({ state: z.string(), label: z.string(), count: z.number().int() })),
    groups: z.array(z.object({ words: z.array(z.string()), matters: z.array(matterLine) })),
  }),
});

/** Units that the body's rules want a letter of urging to (催办函). The letter is drafted for signature, never sent by itself. */
export const listUrgeLetters = defineRoute({
  id: 'matter.list-urge-letters',
  method: 'GET',
  path: '/api/urge-letters',
  permission: 'matter.board',
  summary: '按规则应当发催办函的单位',
  query: z.object({ kind: kindName.optional() }),
  answer: z.object({
    when: z.string().describe('本级规则：到哪一步起草催办函'),
    items: z.array(z.object({ unit: unitLine, cases: z.number().int() })),
  }),
});

export const readUrgeLetter = defineRoute({
  id: 'matter.read-urge-letter',
  method: 'GET',
  path: '/api/urge-letters/:unitId',
  permission: 'matter.screen',
  summary: '给一家单位的催办函要写的件',
  params: z.object({ unitId: uuid }),
  query: z.object({ kind: kindName.optional() }),
  answer: z.object({
    items: z.array(z.object({ matter: matterLine, step: z.string(), dueOn: day, workingDaysLeft: z.number().int(), late: z.boolean() })),
  }),
});

/** Other cases of the body with similar words, newest first within likeness; place kept for the similar-items search. */
export const listSimilar = defineRoute({
  id: 'matter.list-similar',
  method: 'GET',
  path: '/api/matters/:bodyId/:matterId/similar',
  permission: 'matter.read',
  summary: '相似件',
  params: caseParams,
  answer: z.object({ items: z.array(z.object({ matter: matterLine, likeness: z.number().min(0).max(1) })) }),
});

export const readLetter = defineRoute({
  id: 'matter.read-letter',
  method: 'GET',
  path: '/api/matters/:bodyId/:matterId/letters/:replyId',
  permission: 'matter.read',
  summary: '答复函（docx）',
  carries: 'bytes',
  params: caseParams.extend({ replyId: uuid }),
  answer: z.unknown(),
});

/** The printable list of an assignment meeting (交办会): one row for each case and unit. */
export const readAssignmentList = defineRoute({
  id: 'matter.read-assignment-list',
  method: 'GET',
  path: '/api/assignment-list',
  permission: 'matter.screen',
  summary: '交办清单（docx）',
  carries: 'bytes',
  query: z.object({ kind: kindName, session: uuid.optional(), from: day.optional(), to: day.optional() }),
  answer: z.unknown(),
});

/** The presidium's report on how a session's matters of one kind were treated, for all deputies; without a session the one ahead, else the last. */
export const readTreatmentReport = defineRoute({
  id: 'matter.read-treatment-report',
  method: 'GET',
  path: '/api/treatment-report',
  permission: 'matter.read',
  summary: '主席团关于议案处理意见的报告（docx）',
  carries: 'bytes',
  query: z.object({ kind: kindName, session: uuid.optional() }),
  answer: z.unknown(),
});

/** Checks the rows of an assignment sheet, one by one, and writes nothing; what is ready is then carried out by {@link bulkAct}. */
export const checkAssignmentRows = defineRoute({
  id: 'matter.check-assignment-rows',
  method: 'POST',
  path: '/api/assignment-rows',
  permission: 'matter.screen',
  summary: '逐行核对交办表',
  body: z.object({
    kind: kindName,
    rows: z.array(assignmentRow).min(1, '表格里没有内容').max(mostAssignmentRows, `一次最多 ${mostAssignmentRows} 行，请分开读入`),
  }),
  answer: z.object({ rows: z.array(checkedRow) }),
});

export const listCommitments = defineRoute({
  id: 'matter.list-commitments',
  method: 'GET',
  path: '/api/commitments',
  permission: 'matter.read',
  summary: '承诺事项台账',
  query: z.object({
    state: several,
    unit: uuid.optional(),
    overdue: flag,
    words: z.string().trim().max(100).optional(),
    /** Promises about matters of this kind raised in these days, standing like this: figures of the year's account. For offices. */
    kind: kindName.optional(),
    from: day.optional(),
    to: day.optional(),
    standing: several,
    ...pageQuery,
  }),
  answer: page(
    z.object({ matter: matterLine, commitment: commitmentView, state: clockState, workingDaysLeft: z.number().int().nullable() }),
  ),
});

/** The supervision board: every figure opens to its list. Sums hold: open = running + soon + overdue + veryOverdue + waiting. */
export const readBoard = defineRoute({
  id: 'matter.read-board',
  method: 'GET',
  path: '/api/board',
  permission: 'matter.board',
  summary: '督办看板',
  query: z.object({ kind: kindName.optional() }),
  answer: z.object({
    at: instant,
    total: z.object({ raised: z.number().int(), closed: z.number().int(), open: z.number().int() }),
    stages: z.array(z.object({ stage: z.string(), label: z.string(), count: z.number().int() })),
    marks: z.object({
      running: z.number().int(),
      soon: z.number().int(),
      overdue: z.number().int(),
      veryOverdue: z.number().int(),
      waiting: z.number().int(),
    }),
    cards: z.object({ blue: z.number().int(), yellow: z.number().int(), red: z.number().int() }),
    units: z.array(
      z.object({
        unit: unitLine,
        open: z.number().int(),
        overdue: z.number().int(),
        closed: z.number().int(),
        rated: z.number().int(),
        /** How many ratings of each level, in the order of the body's levels; they add up to `rated`. */
        ratings: z.array(z.object({ rating: z.string(), label: z.string(), count: z.number().int() })),
      }),
    ),
    fields: z.array(z.object({ field: z.string(), count: z.number().int() })),
    ratings: z.array(z.object({ rating: z.string(), label: z.string(), count: z.number().int() })),
    commitments: z.object({ open: z.number().int(), overdue: z.number().int(), kept: z.number().int(), keptLate: z.number().int() }),
  }),
});

/** Saved filters of a person in one list. */
export const savedFilter = z.object({
  id: uuid,
  list: z.enum(['matters', 'tasks', 'screening', 'commitments', 'reports']),
  label: z.string().trim().min(1).max(20),
  query: z.record(z.string(), z.string()),
  position: z.number().int().min(0).max(99),
});
export const listFilters = defineRoute({
  id: 'matter.list-filters',
  method: 'GET',
  path: '/api/filters',
  permission: 'matter.read',
  summary: '我保存的筛选',
  answer: z.object({ items: z.array(savedFilter) }),
});
export const saveFilter = defineRoute({
  id: 'matter.save-filter',
  method: 'PUT',
  path: '/api/filters/:filterId',
  permission: 'matter.read',
  summary: '保存筛选',
  params: z.object({ filterId: uuid }),
  body: savedFilter.omit({ id: true }),
  answer: done,
});
export const deleteFilter = defineRoute({
  id: 'matter.delete-filter',
  method: 'DELETE',
  path: '/api/filters/:filterId',
  permission: 'matter.read',
  summary: '删除筛选',
  params: z.object({ filterId: uuid }),
  answer: done,
});

/**
 * One act for many cases. It waits for the undo window and is then carried out case by case; nothing is told or numbered before, so an
 * undo leaves no trace but the two audit entries. Each case succeeds or fails alone.
 */
export const bulkAct = defineRoute({
  id: 'matter.bulk-act',
  method: 'POST',
  path: '/api/bulk',
  permission: 'matter.bulk',
  summary: '批量办理（可撤销）',
  body: z.object({
    kind: kindName,
    act: z.string().max(60),
    input: z.record(z.string(), z.unknown()),
    targets: z
      .array(
        z.object({
          bodyId: uuid,
          matterId: uuid,
          targetId: uuid.optional(),
          input: z.record(z.string(), z.unknown()).optional().describe('这一件与众不同的内容，代替整批的'),
        }),
      )
      .min(1)
      .max(500),
  }),
  answer: z.object({ batchId: uuid, undoUntil: instant }),
});
export const undoBulk = defineRoute({
  id: 'matter.undo-bulk',
  method: 'POST',
  path: '/api/bulk/:batchId/undo',
  permission: 'matter.bulk',
  summary: '撤销批量办理',
  params: z.object({ batchId: uuid }),
  answer: done,
});
export const readBulk = defineRoute({
  id: 'matter.read-bulk',
  method: 'GET',
  path: '/api/bulk/:batchId',
  permission: 'matter.bulk',
  summary: '批量办理到哪了',
  params: z.object({ batchId: uuid }),
  answer: z.object({
    label: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'undone']),
    undoUntil: instant,
    total: z.number().int(),
    done: z.number().int(),
    failed: z.array(z.object({ matterId: uuid, message: z.string() })),
  }),
});

/** Figures of matters raised this year. Sums hold: raised = closed + open; soon and overdue are part of open. */
const yearFigures = z.object({
  raised: z.number().int(),
  closed: z.number().int(),
  open: z.number().int(),
  soon: z.number().int(),
  overdue: z.number().int(),
});

/** Today on the wall: what came in and where it stands. Sums hold: the figures of the regions and of `elsewhere` add up to the year's. */
export const readToday = defineRoute({
  id: 'matter.read-today',
  method: 'GET',
  path: '/api/screen/today',
  permission: 'matter.board',
  summary: '大屏：今天各区县的事项',
  answer: z.object({
    at: instant,
    bodyName: z.string(),
    bodyKind: z.enum(['congress', 'cppcc']),
    regionName: z.string(),
    year: yearFigures,
    carried: z.number().int().describe('往年提出、现在仍在办的'),
    today: z.object({ raised: z.number().int(), taken: z.number().int() }),
    regions: z.array(yearFigures.extend({ code: z.string(), name: z.string() })),
    elsewhere: yearFigures.describe('不属于哪一个下级地区的'),
    latest: z.array(
      z.object({
        at: instant,
        region: z.string(),
        kindName: z.string(),
        title: z.string().nullable().describe('提出人要求保密的为空'),
        mark: z.enum(['draft', 'running', 'waiting', 'done', 'closed', 'soon', 'overdue']),
        words: z.string(),
      }),
    ),
  }),
});

const position = z.tuple([z.number(), z.number()]);

/** Outlines of the regions inside the body's own, for drawing its map. Empty where this installation has none. */
export const readOutline = defineRoute({
  id: 'matter.read-outline',
  method: 'GET',
  path: '/api/screen/outline',
  permission: 'matter.board',
  summary: '大屏：本地区的轮廓图',
  answer: z.object({
    regions: z.array(z.object({ name: z.string(), centre: position, rings: z.array(z.array(position)) })),
  }),
});

/** Map of the demo city or of a configured style, for picking a place. */
export const readMap = defineRoute({
  id: 'matter.read-map',
  method: 'GET',
  path: '/api/map',
  permission: 'matter.read',
  summary: '选点用的地图',
  answer: z.object({ style: z.unknown(), centre: position, zoom: z.number() }),
});
