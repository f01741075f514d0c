import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { page, pageQuery } from '#platform/contract/paging.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { ofMeeting, ofSitting } from '../addresses.ts';
import { attendeeCategory } from '../meeting.ts';
import { carriedEntry, mostScansAtOnce, scanOutcome, scannerCopy, scannerSays, sentScan } from './scanning.ts';
import {
  checkListLine,
  conflictLine,
  hallCode,
  ownPass,
  ownPresence,
  presencePerson,
  scanLine,
  scannerLine,
  sittingPresence,
} from './views.ts';
import { checkListKind, scanStatus } from './words.ts';

const listParams = z.object({ meetingId: uuid, checkListId: uuid });
const personParams = z.object({ meetingId: uuid, checkListId: uuid, attendeeId: uuid });
const scannerParams = z.object({ meetingId: uuid, scannerId: uuid });

// ---- everybody of the meeting

/** Presence of the sittings of a meeting, in figures. */
export const readPresence = defineRoute({
  id: 'meeting.read-presence',
  method: 'GET',
  path: '/api/meetings/:meetingId/presence',
  permission: 'meeting.see-presence',
  summary: '各项日程的应到、实到、请假、未到',
  params: ofMeeting,
  query: z.object({ sittingId: uuid.optional() }),
  answer: z.object({ items: z.array(sittingPresence) }),
});

/** The key of one's own code, for one's own device. */
export const readOwnPass = defineRoute({
  id: 'meeting.read-own-pass',
  method: 'GET',
  path: '/api/meetings/:meetingId/own-pass',
  permission: 'meeting.scan',
  summary: '取得本人的签到码密钥（只给本人的设备）',
  params: ofMeeting,
  answer: ownPass,
});

export const readOwnPresence = defineRoute({
  id: 'meeting.read-own-presence',
  method: 'GET',
  path: '/api/meetings/:meetingId/own-presence',
  permission: 'meeting.scan',
  summary: '本人的签到情况和现在可以签到的会议',
  params: ofMeeting,
  answer: ownPresence,
});

/** Signs oneself in by the code on the hall's screen, scanned or typed; only while its list is open. */
export const signInByHallCode = defineRoute({
  id: 'meeting.sign-in-by-hall-code',
  method: 'POST',
  path: '/api/meetings/:meetingId/sign-in',
  permission: 'meeting.scan',
  summary: '用会场屏幕上的码签到',
  params: ofMeeting,
  body: z.object({ nonce: uuid, code: z.string().trim().min(6).max(80).describe('扫到的内容或 6 位数字') }),
  answer: scanOutcome.extend({ title: z.string(), now: instant }),
});

/** The server's clock, for measuring how far a device's own is off. */
export const readClock = defineRoute({
  id: 'meeting.read-clock',
  method: 'GET',
  path: '/api/scanner/clock',
  permission: 'public',
  summary: '服务器时间',
  answer: z.object({ now: instant }),
});

/** The rotating code of a list, for a screen in its hall. */
export const readHallCode = defineRoute({
  id: 'meeting.read-hall-code',
  method: 'GET',
  path: '/api/meetings/:meetingId/check-lists/:checkListId/hall-code',
  permission: 'meeting.hall-code',
  summary: '会场屏幕上每 30 秒变化的签到码',
  params: listParams,
  answer: hallCode,
});

// ---- the office

export const listCheckLists = defineRoute({
  id: 'meeting.list-check-lists',
  method: 'GET',
  path: '/api/meetings/:meetingId/check-lists',
  permission: 'meeting.presence',
  summary: '签到清单和人数',
  params: ofMeeting,
  answer: z.object({ items: z.array(checkListLine) }),
});

/** Opens the list of a sitting (its people are those due there), or one for registration, packs, a meal or a door. */
export const openCheckList = defineRoute({
  id: 'meeting.open-check-list',
  method: 'POST',
  path: '/api/meetings/:meetingId/check-lists',
  permission: 'meeting.presence',
  summary: '打开一个签到清单',
  params: ofMeeting,
  body: z.object({
    sittingId: uuid.nullable().default(null),
    kind: checkListKind.exclude(['coach']).default('sitting'),
    title: z.string().trim().max(60).default(''),
    opensAt: instant.nullable().default(null),
    closesAt: instant.nullable().default(null),
    dueCategories: z.array(attendeeCategory).default([]),
    dueGroups: z.array(uuid).max(200).default([]),
  }),
  answer: checkListLine.pick({ id: true }),
});

export const changeCheckList = defineRoute({
  id: 'meeting.change-check-list',
  method: 'PATCH',
  path: '/api/meetings/:meetingId/check-lists/:checkListId',
  permission: 'meeting.presence',
  summary: '开启或停止一个签到清单，或改它的时段',
  params: listParams,
  body: z.object({
    state: z.enum(['open', 'closed']).optional(),
    opensAt: instant.nullable().optional(),
    closesAt: instant.nullable().optional(),
  }),
  answer: done,
});

/** Everybody who is right at the list: in, on leave or missing. */
export const listPresentPeople = defineRoute({
  id: 'meeting.list-present-people',
  method: 'GET',
  path: '/api/meetings/:meetingId/check-lists/:checkListId/people',
  permission: 'meeting.presence',
  summary: '清单上每个人的签到情况',
  params: listParams,
  answer: z.object({ items: z.array(presencePerson) }),
});

/** Signs somebody in by hand (补签). Without `reason` nothing is done. */
export const signInByStaff = defineRoute({
  id: 'meeting.sign-in-by-staff',
  method: 'POST',
  path: '/api/meetings/:meetingId/check-lists/:checkListId/people/:attendeeId/sign-in',
  permission: 'meeting.presence',
  summary: '工作人员补签',
  params: personParams,
  body: z.object({ reason: z.string().trim().min(2, '请写明补签原因').max(200), force: z.boolean().default(false) }),
  answer: scanOutcome,
});

/** Takes a sign-in back that was made by mistake. The attempt stays in the log. */
export const takeBackSignIn = defineRoute({
  id: 'meeting.take-back-sign-in',
  method: 'POST',
  path: '/api/meetings/:meetingId/check-lists/:checkListId/people/:attendeeId/take-back',
  permission: 'meeting.presence',
  summary: '撤销一次签到',
  params: personParams,
  body: z.object({ reason: z.string().trim().min(2, '请写明撤销原因').max(200) }),
  answer: done,
});

export const listScans = defineRoute({
  id: 'meeting.list-scans',
  method: 'GET',
  path: '/api/meetings/:meetingId/scans',
  permission: 'meeting.presence',
  summary: '每一次扫码的记录',
  params: ofMeeting,
  query: z.object({
    checkListId: uuid.optional(),
    scannerId: uuid.optional(),
    attendeeId: uuid.optional(),
    status: scanStatus.optional(),
    offline: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .optional(),
    ...pageQuery,
  }),
  answer: page(scanLine),
});

export const listScanConflicts = defineRoute({
  id: 'meeting.list-scan-conflicts',
  method: 'GET',
  path: '/api/meetings/:meetingId/scan-conflicts',
  permission: 'meeting.presence',
  summary: '断网期间两台设备重复放行的记录',
  params: ofMeeting,
  answer: z.object({ items: z.array(conflictLine) }),
});

export const settleScanConflict = defineRoute({
  id: 'meeting.settle-scan-conflict',
  method: 'POST',
  path: '/api/meetings/:meetingId/check-lists/:checkListId/conflicts/settle',
  permission: 'meeting.presence',
  summary: '核实一条重复放行记录',
  params: listParams,
  body: z.object({ firstNonce: uuid, secondNonce: uuid, words: z.string().trim().min(2, '请写明核实结果').max(200) }),
  answer: done,
});

/** Closes a sitting: what became of everybody due is settled and told to the duty ledger; from then on it changes only by corrections. */
export const settleSitting = defineRoute({
  id: 'meeting.settle-sitting',
  method: 'POST',
  path: '/api/meetings/:meetingId/sittings/:sittingId/settle',
  permission: 'meeting.presence',
  summary: '结束一项日程并结算出席情况',
  params: ofSitting,
  answer: sittingPresence,
});

/**
 * Corrects what was settled of some people, with the reason: to what lists and leaves say now (`record`), or by hand to 已到 or 缺席. Leave that was
 * granted later corrects by itself. The settled figures stay as 原, and the duty ledger is told anew.
 */
export const correctAttendance = defineRoute({
  id: 'meeting.correct-attendance',
  method: 'POST',
  path: '/api/meetings/:meetingId/sittings/:sittingId/corrections',
  permission: 'meeting.presence',
  summary: '更正已结算的出席情况',
  params: ofSitting,
  body: z.object({
    attendeeIds: z.array(uuid).min(1, '请先选人').max(3_000),
    becomes: z.enum(['record', 'present', 'absent']),
    words: z.string().trim().min(2, '请写明更正理由').max(200),
  }),
  answer: z.object({ corrected: z.number() }),
});

export const listScanners = defineRoute({
  id: 'meeting.list-scanners',
  method: 'GET',
  path: '/api/meetings/:meetingId/scanners',
  permission: 'meeting.presence',
  summary: '扫码设备',
  params: ofMeeting,
  answer: z.object({ items: z.array(scannerLine) }),
});

/** Makes room for a scanner and answers the code that its device types or reads. It is shown once and lives a quarter of an hour. */
export const addScanner = defineRoute({
  id: 'meeting.add-scanner',
  method: 'POST',
  path: '/api/meetings/:meetingId/scanners',
  permission: 'meeting.presence',
  summary: '接入一台扫码设备',
  params: ofMeeting,
  body: z.object({ name: z.string().trim().min(1, '请给设备起个名字').max(30), checkListIds: z.array(uuid).max(100).default([]) }),
  answer: z.object({ id: uuid, code: z.string(), link: z.string(), codeUntil: instant }),
});

export const endScanner = defineRoute({
  id: 'meeting.end-scanner',
  method: 'DELETE',
  path: '/api/meetings/:meetingId/scanners/:scannerId',
  permission: 'meeting.presence',
  summary: '停用一台扫码设备',
  params: scannerParams,
  answer: done,
});

// ---- scanners: without a person, with the proof of an enrolled device in a cookie

/** Makes the calling browser the scanner that the code was made for; sets its cookie. */
export const enrolScanner = defineRoute({
  id: 'meeting.enrol-scanner',
  method: 'POST',
  path: '/api/scanner/enrolment',
  permission: 'public',
  summary: '用接入码把这台设备变成扫码设备',
  body: z.object({ code: z.string().trim().toUpperCase().min(4).max(20), device: z.string().trim().max(60).default('') }),
  answer: z.object({ scannerId: uuid, name: z.string(), meetingTitle: z.string() }),
});

/** What the scanner carries. With the revision that it has, `copy` is null where nothing has changed. */
export const readScannerCopy = defineRoute({
  id: 'meeting.read-scanner-copy',
  method: 'GET',
  path: '/api/scanner/copy',
  permission: 'public',
  summary: '扫码设备离线用的名单',
  query: z.object({ have: z.string().max(100).optional() }),
  answer: z.object({ copy: scannerCopy.nullable(), now: instant }),
});

/** Hands scans over. Repeated with the same nonces it gives the first outcomes again. */
export const handOverScans = defineRoute({
  id: 'meeting.hand-over-scans',
  method: 'POST',
  path: '/api/scanner/scans',
  permission: 'public',
  summary: '扫码设备交记录',
  body: z.object({ scans: z.array(sentScan).min(1).max(mostScansAtOnce), says: scannerSays }),
  answer: z.object({ outcomes: z.array(scanOutcome), now: instant }),
});

/**
 * A sign of life, answered with what has changed: the revision of the copy, and who is in at the list where the count differs. `counting`: somebody
 * chooses a list at the device, and wants to see how many are in at each that is open.
 */
export const tellScannerState = defineRoute({
  id: 'meeting.tell-scanner-state',
  method: 'POST',
  path: '/api/scanner/state',
  permission: 'public',
  summary: '扫码设备报告状态',
  body: z.object({
    says: scannerSays,
    checkListId: uuid.nullable().default(null),
    present: z.number().int().min(0).default(0),
    counting: z.boolean().default(false),
  }),
  answer: z.object({
    revision: z.string(),
    entries: z.array(carriedEntry).nullable(),
    counts: z.array(z.object({ listId: uuid, present: z.number() })).nullable(),
    now: instant,
  }),
});
