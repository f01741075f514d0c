import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { place } from './field.ts';
import { kinds } from './kinds/index.ts';

export const kindName = z.enum(Object.keys(kinds) as [string, ...string[]]);

/** Somebody in a line. */
export const personLine = z.object({ id: uuid, name: z.string(), title: z.string().describe('代表团、单位或职务') });
export const unitLine = z.object({ id: uuid, name: z.string(), shortName: z.string() });

/** How a clock stands now: the profile's states, and `void` where the case ended before it mattered. A task without a deadline is `running`. */
export const clockState = z.enum(['waiting', 'running', 'dueSoon', 'overdue', 'veryOverdue', 'metOnTime', 'metLate', 'void']);
export const card = z.enum(['none', 'blue', 'yellow', 'red']);

/** One clock of a case: who must do what until when, and why that day. */
export const clockView = z.object({
  id: uuid,
  clock: z.string(),
  label: z.string(),
  task: z.string(),
  holder: z.object({ kind: z.enum(['person', 'body', 'unit']), id: uuid, name: z.string() }),
  handlingId: uuid.nullable(),
  commitmentId: uuid.nullable(),
  startedOn: day,
  dueOn: day.nullable(),
  /** Working days left; negative when overdue; null without a deadline. */
  workingDaysLeft: z.number().int().nullable(),
  state: clockState,
  card,
  principal: z.boolean(),
  right: z.boolean(),
  /** Start, term, shift and reason, rule version: a Chinese sentence. */
  explanation: z.string(),
  provisional: z.boolean().describe('到期日超出已知放假安排，暂定'),
  metAt: instant.nullable(),
});
export type ClockView = z.infer<typeof clockView>;

/** One matter in a list. */
export const matterLine = z.object({
  bodyId: uuid,
  id: uuid,
  kind: kindName,
  number: z.string().nullable().describe('正式编号的全称'),
  shortNumber: z.string().nullable().describe('列表里的编号，如 87、闭 14'),
  title: z.string(),
  state: z.string(),
  stateLabel: z.string(),
  stage: z.string(),
  mark: z.enum(['draft', 'running', 'waiting', 'done', 'closed']),
  field: z.string().nullable(),
  author: personLine.nullable(),
  signers: z.number().int(),
  units: z.array(z.object({ id: uuid, name: z.string(), role: z.string(), roleLabel: z.string() })),
  committee: z.string().nullable().describe('正在研究的专门委员会'),
  place: z.string().nullable(),
  key: z.boolean().describe('重点督办'),
  published: z.boolean(),
  rating: z.string().nullable(),
  answerClass: z.string().nullable(),
  submittedAt: instant.nullable(),
  changedAt: instant,
  due: z.object({ on: day, workingDaysLeft: z.number().int(), state: clockState, label: z.string() }).nullable(),
  /** Where it is; only in lists that were asked for it. */
  point: z.object({ lon: z.number(), lat: z.number() }).nullable().optional(),
});
export type MatterLine = z.infer<typeof matterLine>;

/** One task in an inbox: a clock that runs against me, my unit or my office, with the matter it belongs to. */
export const taskLine = z.object({ clock: clockView, matter: matterLine, next: z.string().nullable().describe('下一步该做的动作') });
export type TaskLine = z.infer<typeof taskLine>;

/** A field as the server sends it with an act: its choices are filled in. */
export const fieldView = z.object({
  name: z.string(),
  label: z.string(),
  input: z.string(),
  required: z.boolean(),
  min: z.number().optional(),
  max: z.number().optional(),
  hint: z.string().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string(), hint: z.string().optional(), picture: uuid.optional() })).optional(),
  when: z.object({ field: z.string(), is: z.array(z.string()) }).optional(),
  /** What stands in the field before anything is typed. */
  initial: z.unknown().optional(),
});
export type FieldView = z.infer<typeof fieldView>;

/** One thing the viewer may do now, or could do if `blocked` did not say why not. */
export const actView = z.object({
  act: z.string(),
  label: z.string(),
  on: z.enum(['matter', 'handling', 'commitment']),
  targetId: uuid.nullable(),
  weight: z.enum(['main', 'other', 'grave']),
  blocked: z.string().nullable(),
  fields: z.array(fieldView),
});
export type ActView = z.infer<typeof actView>;

export const fileLine = z.object({
  id: uuid,
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  width: z.number().nullable(),
  height: z.number().nullable(),
});
export type FileLine = z.infer<typeof fileLine>;

export const signoffStep = z.object({
  step: z.string(),
  label: z.string(),
  person: personLine,
  state: z.enum(['waiting', 'agreed', 'sentBack']),
  words: z.string().nullable(),
  at: instant.nullable(),
});

export const replyView = z.object({
  id: uuid,
  handlingId: uuid,
  round: z.number().int(),
  state: z.enum(['draft', 'signing', 'signed', 'issued']),
  words: z.string(),
  answerClass: z.string().nullable(),
  answerClassLabel: z.string().nullable(),
  answerLetter: z.string().nullable(),
  missingOpinions: z.string().nullable(),
  contactName: z.string().nullable(),
  promises: z.array(z.object({ words: z.string(), dueOn: day })),
  documentNumber: z.string().nullable(),
  steps: z.array(signoffStep),
  files: z.array(fileLine),
  savedAt: instant,
  issuedAt: instant.nullable(),
});

export const ratingView = z.object({
  id: uuid,
  handlingId: uuid,
  round: z.number().int(),
  person: personLine,
  /** Who rates: the proposer the handling, the unit the proposal (双向评议). */
  side: z.enum(['proposer', 'handler']),
  /** 0 to 100, with its parts by criterion; null where nothing is scored. */
  score: z.number().int().nullable(),
  scores: z.array(z.object({ name: z.string(), label: z.string(), score: z.number().int() })),
  /** Where the score stands by the body's rules: 优秀, 良好, 一般 or below; null without a score. */
  band: z.string().nullable(),
  /** Rated, but shown to the other side only when both have rated. */
  sealed: z.boolean(),
  overall: z.string(),
  overallLabel: z.string(),
  attitude: z.string().nullable(),
  result: z.string().nullable(),
  reason: z.string().nullable(),
  words: z.string().nullable(),
  at: instant,
});

const promiseVerdict = z.enum(['kept', 'keptLate', 'notKept']);

export const commitmentView = z.object({
  id: uuid,
  handlingId: uuid,
  unit: unitLine,
  words: z.string(),
  dueOn: day,
  originallyDueOn: day,
  state: z.enum(['open', 'reported', 'judged', 'broken']),
  verdict: promiseVerdict.nullable(),
  reports: z.array(z.object({ words: z.string(), at: instant, files: z.array(fileLine) })),
  /** What the proposer found, each time anew, the last one last. */
  judgements: z.array(z.object({ verdict: promiseVerdict, words: z.string().nullable(), at: instant, by: z.string() })),
});
export type CommitmentView = z.infer<typeof commitmentView>;

export const handlingView = z.object({
  id: uuid,
  unit: unitLine,
  role: z.string(),
  roleLabel: z.string(),
  state: z.string(),
  stateLabel: z.string(),
  mark: z.enum(['draft', 'running', 'waiting', 'done', 'closed']),
  round: z.number().int(),
  division: z.string().nullable(),
  officer: personLine.nullable(),
  worker: personLine.nullable(),
  opinion: z.object({ words: z.string(), at: instant, files: z.array(fileLine) }).nullable(),
  objection: z.object({ reason: z.string(), unit: unitLine.nullable(), at: instant }).nullable(),
  extension: z.object({ until: day, reason: z.string(), state: z.enum(['asked', 'granted', 'refused']), at: instant }).nullable(),
  replies: z.array(replyView),
  ratings: z.array(ratingView),
});
export type HandlingView = z.infer<typeof handlingView>;

export const contactView = z.object({
  id: uuid,
  unit: unitLine,
  manner: z.string(),
  mannerLabel: z.string(),
  at: instant,
  place: z.string().nullable(),
  people: z.string().nullable(),
  words: z.string(),
  files: z.array(fileLine),
});

export const eventView = z.object({
  id: uuid,
  at: instant,
  act: z.string(),
  label: z.string(),
  line: z.string(),
  actor: z.string(),
  organisation: z.string().nullable(),
  audience: z.enum(['all', 'handlers', 'unit', 'office']),
  files: z.array(fileLine),
});
export type EventView = z.infer<typeof eventView>;

/** An act's form as it was kept: an opinion, a decision, minutes, an adoption, an instruction. */
export const recordView = z.object({
  id: uuid,
  act: z.string(),
  label: z.string(),
  at: instant,
  handlingId: uuid.nullable(),
  organisation: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: instant,
  content: z.array(z.object({ name: z.string(), label: z.string(), input: z.string(), value: z.unknown() })),
  files: z.array(fileLine),
});
export type RecordView = z.infer<typeof recordView>;

export const partyView = z.object({
  person: personLine,
  role: z.enum(['lead', 'signer', 'follower']),
  state: z.enum(['invited', 'confirmed', 'declined', 'stale']),
  version: z.number().int().nullable(),
  at: instant.nullable(),
});

/** A whole case as one viewer may see it. What he may not see is not there. */
export const caseView = z.object({
  matter: matterLine,
  kindName: z.string(),
  /** 现在到哪了, one sentence. */
  story: z.string(),
  version: z.number().int().describe('文本版本'),
  revision: z.number().int().describe('每变一次加一，用来发现别人先改了'),
  text: z.array(z.object({ name: z.string(), label: z.string(), input: z.string(), value: z.unknown() })),
  place: place.nullable(),
  files: z.array(fileLine),
  voice: fileLine.nullable(),
  parties: z.array(partyView),
  clocks: z.array(clockView),
  handlings: z.array(handlingView),
  contacts: z.array(contactView),
  commitments: z.array(commitmentView),
  records: z.array(recordView),
  history: z.array(eventView),
  notes: z.array(z.object({ id: uuid, actor: z.string(), words: z.string(), at: instant })),
  merged: z.object({ into: matterLine.nullable(), from: z.array(matterLine) }),
  /** What this was converted or split from, with its story, and what became of it or was split off: only what the viewer may see. */
  origin: z.object({ matter: matterLine, history: z.array(eventView) }).nullable(),
  became: z.array(matterLine),
  committee: z.string().nullable(),
  /** How many stand under the text and how many must, while it is being signed and as long as signers may leave; null where one is enough. */
  signing: z.object({ signed: z.number().int(), needed: z.number().int() }).nullable(),
  collective: z.string().nullable(),
  honours: z.array(z.string()),
  key: z.object({ leader: personLine.nullable(), committee: z.string(), reason: z.string() }).nullable(),
  acts: z.array(actView),
});
export type CaseView = z.infer<typeof caseView>;
