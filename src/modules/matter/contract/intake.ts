import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { page, pageQuery } from '#platform/contract/paging.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { acted } from './act-routes.ts';
import { formShape } from './field.ts';
import type { Kind } from './kind.ts';
import { kinds } from './kinds/index.ts';
import { fieldView, kindName, personLine } from './views.ts';

/** How an item on paper reached the office. */
export const manners = { hand: '当面交来', mail: '邮寄', session: '会上收到', batch: '批量接收' } as const;
const typedManner = z.enum(['hand', 'mail', 'session']);
export const manner = z.enum(['hand', 'mail', 'session', 'batch']);

/** Whether a matter of the kind can be entered for its proposer: what he submits himself in one step, and what has a title to file it under. */
export function takesPaper(kind: Kind): boolean {
  return kind.acts['submit']?.by.includes('author') === true && kind.form.some((field) => field.name === 'title' && field.required);
}

function paperRoute(kind: Kind): RouteContract {
  return defineRoute({
    id: `matter.${kind.kind}.enter-paper`,
    method: 'POST',
    path: `/api/paper/${kind.kind}/:matterId`,
    permission: 'matter.intake',
    summary: `代录书面${kind.words.name}`,
    params: z.object({ matterId: uuid }),
    body: z.object({
      form: formShape(kind.form),
      author: uuid,
      signers: z.array(uuid).max(300),
      signedOnPaper: z.boolean().describe('联名的人都在纸上签了名'),
      receivedOn: day,
      manner: typedManner,
      scans: z.array(uuid).max(12),
      note: z.string().trim().max(200, '备注最多 200 字').optional(),
    }),
    answer: acted,
  });
}

/** The route by which the office enters a matter of each kind on behalf of its proposer. */
export const paperRoutes: Readonly<Record<string, RouteContract>> = Object.fromEntries(
  Object.values(kinds)
    .filter(takesPaper)
    .map((kind) => [kind.kind, paperRoute(kind)]),
);

const ofMatter = z.object({ bodyId: uuid, matterId: uuid });

/** How an item on paper came in, and whether its proposer says that it is not his. */
export const paperEntry = z.object({
  matterId: uuid,
  author: personLine,
  enteredBy: z.string(),
  enteredAt: instant,
  receivedOn: day,
  manner,
  signersOnPaper: z.number().int(),
  note: z.string().nullable(),
  objection: z.object({ words: z.string(), at: instant }).nullable(),
  settlement: z.object({ words: z.string(), at: instant, by: z.string() }).nullable(),
});
export type PaperEntry = z.infer<typeof paperEntry>;

export const readPaper = defineRoute({
  id: 'matter.read-paper',
  method: 'GET',
  path: '/api/matters/:bodyId/:matterId/paper',
  permission: 'matter.read',
  summary: '书面件由谁代谁录入',
  params: ofMatter,
  answer: z.object({
    entry: paperEntry.nullable(),
    /** The proposer may say now that it is not his; null where he may, else why not. Undefined to everybody else. */
    objectionBlocked: z.string().nullable().optional(),
  }),
});

export const objectToPaper = defineRoute({
  id: 'matter.object-to-paper',
  method: 'POST',
  path: '/api/matters/:bodyId/:matterId/paper/objection',
  permission: 'matter.raise',
  summary: '说明录入的书面件不是本人所提或与原件不符',
  params: ofMatter,
  body: z.object({ words: z.string().trim().min(4, '请写明哪里不对，至少 4 个字').max(500, '最多 500 字') }),
  answer: done,
});

export const settlePaper = defineRoute({
  id: 'matter.settle-paper',
  method: 'POST',
  path: '/api/matters/:bodyId/:matterId/paper/settlement',
  permission: 'matter.intake',
  summary: '记下对提出人异议的处理',
  params: ofMatter,
  body: z.object({ words: z.string().trim().min(4, '请写明怎么处理的，至少 4 个字').max(500, '最多 500 字') }),
  answer: done,
});

/** Items on paper, newest first; with `objected` only those whose proposer disagrees and nobody has settled it. */
export const listPaper = defineRoute({
  id: 'matter.list-paper',
  method: 'GET',
  path: '/api/paper',
  permission: 'matter.intake',
  summary: '代录的书面件',
  query: z.object({
    objected: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .optional(),
    ...pageQuery,
  }),
  answer: page(
    paperEntry.extend({ bodyId: uuid, kind: kindName, title: z.string(), number: z.string().nullable(), stateLabel: z.string() }),
  ),
});

/** The form of a kind as the office fills it in for somebody. */
export const readIntakeForm = defineRoute({
  id: 'matter.read-intake-form',
  method: 'GET',
  path: '/api/intake/forms/:kind',
  permission: 'matter.intake',
  summary: '代录用的表单',
  params: z.object({ kind: kindName }),
  answer: z.object({ kind: kindName, name: z.string(), fields: z.array(fieldView) }),
});

export const intakeTemplate = defineRoute({
  id: 'matter.intake-template',
  method: 'GET',
  path: '/api/intake/template.xlsx',
  permission: 'matter.intake',
  summary: '批量接收用的 Excel 模板',
  carries: 'bytes',
  query: z.object({ kind: kindName }),
  answer: z.unknown(),
});

/** What is doubtful about a row. `grave` ones stop its confirmation. */
export const doubt = z.object({
  code: z.enum([
    'title',
    'titleGuessed',
    'guessed',
    'proposerMissing',
    'proposerUnknown',
    'namesakes',
    'proposerCollective',
    'signerUnknown',
    'signerNamesakes',
    'signerCount',
    'signaturesUnchecked',
    'sections',
    'incomplete',
    'similar',
    'sameInBatch',
    'date',
    'refusedBefore',
  ]),
  /** The member of the form, or `author`, `signers`, `receivedOn`. */
  field: z.string(),
  words: z.string(),
  grave: z.boolean(),
  /** The earlier matter, or the other row, that it is about. */
  about: uuid.nullable(),
});
export type Doubt = z.infer<typeof doubt>;

/** What the office makes of a row. The form is kept as typed; it is checked against its kind when the row is confirmed. */
export const rowContent = z.object({
  form: z.record(z.string().max(60), z.unknown()),
  author: uuid.nullable(),
  signers: z.array(uuid).max(300),
  signaturesChecked: z.boolean(),
  receivedOn: day,
});
export type RowContent = z.infer<typeof rowContent>;

export const rowState = z.enum(['open', 'confirmed', 'taken', 'aside', 'refused']);
export type RowState = z.infer<typeof rowState>;

const rowLine = z.object({
  id: uuid,
  position: z.number().int(),
  fileName: z.string(),
  title: z.string(),
  author: z.string().nullable(),
  state: rowState,
  /** The gravest doubt in words, for the list. */
  doubt: z.string().nullable(),
  grave: z.boolean(),
  refusal: z.string().nullable(),
});
export type IntakeRowLine = z.infer<typeof rowLine>;

const intakeParams = z.object({ intakeId: uuid });
const rowParams = intakeParams.extend({ rowId: uuid });

export const intakeCounts = z.object({
  open: z.number().int(),
  confirmed: z.number().int(),
  taken: z.number().int(),
  aside: z.number().int(),
  refused: z.number().int(),
});

export const intakeLine = z.object({
  id: uuid,
  kind: kindName,
  source: z.enum(['excel', 'docx']),
  name: z.string(),
  state: z.enum(['open', 'taking', 'closed']),
  madeBy: z.string(),
  madeAt: instant,
  counts: intakeCounts,
});

export const listIntake = defineRoute({
  id: 'matter.list-intake',
  method: 'GET',
  path: '/api/intake',
  permission: 'matter.intake',
  summary: '批量接收的各批',
  query: z.object(pageQuery),
  answer: page(intakeLine),
});

export const openIntake = defineRoute({
  id: 'matter.open-intake',
  method: 'POST',
  path: '/api/intake',
  permission: 'matter.intake',
  summary: '新开一批',
  body: z.object({ kind: kindName, source: z.enum(['excel', 'docx']), name: z.string().trim().min(1, '请给这一批起个名字').max(100) }),
  answer: z.object({ intakeId: uuid }),
});

/** Puts one file into a batch: a document, an archive of documents, or the filled-in Excel template. The same document is put in once. */
export const addToIntake = defineRoute({
  id: 'matter.add-to-intake',
  method: 'POST',
  path: '/api/intake/:intakeId/files',
  permission: 'matter.intake',
  summary: '向一批里加文件',
  carries: 'form',
  params: intakeParams,
  answer: z.object({
    added: z.number().int(),
    repeated: z.number().int(),
    refused: z.array(z.object({ name: z.string(), reason: z.string() })),
  }),
});

export const readIntake = defineRoute({
  id: 'matter.read-intake',
  method: 'GET',
  path: '/api/intake/:intakeId',
  permission: 'matter.intake',
  summary: '一批的各件',
  params: intakeParams,
  answer: intakeLine.extend({ rows: z.array(rowLine) }),
});

/** One part of the original as it reads, with what it was taken for. */
export const originalLine = z.object({ words: z.string(), as: z.string().nullable() });

export const readIntakeRow = defineRoute({
  id: 'matter.read-intake-row',
  method: 'GET',
  path: '/api/intake/:intakeId/rows/:rowId',
  permission: 'matter.intake',
  summary: '一件：原文、认出的内容和疑问',
  params: rowParams,
  answer: rowLine.extend({
    revision: z.number().int(),
    fileId: uuid.nullable(),
    original: z.array(originalLine),
    content: rowContent,
    /** Names as they stand in the original. */
    named: z.object({ author: z.string().nullable(), group: z.string().nullable(), signers: z.array(z.string()) }),
    /** Everybody whom a name in the original can mean, and whoever is chosen. */
    people: z.array(personLine),
    doubts: z.array(doubt),
    matterId: uuid,
    confirmedBy: z.string().nullable(),
  }),
});

/** Keeps what was mended in a row; with `confirm` it is ready to be taken in, which grave doubts stop. */
export const mendIntakeRow = defineRoute({
  id: 'matter.mend-intake-row',
  method: 'PUT',
  path: '/api/intake/:intakeId/rows/:rowId',
  permission: 'matter.intake',
  summary: '修改或确认一件',
  params: rowParams,
  body: z.object({ revision: z.number().int().min(1), content: rowContent, confirm: z.boolean() }),
  answer: z.object({ revision: z.number().int(), state: rowState, doubts: z.array(doubt) }),
});

export const setRowAside = defineRoute({
  id: 'matter.set-row-aside',
  method: 'POST',
  path: '/api/intake/:intakeId/rows/:rowId/aside',
  permission: 'matter.intake',
  summary: '一件不收或改为再看',
  params: rowParams,
  body: z.object({ aside: z.boolean() }),
  answer: z.object({ revision: z.number().int(), state: rowState }),
});

/** Takes the confirmed rows in, one after the other, each wholly or not at all; asked again it goes on where it stopped. */
export const takeIntake = defineRoute({
  id: 'matter.take-intake',
  method: 'POST',
  path: '/api/intake/:intakeId/take',
  permission: 'matter.intake',
  summary: '收入已确认的各件',
  params: intakeParams,
  answer: z.object({ waiting: z.number().int() }),
});

export const closeIntake = defineRoute({
  id: 'matter.close-intake',
  method: 'POST',
  path: '/api/intake/:intakeId/close',
  permission: 'matter.intake',
  summary: '结束一批',
  params: intakeParams,
  answer: done,
});

/** Letters that are written in series. */
export const letterName = z.enum(['assignment', 'notice', 'cover', 'urging']);
export type LetterName = z.infer<typeof letterName>;

/** The words of a letter. Paragraphs stand one a line; `{list}` on a line of its own is the table of matters. */
export const letterWords = z.object({
  sender: z.string().trim().min(2, '请写发文单位').max(60),
  title: z.string().trim().min(2, '请写标题').max(120),
  addressee: z.string().trim().min(2, '请写称呼').max(60),
  text: z.string().trim().min(10, '正文太短').max(4_000, '正文最多 4000 字'),
  signature: z.string().trim().min(2, '请写落款').max(60),
  contact: z.string().trim().max(100),
});
export type LetterWords = z.infer<typeof letterWords>;

export const letterTemplate = z.object({
  letter: letterName,
  label: z.string(),
  /** To whom one letter goes. */
  each: z.string(),
  /** 0 while nobody has changed the standard words. */
  version: z.number().int(),
  words: letterWords,
  fillings: z.array(z.object({ name: z.string(), label: z.string() })),
  changedBy: z.string().nullable(),
  changedAt: instant.nullable(),
});
export type LetterTemplate = z.infer<typeof letterTemplate>;

export const listLetterTemplates = defineRoute({
  id: 'matter.list-letter-templates',
  method: 'GET',
  path: '/api/letter-templates',
  permission: 'matter.letters',
  summary: '成批公文的模板',
  answer: z.object({ items: z.array(letterTemplate) }),
});

export const saveLetterTemplate = defineRoute({
  id: 'matter.save-letter-template',
  method: 'PUT',
  path: '/api/letter-templates/:letter',
  permission: 'matter.letters',
  summary: '修改公文模板，存为新版本',
  params: z.object({ letter: letterName }),
  body: z.object({ version: z.number().int().min(0), words: letterWords }),
  answer: z.object({ version: z.number().int() }),
});

const selection = z.array(uuid).min(1, '请先选择事项').max(500, '一次最多 500 件');

/** The letters that a selection makes: to whom, about how many matters, and which matters make none and why. */
export const previewLetters = defineRoute({
  id: 'matter.preview-letters',
  method: 'POST',
  path: '/api/letters/preview',
  permission: 'matter.letters',
  summary: '会生成哪些公文',
  body: z.object({ letter: letterName, matters: selection, on: day }),
  answer: z.object({
    letters: z.array(
      z.object({
        to: z.string(),
        title: z.string(),
        matters: z.number().int(),
        paragraphs: z.array(z.string()),
        columns: z.array(z.string()),
        rows: z.array(z.array(z.string())),
      }),
    ),
    without: z.array(z.object({ matterId: uuid, title: z.string(), reason: z.string() })),
  }),
});

/** The letters as one document with a page each, or as an archive of single documents. */
export const makeLetters = defineRoute({
  id: 'matter.make-letters',
  method: 'POST',
  path: '/api/letters',
  permission: 'matter.letters',
  summary: '生成公文（docx 或 zip）',
  carries: 'bytes',
  body: z.object({ letter: letterName, matters: selection, on: day, as: z.enum(['one', 'each']) }),
  answer: z.unknown(),
});

/** Sheets of labels that shops sell: columns by rows on A4. */
export const labelSheets = { '3x8': '3 列 8 行（70 × 37 mm）', '2x7': '2 列 7 行（99.1 × 38.1 mm）' } as const;

/** Labels as a page to print with exact millimetres. `used` labels of the first sheet are left free. */
export const makeLabels = defineRoute({
  id: 'matter.make-labels',
  method: 'POST',
  path: '/api/labels',
  permission: 'matter.letters',
  summary: '地址标签和卷宗标签',
  carries: 'bytes',
  body: z.object({
    of: z.enum(['units', 'proposers', 'files']),
    sheet: z.enum(['3x8', '2x7']),
    used: z.number().int().min(0).max(23).default(0),
    matters: selection,
  }),
  answer: z.unknown(),
});
