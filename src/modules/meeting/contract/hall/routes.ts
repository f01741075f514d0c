import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { ofMeeting } from '../addresses.ts';
import { board } from './board.ts';
import { figureList, figureQuery, sessionReport } from './report.ts';
import { hallScene, sceneName, sceneOrder } from './scene.ts';

/** What the calling screen shows: null where no scene is set for it, then it shows figures. Asked again at every news; `at` measures the screen's clock. */
export const readScene = defineRoute({
  id: 'meeting.read-scene',
  method: 'GET',
  path: '/api/hall/scene',
  permission: 'meeting.scene',
  summary: '这块大屏现在显示的会议画面',
  answer: z.object({ at: instant, scene: hallScene.nullable() }),
});

/** A scene as a screen would show it now, before it goes out. */
export const previewScene = defineRoute({
  id: 'meeting.preview-scene',
  method: 'GET',
  path: '/api/meetings/:meetingId/scene',
  permission: 'meeting.hall',
  summary: '投放前预览一个会议画面',
  params: ofMeeting,
  query: sceneOrder.extend({ sittingId: uuid.optional() }),
  answer: z.object({ at: instant, scene: hallScene }),
});

export const hallScreen = z.object({
  id: uuid,
  name: z.string(),
  device: z.string(),
  online: z.boolean(),
  lastSeenAt: instant,
  /** What it shows of a meeting; null where it shows figures. */
  showing: z
    .object({
      meetingId: uuid,
      meetingTitle: z.string(),
      scene: sceneName,
      sittingId: uuid.nullable(),
      title: z.string(),
      words: z.string(),
      changedAt: instant,
      changedBy: z.string(),
    })
    .nullable(),
});
export type HallScreen = z.infer<typeof hallScreen>;

export const listHallScreens = defineRoute({
  id: 'meeting.list-screens',
  method: 'GET',
  path: '/api/meetings/:meetingId/screens',
  permission: 'meeting.hall',
  summary: '本机构的大屏和各自显示的会议画面',
  params: ofMeeting,
  answer: z.object({ at: instant, items: z.array(hallScreen) }),
});

/** Puts a scene on screens of the body; `order` null takes the meeting off them, and they show figures again. */
export const setScene = defineRoute({
  id: 'meeting.set-scene',
  method: 'PUT',
  path: '/api/meetings/:meetingId/scene',
  permission: 'meeting.hall',
  summary: '把一个会议画面投到大屏',
  params: ofMeeting,
  body: z.object({
    screenIds: z
      .array(uuid)
      .min(1, '请选至少一块屏')
      .max(200)
      .transform((ids) => [...new Set(ids)]),
    order: sceneOrder.nullable(),
  }),
  answer: done,
});

export const readBoard = defineRoute({
  id: 'meeting.read-board',
  method: 'GET',
  path: '/api/meetings/:meetingId/board',
  permission: 'meeting.board',
  summary: '大会秘书处工作台：谁没到、车辆、请假、文件',
  params: ofMeeting,
  query: z.object({ sittingId: uuid.optional().describe('看哪一场；不填为正在进行或下一场') }),
  answer: board,
});

export const readReport = defineRoute({
  id: 'meeting.read-report',
  method: 'GET',
  path: '/api/meetings/:meetingId/report',
  permission: 'meeting.board',
  summary: '会议统计',
  params: ofMeeting,
  answer: sessionReport,
});

export const listFigure = defineRoute({
  id: 'meeting.list-figure',
  method: 'GET',
  path: '/api/meetings/:meetingId/report/list',
  permission: 'meeting.board',
  summary: '会议统计中一个数背后的名单',
  params: ofMeeting,
  query: figureQuery,
  answer: figureList,
});

export const reportDocument = defineRoute({
  id: 'meeting.report-document',
  method: 'GET',
  path: '/api/meetings/:meetingId/report/document',
  permission: 'meeting.board',
  summary: '会议统计报告（docx）',
  carries: 'bytes',
  params: ofMeeting,
  answer: z.unknown(),
});
