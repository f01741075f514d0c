import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { page, pageQuery } from '#platform/contract/paging.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { ofMeeting } from '../addresses.ts';
import { meetingState } from '../meeting.ts';
import {
  mostPictures,
  officePaper,
  ownPaper,
  paperFields,
  paperNote,
  paperTexts,
  paperView,
  readerLine,
  readingCount,
  readingReport,
  versionProposal,
} from './paper.ts';

const ofPaper = z.object({ meetingId: uuid, paperId: uuid });

/** Files that were just uploaded and become one paper: one file, or pictures in the order of their pages. */
const fileIds = z.array(uuid).min(1).max(mostPictures).describe('刚上传的文件；多张图片按次序合成一份');

export const listPapers = defineRoute({
  id: 'meeting.list-papers',
  method: 'GET',
  path: '/api/meetings/:meetingId/papers',
  permission: 'meeting.papers',
  summary: '会议的全部文件和每份的阅读情况（会务人员）',
  params: ofMeeting,
  answer: z.object({
    papers: z.array(officePaper),
    /** The last day on which papers should be with the people, where the rules name one. */
    due: z.object({ on: day, daysAhead: z.number().int(), missed: z.boolean() }).nullable(),
    convertsDocuments: z.boolean().describe('本机能否把 docx、xlsx、pptx 转成 PDF'),
  }),
});

export const addPaper = defineRoute({
  id: 'meeting.add-paper',
  method: 'POST',
  path: '/api/meetings/:meetingId/papers',
  permission: 'meeting.papers',
  summary: '把刚上传的文件收作一份会议文件：转成 PDF，数页数，取出各页文字',
  params: ofMeeting,
  body: z.object({ fileIds, ...paperFields.partial({ title: true }).shape }),
  answer: officePaper,
});

export const changePaper = defineRoute({
  id: 'meeting.change-paper',
  method: 'PATCH',
  path: '/api/meetings/:meetingId/papers/:paperId',
  permission: 'meeting.papers',
  summary: '修改文件的名称、范围、归属和发送对象',
  params: ofPaper,
  body: paperFields.partial(),
  answer: done,
});

export const orderPapers = defineRoute({
  id: 'meeting.order-papers',
  method: 'PUT',
  path: '/api/meetings/:meetingId/paper-order',
  permission: 'meeting.papers',
  summary: '排列文件的先后',
  params: ofMeeting,
  body: z.object({ ids: z.array(uuid).min(1).max(500) }),
  answer: done,
});

export const issuePapers = defineRoute({
  id: 'meeting.issue-papers',
  method: 'POST',
  path: '/api/meetings/:meetingId/papers/issue',
  permission: 'meeting.papers',
  summary: '印发几份文件：发送对象随即可以阅读',
  params: ofMeeting,
  body: z.object({ ids: z.array(uuid).min(1).max(500) }),
  answer: z.object({ issued: z.number().int() }),
});

export const withdrawPaper = defineRoute({
  id: 'meeting.withdraw-paper',
  method: 'POST',
  path: '/api/meetings/:meetingId/papers/:paperId/withdraw',
  permission: 'meeting.papers',
  summary: '撤回已印发的文件，各人设备上的一并删除',
  params: ofPaper,
  body: z.object({ words: z.string().trim().min(1, '请写明撤回的原因').max(300) }),
  answer: done,
});

export const discardPaper = defineRoute({
  id: 'meeting.discard-paper',
  method: 'DELETE',
  path: '/api/meetings/:meetingId/papers/:paperId',
  permission: 'meeting.papers',
  summary: '删掉还没有印发的文件',
  params: ofPaper,
  answer: done,
});

export const compareVersion = defineRoute({
  id: 'meeting.compare-paper-version',
  method: 'POST',
  path: '/api/meetings/:meetingId/papers/:paperId/comparison',
  permission: 'meeting.papers',
  summary: '把刚上传的文件与现行版本逐页比较，拟出改动说明',
  params: ofPaper,
  body: z.object({ fileIds }),
  answer: versionProposal,
});

export const addVersion = defineRoute({
  id: 'meeting.add-paper-version',
  method: 'POST',
  path: '/api/meetings/:meetingId/papers/:paperId/versions',
  permission: 'meeting.papers',
  summary: '换成新版本，并说明改了什么',
  params: ofPaper,
  body: z.object({ fileIds, changeWords: z.string().trim().max(500).describe('改了什么；第一次上传正文时为空') }),
  answer: z.object({ version: z.number().int() }),
});

export const listReaders = defineRoute({
  id: 'meeting.list-paper-readers',
  method: 'GET',
  path: '/api/meetings/:meetingId/papers/:paperId/readers',
  permission: 'meeting.papers',
  summary: '文件的发送对象和各人的阅读情况',
  params: ofPaper,
  query: z.object({
    ...pageQuery,
    groupId: uuid.optional(),
    state: z.enum(['unread', 'read', 'older', 'kept']).optional().describe('未读、已读、只看过旧版、会后还没有收回'),
  }),
  answer: page(readerLine),
});

export const countReaders = defineRoute({
  id: 'meeting.count-paper-readers',
  method: 'GET',
  path: '/api/meetings/:meetingId/papers/:paperId/reader-counts',
  permission: 'meeting.papers',
  summary: '文件的阅读情况，按代表团、界别等分组合计',
  params: ofPaper,
  answer: z.object({
    total: readingCount,
    groups: z.array(z.object({ groupId: uuid.nullable(), name: z.string(), count: readingCount })),
  }),
});

export const remindUnread = defineRoute({
  id: 'meeting.remind-unread-paper',
  method: 'POST',
  path: '/api/meetings/:meetingId/papers/:paperId/reminders',
  permission: 'meeting.papers',
  summary: '提醒还没有阅读这份文件的人',
  params: ofPaper,
  body: z.object({ groupId: uuid.optional() }),
  answer: z.object({ people: z.number().int() }),
});

export const listOwnPapers = defineRoute({
  id: 'meeting.list-own-papers',
  method: 'GET',
  path: '/api/meetings/:meetingId/own-papers',
  permission: 'meeting.read-papers',
  summary: '发给我的会议文件',
  params: ofMeeting,
  answer: z.object({
    meeting: z.object({ title: z.string(), state: meetingState }),
    papers: z.array(ownPaper),
    sittings: z.array(z.object({ id: uuid, title: z.string(), startsAt: instant })).describe('文件所归的日程，按时间先后'),
    agendaItems: z.array(z.object({ id: uuid, title: z.string(), sittingId: uuid.nullable() })).describe('文件所归的议程'),
    attends: z.boolean().describe('我是不是这次会议的参会人员'),
  }),
});

export const readPaper = defineRoute({
  id: 'meeting.read-paper',
  method: 'GET',
  path: '/api/meetings/:meetingId/papers/:paperId',
  permission: 'meeting.read-papers',
  summary: '一份文件的版本和我的阅读进度',
  params: ofPaper,
  answer: paperView,
});

export const readPaperTexts = defineRoute({
  id: 'meeting.read-paper-texts',
  method: 'GET',
  path: '/api/meetings/:meetingId/papers/:paperId/versions/:version/texts',
  permission: 'meeting.read-papers',
  summary: '各页的文字和大小，供文内查找和大字阅读',
  params: z.object({ ...ofPaper.shape, version: z.coerce.number().int().min(1).max(1_000) }),
  answer: paperTexts,
});

/** What the reader says of itself when it asks for a file: it writes the name of who reads on every page that it shows. */
export const readerHeader = 'x-paper-reader';

/**
 * The bytes of one version as PDF. Answers ranges, so that a download goes on where it was cut off. Asked for without {@link readerHeader}, a paper that
 * is not public comes with the name of who asks and the time on every page.
 */
export const downloadPaper = defineRoute({
  id: 'meeting.download-paper',
  method: 'GET',
  path: '/api/meetings/:meetingId/papers/:paperId/versions/:version/file',
  permission: 'meeting.read-papers',
  summary: '下载文件的一个版本',
  carries: 'bytes',
  params: z.object({ ...ofPaper.shape, version: z.coerce.number().int().min(1).max(1_000) }),
  query: z.object({ seat: uuid.optional().describe('工作身份') }),
  answer: z.unknown(),
});

export const reportReadings = defineRoute({
  id: 'meeting.report-paper-readings',
  method: 'POST',
  path: '/api/meetings/:meetingId/paper-readings',
  permission: 'meeting.read-papers',
  summary: '我的设备报告：下载了、读到哪一页、已经收回',
  params: ofMeeting,
  body: z.object({ readings: z.array(readingReport).min(1).max(200) }),
  answer: done,
});

export const listPaperNotes = defineRoute({
  id: 'meeting.list-paper-notes',
  method: 'GET',
  path: '/api/meetings/:meetingId/paper-notes',
  permission: 'meeting.read-papers',
  summary: '我在这次会议文件上的书签和笔记，只有本人能看',
  params: ofMeeting,
  query: z.object({ cursor: pageQuery.cursor, limit: z.coerce.number().int().min(1).max(500).default(500), since: instant.optional() }),
  answer: page(paperNote).extend({ at: instant.describe('下次只取这之后收到的') }),
});

export const writePaperNotes = defineRoute({
  id: 'meeting.write-paper-notes',
  method: 'POST',
  path: '/api/meetings/:meetingId/paper-notes',
  permission: 'meeting.read-papers',
  summary: '保存我的书签和笔记；几台设备改了同一条，以设备时间晚的为准',
  params: ofMeeting,
  body: z.object({ notes: z.array(paperNote).min(1).max(200) }),
  answer: z.object({
    newer: z.array(paperNote).describe('别的设备改得更晚、这里应当改用的'),
    refused: z.array(uuid).describe('文件已不再发给我、因而没有保存的'),
  }),
});
