import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { ofMeeting } from '../addresses.ts';

/** Minutes of a delegation's or sector group's debate (简报): written, approved, issued with a number of the meeting. */
export const briefStates = { draft: '草稿', submitted: '待审', sentBack: '退回修改', approved: '待印发', issued: '已印发' } as const;
export type BriefState = keyof typeof briefStates;
export const briefState = z.enum(Object.keys(briefStates) as [BriefState, ...BriefState[]]);

export const briefLine = z.object({
  id: uuid,
  number: z.number().int().nullable(),
  title: z.string(),
  state: briefState,
  groupId: uuid.nullable(),
  groupName: z.string(),
  sittingId: uuid.nullable(),
  sittingTitle: z.string(),
  writtenBy: z.string(),
  approvedBy: z.string().nullable(),
  /** What was said when it was sent back. */
  words: z.string(),
  characters: z.number().int(),
  issuedAt: instant.nullable(),
  changedAt: instant,
  revision: z.number().int(),
  /** Whether the actor may write on it now. */
  mayWrite: z.boolean(),
});
export type BriefLine = z.infer<typeof briefLine>;
export const briefView = briefLine.extend({ text: z.string() });
export type BriefView = z.infer<typeof briefView>;

const ofBrief = z.object({ meetingId: uuid, briefId: uuid });

/** Issued ones for everybody of the meeting; convenors and liaisons also see those of their group, the office all. */
export const listBriefs = defineRoute({
  id: 'meeting.list-briefs',
  method: 'GET',
  path: '/api/meetings/:meetingId/briefs',
  permission: 'meeting.own',
  summary: '简报',
  params: ofMeeting,
  answer: z.object({
    items: z.array(briefLine),
    /** Groups that the actor may write for; null as id: the secretariat itself. */
    writesFor: z.array(z.object({ groupId: uuid.nullable(), name: z.string() })),
  }),
});

export const readBrief = defineRoute({
  id: 'meeting.read-brief',
  method: 'GET',
  path: '/api/meetings/:meetingId/briefs/:briefId',
  permission: 'meeting.own',
  summary: '一期简报',
  params: ofBrief,
  answer: briefView,
});

/** Stores what is written; `submit` hands it in. A new id makes a new brief. */
export const saveBrief = defineRoute({
  id: 'meeting.save-brief',
  method: 'PUT',
  path: '/api/meetings/:meetingId/briefs/:briefId',
  permission: 'meeting.own',
  summary: '写简报',
  params: ofBrief,
  body: z.object({
    revision: z.number().int().min(0),
    groupId: uuid.nullable(),
    sittingId: uuid.nullable(),
    title: z.string().trim().min(4, '标题至少 4 个字').max(80, '标题最多 80 字'),
    text: z.string().trim().min(1, '请写正文').max(20_000, '正文最多 2 万字'),
    submit: z.boolean(),
  }),
  answer: z.object({ revision: z.number().int() }),
});

/** What the secretariat does with a brief that was handed in. */
export const briefActs = { approve: '审定', sendBack: '退回修改', issue: '编号印发' } as const;
export type BriefAct = keyof typeof briefActs;
export const actOnBrief = defineRoute({
  id: 'meeting.act-on-brief',
  method: 'POST',
  path: '/api/meetings/:meetingId/briefs/:briefId/acts',
  permission: 'meeting.briefs',
  summary: '审定、退回、印发简报',
  params: ofBrief,
  body: z.object({
    revision: z.number().int().min(1),
    act: z.enum(Object.keys(briefActs) as [BriefAct, ...BriefAct[]]),
    words: z.string().trim().max(300, '最多 300 字').default(''),
  }),
  answer: z.object({ number: z.number().int().nullable() }),
});

export const dropBrief = defineRoute({
  id: 'meeting.drop-brief',
  method: 'DELETE',
  path: '/api/meetings/:meetingId/briefs/:briefId',
  permission: 'meeting.own',
  summary: '删除没有印发的简报',
  params: ofBrief,
  answer: done,
});

export const readBriefDocument = defineRoute({
  id: 'meeting.read-brief-document',
  method: 'GET',
  path: '/api/meetings/:meetingId/briefs/:briefId/document.docx',
  permission: 'meeting.own',
  summary: '简报（docx）',
  carries: 'bytes',
  params: ofBrief,
  answer: z.unknown(),
});
