import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { ofMeeting, ofSitting } from '../addresses.ts';

/** `oral` and `written` are registered beforehand; `floor` is asked for at the sitting itself. */
export const speechForms = { oral: '口头发言', written: '书面发言', floor: '会上发言' } as const;
export type SpeechForm = keyof typeof speechForms;
export const speechForm = z.enum(Object.keys(speechForms) as [SpeechForm, ...SpeechForm[]]);

/** In whose name one speaks (DOMAIN §6.3). */
export const speechNames = {
  self: '个人',
  joint: '联名',
  sector: '界别（代表团）',
  party: '党派团体',
  committee: '专门委员会',
  organisation: '单位',
} as const;
export type SpeechName = keyof typeof speechNames;
/** The words of a name in the terms of the body: a congress has delegations, a CPPCC sectors. */
export function nameWords(name: SpeechName, bodyKind: 'congress' | 'cppcc'): string {
  return name === 'sector' ? (bodyKind === 'cppcc' ? '界别' : '代表团') : speechNames[name];
}
export const speechName = z.enum(Object.keys(speechNames) as [SpeechName, ...SpeechName[]]);

export const speechStates = {
  draft: '退回修改',
  registered: '已报名',
  shortlisted: '入围',
  selected: '已选定',
  written: '书面发言',
  declined: '未采用',
  withdrawn: '已撤回',
  queued: '等待发言',
  speaking: '正在发言',
  spoken: '已发言',
  skipped: '未发言',
} as const;
export type SpeechState = keyof typeof speechStates;
export const speechState = z.enum(Object.keys(speechStates) as [SpeechState, ...SpeechState[]]);

/** The three screening steps of the session secretariat (DOMAIN §6.3). */
export const screeningSteps = ['初选', '复选', '审定'] as const;
/** What a step may say: on to the next step, print as a written speech, send back to the author, do not use. */
export const screeningOutcomes = { pass: '通过', written: '改为书面发言', sendBack: '退回修改', decline: '不采用' } as const;
export type ScreeningOutcome = keyof typeof screeningOutcomes;
export const screeningOutcome = z.enum(Object.keys(screeningOutcomes) as [ScreeningOutcome, ...ScreeningOutcome[]]);
export const screeningStep = z.object({
  step: z.number().int().min(1).max(3),
  outcome: screeningOutcome,
  words: z.string(),
  byName: z.string(),
  at: instant,
});
export type ScreeningStep = z.infer<typeof screeningStep>;

/** A registered speech as its author sees it. */
export const ownSpeech = z.object({
  id: uuid,
  form: speechForm,
  inNameOf: speechName,
  party: z.string(),
  title: z.string(),
  text: z.string(),
  state: speechState,
  signedBy: z.string().nullable(),
  signedAt: instant.nullable(),
  /** The sitting it is to be held at, and its place there; null until the order is made. */
  sittingId: uuid.nullable(),
  position: z.number().int().nullable(),
  limitSeconds: z.number().int().nullable(),
  words: z.string(),
  seconds: z.number().int().nullable(),
  registeredAt: instant.nullable(),
  revision: z.number().int(),
});
export type OwnSpeech = z.infer<typeof ownSpeech>;

/** A speech that waits for the convenor's signature. */
const unsigned = ownSpeech.pick({ id: true, title: true, text: true, form: true, registeredAt: true }).extend({ speaker: z.string() });

export const ownSpeeches = z.object({
  bodyKind: z.enum(['congress', 'cppcc']),
  /** The rules that hold: how many characters, how long, until when. */
  mostCharacters: z.number().int().nullable(),
  oralSeconds: z.number().int(),
  closesAt: instant.nullable(),
  mayRegister: z.boolean(),
  items: z.array(ownSpeech),
  toSign: z.array(unsigned),
});

/** A registered speech in the secretariat's list. */
export const speechLine = ownSpeech.omit({ text: true }).extend({
  attendeeId: uuid,
  speaker: z.string(),
  unit: z.string(),
  groupId: uuid.nullable(),
  groupName: z.string(),
  characters: z.number().int(),
  screened: z.number().int(),
  changedAt: instant,
});
export type SpeechLine = z.infer<typeof speechLine>;
export const speechView = speechLine.extend({ text: z.string(), phone: z.string(), screenings: z.array(screeningStep) });
export type SpeechView = z.infer<typeof speechView>;

const ofSpeech = z.object({ meetingId: uuid, speechId: uuid });

export const listOwnSpeeches = defineRoute({
  id: 'meeting.list-own-speeches',
  method: 'GET',
  path: '/api/meetings/:meetingId/own-speeches',
  permission: 'meeting.own',
  summary: '我报名的发言和等我签署的发言',
  params: ofMeeting,
  answer: ownSpeeches,
});

/** The id is made by the phone, so that what was written without signal is registered once. A speech that was sent back is registered anew. */
export const registerSpeech = defineRoute({
  id: 'meeting.register-speech',
  method: 'PUT',
  path: '/api/meetings/:meetingId/own-speeches/:speechId',
  permission: 'meeting.own',
  summary: '报名大会发言',
  params: ofSpeech,
  body: z.object({
    form: z.enum(['oral', 'written']),
    inNameOf: speechName,
    party: z.string().trim().max(200, '最多 200 字').default(''),
    title: z.string().trim().min(4, '题目至少 4 个字').max(60, '题目最多 60 字'),
    text: z.string().trim().min(20, '发言稿至少 20 个字').max(10_000, '发言稿太长'),
  }),
  answer: ownSpeech,
});

export const withdrawSpeech = defineRoute({
  id: 'meeting.withdraw-speech',
  method: 'POST',
  path: '/api/meetings/:meetingId/own-speeches/:speechId/withdraw',
  permission: 'meeting.own',
  summary: '撤回发言报名',
  params: ofSpeech,
  answer: done,
});

export const signSpeech = defineRoute({
  id: 'meeting.sign-speech',
  method: 'POST',
  path: '/api/meetings/:meetingId/own-speeches/:speechId/sign',
  permission: 'meeting.own',
  summary: '召集人签署本界别（代表团）的发言',
  params: ofSpeech,
  answer: done,
});

export const listSpeeches = defineRoute({
  id: 'meeting.list-speeches',
  method: 'GET',
  path: '/api/meetings/:meetingId/speeches',
  permission: 'meeting.speeches',
  summary: '大会发言报名',
  params: ofMeeting,
  answer: z.object({ mostCharacters: z.number().int().nullable(), oralSeconds: z.number().int(), items: z.array(speechLine) }),
});

export const readSpeech = defineRoute({
  id: 'meeting.read-speech',
  method: 'GET',
  path: '/api/meetings/:meetingId/speeches/:speechId',
  permission: 'meeting.speeches',
  summary: '一份大会发言',
  params: ofSpeech,
  answer: speechView,
});

/** One screening step for one or several speeches; all of them or none. */
export const screenSpeeches = defineRoute({
  id: 'meeting.screen-speeches',
  method: 'POST',
  path: '/api/meetings/:meetingId/speeches/screen',
  permission: 'meeting.speeches',
  summary: '遴选发言',
  params: ofMeeting,
  body: z.object({
    speechIds: z.array(uuid).min(1).max(200),
    outcome: screeningOutcome,
    words: z.string().trim().max(300, '最多 300 字').default(''),
  }),
  answer: z.object({ changed: z.number().int() }),
});

/** The seal of a party, committee or organisation has come in on paper. */
export const recordSeal = defineRoute({
  id: 'meeting.record-seal',
  method: 'POST',
  path: '/api/meetings/:meetingId/speeches/:speechId/seal',
  permission: 'meeting.speeches',
  summary: '登记已收到签署（盖章）件',
  params: ofSpeech,
  body: z.object({ signedBy: z.string().trim().min(2, '请写明谁签署或盖章').max(60) }),
  answer: done,
});

/** The selected speeches of a sitting in their order; those left out go back to 已选定. */
export const orderSpeeches = defineRoute({
  id: 'meeting.order-speeches',
  method: 'PUT',
  path: '/api/meetings/:meetingId/sittings/:sittingId/speeches',
  permission: 'meeting.speeches',
  summary: '排定一场会议的发言顺序',
  params: ofSitting,
  body: z.object({ speechIds: z.array(uuid).max(60, '一场最多排 60 人') }),
  answer: done,
});

/** Ends the selection: oral ones that were not selected become written ones (DOMAIN §6.3). */
export const closeSelection = defineRoute({
  id: 'meeting.close-selection',
  method: 'POST',
  path: '/api/meetings/:meetingId/speeches/close-selection',
  permission: 'meeting.speeches',
  summary: '遴选结束，未入选的口头发言转为书面发言',
  params: ofMeeting,
  answer: z.object({ written: z.number().int() }),
});

export const readSpeechCollection = defineRoute({
  id: 'meeting.read-speech-collection',
  method: 'GET',
  path: '/api/meetings/:meetingId/speeches/collection.docx',
  permission: 'meeting.speeches',
  summary: '大会发言材料汇编（docx）',
  carries: 'bytes',
  params: ofMeeting,
  answer: z.unknown(),
});
